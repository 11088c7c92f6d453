// The socket: opens it, sends texts, writes down all that goes by, keeps it alive, and says how it ended.
import { signal, type ReadonlySignal, type Signal } from '@preact/signals-core'
import type { ServerFrame } from 'quindar/protocol'
import type { Address } from './address.ts'
import { diagnose, type OpenFailure } from './diagnose.ts'
import { bytesOf, glanceAt } from './entry.ts'
import type { Entry, Log } from './log.ts'
import type { ConsolePorts, Socket } from './ports.ts'
import { connectionName } from './recording.ts'
import type { Secrets } from './secrets.ts'

export type WireState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'opening'; readonly address: Address }
  | { readonly kind: 'open'; readonly address: Address }
  | { readonly kind: 'failed'; readonly address: Address; readonly failure: OpenFailure }
  | {
      readonly kind: 'ended'
      readonly address: Address
      readonly code: number
      readonly reason: string
      readonly by: 'server' | 'console'
    }

export interface Heartbeat {
  /** The server's pings on this connection, and how many of them were answered. */
  readonly pings: number
  readonly answered: number
  /** When the last ping came, in milliseconds since 1970. */
  readonly lastAt: number | undefined
  /** Milliseconds that the console's own last ping took there and back. */
  readonly roundTripMs: number | undefined
}

/** Hears of every frame of the server; `undefined` for a text that is none. */
export type FrameListener = (frame: ServerFrame | undefined, entry: Entry) => void

export interface Wire {
  readonly state: ReadonlySignal<WireState>
  readonly heartbeat: ReadonlySignal<Heartbeat>
  /** Whether pings are answered. Without it the server hangs up, which is worth seeing once. */
  readonly answersPings: Signal<boolean>
  /** Resolves when the socket is open or has failed to. A socket that was open is closed before. */
  readonly open: (address: Address) => Promise<WireState>
  /** Sends it as it is. @returns what the log says of it, or `undefined` when no socket is open. */
  readonly send: (text: string, step: string) => Entry | undefined
  /** Sends a ping of our own. */
  readonly ping: () => void
  readonly close: () => void
  /** @returns the way to stop listening. */
  readonly listen: (listener: FrameListener) => () => void
  /** Hears when the connection is gone. @returns the way to stop that. */
  readonly onEnd: (listener: () => void) => () => void
}

/** Milliseconds for opening a socket. */
export const OPEN_TIMEOUT_MS = 10_000
const NO_BEATS: Heartbeat = { pings: 0, answered: 0, lastAt: undefined, roundTripMs: undefined }
const PING_ID = 'console-ping'

export function createWire(ports: ConsolePorts, log: Log, secrets: Secrets): Wire {
  const state = signal<WireState>({ kind: 'idle' })
  const heartbeat = signal<Heartbeat>(NO_BEATS)
  const answersPings = signal(true)
  const listeners = new Set<FrameListener>()
  const enders = new Set<() => void>()
  let socket: Socket | undefined
  let sockets = 0
  let name = ''
  let pingedAt: number | undefined
  /** A pong before `connect` would be the first frame, and some servers hang up at any other first frame: it waits. */
  let early: { connected: boolean; pongs: string[] } = { connected: false, pongs: [] }
  /** Ends the opening that is under way. */
  let giveUp: (() => void) | undefined

  function write(
    kind: 'sent' | 'received',
    text: string,
    step?: string,
  ): { entry: Entry; frame: ServerFrame | undefined } {
    const { frame, title, heartbeat: beat } = glanceAt(kind, text)
    const masked = secrets.mask(text)
    const bytes = bytesOf(text)
    const entry = log.add({
      at: ports.now(),
      connection: name,
      kind,
      text,
      masked,
      bytes,
      title,
      heartbeat: beat,
      step,
    })
    return { entry, frame: kind === 'received' ? (frame as ServerFrame | undefined) : undefined }
  }

  function note(kind: 'opened' | 'closed', text: string, more: Pick<Entry, 'code' | 'closedBy' | 'step'> = {}): void {
    log.add({
      at: ports.now(),
      connection: name,
      kind,
      text,
      masked: text,
      bytes: 0,
      title: kind,
      heartbeat: false,
      ...more,
    })
  }

  function receive(data: unknown): void {
    const text = typeof data === 'string' ? data : `[binary]`
    const { entry, frame } = write('received', text)
    if (frame?.msg === 'ping') {
      heartbeat.value = { ...heartbeat.peek(), pings: heartbeat.peek().pings + 1, lastAt: entry.at }
      const pong = JSON.stringify(frame.id === undefined ? { msg: 'pong' } : { msg: 'pong', id: frame.id })
      if (answersPings.peek() && early.connected) answer(pong)
      else if (answersPings.peek()) early.pongs.push(pong)
    }
    if (frame?.msg === 'pong' && frame.id === PING_ID && pingedAt !== undefined) {
      heartbeat.value = { ...heartbeat.peek(), roundTripMs: entry.at - pingedAt }
      pingedAt = undefined
    }
    for (const listener of listeners) listener(frame, entry)
  }

  function answer(pong: string): void {
    send(pong)
    heartbeat.value = { ...heartbeat.peek(), answered: heartbeat.peek().answered + 1 }
  }

  function send(text: string, step?: string): Entry | undefined {
    if (state.peek().kind !== 'open') return undefined
    socket?.send(text)
    const { entry } = write('sent', text, step)
    if (entry.title === 'connect') {
      early.connected = true
      for (const pong of early.pongs.splice(0)) answer(pong)
    }
    return entry
  }

  /** Lets go of the socket: nothing that it still says counts. */
  function drop(): void {
    giveUp?.()
    if (!socket) return
    socket.onopen = null
    socket.onmessage = null
    socket.onclose = null
    socket.close(1000)
    socket = undefined
  }

  function end(next: WireState): void {
    state.value = next
    for (const listener of enders) listener()
  }

  function close(): void {
    const before = state.peek()
    if (before.kind !== 'open' && before.kind !== 'opening') return
    drop()
    if (before.kind === 'open') note('closed', '', { code: 1000, closedBy: 'console' })
    end({ kind: 'ended', address: before.address, code: 1000, reason: '', by: 'console' })
  }

  async function open(address: Address): Promise<WireState> {
    close()
    name = connectionName(sockets)
    sockets += 1
    const attempt = sockets
    // Closed, or opened anew, meanwhile.
    const isOver = (): boolean => attempt !== sockets || state.peek().kind !== 'opening'
    heartbeat.value = NO_BEATS
    early = { connected: false, pongs: [] }
    pingedAt = undefined
    state.value = { kind: 'opening', address }
    const how = await dial(address)
    if (how === 'open' || isOver()) return state.peek()
    drop()
    const failure = how === 'failed' ? await diagnose(address, ports) : how
    if (!isOver()) end({ kind: 'failed', address, failure })
    return state.peek()
  }

  function dial(address: Address): Promise<'open' | 'failed' | 'timeout' | 'blocked'> {
    return new Promise((done) => {
      let opened: Socket
      try {
        opened = ports.openSocket(address.socket)
      } catch {
        return done('blocked')
      }
      socket = opened
      const timer = ports.setTimeout(() => done('timeout'), OPEN_TIMEOUT_MS)
      giveUp = () => {
        ports.clearTimeout(timer)
        giveUp = undefined
        done('failed')
      }
      opened.onopen = () => {
        ports.clearTimeout(timer)
        giveUp = undefined
        // Before anything that the server says in the same moment.
        state.value = { kind: 'open', address }
        note('opened', address.socket, { step: 'open' })
        done('open')
      }
      opened.onmessage = ({ data }) => receive(data)
      opened.onclose = ({ code, reason }) => {
        ports.clearTimeout(timer)
        if (state.peek().kind === 'opening') return done('failed')
        socket = undefined
        note('closed', reason, { code, closedBy: 'server' })
        end({ kind: 'ended', address, code, reason, by: 'server' })
      }
    })
  }

  return {
    state,
    heartbeat,
    answersPings,
    open,
    send,
    ping: () => {
      pingedAt = ports.now()
      send(JSON.stringify({ msg: 'ping', id: PING_ID }), 'ping')
    },
    close,
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    onEnd: (listener) => {
      enders.add(listener)
      return () => void enders.delete(listener)
    },
  }
}
