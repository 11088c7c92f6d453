// A client in a world of its own: fake clock, fake sockets, no chance. What the tests of the client stand on.
import { createClient, type Client, type ClientOptions, type Ports } from 'quindar'
import { fakeClock, fakeNetwork, settle, type FakeClock, type FakeNetwork, type FakeSocket } from '@quindar/testkit'
import type { ClientFrame } from 'quindar/protocol'
// What the client loads on demand is there already, so that only the fake clock decides when things happen.
import '../../src/client/annex.ts'
import '../../src/client/diagnosis.ts'
import '../../src/client/login/login-others.ts'
import '../../src/client/login/own-digest.ts'
import '../../src/client/login/two-factor.ts'
import '../../src/client/catch-up/catch-up.ts'
import '../../src/client/iterate.ts'
import '../../src/client/calls/refusals.ts'
import '../../src/client/rooms/room-making.ts'
import '../../src/client/rooms/rooms.ts'
import '../../src/client/routes/over-rest.ts'
import '../../src/client/rooms/room-list.ts'
import '../../src/client/rooms/room-thread.ts'
import '../../src/client/rooms/rooms-finding.ts'
import '../../src/client/rooms/rooms-messages.ts'

export interface Rig {
  readonly rc: Client
  readonly clock: FakeClock
  readonly network: FakeNetwork
  /** Everything that the logger was told. */
  readonly log: string[]
  /** The newest socket. */
  readonly socket: () => FakeSocket
  /** Opens the newest socket and shakes hands. */
  readonly open: () => Promise<FakeSocket>
  /** The same, and lets the login in that the client sends. */
  readonly openAs: (user?: { id: string; token: string }) => Promise<FakeSocket>
  /** Lets the time pass until the client dials again, as it said it would. */
  readonly redial: () => Promise<void>
  /** The page's hints: call `wake` as a browser would. */
  readonly page: { hidden: boolean; wake: () => void; listeners: number }
}

/** Jitter unless told otherwise: half of what it may be. */
const HALF = 0.5

/** A server that does not say which release it is, and has no REST. */
const NOBODY: Ports['fetch'] = () => Promise.resolve(new Response('', { status: 404 }))

export function rig(options: ClientOptions = {}, ports: Partial<Ports> = {}, url = 'http://localhost:3000'): Rig {
  const clock = fakeClock()
  const network = fakeNetwork()
  const log: string[] = []
  const wakers = new Set<() => void>()
  const page = {
    hidden: false,
    wake: () => {
      for (const waker of wakers) waker()
    },
    get listeners() {
      return wakers.size
    },
  }
  const rc = createClient(url, {
    logger: { warn: (text) => log.push(text) },
    ...options,
    ports: {
      WebSocket: network.WebSocket,
      now: clock.now,
      setTimeout: clock.setTimeout,
      clearTimeout: clock.clearTimeout,
      random: () => HALF,
      fetch: NOBODY,
      // A browser's digest comes when it likes, not when this clock says.
      sha256: undefined,
      page: {
        hidden: () => page.hidden,
        onWake: (listener) => {
          wakers.add(listener)
          return () => wakers.delete(listener)
        },
      },
      ...ports,
    },
  })
  const open = async () => {
    const socket = network.latest()
    socket.open()
    socket.receive({ msg: 'connected', session: `session ${network.sockets.length}` })
    await settle()
    return socket
  }
  return {
    rc,
    clock,
    network,
    log,
    socket: network.latest,
    open,
    async openAs({ id, token } = { id: 'u1', token: 'token-u1' }) {
      const socket = await open()
      const login = socket.sentOf('method').find((frame) => frame.method === 'login')
      if (!login) throw new Error('The client did not log in.')
      socket.receive({
        msg: 'result',
        id: login.id,
        result: { id, token, tokenExpires: new Date(2e12), type: 'resume' },
      })
      await settle()
      return socket
    },
    async redial() {
      const state = rc.state.getSnapshot()
      if (state.status !== 'waiting') throw new Error(`The client is not waiting but ${state.status}.`)
      await clock.advance(state.retryAt.getTime() - clock.now())
    },
    page,
  }
}

/** What a client sent, in short: `connect`, `method login`, `sub stream-room-messages GENERAL`. */
export function said(socket: FakeSocket): string[] {
  return socket.sent.map(short)
}

function short(frame: ClientFrame): string {
  if (frame.msg === 'method') return `method ${frame.method}`
  if (frame.msg === 'sub') return `sub ${frame.name} ${String(frame.params?.[0])}`
  return frame.msg
}

/** Answers the newest call of a method. */
export async function answer(socket: FakeSocket, method: string, result?: unknown): Promise<void> {
  const call = socket.sentOf('method').findLast((frame) => frame.method === method)
  if (!call) throw new Error(`The client did not call ${method}.`)
  socket.receive({ msg: 'result', id: call.id, ...(result !== undefined && { result }) })
  await settle()
}

/** Confirms every subscription that was sent on this socket. */
export async function grant(socket: FakeSocket): Promise<void> {
  socket.receive({ msg: 'ready', subs: socket.sentOf('sub').map((frame) => frame.id) })
  await settle()
}

/** How a promise has ended, so far: `'pending'`, `{ value }` or `{ error }`. */
export async function outcome(promise: Promise<unknown>): Promise<unknown> {
  let result: unknown = 'pending'
  promise.then(
    (value) => (result = { value }),
    (error: unknown) => (result = { error }),
  )
  await settle()
  return result
}

/** The same promise; a rejection that the test looks at later is no unhandled one. */
export function later<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}
export { settle }
