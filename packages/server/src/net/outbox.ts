// The end of the turn, which this file owns: what a socket has to receive in one turn of the event loop (events, results,
// readies, pongs) leaves in one write.
//
// The price of a delivery is the write, not the work before it. So what waits for a socket is a chain of immutable nodes,
// and sockets that have to receive the same frames in the same order share the chain: its bytes are put together once
// for all of them. Facts: reference of the design's section on fan-out; measured by `npm run bench`.

import type { Clock } from '../clock.ts'
import type { SharedFrame } from '../ddp/wire.ts'
import type { Framing } from './framing.ts'

/** Bytes that may wait before typing and presence are dropped for this socket. */
export const SOFT_MARK = 262_144
/** Bytes that may wait before this socket is given up. */
export const HARD_MARK = 1_048_576
/** What one turn gathers at most before it is written: then the network says whether it takes more. */
const GATHER = 131_072

/** What waits: a frame behind all that waits before it. */
interface Node {
  readonly previous: Node | undefined
  readonly frame: SharedFrame | undefined
  /** Of this frame. */
  readonly bytes: Uint8Array
  /** Of the whole chain. */
  readonly length: number
  /** The node that was last made behind this one: the next socket most likely wants the same. */
  next: Node | undefined
  /** The whole chain in one piece, once somebody has written it. */
  joined: Uint8Array | undefined
}

/** The stream underneath, without anything between: whatever a delivery has to look at is cold, and costs 0.1 µs. */
export interface Sink {
  /** False when it has ended or broken. */
  readonly writable: boolean
  /** Bytes that were written and that the network has not taken. */
  readonly writableLength: number
  write(bytes: Uint8Array): unknown
}

/** Gathers the outboxes that have something to write, and empties them when the turn ends. One per server. */
export class TurnEnd {
  private readonly clock: Clock
  private readonly roots = new Map<string, Node>()
  private waiting: Outbox[] = []

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** The beginning of every chain of this framing. */
  root(framing: string): Node {
    let root = this.roots.get(framing)
    if (!root) {
      root = { previous: undefined, frame: undefined, bytes: NOTHING, length: 0, next: undefined, joined: undefined }
      this.roots.set(framing, root)
    }
    return root
  }

  add(outbox: Outbox): void {
    if (this.waiting.push(outbox) === 1) this.clock.endOfTurn(() => this.end())
  }

  private end(): void {
    const outboxes = this.waiting
    this.waiting = []
    for (const outbox of outboxes) outbox.flush()
    // The chains of this turn are garbage now, but for what a socket may still hold.
    for (const root of this.roots.values()) root.next = undefined
  }
}

export class Outbox {
  private readonly sink: Sink
  private readonly root: Node
  private tail: Node
  private queued = false
  /** The network has not taken all that was written, as far as is known: at the beginning nothing is. */
  private behind = true
  private sealed = false
  private readonly turn: TurnEnd
  private readonly framing: Framing
  /** Answers among what the network has not taken: they were asked for, so they are no reason to give up a socket. */
  private answers = 0

  constructor(turn: TurnEnd, framing: Framing, sink: Sink) {
    this.turn = turn
    this.framing = framing
    this.sink = sink
    this.root = turn.root(framing.name)
    this.tail = this.root
  }

  /** Bytes that the receiver has not taken yet. */
  get pending(): number {
    return this.sink.writableLength + this.tail.length
  }

  /** So much waits that nothing new should be worked out for this receiver. */
  get congested(): boolean {
    return this.sink.writableLength > HARD_MARK
  }

  /** Takes a frame for the end of this turn. `false`: the receiver is too far behind, and should be given up. */
  send(frame: SharedFrame): boolean {
    // What one turn gathers is below the marks: they matter only to a receiver that is behind already.
    if (this.behind) {
      if (this.over) return true
      const pending = this.pending
      if (pending === 0) this.caughtUp()
      if (frame.weight === 'passing' && pending > SOFT_MARK) return true
      if (pending > HARD_MARK + this.answers) return false
    }
    this.append(frame)
    const { tail } = this
    if (frame.topic === undefined && frame.weight === 'kept') this.answers += tail.bytes.length
    if (tail.length > GATHER) this.flush()
    return true
  }

  /** Takes back what waits and is about `topic`, or about anything at all. */
  revoke(topic?: string): void {
    const kept: Node[] = []
    let found = false
    for (let node = this.tail; node.previous; node = node.previous) {
      const about = node.frame?.topic
      if (topic === undefined ? about !== undefined : about === topic) found = true
      else kept.push(node)
    }
    if (!found) return
    this.tail = this.root
    for (const { frame } of kept.reverse()) if (frame) this.append(frame)
  }

  /** Forgets what waits. */
  discard(): void {
    this.tail = this.root
  }

  /** Writes what waits, now. */
  flush(): void {
    this.queued = false
    const { tail } = this
    if (tail === this.root) return
    this.tail = this.root
    this.behind = true
    if (this.over) return
    this.sink.write(joined(tail))
    if (this.sink.writableLength === 0) this.caughtUp()
  }

  /** Writes what waits. Nothing of ours follows it: the socket says goodbye. */
  seal(): void {
    this.flush()
    this.sealed = true
  }

  private get over(): boolean {
    return this.sealed || !this.sink.writable
  }

  private caughtUp(): void {
    this.behind = false
    this.answers = 0
  }

  private bytesOf(frame: SharedFrame): Uint8Array {
    const { name } = this.framing
    let bytes = frame.framed.get(name)
    if (!bytes) frame.framed.set(name, (bytes = this.framing.frame(frame.text)))
    return bytes
  }

  private append(frame: SharedFrame): void {
    const previous = this.tail
    let node = previous.next
    if (node?.frame !== frame) {
      const bytes = this.bytesOf(frame)
      node = { previous, frame, bytes, length: previous.length + bytes.length, next: undefined, joined: undefined }
      previous.next = node
    }
    this.tail = node
    if (this.queued) return
    this.queued = true
    this.turn.add(this)
  }
}

const NOTHING = new Uint8Array(0)

/** The bytes of a chain, put together when they are first wanted. */
function joined(tail: Node): Uint8Array {
  if (tail.joined) return tail.joined
  // One frame alone is there already.
  if (tail.previous?.length === 0) return (tail.joined = tail.bytes)
  const whole = Buffer.allocUnsafe(tail.length)
  let end = tail.length
  for (let node: Node | undefined = tail; node; node = node.previous) {
    end -= node.bytes.length
    whole.set(node.bytes, end)
  }
  return (tail.joined = whole)
}
