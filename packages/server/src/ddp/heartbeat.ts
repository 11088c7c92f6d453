// Is the other side still there? After a silence we ask; after a second one it is not. Whatever it sends is an answer.

import type { Clock, Timer } from '../clock.ts'

/** Milliseconds. */
export interface HeartbeatTimes {
  /** Of silence before the very first question. */
  readonly first: number
  /** Of silence before a question. */
  readonly idle: number
  /** After a question, until the other side counts as gone. */
  readonly patience: number
}

/** A timer that comes this much too late says that the server itself has slept: then nobody's silence is counted. */
const OWN_LAG_MS = 1_000

export class Heartbeat {
  private readonly clock: Clock
  private readonly times: HeartbeatTimes
  private readonly ask: () => void
  private readonly gone: () => void
  private timer: Timer
  private heardAt: number
  /** How long it may say nothing: the first question may come sooner than the others. */
  private quietFor: number
  private askedAt: number | undefined
  private stopped = false

  /** Starts at once. */
  constructor(clock: Clock, times: HeartbeatTimes, actions: { ask: () => void; gone: () => void }) {
    this.clock = clock
    this.times = times
    this.ask = actions.ask
    this.gone = actions.gone
    this.heardAt = clock.monotonic()
    this.quietFor = times.first
    this.timer = this.tickIn(times.first)
  }

  /** Something came: cheap, because it is called for every frame. */
  heard(): void {
    this.heardAt = this.clock.monotonic()
    this.quietFor = this.times.idle
  }

  stop(): void {
    this.stopped = true
    this.timer.stop()
  }

  private tickIn(ms: number): Timer {
    const due = this.clock.monotonic() + ms
    return this.clock.after(ms, () => {
      if (!this.stopped) this.tick(this.clock.monotonic() - due)
    })
  }

  private tick(lag: number): void {
    const now = this.clock.monotonic()
    const silence = now - this.heardAt
    const answered = this.askedAt !== undefined && this.heardAt >= this.askedAt
    if (lag > OWN_LAG_MS) {
      // What came meanwhile still waits in the socket: the same phase once more.
      this.timer = this.tickIn(this.askedAt === undefined ? this.times.idle : this.times.patience)
    } else if (this.askedAt !== undefined && !answered) {
      this.gone()
    } else if (silence < this.quietFor) {
      this.askedAt = undefined
      this.timer = this.tickIn(this.quietFor - silence)
    } else {
      this.askedAt = now
      this.ask()
      this.timer = this.tickIn(this.times.patience)
    }
  }
}
