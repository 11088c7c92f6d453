// Rooms: made, found, listed.

import type { Author, Membership, Room } from '../../../domain/entities.ts'
import { directName, distinctMembers, folded, memberKey } from '../../names.ts'
import type { Connection } from '../connection.ts'
import { fresh, findMembership, insertMembership, openMembership, type NewMember } from './membership-rows.ts'
import type { ReadOperation, WriteOperation } from './operation.ts'
import { readRoom, ROOM_COLUMNS, toRoom, type RoomRow } from './room-rows.ts'

type FixedPart = Omit<Room, 'memberCount' | 'messageCount' | 'lastMessage' | 'lastMessageAt' | 'seq' | 'updatedAt'>

export function insertRoom(connection: Connection, room: FixedPart, memberCount: number, key: string | null): void {
  connection.run(
    `INSERT INTO rooms (id, type, name_key, member_key, member_count, message_count, seq, updated_at, document)
     VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?)`,
    room.id,
    room.type,
    nameKey(room) ?? null,
    key,
    memberCount,
    connection.stamp(room.createdAt),
    JSON.stringify(room),
  )
}

/** Direct rooms have no name, whatever they are given. */
function nameKey(room: Pick<Room, 'type' | 'name'>): string | undefined {
  return room.type === 'direct' || room.name === undefined ? undefined : folded(room.name)
}

function isTaken(connection: Connection, column: 'id' | 'name_key' | 'member_key', value: string): boolean {
  return connection.get(`SELECT 1 FROM rooms WHERE ${column} = ?`, value) !== undefined
}

function listed(members: readonly { user: Author }[]): Pick<Room, 'userIds' | 'usernames'> {
  return { userIds: members.map(({ user }) => user.id), usernames: members.map(({ user }) => user.username) }
}

export const createRoom: WriteOperation<'createRoom'> = (connection, { room: wanted, members: given, at }) => {
  const members = distinctMembers(given)
  const direct = wanted.type === 'direct'
  const key = direct ? memberKey(members.map((member) => member.user.id)) : null
  const name = nameKey(wanted)
  if (isTaken(connection, 'id', wanted.id)) return { outcome: 'id-taken' }
  if (name !== undefined && isTaken(connection, 'name_key', name)) return { outcome: 'name-taken' }
  if (key !== null && isTaken(connection, 'member_key', key)) return { outcome: 'name-taken' }

  insertRoom(connection, { ...wanted, ...(direct && listed(members)), createdAt: at }, members.length, key)
  const users = members.map((member) => member.user)
  const memberships = members.map((member) => {
    const seen = direct ? directName(member.user.id, users) : sharedName(wanted)
    const readAt = member.user.id === wanted.creator?.id ? { readAt: at } : {}
    return insertMembership(connection, { ...fresh(wanted, member, seen, at), ...readAt }, at)
  })
  return { outcome: 'created', room: readRoom(connection, wanted.id), memberships }
}

/** What a member of a channel or group sees as its name. */
export function sharedName(room: Pick<Room, 'name' | 'displayName'>): { name: string; displayName: string } {
  const name = room.name ?? ''
  return { name, displayName: room.displayName ?? name }
}

export const openDirectRoom: WriteOperation<'openDirectRoom'> = (connection, input) => {
  const { roomId, openedBy, at } = input
  const members = distinctMembers<Omit<NewMember, 'roles'>>(input.members)
  const key = memberKey(members.map((member) => member.user.id))
  const existing = connection.get<{ id: string }>('SELECT id FROM rooms WHERE member_key = ?', key)
  const id = existing?.id ?? roomId
  if (!existing) {
    const fixed = { id, type: 'direct', readOnly: false, isDefault: false, createdAt: at } as const
    insertRoom(connection, { ...fixed, ...listed(members) }, 0, key)
  }
  const users = members.map((member) => member.user)
  const opens = (userId: string) => openedBy === undefined || openedBy === userId
  const changed: Membership[] = []
  let added = 0
  for (const member of members) {
    const userId = member.user.id
    const present = findMembership(connection, id, userId)
    if (!present) {
      const made = fresh({ id, type: 'direct' }, { ...member, roles: [] }, directName(userId, users), at)
      changed.push(insertMembership(connection, { ...made, open: opens(userId) || members.length > 2 }, at))
      added += 1
    } else if (!present.open && opens(userId)) {
      changed.push(...openMembership(connection, present.id, at))
    }
  }
  if (added > 0) {
    connection.run(
      'UPDATE rooms SET member_count = member_count + ?, updated_at = ? WHERE id = ?',
      added,
      connection.stamp(at),
      id,
    )
  }
  return { room: readRoom(connection, id), memberships: changed, created: !existing }
}

export const room: ReadOperation<'room'> = (connection, key) => {
  const row =
    'id' in key
      ? connection.get<RoomRow>(`${ROOM_COLUMNS} WHERE rooms.id = ?`, key.id)
      : connection.get<RoomRow>(`${ROOM_COLUMNS} WHERE name_key = ?`, folded(key.name))
  const found = row && toRoom(row)
  return 'id' in key || key.type === undefined || found?.type === key.type ? found : undefined
}

export const channels: ReadOperation<'channels'> = (connection, { filter, offset, limit }) => {
  // `instr` takes every character as itself; a pattern of LIKE would have to be escaped, and has a longest length.
  const where = `WHERE type = 'channel' AND name_key IS NOT NULL AND instr(name_key, ?) > 0`
  const part = folded(filter ?? '')
  const rows = connection.all<RoomRow>(
    `${ROOM_COLUMNS} ${where} ORDER BY name_key LIMIT ? OFFSET ?`,
    part,
    Math.max(limit, 0),
    offset,
  )
  const counted = connection.get<{ total: number }>(`SELECT count(*) AS total FROM rooms ${where}`, part)
  return { rooms: rows.map(toRoom), total: counted?.total ?? 0 }
}
