// Who is in which room, and who was.

import { folded } from '../../names.ts'
import { findMembership, MEMBERSHIP_COLUMNS, toMembership, type MembershipRow } from './membership-rows.ts'
import type { ReadOperation } from './operation.ts'
import { ROOM_COLUMNS, toRoom, type RoomRow } from './room-rows.ts'
import { toUser } from './users.ts'

export const membership: ReadOperation<'membership'> = (connection, { roomId, userId }) =>
  findMembership(connection, roomId, userId)

export const roomsOf: ReadOperation<'roomsOf'> = (connection, { userId, since }) => {
  const rows = connection.all<RoomRow>(
    `${ROOM_COLUMNS} JOIN memberships ON memberships.room_id = rooms.id
     WHERE memberships.user_id = ? AND rooms.updated_at >= ? ORDER BY rooms.id`,
    userId,
    since ?? 0,
  )
  const rooms = rows.map(toRoom)
  if (since === undefined) return { rooms, removed: [] }
  const removed = connection.all<{ roomId: string; at: number }>(
    `SELECT room_id AS "roomId", max(lost_at) AS at FROM lost_memberships AS lost
     WHERE user_id = ? AND lost_at >= ? AND NOT EXISTS
       (SELECT 1 FROM memberships WHERE memberships.user_id = lost.user_id AND memberships.room_id = lost.room_id)
     GROUP BY room_id ORDER BY at, room_id`,
    userId,
    since,
  )
  return { rooms, removed }
}

export const membershipsOf: ReadOperation<'membershipsOf'> = (connection, { userId, since }) => {
  const rows = connection.all<MembershipRow>(
    `SELECT ${MEMBERSHIP_COLUMNS} FROM memberships WHERE user_id = ? AND updated_at >= ? ORDER BY room_id`,
    userId,
    since ?? 0,
  )
  const memberships = rows.map(toMembership)
  if (since === undefined) return { memberships, removed: [] }
  const removed = connection.all<{ membershipId: string; roomId: string; at: number }>(
    `SELECT membership_id AS "membershipId", room_id AS "roomId", lost_at AS at FROM lost_memberships
     WHERE user_id = ? AND lost_at >= ? ORDER BY lost_at, membership_id`,
    userId,
    since,
  )
  return { memberships, removed }
}

export const members: ReadOperation<'members'> = (connection, { roomId, filter, offset, limit }) => {
  const where = `FROM memberships JOIN users ON users.id = memberships.user_id
    WHERE room_id = ? AND (instr(username_key, ?) > 0 OR instr(name_key, ?) > 0)`
  const part = folded(filter ?? '')
  const rows = connection.all<{ document: string }>(
    `SELECT users.document ${where} ORDER BY username_key LIMIT ? OFFSET ?`,
    roomId,
    part,
    part,
    Math.max(limit, 0),
    offset,
  )
  const counted = connection.get<{ total: number }>(`SELECT count(*) AS total ${where}`, roomId, part, part)
  return { users: rows.map(toUser), total: counted?.total ?? 0 }
}

export const memberIds: ReadOperation<'memberIds'> = (connection, { roomId }) =>
  connection
    .all<{ user_id: string }>('SELECT user_id FROM memberships WHERE room_id = ? ORDER BY user_id', roomId)
    .map((row) => row.user_id)
