// A wire that ends in the test.

import type { SharedFrame, Wire } from '../../src/ddp/wire.ts'

type Frame = Record<string, unknown> & { msg?: string }

export class TestWire implements Wire {
  readonly remoteAddress = '10.0.0.1'
  congested = false
  /** How it was closed, if it was. */
  goodbye: { code: number; reason: string } | undefined
  reading = true
  /** What waits for the end of the turn. */
  private waiting: SharedFrame[] = []

  send(frame: SharedFrame): void {
    if (!this.goodbye) this.waiting.push(frame)
  }

  revoke(topic?: string): void {
    this.waiting = this.waiting.filter((frame) =>
      topic === undefined ? frame.topic === undefined : frame.topic !== topic,
    )
  }

  close(code: number, reason: string): void {
    this.goodbye = { code, reason }
  }

  pauseReading(): void {
    this.reading = false
  }

  resumeReading(): void {
    this.reading = true
  }

  /** Ends the turn: what has been written, as the shared frames that they were. */
  takeShared(): SharedFrame[] {
    return this.waiting.splice(0)
  }

  /** Ends the turn: what has been written. */
  take(): Frame[] {
    return this.takeShared().map(({ text }) => JSON.parse(text) as Frame)
  }
}
