// A WebSocket without a network: the class goes into a client's ports, the test plays the server on the same object.

import { encode, parseClientFrame, ProtocolError, type ClientFrame, type ServerFrame } from 'quindar/protocol'

/** Sockets of one test, in the order in which they were opened. */
export interface FakeNetwork {
  /** For a client's ports. */
  readonly WebSocket: typeof FakeSocket
  readonly sockets: readonly FakeSocket[]
  /** The newest socket. @throws when none was opened yet. */
  readonly latest: () => FakeSocket
  /** Set to make `new WebSocket` throw, as browsers do for a bad address. */
  refuse: Error | undefined
}

/** A network of its own, so that tests do not see each other's sockets. */
export function fakeNetwork(): FakeNetwork {
  const sockets: FakeSocket[] = []
  const network: FakeNetwork = {
    WebSocket: class extends FakeSocket {
      constructor(url: string | URL) {
        super(url)
        if (network.refuse) throw network.refuse
        sockets.push(this)
      }
    },
    sockets,
    latest: () => {
      const socket = sockets.at(-1)
      if (!socket) throw new Error('No socket was opened yet.')
      return socket
    },
    refuse: undefined,
  }
  return network
}

type Listener<Event> = ((event: Event) => void) | null

/** As much of a browser's WebSocket as clients use, and the server's end of it. */
export class FakeSocket extends EventTarget {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSING = 2
  static readonly CLOSED = 3
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSING = 2
  readonly CLOSED = 3

  readonly url: string
  readyState: 0 | 1 | 2 | 3 = 0
  bufferedAmount = 0
  binaryType = 'blob'
  readonly protocol = ''
  readonly extensions = ''
  onopen: Listener<Event> = null
  onmessage: Listener<MessageEvent> = null
  onerror: Listener<Event> = null
  onclose: Listener<Event & { code: number; reason: string; wasClean: boolean }> = null

  /** What the client sent, as texts. */
  readonly sentTexts: string[] = []
  /** What the client asked for with `close`. */
  closedWith: { code: number | undefined; reason: string | undefined } | undefined
  /** Set to false for a dead wire: the client's `close` never gets its `close` event. */
  answersClose = true

  constructor(url: string | URL) {
    super()
    this.url = String(url)
  }

  // The client's end.

  send(text: string): void {
    if (this.readyState === 0) throw new Error('InvalidStateError: still connecting')
    if (this.readyState === 1) this.sentTexts.push(text)
  }

  close(code?: number, reason?: string): void {
    if (this.readyState >= 2) return
    this.readyState = 2
    this.closedWith = { code, reason }
    if (this.answersClose) queueMicrotask(() => this.drop(code ?? 1005, reason ?? '', true))
  }

  // The server's end.

  /** The handshake went well. */
  open(): void {
    this.readyState = 1
    this.emit('open', new Event('open'))
  }

  /** The server sends a frame. */
  receive(frame: ServerFrame): void {
    this.receiveText(encode(frame))
  }

  /** The server sends a text, whatever it is. Nothing arrives on a socket that is not open. */
  receiveText(text: string): void {
    if (this.readyState === 1) this.emit('message', new MessageEvent('message', { data: text }))
  }

  /** The connection ends. Without a code, as a cut cable does: 1006. */
  drop(code = 1006, reason = '', wasClean = false): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.emit('close', Object.assign(new Event('close'), { code, reason, wasClean }))
  }

  /** The connection cannot be made or breaks: browsers say `error` without a word, then `close` with 1006. */
  fail(): void {
    this.emit('error', new Event('error'))
    this.drop()
  }

  /** What the client sent, as frames. @throws when it sent something that is none. */
  get sent(): ClientFrame[] {
    return this.sentTexts.map((text) => {
      const frame = parseClientFrame(text)
      if (frame instanceof ProtocolError) throw new Error(`The client sent no frame (${frame.detail}): ${text}`)
      return frame
    })
  }

  /** The frames of one kind that the client sent: `sentOf('sub')`. */
  sentOf<Kind extends ClientFrame['msg']>(kind: Kind): Extract<ClientFrame, { msg: Kind }>[] {
    return this.sent.filter((frame): frame is Extract<ClientFrame, { msg: Kind }> => frame.msg === kind)
  }

  private emit(kind: 'open' | 'message' | 'error' | 'close', event: Event): void {
    this.dispatchEvent(event)
    ;(this[`on${kind}`] as Listener<Event>)?.call(this, event)
  }
}
