// Rooms: made, found, listed, and their log moved on by one.

import type { Author, Membership, Message, Role, Room, RoomType } from '../../domain/entities.ts'
import { compareText, directName, distinctMembers, folded, memberKey } from '../names.ts'
import { insist, page, stamp, type ReadOperation, type State, type WriteOperation } from './state.ts'

/** The room as callers see it, with its last message as that is now. */
function roomDocument(state: State, roomId: string): Room | undefined {
  const stored = state.rooms.get(roomId)
  if (!stored) return undefined
  const last = stored.lastMessageId === undefined ? undefined : state.messages.get(stored.lastMessageId)
  return last ? { ...stored.room, lastMessage: last.message } : stored.room
}

/** Like `roomDocument`, for operations that have just changed the room. */
export function changedRoom(state: State, roomId: string): Room {
  const room = roomDocument(state, roomId)
  if (!room) throw new RangeError(`The room ${roomId} is gone in the middle of an operation.`)
  return room
}

type Changes = Partial<Pick<Room, 'memberCount' | 'messageCount' | 'lastMessageAt' | 'seq' | 'chat' | 'displayName'>>

/** Changes the room's document; `lastMessageId: null` takes its last message away. */
export function changeRoom(
  state: State,
  roomId: string,
  at: number,
  changes: Changes,
  lastMessageId?: string | null,
): void {
  const stored = state.rooms.get(roomId)
  if (!stored) return
  state.rooms.set(roomId, {
    room: { ...stored.room, ...changes, updatedAt: stamp(state, at) },
    lastMessageId: lastMessageId === undefined ? stored.lastMessageId : (lastMessageId ?? undefined),
  })
}

interface NewMember {
  readonly membershipId: string
  readonly user: Author
  readonly roles: readonly Role[]
}

/** Members who are about to be made: users who exist, under ids that nobody else has. */
export function requireMembers(state: State, members: readonly Omit<NewMember, 'roles'>[]): void {
  const ids = new Set<string>()
  for (const { membershipId, user } of members) {
    insist(state.users.has(user.id), `There is no user ${user.id} who could be a member.`)
    insist(!state.membershipIds.has(membershipId), `There is a membership ${membershipId} already.`)
    insist(!ids.has(membershipId), `The membership ${membershipId} is asked for twice.`)
    ids.add(membershipId)
  }
}

export function addMembership(state: State, membership: Membership): Membership {
  const members = state.memberships.get(membership.roomId) ?? new Map<string, Membership>()
  state.memberships.set(membership.roomId, members.set(membership.userId, membership))
  state.membershipIds.add(membership.id)
  state.lost.delete(membership.id)
  return membership
}

/** A membership of which nothing is unread yet. */
export function freshMembership(
  room: Room,
  member: NewMember,
  seen: { name: string; displayName: string },
  at: number,
) {
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
    updatedAt: at,
  } satisfies Membership
}

/** What a member who is not in a direct room sees as the room's name. */
export function sharedName(room: Room): { name: string; displayName: string } {
  const name = room.name ?? ''
  return { name, displayName: room.displayName ?? name }
}

export const createRoom: WriteOperation<'createRoom'> = (state, { room: wanted, members: given, at }) => {
  const members = distinctMembers(given)
  const direct = wanted.type === 'direct'
  const key = direct ? memberKey(members.map((member) => member.user.id)) : undefined
  const name = direct || wanted.name === undefined ? undefined : folded(wanted.name)
  if (state.rooms.has(wanted.id)) return { outcome: 'id-taken' }
  if (name !== undefined && state.roomIdByName.has(name)) return { outcome: 'name-taken' }
  if (key !== undefined && state.roomIdByMembers.has(key)) return { outcome: 'name-taken' }
  requireMembers(state, members)

  const updatedAt = stamp(state, at)
  const room: Room = {
    ...wanted,
    ...(direct && {
      userIds: members.map((member) => member.user.id),
      usernames: members.map((member) => member.user.username),
    }),
    memberCount: members.length,
    messageCount: 0,
    seq: 0,
    createdAt: at,
    updatedAt,
  }
  state.rooms.set(room.id, { room, lastMessageId: undefined })
  if (name !== undefined) state.roomIdByName.set(name, room.id)
  if (key !== undefined) state.roomIdByMembers.set(key, room.id)
  const users = members.map((member) => member.user)
  const memberships = members.map((member) => {
    const seen = direct ? directName(member.user.id, users) : sharedName(room)
    const fresh = { ...freshMembership(room, member, seen, at), updatedAt }
    return addMembership(state, member.user.id === wanted.creator?.id ? { ...fresh, readAt: at } : fresh)
  })
  return { outcome: 'created', room, memberships }
}

export const openDirectRoom: WriteOperation<'openDirectRoom'> = (state, { roomId, members: given, openedBy, at }) => {
  const members = distinctMembers(given)
  const users = members.map((member) => member.user)
  const key = memberKey(users.map((user) => user.id))
  const existingId = state.roomIdByMembers.get(key)
  const present = existingId === undefined ? undefined : state.memberships.get(existingId)
  const missing = members.filter((member) => !present?.has(member.user.id))
  if (existingId === undefined) insist(!state.rooms.has(roomId), `The room ${roomId} has other members.`)
  requireMembers(state, missing)

  const created = existingId === undefined
  const opens = (userId: string) => openedBy === undefined || openedBy === userId
  if (created) {
    const updatedAt = stamp(state, at)
    const userIds = users.map((user) => user.id)
    const usernames = users.map((user) => user.username)
    const counts = { memberCount: 0, messageCount: 0, seq: 0 }
    const room = { id: roomId, type: 'direct', readOnly: false, isDefault: false, userIds, usernames } as const
    state.rooms.set(roomId, { room: { ...room, ...counts, createdAt: at, updatedAt }, lastMessageId: undefined })
    state.roomIdByMembers.set(key, roomId)
  }
  const room = changedRoom(state, existingId ?? roomId)
  const changed: Membership[] = []
  for (const member of members) {
    const membership = present?.get(member.user.id)
    if (!membership) {
      const seen = directName(member.user.id, users)
      const fresh = freshMembership(room, { ...member, roles: [] }, seen, at)
      const open = opens(member.user.id) || members.length > 2
      changed.push(addMembership(state, { ...fresh, open, updatedAt: stamp(state, at) }))
    } else if (!membership.open && opens(member.user.id)) {
      changed.push(addMembership(state, { ...membership, open: true, updatedAt: stamp(state, at) }))
    }
  }
  if (missing.length > 0) changeRoom(state, room.id, at, { memberCount: room.memberCount + missing.length })
  return { room: changedRoom(state, room.id), memberships: changed, created }
}

export const room: ReadOperation<'room'> = (state, key) => {
  if ('id' in key) return roomDocument(state, key.id)
  const id = state.roomIdByName.get(folded(key.name))
  const found = id === undefined ? undefined : roomDocument(state, id)
  return key.type === undefined || found?.type === key.type ? found : undefined
}

export const channels: ReadOperation<'channels'> = (state, { filter, offset, limit }) => {
  const part = folded(filter ?? '')
  const found = [...state.roomIdByName]
    .filter(([name, id]) => name.includes(part) && isType(state, id, 'channel'))
    .toSorted(([a], [b]) => compareText(a, b))
  return {
    rooms: page(found, offset, limit).map(([, id]) => changedRoom(state, id)),
    total: found.length,
  }
}

function isType(state: State, roomId: string, type: RoomType): boolean {
  return state.rooms.get(roomId)?.room.type === type
}

/** Takes the room's next `seq` for one entry of its log. */
export function nextSeq(state: State, roomId: string): number {
  return (state.rooms.get(roomId)?.room.seq ?? 0) + 1
}

/** Whether a message is one that the room shows as its last: somebody's words, outside of threads. */
export function isShown(message: Message): boolean {
  return message.type === undefined && isInRoom(message)
}

/** Replies in a thread are outside of the room unless they are shown there as well. */
export function isInRoom(message: Message): boolean {
  return message.threadId === undefined || message.showInRoom === true
}
