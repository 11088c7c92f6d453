// Every call that PROTOCOL.md shows under its methods, sent as it stands there to the real server: it is understood, and
// what the page says of the answer is in the answer. PROTOCOL.md#methods
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { startServer } from '@quindar/testkit'
import { dialBare } from './bare-client.ts'

const page = readFileSync(new URL('../../../PROTOCOL.md', import.meta.url), 'utf8')
const methods = page.slice(page.indexOf('\n## Methods\n'), page.indexOf('\n## REST\n'))

const shown = (side: string) =>
  [...methods.matchAll(new RegExp(`^\`\`\`json ${side}\\n(.*?)^\`\`\`$`, 'gms'))].flatMap(([, lines = '']) =>
    lines.trim().split('\n'),
  )

const calls = shown('client').map((text) => ({ text, ...(JSON.parse(text) as { id: string; method: string }) }))
const results = new Map(
  shown('server')
    .map((text) => JSON.parse(text) as { id: string; result?: unknown })
    .filter(({ result }) => result !== undefined)
    .map(({ id, result }) => [id, result]),
)

/** What is promised and not given, by path; of lists the first item stands for all. */
function missing(promised: unknown, given: unknown, path = 'result'): string[] {
  if (typeof promised !== 'object' || promised === null) return given === undefined ? [path] : []
  if (typeof given !== 'object' || given === null) return [path]
  if (Array.isArray(given) && given.length === 0) return []
  return Object.entries(promised).flatMap(([key, item]) =>
    Array.isArray(promised) && key !== '0'
      ? []
      : missing(item, (given as Record<string, unknown>)[key], `${path}.${key}`),
  )
}

describe('PROTOCOL.md, as the server answers it', () => {
  it('has calls to show', () => {
    expect(calls.length).toBeGreaterThan(20)
    expect(new Set(calls.map(({ method, id }) => `${method} ${id}`)).size).toBe(calls.length)
  })

  it.each(calls)('$text', async ({ text, id, method }) => {
    await using server = await startServer()
    using client = await dialBare(server.url)
    await client.method('login', { user: { username: 'alice' }, password: 'alice' })
    // The message that the page's calls are about; the page sends it itself once.
    if (method !== 'sendMessage') await client.method('sendMessage', { _id: 'cid1', rid: 'GENERAL', msg: 'hi' })

    const answer = await client.ask(text)
    // The token of the page is nobody's.
    expect(answer.error?.error).toBe(text.includes('TOKEN-u1') ? 401 : undefined)
    const promised = answer.error ? undefined : results.get(id)
    expect(promised === undefined ? [] : missing(promised, answer.result)).toEqual([])
  })
})
