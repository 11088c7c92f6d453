// Messages pinned and starred, threads followed and read, rooms hidden, opened, favourite.

import type { Membership, Message } from '../../domain/entities.ts'
import type { RoomChange } from '../port.ts'
import { withFollower, withPin, withPlace, withStar, withThreadRead } from '../pins.ts'
import { requireUnusedMessageId, revise, writeSystemMessage } from './log.ts'
import { findJudged } from './messages.ts'
import { addMembership, changedRoom } from './rooms.ts'
import { page, stamp, type ReadOperation, type State, type StoredMessage, type WriteOperation } from './state.ts'
import { withoutUnreadThread } from '../threads.ts'

type Changed = { readonly outcome: 'changed'; readonly message: Message } & RoomChange

function settle(
  state: State,
  stored: StoredMessage,
  wanted: Message,
  at: number,
): Changed | { readonly outcome: 'unchanged'; readonly message: Message } {
  if (wanted === stored.message) return { outcome: 'unchanged', message: wanted }
  return { outcome: 'changed', ...revise(state, stored, wanted, at) }
}

export const setPin: WriteOperation<'setPin'> = (state, { messageId, judged, pinned, by, note, at }) => {
  const found = findJudged(state, messageId, judged)
  if ('outcome' in found) return found
  const { stored } = found
  const wanted = withPin(stored.message, pinned, by, at)
  if (pinned && wanted !== stored.message) requireUnusedMessageId(state, note)
  const answer = settle(state, stored, wanted, at)
  if (answer.outcome !== 'changed' || !pinned || !note) return answer
  const { roomId } = stored.message
  const written = writeSystemMessage(state, roomId, note, at)
  return { ...answer, note: written, room: changedRoom(state, roomId) }
}

export const setStar: WriteOperation<'setStar'> = (state, { messageId, judged, userId, starred, at }) => {
  const found = findJudged(state, messageId, judged)
  if ('outcome' in found) return found
  return settle(state, found.stored, withStar(found.stored.message, userId, starred), at)
}

export const setFollower: WriteOperation<'setFollower'> = (state, { messageId, judged, userId, follows, at }) => {
  const found = findJudged(state, messageId, judged)
  if ('outcome' in found) return found
  const { stored } = found
  const answer = settle(state, stored, withFollower(stored.message, userId, follows), at)
  if (answer.outcome !== 'changed' || follows) return answer
  return { ...answer, memberships: forgetThread(state, stored.message, userId, at) }
}

function forgetThread(state: State, { id, roomId }: Message, userId: string, at: number): Membership[] {
  const before = state.memberships.get(roomId)?.get(userId)
  const left = withoutUnreadThread(before?.unreadThreads, id)
  if (!before || left === before.unreadThreads) return []
  const { unreadThreads: _, ...member } = before
  return [addMembership(state, { ...member, ...(left && { unreadThreads: left }), updatedAt: stamp(state, at) })]
}

function move(
  state: State,
  { roomId, userId, at }: { roomId: string; userId: string; at: number },
  how: (member: Membership) => Membership,
): { membership: Membership; changed: boolean } | undefined {
  const before = state.memberships.get(roomId)?.get(userId)
  if (!before) return undefined
  const after = how(before)
  if (after === before) return { membership: before, changed: false }
  return { membership: addMembership(state, { ...after, updatedAt: stamp(state, at) }), changed: true }
}

export const readThread: WriteOperation<'readThread'> = (state, input) =>
  move(state, input, (member) => withThreadRead(member, input.threadId))

export const placeRoom: WriteOperation<'placeRoom'> = (state, input) =>
  move(state, input, (member) => withPlace(member, input))

export const markedMessages: ReadOperation<'markedMessages'> = (state, { roomId, by, offset, limit }) => {
  const fits = ({ pin, starredBy, mentions }: Message): boolean => {
    if (by === 'pin') return pin?.pinned === true
    if ('starredBy' in by) return starredBy?.includes(by.starredBy) === true
    return mentions.some(({ id, type }) => type === 'user' && id === by.mentioning)
  }
  const all = (state.timelines.get(roomId) ?? []).flatMap(({ id }) => state.messages.get(id)?.message ?? [])
  const found = all.filter(fits).toReversed()
  return { messages: page(found, offset, limit), total: found.length }
}
