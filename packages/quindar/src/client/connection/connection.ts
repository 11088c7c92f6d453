// The one file that touches a socket: dials, shakes hands, keeps the connection alive, dials again, for ever.
//
// A socket that is given up is forgotten at once: its handlers are taken away before anything else happens, because a
// dead link can take minutes to say `close`, and because what an old socket says must never reach a newer connection.
import {
  ConnectionError,
  encode,
  parseServerFrame,
  ProtocolError,
  type ClientFrame,
  type ServerFrame,
} from '../../protocol/index.ts'
import { createBackoff } from './backoff.ts'
import { createHeartbeat } from './heartbeat.ts'
import type { Logger, Ports, Socket } from '../ports.ts'

/** Where the connection stands. `reason` says why it is not open. */
export type ConnectionState =
  | { readonly status: 'idle' | 'connecting' | 'handshaking' | 'open' }
  | { readonly status: 'waiting'; readonly retryAt: Date; readonly reason: ConnectionError }
  | { readonly status: 'closed'; readonly reason: ConnectionError }

/** What has happened on the wire since the client was made. */
export interface Stats {
  framesIn: number
  framesOut: number
  /** Frames that could not be read. Each is dropped, counted and logged. */
  malformed: number
  /** Connections that were open and then lost. */
  drops: number
}

/** The frames that the connection does not keep to itself. */
export type RoutedFrame = Exclude<
  ServerFrame,
  { msg: 'server_id' | 'connected' | 'failed' | 'ping' | 'pong' | 'error' }
>

/** Who is told. */
export interface ConnectionOwner {
  readonly changed: (state: ConnectionState) => void
  readonly opened: () => void
  readonly frame: (frame: RoutedFrame) => void
  /** An open connection is gone. `lastHeard`: when it last proved to be alive, in milliseconds since 1970. */
  readonly lost: (reason: ConnectionError, lastHeard: number) => void
  /** Sees every text. */
  tap?: ((direction: 'in' | 'out', text: unknown) => void) | undefined
}

export interface Connection {
  readonly stats: Stats
  readonly start: () => void
  /** Sends when the connection is open; drops the frame otherwise. */
  readonly send: (frame: ClientFrame) => void
  /** Dials now instead of waiting; looks whether an open connection, or one that is being made, is alive. */
  readonly wake: () => void
  /** Gives this socket up and dials again after a while. */
  readonly redial: (reason: ConnectionError) => void
  readonly close: (reason: ConnectionError) => void
}

/** The versions of DDP that the client speaks, best first. They are the same but for `pre1`, which has no ping. */
const VERSIONS = ['1', 'pre2', 'pre1']
/** From dialling to `connected`, in milliseconds. */
const OPEN_TIMEOUT_MS = 20_000
/**
 * The same for the first attempt after a connection that was dead; it doubles from there. Node dials over what REST has
 * left open to the same server, which is as dead, and is only let go when the attempt is given up.
 */
const REOPEN_TIMEOUT_MS = 5_000
/** The same for an attempt that was under way when the network or the user came back. */
const WAKE_OPEN_MS = 3_000
/** A connection that stood this long, in milliseconds, was good: the next wait starts small again. */
const STABLE_MS = 60_000

export function createConnection(url: string, ports: Ports, logger: Logger, owner: ConnectionOwner): Connection {
  const stats: Stats = { framesIn: 0, framesOut: 0, malformed: 0, drops: 0 }
  const backoff = createBackoff(ports.random)
  const heartbeat = createHeartbeat(ports, {
    ping: () => send({ msg: 'ping' }),
    dead() {
      redial(new ConnectionError(`${url} does not answer any more: the network may be down. Trying again`))
      patience = REOPEN_TIMEOUT_MS
    },
  })
  let state: ConnectionState = { status: 'idle' }
  let socket: Socket | undefined
  let timer: unknown
  let version = '1'
  let renegotiated = false
  let openedAt = 0
  let patience = OPEN_TIMEOUT_MS

  const wake = (): void => {
    // What failed until now says nothing about the network that is back.
    backoff.reset()
    if (state.status === 'waiting') dial()
    else if (state.status === 'open') heartbeat.wake()
    // Dialled while nothing passed, it may hang until its time is over.
    else if (state.status !== 'closed') expect(WAKE_OPEN_MS)
  }
  let forgetPage: (() => void) | undefined

  function become(next: ConnectionState): void {
    state = next
    owner.changed(next)
  }

  function expect(ms: number): void {
    ports.clearTimeout(timer)
    timer = ports.setTimeout(() => failed('has not answered in time'), ms)
  }

  function dial(): void {
    expect(patience)
    patience = Math.min(OPEN_TIMEOUT_MS, patience * 2)
    become({ status: 'connecting' })
    if (state.status !== 'connecting') return
    try {
      socket = new ports.WebSocket(url)
    } catch (error) {
      failed('cannot be dialled', error)
      return
    }
    socket.onopen = () => {
      become({ status: 'handshaking' })
      sendNow({ msg: 'connect', version, support: VERSIONS })
    }
    socket.onmessage = (event) => receive(event.data)
    socket.onerror = (event) => failed('cannot be reached', event)
    socket.onclose = (event) => failed(`has closed the connection (${event.code ?? 'no code'})`, event)
  }

  function failed(what: string, cause?: unknown): void {
    redial(new ConnectionError(`${url} ${what}: check the address and that the server runs. Trying again`, cause))
  }

  function receive(data: unknown): void {
    stats.framesIn++
    owner.tap?.('in', data)
    heartbeat.heard()
    const frame = typeof data === 'string' ? parseServerFrame(data) : new ProtocolError('syntax', 'not a text')
    if (frame instanceof ProtocolError) {
      stats.malformed++
      logger.warn(`A frame was dropped: ${frame.detail}`)
      return
    }
    switch (frame.msg) {
      case 'ping':
        sendNow({ ...frame, msg: 'pong' })
        return
      case 'connected':
        if (state.status === 'handshaking') opened()
        return
      case 'failed':
        if (state.status === 'handshaking') renegotiate(frame.version)
        return
      case 'error':
        // Not the frame: it holds what was sent, which may have been a login.
        logger.warn('The server did not understand a frame', frame.reason)
        return
      case 'pong':
      case 'server_id':
        return
      default:
        if (state.status === 'open') owner.frame(frame)
    }
  }

  function opened(): void {
    ports.clearTimeout(timer)
    openedAt = ports.now()
    heartbeat.start()
    become({ status: 'open' })
    if (state.status === 'open') owner.opened()
  }

  /** The server wants another version. Offered one that we speak, we dial with it at once, but only once in a row. */
  function renegotiate(offer: string): void {
    if (renegotiated || offer === version || !VERSIONS.includes(offer)) {
      failed(`wants version "${offer}" of the protocol, which does not work out`)
      return
    }
    renegotiated = true
    version = offer
    abandon()
    dial()
  }

  function redial(reason: ConnectionError): void {
    if (state.status === 'closed' || state.status === 'waiting') return
    const wasOpen = state.status === 'open'
    abandon()
    renegotiated = false
    if (wasOpen) {
      stats.drops++
      if (ports.now() - openedAt >= STABLE_MS) backoff.reset()
    }
    const wait = backoff.next()
    timer = ports.setTimeout(dial, wait)
    // First: who hears of the new state may call, subscribe or close.
    if (wasOpen) owner.lost(reason, heartbeat.heardAt)
    become({ status: 'waiting', retryAt: new Date(ports.now() + wait), reason })
  }

  function abandon(): void {
    ports.clearTimeout(timer)
    heartbeat.stop()
    if (!socket) return
    // Not null: the package `ws` throws an error event that nobody listens to.
    socket.onerror = () => {}
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close()
  }

  function send(frame: ClientFrame): void {
    if (state.status === 'open') sendNow(frame)
  }

  function sendNow(frame: ClientFrame): void {
    const text = encode(frame)
    stats.framesOut++
    owner.tap?.('out', text)
    socket?.send(text)
  }

  return {
    stats,
    start() {
      forgetPage = ports.page?.onWake(wake)
      dial()
    },
    send,
    wake,
    redial,
    close(reason) {
      abandon()
      forgetPage?.()
      become({ status: 'closed', reason })
    },
  }
}
