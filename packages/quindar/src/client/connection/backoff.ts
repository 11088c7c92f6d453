// How long to wait before the next attempt: full jitter, so that a thousand clients do not come back together.

/** The longest wait, in milliseconds. */
const MAX_WAIT_MS = 30_000
/** The longest wait before the first retry, in milliseconds; it doubles from there. */
const FIRST_WAIT_MS = 500

export interface Backoff {
  /** Milliseconds to wait now: evenly spread over 0 … min({@link MAX_WAIT_MS}, {@link FIRST_WAIT_MS} · 2ⁿ). */
  readonly next: () => number
  /** The connection has proven itself: start over. */
  readonly reset: () => void
}

export function createBackoff(random: () => number): Backoff {
  let limit = FIRST_WAIT_MS
  return {
    next() {
      const wait = random() * limit
      limit = Math.min(MAX_WAIT_MS, limit * 2)
      return wait
    },
    reset() {
      limit = FIRST_WAIT_MS
    },
  }
}
