// The domain as its doors see it: one object, one member per area. Doors (methods, rest, ddp) call it and nothing else.

import type { Bus } from '../bus/port.ts'
import type { Clock, Randomness } from '../clock.ts'
import type { Store } from '../store/port.ts'

/** What every part of the domain stands on. */
export interface Ground {
  readonly store: Store
  readonly bus: Bus
  readonly clock: Clock
  readonly random: Randomness
}

export interface Domain {
  readonly ground: Ground
}
