// The line between DDP and what carries it: a session is handed a Wire and never sees a socket, so the same session
// runs over WebSocket, SockJS and the simulation's memory.

/** What may be done with a frame when its receiver is slow. `passing` (typing, presence) is dropped at the soft mark. */
export type Weight = 'kept' | 'passing'

/** Text that many receivers get. A transport may remember on it what it made of it (framed bytes), so make one per event. */
export class SharedFrame {
  readonly text: string
  /** What the frame is about, so that it can be taken back before it is written: a room's id, or nothing. */
  readonly topic: string | undefined
  readonly weight: Weight
  /** Filled by the transport: one entry per way of framing. */
  readonly framed: Map<string, Uint8Array> = new Map()
  constructor(text: string, options: { topic?: string; weight?: Weight } = {}) {
    this.text = text
    this.topic = options.topic
    this.weight = options.weight ?? 'kept'
  }
}

export interface Wire {
  /** Takes a frame for the end of this turn; frames leave in the order of these calls. After close: ignored. */
  send(frame: SharedFrame): void
  /** Takes back what waits in this turn and is about `topic` (all stream frames when undefined): secrecy beats delivery. */
  revoke(topic?: string): void
  /** Writes what waits, then says goodbye. */
  close(code: number, reason: string): void
  readonly remoteAddress: string
  /** The receiver is so far behind that nothing new should be worked out for it; `drained` tells when it has caught up. */
  readonly congested?: boolean
  /** Stops, or goes on, reading what the client sends: its frames wait in the network, not in memory. */
  pauseReading?(): void
  resumeReading?(): void
}

/** What a transport tells the session on its other end. */
export interface WireEvents {
  /** One text frame, unwrapped. */
  text(text: string): void
  /** A binary frame came: DDP has none. */
  binary(): void
  /** After `congested` was true: the receiver has caught up. */
  drained?(): void
  closed(): void
}
