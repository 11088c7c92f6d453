// What a Rocket.Chat release does its own way, by name. The only place that compares versions.

import type { Lifetime, Release } from './facts.ts'

/** The habits of one release. Each was seen to differ between releases; PROTOCOL.md says where it shows. */
export interface Habits {
  /** Sends `{"server_id":"0"}` before anything else. Meteor up to 2.2. */
  readonly greets: boolean
  /** The event that says who is typing; `both`: either is accepted and both are sent. */
  readonly typingEvent: 'typing' | 'both' | 'user-activity'
  /** The code of a refused login. */
  readonly loginErrorCode: 401 | 403
  /** How a denied stream is answered: `nosub` without a word, or with `not-allowed`. */
  readonly deniedStream: 'silent' | 'not-allowed'
  /** How many values `user-status` carries. Eight were seen in 8.8 and six in 8.3; between them nobody has looked. */
  readonly userStatusLength: 4 | 6 | 8
  /** `sendMessage` refuses fields that are not its own (`attachments`, `alias` …) with 400. */
  readonly messageBodyWhitelist: boolean
  /** `livechat:loadHistory` wants `end` and `ls`, where others take a page without them. */
  readonly strictVisitorHistory: boolean
  /** `/api/info` also tells which clients are too old for it. */
  readonly tellsClientVersions: boolean
  /** `messages/get` and `chat.syncMessages` page with `next` and `previous`. */
  readonly syncCursors: boolean
  /** `method.call` answers 400 for a method that was refused; before, 200 and the error in its text. */
  readonly methodCallFails: boolean
}

/** The release that is meant where nobody says which. */
export const NEWEST_RELEASE: Release = '8.8'

/** The last known minor release of each major one. Nobody here has seen 9.0: it is 8.8 without what was announced to go. */
export const LAST_RELEASES = {
  3: '3.18',
  4: '4.8',
  5: '5.4',
  6: '6.13',
  7: '7.13',
  8: NEWEST_RELEASE,
  9: '9.0',
} as const satisfies Record<number, Release>

/** A major release of {@link LAST_RELEASES}. */
export type MajorRelease = keyof typeof LAST_RELEASES

/** The habits of the release that a server says it is (`8.8.1`, `6.13`). */
export function habitsOf(release: string): Habits {
  const from = (since: Release) => compareReleases(release, since) >= 0
  return {
    greets: !from('5.0'),
    typingEvent: typingEventOf(release),
    loginErrorCode: from('7.0') ? 401 : 403,
    deniedStream: from('5.0') ? 'not-allowed' : 'silent',
    userStatusLength: from('8.8') ? 8 : from('5.0') ? 6 : 4,
    messageBodyWhitelist: from('7.0'),
    strictVisitorHistory: from('6.10') && !from('7.0'),
    tellsClientVersions: from('6.5'),
    syncCursors: from('7.1'),
    methodCallFails: from('8.0'),
  }
}

/** {@link Habits.typingEvent} alone, for who needs nothing else. */
export function typingEventOf(release: string): Habits['typingEvent'] {
  const from = (since: Release) => compareReleases(release, since) >= 0
  return from('6.0') ? 'user-activity' : from('4.0') ? 'both' : 'typing'
}

/** Does that release have it? Announcements do not count: until it is gone it is there. */
export function isIn(release: string, { since, until, extension }: Lifetime): boolean {
  if (extension) return false
  if (since !== undefined && compareReleases(release, since) < 0) return false
  return until === undefined || compareReleases(release, until) < 0
}

/** Does that release have it, if all that was announced has come true? */
export function isInAsAnnounced(release: string, lifetime: Lifetime): boolean {
  const { announcedUntil } = lifetime
  return isIn(release, lifetime) && (announcedUntil === undefined || compareReleases(release, announcedUntil) < 0)
}

/** Negative: `a` is older. Patch levels and pre-release suffixes do not count: `7.0.0-rc.1` is 7.0. */
export function compareReleases(a: string, b: string): number {
  const [aMajor, aMinor] = parts(a)
  const [bMajor, bMinor] = parts(b)
  return aMajor - bMajor || aMinor - bMinor
}

function parts(release: string): [major: number, minor: number] {
  const [, major = '0', minor = '0'] = /^v?(\d+)(?:\.(\d+))?/.exec(release) ?? []
  return [Number(major), Number(minor)]
}
