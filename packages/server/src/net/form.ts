// A form with a file, as browsers and programs send it: its fields are texts, its files whole.

import type { FastifyRequest } from 'fastify'
import { UploadedFile } from '../rest/index.ts'

/** @throws with `statusCode` 400 for what is no form. */
export async function readForm(request: FastifyRequest, body: Buffer | string): Promise<Record<string, unknown>> {
  const type = request.headers['content-type'] ?? ''
  const form = await new Response(Buffer.from(body), { headers: { 'Content-Type': type } }).formData().catch(() => {
    throw Object.assign(new Error('The body is no form as its Content-Type says.'), { statusCode: 400 })
  })
  const fields = new Map<string, unknown>()
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.set(name, value)
    else fields.set(name, new UploadedFile(value.name, value.type, new Uint8Array(await value.arrayBuffer())))
  }
  return Object.fromEntries(fields)
}
