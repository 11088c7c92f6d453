// What every part of the domain stands on: the store, the bus, and the ports for time and chance.

import type { Bus } from '../bus/port.ts'
import type { Clock, Randomness } from '../clock.ts'
import type { Store } from '../store/port.ts'

export interface Ground {
  readonly store: Store
  readonly bus: Bus
  readonly clock: Clock
  readonly random: Randomness
}
