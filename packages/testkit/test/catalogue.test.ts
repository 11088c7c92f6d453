// What the tables of `quindar/protocol` name, the real server has, but for what they say that it does not answer: that it
// really does not. PROTOCOL.md#errors
import { type Answered, METHODS, PUBLICATIONS, ROUTES, STREAMS } from 'quindar/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '@quindar/testkit'
import { dialBare } from './bare-client.ts'

let server: TestServer
let client: Awaited<ReturnType<typeof dialBare>>

/** The rows that this server answers, or those that it does not. */
function named<Fact extends Answered>(facts: ReadonlyMap<string, Fact>, answered: boolean): [string, Fact][] {
  return [...facts].filter(([, fact]) => (fact.answered !== false) === answered)
}

beforeAll(async () => {
  server = await startServer()
  client = await dialBare(server.url)
})

afterAll(async () => {
  client[Symbol.dispose]()
  await server[Symbol.asyncDispose]()
})

describe('the server has', () => {
  it.each(named(METHODS, true))('the method %s', async (method) => {
    const answer = await client.method(method)
    expect(answer.error?.error).not.toBe(404)
    // To nobody these say that there is nothing; the rest asks for a login or for parameters.
    const silent = /^logout$|^UserPresence:(?!set)|^(rooms|subscriptions|public-settings)\/get$/.test(method)
    expect(answer.error === undefined).toBe(silent)
  })

  it.each([...STREAMS.keys()])('the stream %s', async (stream) => {
    const answer = await client.sub(`stream-${stream}`, 'any/key', false)
    expect(answer.error?.error).not.toBe(404)
    expect(answer.msg).toBe(stream === 'notify-all' ? 'ready' : 'nosub')
  })

  it.each([...PUBLICATIONS.keys()].filter((name) => name !== ''))('the publication %s', async (name) => {
    expect(await client.sub(name)).toMatchObject({ msg: 'ready' })
  })

  it.each(named(ROUTES, true))('the route %s', async (_, { verb, path, login }) => {
    const { status } = await fetch(server.url + path.replace(/:\w+/g, 'rooms%3Aget'), { method: verb })
    expect(status === 401).toBe(login === 'required')
    expect(status).not.toBe(404)
  })
})

describe('the server has not', () => {
  it('what the tables say that it does not answer', async () => {
    const methods = named(METHODS, false).map(([name]) => name)
    const codes = await Promise.all(methods.map(async (name) => [name, (await client.method(name)).error?.error]))
    expect(codes).toEqual(methods.map((name) => [name, 404]))
    const routes = named(ROUTES, false)
    const statuses = await Promise.all(
      routes.map(async ([name, { verb, path }]) => {
        const answer = await fetch(server.url + path, { method: verb })
        await answer.body?.cancel()
        return [name, answer.status]
      }),
    )
    expect(statuses).toEqual(routes.map(([name]) => [name, 404]))
  })

  it('a method, a publication or a route that nobody named', async () => {
    expect(await client.method('nope')).toMatchObject({ error: { error: 404 } })
    expect(await client.sub('stream-nope', 'x')).toMatchObject({
      error: { error: 404 },
    })
    expect((await fetch(`${server.url}/api/v1/nope`)).status).toBe(404)
  })
})
