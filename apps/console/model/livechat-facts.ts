// What releases have of a call of the livechat script: from which on it answers 404, and what does the same then.
import {
  isInAsAnnounced,
  LAST_RELEASES,
  METHODS,
  PUBLICATIONS,
  STREAMS,
  type Lifetime,
  type MajorRelease,
} from 'quindar/protocol'
import type { LivechatCall } from './livechat-calls.table.ts'

/** What is left of a call in a major release: all along, not any more in its last one, or not at all. */
export type Standing = 'there' | 'goes' | 'gone'

export interface CallFacts {
  /** The first release without it, and the one that is announced to be. */
  readonly until?: string | undefined
  readonly announcedUntil?: string | undefined
  /** What does the same there: a REST route, or another event. */
  readonly instead?: string | undefined
  /** What a call gets that is gone: an answer that says so, or, of an event, never anything. */
  readonly absent: '404' | 'silence'
  readonly releases: readonly { readonly major: MajorRelease; readonly standing: Standing }[]
}

const MAJORS = Object.keys(LAST_RELEASES).map(Number) as MajorRelease[]

export function factsOf({ call, event }: LivechatCall): CallFacts {
  const lifetime = lifetimeOf(call, event)
  return {
    until: lifetime.until,
    announcedUntil: lifetime.announcedUntil,
    instead: event === 'typing' ? 'user-activity' : METHODS.get(call)?.rest,
    absent: event === 'typing' ? 'silence' : '404',
    releases: MAJORS.map((major) => ({ major, standing: standingIn(major, lifetime) })),
  }
}

function lifetimeOf(call: string, event: LivechatCall['event']): Lifetime {
  const stream = STREAMS.get(call.replace('stream-', ''))
  if (event !== undefined) return stream?.events[event] ?? {}
  return METHODS.get(call) ?? PUBLICATIONS.get(call) ?? stream ?? {}
}

function standingIn(major: MajorRelease, lifetime: Lifetime): Standing {
  if (isInAsAnnounced(LAST_RELEASES[major], lifetime)) return 'there'
  return isInAsAnnounced(`${major}.0`, lifetime) ? 'goes' : 'gone'
}
