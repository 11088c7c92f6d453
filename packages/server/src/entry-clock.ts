// The real clock and real chance: the only file of the server, beside its command, that asks the machine for either.

import { randomBytes } from 'node:crypto'
import type { Clock, Randomness } from './clock.ts'

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, task) {
    // A waiting timer does not keep a process alive that has nothing else to do: sockets do that.
    const timer = setTimeout(task, ms).unref()
    return { stop: () => clearTimeout(timer) }
  },
  // After everything that this turn has read from its sockets, before the next turn asks for more.
  endOfTurn: (task) => void setImmediate(task),
}

export const systemRandomness: Randomness = {
  bytes: (count) => randomBytes(count),
}
