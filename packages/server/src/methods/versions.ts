// From which release to which Rocket.Chat has a method, as the facts of `quindar/protocol` say.

import type { MethodFact } from 'quindar/protocol'
import type { Method } from './method.ts'

/** What no fact dates was there before 1.0. */
const BEFORE_ONE = '0.1'

export function versionsOf({ since, until }: Pick<MethodFact, 'since' | 'until'>): Method['versions'] {
  return { since: since ?? BEFORE_ONE, ...(until !== undefined && { until }) }
}
