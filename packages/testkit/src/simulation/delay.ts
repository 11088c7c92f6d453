// One direction of a wire: tasks, each late, none before one that was put earlier.
import type { FakeClock } from '../fake-clock.ts'

/** What is wrong with a direction. */
export interface Trouble {
  /** Nothing passes until it is false again; then everything does. */
  stalled: boolean
  /** How late a task is, in milliseconds, at most. */
  latestMs: number
}

export interface Delay {
  readonly put: (task: () => void) => void
  /** Forgets what is on its way. */
  readonly stop: () => void
  /** How late something is, in milliseconds. */
  readonly lateness: () => number
}

/** {@link Trouble.latestMs} of a good network. */
export const LATEST_MS = 60
/** Held-back tasks look this often, in milliseconds, whether they may pass. */
const LOOK_MS = 100

export function createDelay(clock: FakeClock, random: () => number, trouble: Readonly<Trouble>): Delay {
  const waiting: { due: number; task: () => void }[] = []
  let timer: unknown
  let last = 0
  let stopped = false

  const lateness = (): number => random() * trouble.latestMs

  function run(): void {
    timer = undefined
    while (!trouble.stalled && waiting[0] && waiting[0].due <= clock.now()) waiting.shift()?.task()
    const [next] = waiting
    if (next) timer = clock.setTimeout(run, trouble.stalled ? LOOK_MS : Math.max(0, next.due - clock.now()))
  }

  return {
    lateness,
    put(task) {
      if (stopped) return
      last = Math.max(last, clock.now() + lateness())
      waiting.push({ due: last, task })
      timer ??= clock.setTimeout(run, last - clock.now())
    },
    stop() {
      stopped = true
      waiting.length = 0
      clock.clearTimeout(timer)
    },
  }
}
