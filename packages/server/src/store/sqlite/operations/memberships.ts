// Who comes into a room, who leaves it, who has read it.

import type { Membership } from '../../../domain/entities.ts'
import type { Connection } from '../connection.ts'
import { findMembership, fresh, insertMembership, readMembership } from './membership-rows.ts'
import { writeSystemMessage } from './message-rows.ts'
import type { WriteOperation } from './operation.ts'
import { readRoom, ROOM_COLUMNS, toRoom, type RoomRow } from './room-rows.ts'
import { sharedName } from './rooms.ts'

function moveMemberCount(connection: Connection, roomId: string, by: 1 | -1, at: number): void {
  connection.run(
    'UPDATE rooms SET member_count = member_count + ?, updated_at = ? WHERE id = ?',
    by,
    connection.stamp(at),
    roomId,
  )
}

export const joinRoom: WriteOperation<'joinRoom'> = (connection, { roomId, systemMessage, at, ...member }) => {
  const row = connection.get<RoomRow>(`${ROOM_COLUMNS} WHERE rooms.id = ?`, roomId)
  if (!row) return { outcome: 'no-room' }
  const before = toRoom(row)
  const present = findMembership(connection, roomId, member.user.id)
  if (present) return { outcome: 'already-member', room: before, membership: present }
  // Who comes into a room finds it unread, as if the invitation had mentioned the user.
  const unread = { alert: true, unread: 1, userMentions: 1 }
  const made = { ...fresh(before, member, sharedName(before), at), ...unread }
  const membership = insertMembership(connection, made, at)
  moveMemberCount(connection, roomId, 1, at)
  const message = systemMessage && writeSystemMessage(connection, roomId, systemMessage, at)
  const room = readRoom(connection, roomId)
  return { outcome: 'joined', room, membership, ...(message && { message }), memberships: [] }
}

export const leaveRoom: WriteOperation<'leaveRoom'> = (connection, { roomId, userId, systemMessage, at }) => {
  const membership = findMembership(connection, roomId, userId)
  if (!membership) {
    const room = connection.get('SELECT 1 FROM rooms WHERE id = ?', roomId)
    return { outcome: room ? 'not-member' : 'no-room' }
  }
  if (isLastOwner(connection, membership)) return { outcome: 'last-owner' }
  connection.run('DELETE FROM memberships WHERE id = ?', membership.id)
  connection.run(
    'INSERT INTO lost_memberships (membership_id, room_id, user_id, lost_at) VALUES (?, ?, ?, ?)',
    membership.id,
    roomId,
    userId,
    connection.stamp(at),
  )
  moveMemberCount(connection, roomId, -1, at)
  const message = systemMessage && writeSystemMessage(connection, roomId, systemMessage, at)
  const room = readRoom(connection, roomId)
  return { outcome: 'left', room, membership, ...(message && { message }), memberships: [] }
}

/** An owner may leave an empty house, not one in which others would stay without any owner. */
function isLastOwner(connection: Connection, leaving: Membership): boolean {
  if (!leaving.roles.includes('owner')) return false
  const others = connection.get<{ members: number; owners: number }>(
    `SELECT count(*) AS members, coalesce(sum(is_owner), 0) AS owners FROM memberships
     WHERE room_id = ? AND user_id <> ?`,
    leaving.roomId,
    leaving.userId,
  )
  return others !== undefined && others.members > 0 && others.owners === 0
}

export const markRead: WriteOperation<'markRead'> = (connection, { roomId, userId, threads = false, at }) => {
  const changed = readMembership(connection, roomId, userId, { threads, at })
  if (changed) return { membership: changed, changed: true }
  const membership = findMembership(connection, roomId, userId)
  return membership && { membership, changed: false }
}
