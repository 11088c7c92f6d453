// Time that only moves when a test says so, and chance that is the same each time.

/** What the clock does in place of the real one; a client or server takes it as its ports. */
export interface FakeClock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly setTimeout: (callback: () => void, ms: number) => FakeTimer
  readonly clearTimeout: (timer: unknown) => void
  /**
   * Lets `ms` milliseconds pass: every timer that falls due runs at its own time, in order, with promises settling in
   * between. Timers set on the way run too when they fall due within the span.
   */
  advance: (ms: number) => Promise<void>
  /** Lets the time jump without running what fell due on the way, as a machine that was asleep does; then runs it late. */
  sleep: (ms: number) => Promise<void>
  /** Milliseconds from now at which each waiting timer falls due, soonest first. Empty: nothing is left running. */
  readonly pending: () => number[]
}

/** What `setTimeout` of a {@link FakeClock} gives back. `ref` and `unref` are there as in Node and do nothing. */
export interface FakeTimer {
  readonly due: number
  unref: () => FakeTimer
  ref: () => FakeTimer
}

/** @param start Milliseconds since 1970 at which the clock stands; 2026-11-22T12:00:00Z unless given. */
export function fakeClock(start = Date.UTC(2026, 10, 22, 12)): FakeClock {
  let time = start
  const timers = new Map<FakeTimer, () => void>()

  const next = (until: number): FakeTimer | undefined => {
    let first: FakeTimer | undefined
    for (const timer of timers.keys()) {
      if (timer.due > until) continue
      // A Map keeps the order of setting, so the first of equals is the right one.
      if (!first || timer.due < first.due) first = timer
    }
    return first
  }

  const run = async (until: number): Promise<void> => {
    await settle()
    for (let timer = next(until); timer; timer = next(until)) {
      time = Math.max(time, timer.due)
      const callback = timers.get(timer)
      timers.delete(timer)
      callback?.()
      await settle()
    }
  }

  return {
    now: () => time,
    setTimeout: (callback, ms) => {
      const timer: FakeTimer = {
        due: time + Math.max(0, Number.isFinite(ms) ? ms : 0),
        ref: () => timer,
        unref: () => timer,
      }
      timers.set(timer, callback)
      return timer
    },
    clearTimeout: (timer) => {
      timers.delete(timer as FakeTimer)
    },
    advance: async (ms) => {
      const until = time + ms
      await run(until)
      time = until
    },
    sleep: async (ms) => {
      await settle()
      time += ms
      await run(time)
    },
    pending: () => [...timers.keys()].map((timer) => timer.due - time).sort((a, b) => a - b),
  }
}

/** Lets everything happen that waits for promises alone. A macrotask in between, because chains have no known length. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
  }
}

/**
 * Numbers in [0, 1) that look like chance and are the same for the same seed (mulberry32).
 * @param seed Any integer.
 */
export function seededRandom(seed = 1): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}
