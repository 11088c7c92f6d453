// A socket that was upgraded, with a session at its other end. `ws` does the handshake, reads and checks what comes in,
// and closes; what goes out is ours (`outbox.ts`), written to the socket that the upgrade handed us. Both write to the
// same socket, so the order between them is kept here: closing writes what waits first, pongs wait in line with the
// rest, and a socket that is not open any more gets nothing.

import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import type { Clock } from '../clock.ts'
import { FloodGate } from '../ddp/flood.ts'
import { SharedFrame, type Wire, type WireEvents } from '../ddp/wire.ts'
import { pongFrame, rawFraming, type Framing } from './framing.ts'
import { Outbox, type TurnEnd } from './outbox.ts'

/** Bytes of one message; DDP's own limits are tighter, file uploads have their own way. */
const MAX_MESSAGE = 131_072
/** Pieces that one message may be sent in. */
const MAX_FRAGMENTS = 64
/** Pieces that one message may arrive in: 128 KiB in the smallest packets that networks make. */
const MAX_CHUNKS = 512
/** How long a peer may take to read what waits for it, and to answer our close frame. */
const CLOSE_PATIENCE_MS = 5_000
const PING_WINDOW_MS = 10_000
const PINGS_BORNE = 1_000

/** A socket that says when it is about to close, also where `ws` closes it by itself: a bad frame, the peer's goodbye. */
class ClosingSocket extends WebSocket {
  beforeClose: () => void = () => undefined

  override close(code?: number, reason?: string | Buffer): void {
    this.beforeClose()
    super.close(code, reason)
  }
}

/** The handshake and the reading end. Nothing of it knows DDP. */
export function createHandshake(): WebSocketServer {
  return new WebSocketServer({
    WebSocket: ClosingSocket,
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE,
    maxFragments: MAX_FRAGMENTS,
    maxBufferedChunks: MAX_CHUNKS,
    autoPong: false,
  })
}

/** How texts are wrapped on their way: not at all, or as SockJS does. */
export interface Wrapping {
  readonly framing: Framing
  /** The DDP texts in a message; `undefined`: it was not wrapped as it should be. */
  readonly unwrap: (message: string) => readonly string[] | undefined
  /** What is sent before anything else, between, and at the end. */
  readonly opening?: SharedFrame
  readonly beat?: { readonly ms: number; readonly frame: SharedFrame }
  readonly closing?: (code: number, reason: string) => SharedFrame
}

export const rawWrapping: Wrapping = { framing: rawFraming, unwrap: (message) => [message] }

export interface Connection {
  readonly socket: WebSocket
  readonly stream: Duplex
  readonly request: IncomingMessage
  readonly wrapping: Wrapping
}

/** @param accept Makes the session for a wire. Called once, when the wire can be written to. */
export function carry(connection: Connection, turn: TurnEnd, clock: Clock, accept: (wire: Wire) => WireEvents): Wire {
  const carrier = new Carrier(connection, turn, clock)
  carrier.start(accept)
  return carrier
}

class Carrier implements Wire {
  readonly remoteAddress: string
  private readonly socket: WebSocket
  private readonly stream: Duplex
  private readonly wrapping: Wrapping
  private readonly outbox: Outbox
  private readonly clock: Clock
  private readonly pings: FloodGate
  private session: WireEvents | undefined
  private stopBeat: () => void = () => undefined

  constructor({ socket, stream, request, wrapping }: Connection, turn: TurnEnd, clock: Clock) {
    this.socket = socket
    this.stream = stream
    this.wrapping = wrapping
    this.clock = clock
    this.pings = new FloodGate(clock, PING_WINDOW_MS)
    this.remoteAddress = request.socket.remoteAddress ?? ''
    this.outbox = new Outbox(turn, wrapping.framing, stream)
  }

  start(accept: (wire: Wire) => WireEvents): void {
    const { socket, wrapping } = this
    // What was sent in this turn comes before the close frame; after it nothing may.
    if (socket instanceof ClosingSocket) socket.beforeClose = () => this.outbox.seal()
    if (wrapping.opening) this.send(wrapping.opening)
    if (wrapping.beat) this.beat(wrapping.beat)
    const session = accept(this)
    this.session = session
    // One piece, because `ws` was not told otherwise.
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) session.binary()
      else this.hear(data.toString(), session)
    })
    socket.on('ping', (payload) => this.pong(payload))
    // A frame that RFC 6455 forbids: ws answers it with its close code. Nothing may follow that.
    socket.on('error', () => this.over())
    socket.on('close', () => this.over())
    this.stream.on('drain', () => this.session?.drained?.())
  }

  get congested(): boolean {
    return this.outbox.congested
  }

  send(frame: SharedFrame): void {
    if (!this.outbox.send(frame)) this.giveUp()
  }

  revoke(topic?: string): void {
    this.outbox.revoke(topic)
  }

  close(code: number, reason: string): void {
    if (this.socket.readyState !== WebSocket.OPEN) return
    this.stopBeat()
    if (this.wrapping.closing) this.outbox.send(this.wrapping.closing(code, reason))
    this.socket.close(code, reason)
    const patience = this.clock.after(CLOSE_PATIENCE_MS, () => this.socket.terminate())
    this.socket.once('close', () => patience.stop())
  }

  pauseReading(): void {
    this.socket.pause()
  }

  resumeReading(): void {
    this.socket.resume()
  }

  private hear(message: string, session: WireEvents): void {
    const texts = this.wrapping.unwrap(message)
    if (texts) for (const text of texts) session.text(text)
    else this.giveNotice(1002, 'Broken framing.')
  }

  private pong(payload: Buffer): void {
    if (this.pings.add() > PINGS_BORNE) return this.giveNotice(1008, 'Too many pings.')
    const frame = new SharedFrame('')
    frame.framed.set(this.wrapping.framing.name, pongFrame(payload))
    this.send(frame)
  }

  private beat({ ms, frame }: { ms: number; frame: SharedFrame }): void {
    const timer = this.clock.after(ms, () => {
      this.send(frame)
      this.beat({ ms, frame })
    })
    this.stopBeat = () => timer.stop()
  }

  /** The receiver is a megabyte behind: what waits is lost to it, and it has to catch up anew. */
  private giveUp(): void {
    this.outbox.discard()
    this.giveNotice(4008, 'Too slow: more than 1 MiB is waiting. Connect again and catch up.')
  }

  private giveNotice(code: number, reason: string): void {
    this.close(code, reason)
    this.over()
  }

  private over(): void {
    const { session } = this
    this.session = undefined
    this.stopBeat()
    session?.closed()
  }
}
