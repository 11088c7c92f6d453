// The ports through which the server feels time and chance. Nothing else in it may: a test, or a simulation that runs
// client and server in one process, hands in its own.

/** A timer that can be stopped. */
export interface Timer {
  stop(): void
}

export interface Clock {
  /** Milliseconds since 1970, as `Date.now` gives them. */
  now(): number
  /** Milliseconds that never go back; only differences mean something. */
  monotonic(): number
  /** Runs `task` once, `ms` later. */
  after(ms: number, task: () => void): Timer
  /** Runs `task` when this turn of the event loop has done its work: what a socket has to receive is written there. */
  endOfTurn(task: () => void): void
}

export interface Randomness {
  /** `count` unpredictable bytes. */
  bytes(count: number): Uint8Array
}
