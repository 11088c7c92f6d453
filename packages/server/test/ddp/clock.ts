// A clock for sessions: time stands until the test moves it, turns of the event loop end as they do.

import type { Clock, Randomness, Timer } from '../../src/clock.ts'

export class TestClock implements Clock {
  private time = 1_795_368_000_000
  private readonly timers = new Set<{ at: number; task: () => void }>()

  now(): number {
    return this.time
  }

  monotonic(): number {
    return this.time
  }

  after(ms: number, task: () => void): Timer {
    const timer = { at: this.time + ms, task }
    this.timers.add(timer)
    return { stop: () => void this.timers.delete(timer) }
  }

  endOfTurn(task: () => void): void {
    setImmediate(task)
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.timers.size
  }

  /** Lets time pass, timer by timer, each at its own moment. */
  advance(ms: number): void {
    const until = this.time + ms
    for (;;) {
      const due = [...this.timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
      if (!due) break
      this.timers.delete(due)
      this.time = Math.max(this.time, due.at)
      due.task()
    }
    this.time = until
  }

  /** Lets time pass as for a process that was stopped: what was due on the way runs afterwards, late. */
  oversleep(ms: number): void {
    this.time += ms
    this.advance(0)
  }
}

/** Different bytes at every call, the same in every run. */
export function countingRandom(): Randomness {
  let state = 7
  return {
    bytes: (count) => Uint8Array.from({ length: count }, () => (state = (state * 73 + 41) % 251)),
  }
}

/** Lets everything happen that waits for promises and turns of the event loop. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise<void>((resolve) => void setImmediate(resolve))
}
