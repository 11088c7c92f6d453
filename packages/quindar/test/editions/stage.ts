// Two people at a server that plays one release of Rocket.Chat: alice, whose every request and call is counted and whose
// way to REST may be blocked, and bob, who has everything.
import { connect, type Client, type Ports } from 'quindar'
import type { MajorRelease } from 'quindar/protocol'
import { startServer, type TestServer } from '@quindar/testkit'
import { cable, type Cable } from '../client/cable.ts'

export type Dialect = 'meteor' | 'streamer'

/**
 * What alice sees of REST. `open`: everything. `hidden`: all but `/api/info`. `page`: a page of a proxy, with 200, where
 * `/api/info` should be. `blocked`: nothing, as a page on another origin does while CORS is off.
 */
export type Rest = 'open' | 'hidden' | 'page' | 'blocked'

export interface Stage extends AsyncDisposable {
  readonly server: TestServer
  readonly alice: Client
  readonly bob: Client
  /** Alice's. */
  readonly wire: Cable
  /** Alice's requests, as `POST /api/v1/chat.delete`. */
  readonly requests: string[]
  /** The ways that alice has gone since this was called last: methods and routes, without what she asks by herself. */
  readonly ways: () => string[]
}

/** What the client asks by itself, in between. */
const BY_ITSELF = /^(GET \/api\/info|rooms\/get|stream-.*)$/

export async function openStage(compat: MajorRelease, dialect: Dialect, rest: Rest): Promise<Stage> {
  const server = await startServer({ compat, dialect, limits: 'none' })
  const wire = cable()
  const requests: string[] = []
  const request: Ports['fetch'] = (url, init) => {
    const path = new URL(url).pathname
    requests.push(`${init?.method ?? 'GET'} ${path}`)
    if (rest === 'blocked') return Promise.reject(new TypeError('Failed to fetch'))
    if (path === '/api/info') {
      if (rest === 'hidden') return Promise.resolve(Response.json({ success: false }, { status: 403 }))
      if (rest === 'page') return Promise.resolve(new Response('<!doctype html><title>Welcome</title>'))
    }
    return fetch(url, init)
  }
  // Soon back after a drop, and still ids of its own for each message.
  const random = (): number => Math.random() / 5
  const [alice, bob] = await Promise.all([
    connect(server.url, { user: 'alice', password: 'alice', ports: { ...wire.ports, random, fetch: request } }),
    connect(server.url, { user: 'bob', password: 'bob' }),
  ])
  let calls = 0
  let asked = 0
  return {
    server,
    alice,
    bob,
    wire,
    requests,
    ways() {
      const since = [...wire.calls.slice(calls), ...requests.slice(asked)]
      calls = wire.calls.length
      asked = requests.length
      return since.filter((way) => !BY_ITSELF.test(way))
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([alice.close(), bob.close()])
      await server[Symbol.asyncDispose]()
    },
  }
}

/** The next event of a kind. */
export function next<T>(on: (listener: (event: T) => void) => () => void): Promise<T> {
  return new Promise((resolve) => {
    const stop = on((event) => {
      stop()
      resolve(event)
    })
  })
}
