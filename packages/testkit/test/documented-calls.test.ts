// Every call that PROTOCOL.md shows under its methods, sent as it stands there to the real server: it is understood, and
// what the page says of the answer is in the answer. PROTOCOL.md#methods
import { METHODS } from 'quindar/protocol'
import { describe, expect, it } from 'vitest'
import { startServer } from '@quindar/testkit'
import { dialBare } from './bare-client.ts'
import { examplesOf, missing } from './documented.ts'
import { isLivechat, LIVECHAT_OPTIONS, stageLivechat } from './documented-livechat.ts'

const shown = examplesOf('Methods', 'client').map((text) => ({
  text,
  ...(JSON.parse(text) as { id: string; method: string }),
}))
// What the page says that this server does not answer: catalogue.test.ts.
const calls = shown.filter(({ method }) => METHODS.get(method)?.answered !== false)
const results = new Map(
  examplesOf('Methods', 'server')
    .map((text) => JSON.parse(text) as { id: string; result?: unknown })
    .filter(({ result }) => result !== undefined)
    .map(({ id, result }) => [id, result]),
)

/** Calls that the page shows for the sake of how they are refused, by their ids. */
const REFUSED: Readonly<Record<string, string | number>> = {
  // Services that this server has not.
  43: 401,
  44: 500,
  fa2: 'invalid-totp',
  fa4: 'invalid-totp',
  fa5: 'invalid-totp',
  pt1: 'totp-required',
  pt3: 'totp-required',
  pt4: 'totp-required',
  // She is no owner of #general.
  x69: 'not-authorized',
  x70: 'not-authorized',
}

describe('PROTOCOL.md, as the server answers it', () => {
  it('has calls to show', () => {
    expect(calls.length).toBeGreaterThan(20)
    expect(new Set(shown.map(({ method, id }) => `${method} ${id}`)).size).toBe(shown.length)
  })

  it.each(calls)('$text', async ({ text, id, method }) => {
    await using server = await startServer(LIVECHAT_OPTIONS)
    using client = await dialBare(server.url)
    await client.method('login', { user: { username: 'alice' }, password: 'alice' })
    // The message that the page's calls are about; the page sends it itself once.
    if (method !== 'sendMessage') await client.method('sendMessage', { _id: 'cid1', rid: 'GENERAL', msg: 'hi' })

    const asked = isLivechat(method) ? await stageLivechat(server, client, method, text) : text
    const answer = await client.ask(asked)
    // The token of the page is nobody's, and so are its codes.
    expect(answer.error?.error).toBe(text.includes('TOKEN-u1') ? 401 : REFUSED[id])
    const promised = answer.error ? undefined : results.get(id)
    expect(promised === undefined ? [] : missing(promised, answer.result)).toEqual([])
  })
})
