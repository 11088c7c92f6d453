// A form with a file, as browsers and programs send it: its fields are texts, its files whole.

import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import type { FastifyRequest } from 'fastify'
import { UploadedFile } from '../rest/index.ts'

const LIMITS = { fields: 20, files: 2, fieldSize: 65_536, fieldNameSize: 100, headerPairs: 50 }

/** @throws with `statusCode` 400 for what is no form. */
export function readForm(request: FastifyRequest, body: Buffer | string): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const refuse = (): void => {
      reject(Object.assign(new Error('The body is no form as its Content-Type says.'), { statusCode: 400 }))
    }
    const fields = new Map<string, unknown>()
    try {
      const form = new Busboy({ headers: request.headers as BusboyHeaders, limits: LIMITS })
      form.on('field', (name, value) => fields.set(name, value))
      form.on('file', (name, stream, filename, _encoding, type) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => fields.set(name, new UploadedFile(unescaped(filename), type, Buffer.concat(chunks))))
      })
      form.on('error', refuse)
      form.on('finish', () => resolve(Object.fromEntries(fields)))
      form.end(body)
    } catch {
      refuse()
    }
  })
}

/** Browsers write a quotation mark in a name so that the header stays one. */
function unescaped(name: string): string {
  return name.replaceAll('%22', '"')
}
