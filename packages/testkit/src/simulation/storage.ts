// What a client keeps over its end, on a machine that can lose its power: what it was not told to be written is
// forgotten by a crash.
import type { ClientStorage } from 'quindar'
import type { FakeClock } from '../fake-clock.ts'

export interface ForgetfulStorage {
  /** The storage, for one run of the client. */
  readonly boot: () => ClientStorage
  /** Ends that run. */
  readonly crash: () => void
  /** What is written. */
  readonly kept: ReadonlyMap<string, string>
}

/** How long writing takes, in milliseconds, at most. */
const LATEST_MS = 40

export function createForgetfulStorage(clock: FakeClock, random: () => number): ForgetfulStorage {
  const kept = new Map<string, string>()
  let run: { alive: boolean } | undefined
  return {
    kept,
    crash() {
      if (run) run.alive = false
    },
    boot() {
      const mine = (run = { alive: true })
      const later = <T>(task: () => T): Promise<T> =>
        new Promise((resolve) => clock.setTimeout(() => mine.alive && resolve(task()), random() * LATEST_MS))
      return {
        entries: (prefix) => later(() => [...kept].filter(([key]) => key.startsWith(prefix))),
        set: (key, value) => later(() => void kept.set(key, value)),
        delete: (key) => later(() => void kept.delete(key)),
      }
    },
  }
}
