// Where the client meets the world: the only file that names what browsers and Node have.
import { ConnectionError } from '../protocol/index.ts'
import { assemble } from './assemble.ts'
import type { Client, ClientOptions, ReadyOptions } from './client.ts'
import type { PageHints, Ports } from './ports.ts'

/** How long `connect` waits, in milliseconds, unless it is told. */
export const CONNECT_TIMEOUT_MS = 30_000

/** How to make a client, and how long to wait for it. */
export type ConnectOptions = ClientOptions & {
  /**
   * Milliseconds until `connect` gives up; `Infinity` never does.
   * @default 30_000
   */
  readonly connectTimeout?: number | undefined
  /** Gives up when it aborts. Has no meaning once connected. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Makes a client and returns at once. It connects, logs in, and keeps trying for as long as it is not closed.
 *
 * ```ts
 * const rc = createClient('https://chat.example.com', { token })
 * rc.on('state', (state) => show(state.status))
 * ```
 *
 * @param address `https://host`, `wss://host/websocket`, with or without a path: all name the same server.
 * @throws `ConnectionError` when `address` is no address, and where there is no `WebSocket`.
 */
export function createClient(address: string, options: ClientOptions = {}): Client {
  const ports = { ...worldPorts(), ...options.ports }
  // Node 20 has none: every attempt to dial would fail, and sound as if the server did not run.
  if (typeof ports.WebSocket !== 'function')
    throw new ConnectionError('There is no WebSocket here: use Node 22 or newer, or pass ports.WebSocket')
  return assemble(address, options, ports)
}

/**
 * Makes a client and waits until it is connected and logged in.
 *
 * ```ts
 * const rc = await connect('http://localhost:3000', { user: 'alice', password: 'alice' })
 * ```
 *
 * @param address As for {@link createClient}.
 * @throws `AuthError` as soon as the login is refused; `ConnectionError` when the server was not reached within
 * `connectTimeout`. The client is closed then.
 */
export async function connect(address: string, options: ConnectOptions = {}): Promise<Client> {
  const client = createClient(address, options)
  const wish: ReadyOptions = { timeout: options.connectTimeout ?? CONNECT_TIMEOUT_MS, signal: options.signal }
  try {
    await client.ready(wish)
    return client
  } catch (error) {
    const { status } = client.state.getSnapshot()
    await client.close()
    if (!(error instanceof ConnectionError) || status === 'open') throw error
    const ports = { ...worldPorts(), ...options.ports }
    throw await import('./diagnosis.ts').then(
      ({ diagnose }) => diagnose(error, client.url, ports),
      () => error,
    )
  }
}

function worldPorts(): Ports {
  const page = typeof document === 'undefined' ? undefined : pageHints()
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined
  return {
    WebSocket: globalThis.WebSocket,
    // Called on `globalThis`: browsers refuse it on any other object.
    fetch: (url, init) => fetch(url, init),
    XMLHttpRequest: globalThis.XMLHttpRequest,
    sha256: subtle && ((bytes) => subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)),
    now: Date.now,
    setTimeout: (task, ms) => setTimeout(task, ms),
    clearTimeout: (timer) => clearTimeout(timer as number),
    random: Math.random,
    ...(page && { page }),
  }
}

function pageHints(): PageHints {
  return {
    hidden: () => document.hidden,
    onWake(listener) {
      const over = new AbortController()
      const { signal } = over
      addEventListener('online', listener, { signal })
      // Back from the back/forward cache, where sockets die without a word.
      addEventListener('pageshow', listener, { signal })
      document.addEventListener('visibilitychange', () => document.hidden || listener(), { signal })
      return () => over.abort()
    },
  }
}
