// Who is here: each session says whether its user is online or away; others see the sum of a user's sessions, or what
// the user chose to be seen as. Presence lives in memory and dies with the process, as connections do.

import type { PresenceStatus, User } from './entities.ts'
import type { Ground } from './ground.ts'

export interface Presence {
  /** A session logged in. Connecting again with another user is a change of user. */
  connect(sessionId: string, user: User): void
  /** A session closed or logged out; unknown ones are passed over. */
  disconnect(sessionId: string): void
  /** `false` when no user is connected by this session. */
  set(sessionId: string, status: 'online' | 'away'): boolean
  /** The user wants to be seen as something else, or has other words beside it. */
  chosen(user: User): void
  statusOf(userId: string): PresenceStatus
  /** Everybody who is not offline. */
  present(): readonly string[]
  /** Whose status moved at or after this time, as far as this process remembers. */
  changedSince(at: number): readonly string[]
}

interface Present {
  user: User
  readonly sessions: Map<string, 'online' | 'away'>
  seenAs: PresenceStatus
}

export function createPresence({ bus, clock }: Ground): Presence {
  const users = new Map<string, Present>()
  const owners = new Map<string, Present>()
  const changes = new Map<string, number>()

  /** @param reworded There is something to tell even where he is seen as before. */
  function settle(present: Present, reworded = false): void {
    const seenAs = summed(present)
    if (present.sessions.size === 0) users.delete(present.user.id)
    if (seenAs === present.seenAs && !reworded) return
    present.seenAs = seenAs
    const { id, username, name, roles, statusText } = present.user
    changes.delete(id)
    changes.set(id, clock.now())
    bus.publish({ type: 'presence', user: { id, username, name, roles, statusText }, status: seenAs })
  }

  function disconnect(sessionId: string): void {
    const present = owners.get(sessionId)
    if (!present) return
    owners.delete(sessionId)
    present.sessions.delete(sessionId)
    settle(present)
  }

  return {
    disconnect,
    connect(sessionId, user) {
      const before = owners.get(sessionId)
      if (before && before.user.id !== user.id) disconnect(sessionId)
      const present = users.get(user.id) ?? { user, sessions: new Map(), seenAs: 'offline' }
      present.user = user
      users.set(user.id, present)
      owners.set(sessionId, present)
      if (!present.sessions.has(sessionId)) present.sessions.set(sessionId, 'online')
      settle(present)
    },
    set(sessionId, status) {
      const present = owners.get(sessionId)
      if (!present) return false
      present.sessions.set(sessionId, status)
      settle(present)
      return true
    },
    chosen(user) {
      const present = users.get(user.id)
      if (!present) return
      const reworded = present.user.statusText !== user.statusText
      present.user = user
      settle(present, reworded)
    },
    statusOf: (userId) => users.get(userId)?.seenAs ?? 'offline',
    present: () => [...users.values()].filter(({ seenAs }) => seenAs !== 'offline').map(({ user }) => user.id),
    changedSince: (at) => [...changes].filter(([, changedAt]) => changedAt >= at).map(([userId]) => userId),
  }
}

/** One session online is online. What a user chose beats it, but nobody is seen who is not connected. */
function summed({ user, sessions }: Present): PresenceStatus {
  const statuses = [...sessions.values()]
  if (statuses.length === 0) return 'offline'
  if (user.statusDefault !== 'online') return user.statusDefault
  return statuses.includes('online') ? 'online' : 'away'
}
