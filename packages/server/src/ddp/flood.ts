// Counts what costs us something and may come from anybody, in windows of time.

import type { Clock } from '../clock.ts'

export class FloodGate {
  private readonly clock: Clock
  private readonly windowMs: number
  private startedAt = -Infinity
  private count = 0

  constructor(clock: Clock, windowMs: number) {
    this.clock = clock
    this.windowMs = windowMs
  }

  /** Counts one more; answers how many there were in this window. */
  add(): number {
    const now = this.clock.monotonic()
    if (now - this.startedAt >= this.windowMs) {
      this.startedAt = now
      this.count = 0
    }
    return ++this.count
  }
}
