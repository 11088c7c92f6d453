// A membership as a row: who and where is the document, what messages and reading move are columns.

import type { Author, Membership, Role, Room, UnreadThread } from '../../../domain/entities.ts'
import type { Connection } from '../connection.ts'

export interface NewMember {
  readonly membershipId: string
  readonly user: Author
  readonly roles: readonly Role[]
}

export interface MembershipRow {
  readonly document: string
  readonly open: number
  readonly alert: number
  readonly unread: number
  readonly user_mentions: number
  readonly group_mentions: number
  readonly read_at: number | null
  readonly unread_threads: string | null
  readonly last_reply_at: number | null
  readonly favorite: number
  readonly updated_at: number
}

export const MEMBERSHIP_COLUMNS = `memberships.document, open, alert, unread, user_mentions, group_mentions, read_at,
  unread_threads, last_reply_at, favorite, memberships.updated_at`

export function toMembership(row: MembershipRow): Membership {
  return {
    ...(JSON.parse(row.document) as Membership),
    open: row.open === 1,
    alert: row.alert === 1,
    unread: row.unread,
    userMentions: row.user_mentions,
    groupMentions: row.group_mentions,
    ...(row.read_at !== null && { readAt: row.read_at }),
    ...(row.unread_threads !== null && { unreadThreads: JSON.parse(row.unread_threads) as UnreadThread[] }),
    ...(row.last_reply_at !== null && { lastReplyAt: row.last_reply_at }),
    ...(row.favorite === 1 && { favorite: true as const }),
    updatedAt: row.updated_at,
  }
}

/** A membership of which nothing is unread yet. */
export function fresh(
  room: Pick<Room, 'id' | 'type'>,
  member: NewMember,
  seen: { name: string; displayName: string },
  at: number,
): Omit<Membership, 'updatedAt'> {
  return {
    id: member.membershipId,
    roomId: room.id,
    userId: member.user.id,
    username: member.user.username,
    userDisplayName: member.user.name,
    roomType: room.type,
    name: seen.name,
    displayName: seen.displayName,
    roles: member.roles,
    open: true,
    alert: false,
    unread: 0,
    userMentions: 0,
    groupMentions: 0,
    joinedAt: at,
  }
}

export function insertMembership(
  connection: Connection,
  membership: Omit<Membership, 'updatedAt'>,
  at: number,
): Membership {
  const { open, alert, unread, userMentions, groupMentions, readAt, ...document } = membership
  const updatedAt = connection.stamp(at)
  connection.run(
    `INSERT INTO memberships (id, room_id, user_id, is_owner, open, alert, unread, user_mentions, group_mentions,
       read_at, updated_at, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    membership.id,
    membership.roomId,
    membership.userId,
    Number(membership.roles.includes('owner')),
    Number(open),
    Number(alert),
    unread,
    userMentions,
    groupMentions,
    readAt ?? null,
    updatedAt,
    JSON.stringify(document),
  )
  connection.run('DELETE FROM lost_memberships WHERE membership_id = ?', membership.id)
  return { ...membership, updatedAt }
}

export function openMembership(connection: Connection, id: string, at: number): Membership[] {
  const rows = connection.all<MembershipRow>(
    `UPDATE memberships SET open = 1, updated_at = ? WHERE id = ? RETURNING ${MEMBERSHIP_COLUMNS}`,
    connection.stamp(at),
    id,
  )
  return rows.map(toMembership)
}

export function findMembership(connection: Connection, roomId: string, userId: string): Membership | undefined {
  const row = connection.get<MembershipRow>(
    `SELECT ${MEMBERSHIP_COLUMNS} FROM memberships WHERE room_id = ? AND user_id = ?`,
    roomId,
    userId,
  )
  return row && toMembership(row)
}

/** Writes where a room stands on its member's list, and which threads are unread. */
export function moveMembership(connection: Connection, membership: Membership, at: number): Membership {
  const { id, open, alert, favorite = false, unreadThreads } = membership
  const updatedAt = connection.stamp(at)
  connection.run(
    'UPDATE memberships SET open = ?, alert = ?, favorite = ?, unread_threads = ?, updated_at = ? WHERE id = ?',
    Number(open),
    Number(alert),
    Number(favorite),
    unreadThreads ? JSON.stringify(unreadThreads) : null,
    updatedAt,
    id,
  )
  return { ...membership, updatedAt }
}

/**
 * Nothing unread, and open; unread threads stay, and the flag with them, unless `threads` are read too. Answers the
 * membership only if that changed it; the time of reading never goes back.
 */
export function readMembership(
  connection: Connection,
  roomId: string,
  userId: string,
  { threads, at }: { threads: boolean; at: number },
): Membership | undefined {
  const clears = threads ? '(1 = 1)' : '(unread_threads IS NULL)'
  const row = connection.get<MembershipRow>(
    `UPDATE memberships SET open = 1, alert = CASE WHEN ${clears} THEN 0 ELSE alert END, unread = 0,
       user_mentions = 0, group_mentions = 0, unread_threads = ${threads ? 'NULL' : 'unread_threads'},
       read_at = CASE WHEN read_at > ? THEN read_at ELSE ? END, updated_at = ?
     WHERE room_id = ? AND user_id = ? AND (open = 0 OR (alert = 1 AND ${clears}) OR unread > 0 OR user_mentions > 0
       OR group_mentions > 0 OR read_at IS NULL OR read_at < ? ${threads ? 'OR unread_threads IS NOT NULL' : ''})
     RETURNING ${MEMBERSHIP_COLUMNS}`,
    at,
    at,
    connection.stampIfChanged(at),
    roomId,
    userId,
    at,
  )
  if (!row) return undefined
  connection.stamp(at)
  return toMembership(row)
}
