// Who is here: each session says whether its user is online or away; others see the sum of a user's sessions.

import type { PresenceStatus, User } from './entities.ts'

export interface Presence {
  /** A session logged in. Connecting again with another user is a change of user. */
  connect(sessionId: string, user: User): void
  /** A session closed or logged out; unknown ones are passed over. */
  disconnect(sessionId: string): void
  /** `false` when no user is connected by this session. */
  set(sessionId: string, status: 'online' | 'away'): boolean
  statusOf(userId: string): PresenceStatus
  /** Everybody who is not offline. */
  present(): readonly string[]
  /** Whose status moved at or after this time, as far as this process remembers. */
  changedSince(at: number): readonly string[]
}
