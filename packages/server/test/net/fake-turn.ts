// An end of the turn in a test's hands: sockets that only remember, and frames that can be read.

import type { Framing } from '../../src/net/framing.ts'
import { Outbox, TurnEnd } from '../../src/net/outbox.ts'

export class FakeSink {
  writable = true
  writableLength = 0
  /** The network takes nothing any more. */
  stalled = false
  readonly writes: Uint8Array[] = []
  write(bytes: Uint8Array): void {
    this.writes.push(bytes)
    if (this.stalled) this.writableLength += bytes.length
  }
  get texts(): string[] {
    return this.writes.map((bytes) => Buffer.from(bytes).toString())
  }
}

export class FakeTurn {
  /** How often the end of a turn was asked for. */
  turns = 0
  /** What was framed: each text and a bar. */
  readonly framedTexts: string[] = []
  readonly turn: TurnEnd
  private task: () => void = () => undefined
  private readonly framing: Framing = {
    name: 'bars',
    frame: (text) => {
      this.framedTexts.push(text)
      return Buffer.from(`${text}|`)
    },
  }

  constructor() {
    this.turn = new TurnEnd({
      now: () => 0,
      monotonic: () => 0,
      after: () => ({ stop: () => undefined }),
      endOfTurn: (task) => {
        this.turns++
        this.task = task
      },
    })
  }

  end(): void {
    this.task()
  }

  outbox(): { sink: FakeSink; box: Outbox } {
    const sink = new FakeSink()
    return { sink, box: new Outbox(this.turn, this.framing, sink) }
  }
}
