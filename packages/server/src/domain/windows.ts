// Counters that start anew: so many in so many milliseconds, by key. A window opens with the first call that it counts.

export interface Window {
  readonly count: number
  /** When the window closes, by the clock that `now` came from. */
  readonly endsAt: number
}

/** Above this many keys the windows that have closed are swept out. */
const SWEEP_AT = 10_000

export class Windows {
  readonly #windows = new Map<string, { count: number; endsAt: number }>()
  #sweepAt = SWEEP_AT

  /** Counts one under `key` and tells where that leaves it. */
  count(key: string, now: number, lengthMs: number): Window {
    let window = this.#windows.get(key)
    if (!window || window.endsAt <= now) {
      if (this.#windows.size >= this.#sweepAt) this.#sweep(now)
      window = { count: 0, endsAt: now + lengthMs }
      this.#windows.set(key, window)
    }
    window.count++
    return window
  }

  /** As if nothing had been counted under `key`. */
  forget(key: string): void {
    this.#windows.delete(key)
  }

  /** How many keys are held. */
  get size(): number {
    return this.#windows.size
  }

  #sweep(now: number): void {
    for (const [key, window] of this.#windows) if (window.endsAt <= now) this.#windows.delete(key)
    // What is left is alive; looking again before it has doubled would cost more than it frees.
    this.#sweepAt = Math.max(SWEEP_AT, this.#windows.size * 2)
  }
}
