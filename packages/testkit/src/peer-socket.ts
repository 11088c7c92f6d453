// One conversation of the scripted peer: waits for what the client says, says what the script wants, or misbehaves.

import {
  encode,
  parseClientFrame,
  ProtocolError,
  type ClientFrame,
  type ServerFrame,
  type WireError,
} from 'quindar/protocol'
import type { WebSocket } from 'ws'
import { Waiting } from './waiting.ts'

/** A client frame of one kind. */
export type FrameOf<Kind extends ClientFrame['msg']> = Extract<ClientFrame, { msg: Kind }>

/** How a conversation ended. 1006: without a close frame. */
export interface PeerClose {
  code: number
  reason: string
}

/** What differs between the two servers that Rocket.Chat is made of: see PROTOCOL.md#dialects. */
export type Dialect = 'meteor' | 'streamer'

/** One client's connection, seen from the server. */
export class PeerSocket {
  /** The path and query that the client asked for. */
  readonly path: string
  /** Every frame that came, pings and pongs too. */
  readonly frames: ClientFrame[] = []
  /** Every text that came and is no frame. */
  readonly noise: string[] = []
  /** Resolves when the connection is over. */
  readonly closed: Promise<PeerClose>
  /** Answers the client's pings by itself; its pings and pongs are then not seen by {@link PeerSocket.next}. */
  heartbeat = true
  private readonly socket: WebSocket
  private readonly dialect: Dialect
  private readonly inbox = new Waiting<ClientFrame>('a frame')
  private silent = false

  constructor(socket: WebSocket, path: string, dialect: Dialect) {
    this.socket = socket
    this.path = path
    this.dialect = dialect
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        this.inbox.end(`the client closed the connection with ${code}`)
        resolve({ code, reason: reason.toString() })
      })
    })
    socket.on('error', () => socket.terminate())
    socket.on('message', (data) => this.hear((data as Buffer).toString()))
  }

  /**
   * The oldest frame, not yet taken, that fits; waits until there is one.
   * @throws after 30 s, with what came instead.
   */
  next(): Promise<ClientFrame>
  next<Frame extends ClientFrame>(fits: (frame: ClientFrame) => frame is Frame): Promise<Frame>
  next(fits: (frame: ClientFrame) => boolean): Promise<ClientFrame>
  next(fits: (frame: ClientFrame) => boolean = () => true): Promise<ClientFrame> {
    return this.inbox.take(fits)
  }

  /** The next call, of this method or of any. */
  nextMethod(name?: string): Promise<FrameOf<'method'>> {
    return this.next(
      (frame): frame is FrameOf<'method'> => frame.msg === 'method' && (name ?? frame.method) === frame.method,
    )
  }

  /** The next subscription, to this publication (`stream-…` for streams) or to any. */
  nextSub(name?: string): Promise<FrameOf<'sub'>> {
    return this.next((frame): frame is FrameOf<'sub'> => frame.msg === 'sub' && (name ?? frame.name) === frame.name)
  }

  /** The next end of a subscription. */
  nextUnsub(): Promise<FrameOf<'unsub'>> {
    return this.next((frame): frame is FrameOf<'unsub'> => frame.msg === 'unsub')
  }

  /** Frames that came and were not taken. */
  get untaken(): readonly ClientFrame[] {
    return this.inbox.untaken
  }

  /** Greets as the dialect does, waits for `connect` and answers it. */
  async handshake(session = 'session'): Promise<FrameOf<'connect'>> {
    if (this.dialect === 'streamer') this.sendText('{"server_id":"0"}')
    const connect = await this.next((frame): frame is FrameOf<'connect'> => frame.msg === 'connect')
    this.send({ msg: 'connected', session })
    return connect
  }

  /** Waits for a login and lets it in. */
  async acceptLogin(user: { id?: string; token?: string } = {}): Promise<FrameOf<'method'>> {
    const login = await this.nextMethod('login')
    const { id = 'u1', token = 'token-u1' } = user
    this.answer(login, { id, token, tokenExpires: new Date(4_102_444_800_000), type: 'resume' })
    return login
  }

  /** Answers a call: `updated` and `result` in the dialect's order. No result: the method is void. */
  answer(call: FrameOf<'method'>, result?: unknown): void {
    this.settle(call.id, { msg: 'result', id: call.id, ...(result !== undefined && { result }) })
  }

  /** Refuses a call. */
  refuse(call: FrameOf<'method'>, error: WireError): void {
    this.settle(call.id, { msg: 'result', id: call.id, error })
  }

  /** Grants subscriptions. */
  ready(...subs: FrameOf<'sub'>[]): void {
    this.send({ msg: 'ready', subs: subs.map((sub) => sub.id) })
  }

  /** Ends or, with an error, denies a subscription. */
  nosub(sub: { id: string }, error?: WireError): void {
    this.send({ msg: 'nosub', id: sub.id, ...(error && { error }) })
  }

  /** An event of a stream; `stream` without `stream-`. */
  emit(stream: string, eventName: string, ...args: unknown[]): void {
    this.send({ msg: 'changed', collection: `stream-${stream}`, id: 'id', fields: { eventName, args } })
  }

  send(frame: ServerFrame): void {
    this.sendText(encode(frame))
  }

  /** Sends any text, also one that is no frame. */
  sendText(text: string): void {
    if (!this.silent) this.socket.send(text)
  }

  sendBinary(bytes: Uint8Array): void {
    if (!this.silent) this.socket.send(bytes, { binary: true })
  }

  /** From now on it hears everything and says nothing, not even pongs, until {@link PeerSocket.unmute}. */
  mute(): void {
    this.silent = true
  }

  unmute(): void {
    this.silent = false
  }

  /** Half-open: it neither reads nor writes any more, and the client's `close` is never answered. */
  freeze(): void {
    this.silent = true
    this.socket.pause()
  }

  /** Reads and writes again, also what arrived while it was frozen. */
  thaw(): void {
    this.silent = false
    this.socket.resume()
  }

  /** Cuts the cable: no close frame, the client sees 1006. */
  cut(): void {
    this.socket.terminate()
  }

  /** Closes as servers do. */
  close(code = 1000, reason = ''): void {
    this.socket.close(code, reason)
  }

  private settle(id: string, result: ServerFrame): void {
    const updated: ServerFrame = { msg: 'updated', methods: [id] }
    for (const frame of this.dialect === 'meteor' ? [updated, result] : [result, updated]) this.send(frame)
  }

  private hear(text: string): void {
    const frame = parseClientFrame(text)
    if (frame instanceof ProtocolError) {
      this.noise.push(text)
      return
    }
    this.frames.push(frame)
    if (this.heartbeat && (frame.msg === 'ping' || frame.msg === 'pong')) {
      if (frame.msg === 'ping') this.send({ ...frame, msg: 'pong' })
      return
    }
    this.inbox.put(frame)
  }
}
