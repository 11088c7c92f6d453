// The timers of one process: none runs after its end, and while the machine sleeps they wait for it to wake up.
import type { FakeClock } from '../fake-clock.ts'

export interface ProcessTimers {
  readonly setTimeout: (task: () => void, ms: number) => unknown
  readonly clearTimeout: (timer: unknown) => void
  readonly sleep: () => void
  readonly asleep: boolean
  /** How long the machine has slept, in milliseconds. */
  readonly slept: () => number
  /** What fell due meanwhile runs now. Answers whether it slept. */
  readonly wake: () => boolean
  readonly end: () => void
}

export function createTimers(clock: FakeClock): ProcessTimers {
  let alive = true
  /** Since when it sleeps. */
  let since: number | undefined
  let slept = 0
  const overdue = new Map<unknown, () => void>()
  return {
    setTimeout(task, ms) {
      const timer = clock.setTimeout(() => {
        if (!alive) return
        if (since !== undefined) overdue.set(timer, task)
        else task()
      }, ms)
      return timer
    },
    clearTimeout(timer) {
      overdue.delete(timer)
      clock.clearTimeout(timer)
    },
    sleep() {
      since ??= clock.now()
    },
    get asleep() {
      return since !== undefined
    },
    slept: () => slept,
    wake() {
      if (since === undefined) return false
      slept += clock.now() - since
      since = undefined
      for (const [timer, task] of overdue) {
        overdue.delete(timer)
        if (alive) task()
      }
      return true
    },
    end() {
      alive = false
    },
  }
}
