// A timer that may be told to wait for ever.
import type { Ports } from '../ports.ts'

/** Longer than this, 24 days in milliseconds, timers cannot wait: they would fire at once. */
const LONGEST_MS = 2 ** 31 - 1

/** Runs `task` in `ms` milliseconds; `Infinity`, or longer than a timer can wait: never. */
export function after({ setTimeout }: Ports, ms: number, task: () => void): unknown {
  return ms <= LONGEST_MS ? setTimeout(task, ms) : undefined
}
