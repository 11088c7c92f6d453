// From which release to which Rocket.Chat has a method or a route, as the facts of `quindar/protocol` say.

import type { Lifetime } from 'quindar/protocol'
import type { Versions } from './method.ts'

/** What no fact dates was there before 1.0. */
const BEFORE_ONE = '0.1'

export function versionsOf({ since, until, announcedUntil, extension }: Lifetime): Versions {
  return {
    since: since ?? BEFORE_ONE,
    ...(until !== undefined && { until }),
    ...(announcedUntil !== undefined && { announcedUntil }),
    ...(extension && { extension }),
  }
}
