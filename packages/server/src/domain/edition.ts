// Which Rocket.Chat this server is: one release exactly, or every generation at once with our own extensions beside it.

import {
  type Habits,
  habitsOf,
  isInAsAnnounced,
  LAST_RELEASES,
  type Lifetime,
  type MajorRelease,
  NEWEST_RELEASE,
} from 'quindar/protocol'

export interface Edition {
  /** What it says it is, `major.minor`. */
  readonly release: string
  readonly habits: Habits
  /** Plays that release alone: what others have is not there, and nothing of our own. */
  readonly exact: boolean
  /** Is a method, stream or route with these dates there? */
  has(lifetime: Lifetime): boolean
}

/** @param compat A major release of Rocket.Chat, as its last known minor one; without it all that there ever was. */
export function editionOf(compat?: MajorRelease): Edition {
  const release = compat === undefined ? NEWEST_RELEASE : LAST_RELEASES[compat]
  return {
    release,
    habits: habitsOf(release),
    exact: compat !== undefined,
    has: (lifetime) => compat === undefined || isInAsAnnounced(release, lifetime),
  }
}
