// Timers that end with what they are for.
import type { Ports, Unsubscribe } from '../client/index.ts'

export interface Clockwork {
  readonly now: () => number
  /** Does the task then, unless it is taken back. */
  readonly after: (ms: number, task: () => void) => Unsubscribe
  /** False: this is over. */
  readonly sleep: (ms: number) => Promise<boolean>
  /** Nothing runs any more; who sleeps wakes up. */
  readonly stop: () => void
}

export function createClockwork({
  now,
  setTimeout,
  clearTimeout,
}: Pick<Ports, 'now' | 'setTimeout' | 'clearTimeout'>): Clockwork {
  const running = new Set<Unsubscribe>()
  const sleepers = new Set<(goOn: boolean) => void>()

  function after(ms: number, task: () => void): Unsubscribe {
    const stop = (): void => {
      clearTimeout(timer)
      running.delete(stop)
    }
    const timer = setTimeout(() => {
      running.delete(stop)
      task()
    }, ms)
    running.add(stop)
    return stop
  }

  return {
    now,
    after,
    sleep: (ms) =>
      new Promise((resolve) => {
        const wake = (goOn: boolean): void => {
          sleepers.delete(wake)
          resolve(goOn)
        }
        sleepers.add(wake)
        after(ms, () => wake(true))
      }),
    stop() {
      for (const stop of running) stop()
      for (const wake of sleepers) wake(false)
    },
  }
}
