// A user as Rocket.Chat writes him: to himself, to others, and as a line of presence.

import type { Habits, User as WireUser, UserStatusNumber } from 'quindar/protocol'
import type { PresenceStatus, User } from '../domain/entities.ts'

const NUMBERS: Record<PresenceStatus, UserStatusNumber> = { offline: 0, online: 1, away: 2, busy: 3 }

/** What a user reads of himself: the document of collection `users` after a login, and `/api/v1/me`. */
export function wireOwnUser(user: User, status: PresenceStatus): WireUser {
  return {
    _id: user.id,
    username: user.username,
    name: user.name,
    emails: user.emails.map(({ address, verified }) => ({ address, verified })),
    status,
    statusConnection: status === 'busy' ? 'online' : status,
    statusDefault: user.statusDefault,
    statusText: user.statusText,
    roles: [...user.roles],
    type: user.type,
    active: user.active,
    utcOffset: 0,
    settings: { preferences: {} },
  }
}

/** What others read in a list of members. */
export function wirePublicUser(user: User, status: PresenceStatus) {
  return {
    _id: user.id,
    username: user.username,
    name: user.name,
    status,
    _updatedAt: new Date(user.updatedAt),
  }
}

/** What others read of one user. */
export function wireUserInfo(user: User, status: PresenceStatus) {
  return {
    _id: user.id,
    type: user.type,
    status,
    statusText: user.statusText,
    active: user.active,
    name: user.name,
    utcOffset: 0,
    username: user.username,
    roles: [...user.roles],
  }
}

/** A user among suggestions. */
export function wireFoundUser(user: User, status: PresenceStatus) {
  return {
    _id: user.id,
    username: user.username,
    name: user.name,
    status,
    statusText: user.statusText,
  }
}

type Present = Pick<User, 'id' | 'username' | 'name' | 'roles' | 'statusText'>

/**
 * The argument of `notify-logged/user-status`: user id, username, 0 to 3, text, name, roles; where a status comes from
 * and until when it holds, nobody knows here.
 */
export function wireUserStatus(user: Present, status: PresenceStatus, length: Habits['userStatusLength']) {
  const all = [user.id, user.username, NUMBERS[status], user.statusText, user.name, [...user.roles], null, null]
  return all.slice(0, length)
}

/** The argument of `stream-user-presence`: username, 0 to 3, text. */
export function wirePresence(user: Present, status: PresenceStatus) {
  return [user.username, NUMBERS[status], user.statusText] as const
}
