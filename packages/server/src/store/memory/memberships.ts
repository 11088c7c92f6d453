// Who is in which room, who was, and what each has read.

import type { Membership } from '../../domain/entities.ts'
import { compareText, folded } from '../names.ts'
import { asRead, isSame } from './counters.ts'
import { requireUnusedMessageId, writeSystemMessage } from './log.ts'
import { addMembership, changedRoom, changeRoom, freshMembership, requireMembers, sharedName } from './rooms.ts'
import { page, stamp, type LostMembership, type ReadOperation, type State, type WriteOperation } from './state.ts'
import { byUsername } from './users.ts'

export const joinRoom: WriteOperation<'joinRoom'> = (state, { roomId, systemMessage, at, ...member }) => {
  if (!state.rooms.has(roomId)) return { outcome: 'no-room' }
  const present = state.memberships.get(roomId)?.get(member.user.id)
  if (present) return { outcome: 'already-member', room: changedRoom(state, roomId), membership: present }
  requireMembers(state, [member])
  requireUnusedMessageId(state, systemMessage)

  const before = changedRoom(state, roomId)
  // Who comes into a room finds it unread, as if the invitation had mentioned the user.
  const membership = addMembership(state, {
    ...freshMembership(before, member, sharedName(before), at),
    alert: true,
    unread: 1,
    userMentions: 1,
    updatedAt: stamp(state, at),
  })
  changeRoom(state, roomId, at, { memberCount: before.memberCount + 1 })
  const message = systemMessage && writeSystemMessage(state, roomId, systemMessage, at)
  const room = changedRoom(state, roomId)
  return { outcome: 'joined', room, membership, ...(message && { message }), memberships: [] }
}

export const leaveRoom: WriteOperation<'leaveRoom'> = (state, { roomId, userId, systemMessage, at }) => {
  const members = state.memberships.get(roomId)
  const membership = members?.get(userId)
  if (!state.rooms.has(roomId)) return { outcome: 'no-room' }
  if (!members || !membership) return { outcome: 'not-member' }
  if (isLastOwner(membership, members)) return { outcome: 'last-owner' }
  requireUnusedMessageId(state, systemMessage)

  members.delete(userId)
  state.membershipIds.delete(membership.id)
  state.lost.set(membership.id, { membershipId: membership.id, roomId, userId, at: stamp(state, at) })
  changeRoom(state, roomId, at, { memberCount: members.size })
  const message = systemMessage && writeSystemMessage(state, roomId, systemMessage, at)
  const room = changedRoom(state, roomId)
  return { outcome: 'left', room, membership, ...(message && { message }), memberships: [] }
}

/** An owner may leave an empty house, not one in which others would stay without any owner. */
function isLastOwner(leaving: Membership, members: ReadonlyMap<string, Membership>): boolean {
  if (!leaving.roles.includes('owner') || members.size === 1) return false
  return ![...members.values()].some((member) => member !== leaving && member.roles.includes('owner'))
}

export const markRead: WriteOperation<'markRead'> = (state, { roomId, userId, threads = false, at }) => {
  const before = state.memberships.get(roomId)?.get(userId)
  if (!before) return undefined
  const after = asRead(before, { threads, at })
  if (isSame(before, after)) return { membership: before, changed: false }
  return { membership: addMembership(state, { ...after, updatedAt: stamp(state, at) }), changed: true }
}

export const membership: ReadOperation<'membership'> = (state, { roomId, userId }) =>
  state.memberships.get(roomId)?.get(userId)

function membershipsOfUser(state: State, userId: string): Membership[] {
  const found = [...state.memberships.values()].flatMap((members) => members.get(userId) ?? [])
  return found.toSorted((a, b) => compareText(a.roomId, b.roomId))
}

function lostSince(state: State, userId: string, since: number): LostMembership[] {
  const found = [...state.lost.values()].filter((lost) => lost.userId === userId && lost.at >= since)
  return found.toSorted((a, b) => a.at - b.at || compareText(a.membershipId, b.membershipId))
}

export const roomsOf: ReadOperation<'roomsOf'> = (state, { userId, since }) => {
  const joined = membershipsOfUser(state, userId)
  const rooms = joined.map((member) => changedRoom(state, member.roomId))
  if (since === undefined) return { rooms, removed: [] }
  const here = new Set(joined.map((member) => member.roomId))
  const removed = new Map<string, number>()
  for (const { roomId, at } of lostSince(state, userId, since)) if (!here.has(roomId)) removed.set(roomId, at)
  return {
    rooms: rooms.filter((room) => room.updatedAt >= since),
    removed: [...removed]
      .map(([roomId, at]) => ({ roomId, at }))
      .toSorted((a, b) => a.at - b.at || compareText(a.roomId, b.roomId)),
  }
}

export const membershipsOf: ReadOperation<'membershipsOf'> = (state, { userId, since }) => {
  const memberships = membershipsOfUser(state, userId)
  if (since === undefined) return { memberships, removed: [] }
  return {
    memberships: memberships.filter((member) => member.updatedAt >= since),
    removed: lostSince(state, userId, since).map(({ membershipId, roomId, at }) => ({ membershipId, roomId, at })),
  }
}

export const members: ReadOperation<'members'> = (state, { roomId, filter, offset, limit }) => {
  const part = folded(filter ?? '')
  const found = [...(state.memberships.get(roomId)?.keys() ?? [])]
    .flatMap((userId) => state.users.get(userId)?.user ?? [])
    .filter((user) => folded(user.username).includes(part) || folded(user.name).includes(part))
    .toSorted(byUsername)
  return { users: page(found, offset, limit), total: found.length }
}

export const memberIds: ReadOperation<'memberIds'> = (state, { roomId }) =>
  [...(state.memberships.get(roomId)?.keys() ?? [])].toSorted(compareText)
