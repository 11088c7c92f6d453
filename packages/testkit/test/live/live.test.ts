// The contract that runs against anybody's server, run against ours at several releases; and against servers that break it,
// because a contract that cannot fail is none.
import { afterEach, describe, expect, it } from 'vitest'
import { connect, type Client } from 'quindar'
import type { MajorRelease } from 'quindar/protocol'
import { live, startFaultProxy, startServer, type LiveReport, type Rewrite, type TestServer } from '@quindar/testkit'

const clients: Client[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close()
})

/** Alice's connection: her token, and what is in the room. */
async function aliceAt(server: TestServer): Promise<Client> {
  const alice = await connect(server.url, { user: 'alice', password: 'alice' })
  clients.push(alice)
  return alice
}

const outcomes = ({ results }: LiveReport): string[] =>
  results.map(({ outcome, name, why }) => [outcome, name, why].join(' '))

describe.each<[MajorRelease, 'meteor' | 'streamer', skipped: number]>([
  [3, 'streamer', 0],
  [6, 'meteor', 0],
  [8, 'streamer', 0],
  [9, 'meteor', 1],
])('--compat %i --dialect %s', (compat, dialect, skipped) => {
  it('keeps the contract, and has nothing of it left in the room', async () => {
    await using server = await startServer({ compat, dialect, limits: 'none' })
    const alice = await aliceAt(server)
    const before = await (await alice.room('#general')).history({ limit: 100 })
    const { id, token } = alice.user!
    const told: string[] = []
    const report = await live({ url: server.url, token, userId: id, room: '#general' }, '[live]', ({ name, outcome }) =>
      told.push(`${outcome} ${name}`),
    )
    expect(outcomes(report).filter((line) => line.startsWith('fail'))).toEqual([])
    expect(report.results.filter(({ outcome }) => outcome === 'skip')).toHaveLength(skipped)
    expect(told).toEqual(report.results.map(({ name, outcome }) => `${outcome} ${name}`))
    expect([told.length, report.left, report.release?.startsWith(`${compat}.`)]).toEqual([13, [], true])
    const after = await (await alice.room('#general')).history({ limit: 100 })
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  })
})

/** In the place of what a method answers: that it is not allowed. */
function refuseResults(method: string): Rewrite {
  return (text, said) => {
    const { msg, id } = JSON.parse(text) as { msg?: string; id?: string }
    const isAnswer =
      msg === 'result' && said.some((call) => call.includes(`"method":"${method}"`) && call.includes(`"${id}"`))
    if (!isAnswer) return [text]
    const error = { error: 'error-action-not-allowed', reason: 'Not allowed' }
    return [JSON.stringify({ msg, id, error })]
  }
}

describe('at a server that breaks it', () => {
  async function broken(method: string): Promise<LiveReport> {
    await using server = await startServer({ compat: 6, limits: 'none' })
    await using proxy = await startFaultProxy(server.url)
    const { token } = (await aliceAt(server)).user!
    proxy.rewrite = refuseResults(method)
    return await live({ url: proxy.url, token, room: '#general' }, '[live]')
  }
  const why = expect.stringContaining('[error-action-not-allowed]') as string

  it('the step that needs what is refused fails, with the server’s words; the others pass', async () => {
    const { results, left } = await broken('setReaction')
    expect(results.filter(({ outcome }) => outcome !== 'pass')).toEqual([
      { name: 'a reaction is heard, and so is its end', outcome: 'fail', why },
    ])
    expect(left).toEqual([])
  })

  it('what could not be deleted is said to be left', async () => {
    const { results, left, whyLeft } = await broken('deleteMessage')
    expect(results.filter(({ outcome }) => outcome !== 'pass')).toEqual([
      { name: 'a deletion is heard, and the message is gone', outcome: 'fail', why },
      { name: 'every message that was written is deleted', outcome: 'fail', why },
    ])
    expect(left).toHaveLength(13)
    expect(whyLeft).toEqual(why)
  })
})

describe('it does not begin', () => {
  it('with a token that is none, or another user’s, or without the room', async () => {
    await using server = await startServer()
    const { token } = (await aliceAt(server)).user!
    const options = { url: server.url, token, room: '#general', patienceMs: 5_000 }
    await expect(live({ ...options, token: 'none' }, 'x')).rejects.toMatchObject({ code: 'token-expired' })
    await expect(live({ ...options, userId: 'somebody' }, 'x')).rejects.toThrow(/not of somebody/)
    await expect(live({ ...options, room: '#nowhere' }, 'x')).rejects.toMatchObject({ code: 'method-failed' })
    await expect.poll(() => server.connections).toBe(1)
  })
})
