// What the fault tests play on: the real server, the bad network before it, alice's client behind that, and bob's client
// beside it. Alice's time runs faster, so that her deadlines pass while a test waits.
import { onTestFinished } from 'vitest'
import { connect, type Client, type ConnectionState } from 'quindar'
import { startFaultProxy, startServer, type FaultProxy, type ServerOptions, type TestServer } from '@quindar/testkit'

/** How many seconds of alice's pass in one of ours. */
const HURRY = 25

export interface Stage {
  readonly server: TestServer
  readonly proxy: FaultProxy
  /** Goes through the proxy. */
  readonly alice: Client
  /** Does not. */
  readonly bob: Client
  /** What alice's connection went through since the start. */
  readonly states: ConnectionState['status'][]
}

/**
 * @param options `unhurried`: alice's time is as it is, for faults in which nothing may pass by itself.
 * @param seed Of the proxy.
 */
export async function setStage(
  { unhurried = false, ...options }: ServerOptions & { readonly unhurried?: boolean } = {},
  seed = 1,
): Promise<Stage> {
  const server = await startServer(options)
  const proxy = await startFaultProxy(server.url, seed)
  const alice = await (unhurried ? connect(proxy.url, { user: 'alice', password: 'alice' }) : hurried(proxy.url))
  const bob = await connect(server.url, { user: 'bob', password: 'bob' })
  const states: ConnectionState['status'][] = []
  alice.on('state', ({ status }) => states.push(status))
  onTestFinished(async () => {
    await alice.close()
    await bob.close()
    await proxy[Symbol.asyncDispose]()
    await server.close()
  })
  return { server, proxy, alice, bob, states }
}

/** Alice's client, whose time runs faster. */
export function hurried(url: string): Promise<Client> {
  return connect(url, {
    user: 'alice',
    password: 'alice',
    // In her time: patience with a machine that is busy with other tests.
    connectTimeout: 30_000 * HURRY,
    ports: {
      now: () => Date.now() * HURRY,
      setTimeout: (task, ms) => setTimeout(task, ms / HURRY),
      clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
    },
  })
}

/** Resolves with the next `ready`: connected, logged in, subscribed. */
export function nextReady(rc: Client): Promise<void> {
  return new Promise((resolve) => {
    const stop = rc.on('ready', () => {
      stop()
      resolve()
    })
  })
}

/** For rewrites: is this frame of one of these kinds? */
export const isMsg =
  (...kinds: string[]) =>
  (text: string): boolean =>
    kinds.includes((JSON.parse(text) as { msg?: string }).msg ?? '')

/** Keeps back what fits, from now on; `release` says it after all, in its order. */
export function holdBack(proxy: FaultProxy, fits: (text: string) => boolean): { held: string[]; release: () => void } {
  const held: string[] = []
  proxy.rewrite = (text) => {
    if (!fits(text)) return [text]
    held.push(text)
    return []
  }
  return {
    held,
    release() {
      proxy.rewrite = undefined
      for (const text of held.splice(0)) proxy.say(text)
    },
  }
}

/** For `expect.poll`: how slow a machine may be. */
export const PATIENTLY = { timeout: 30_000 }
