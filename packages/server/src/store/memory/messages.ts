// What happens to messages: every change takes the next `seq` of its room's log.

import type { Message } from '../../domain/entities.ts'
import type { Judged, NewMessage, RoomChange, StoreWrites } from '../port.ts'
import { emptied } from '../threads.ts'
import { rememberDeletion } from './catch-up.ts'
import { countMessage } from './counters.ts'
import { forget, lastShown } from './history.ts'
import { revise, write } from './log.ts'
import { changedRoom, changeRoom, isShown, nextSeq } from './rooms.ts'
import { stamp, type State, type StoredMessage, type WriteOperation } from './state.ts'
import { addReply, takeReply } from './threads.ts'

export const appendMessage: WriteOperation<'appendMessage'> = (state, { message: wanted, at, requireMembership }) => {
  const existing = state.messages.get(wanted.id)
  if (existing) return { outcome: 'duplicate', message: existing.message }
  if (!state.rooms.has(wanted.roomId)) return { outcome: 'no-room' }
  const author = state.memberships.get(wanted.roomId)?.get(wanted.author.id)
  if (requireMembership && !author) return { outcome: 'not-member' }
  return { outcome: 'appended', ...append(state, wanted, at) }
}

function append(state: State, wanted: NewMessage, at: number): { message: Message; parent?: Message } & RoomChange {
  const message = write(state, wanted, at)
  const counted = { seq: message.seq, messageCount: changedRoom(state, wanted.roomId).messageCount + 1 }
  if (isShown(message)) {
    changeRoom(state, wanted.roomId, at, { ...counted, lastMessageAt: message.sentAt }, message.id)
  } else {
    changeRoom(state, wanted.roomId, at, counted)
  }
  const parent = addReply(state, message, at)
  const memberships = countMessage(state, message, parent, at)
  return { message, ...(parent && { parent }), memberships, room: changedRoom(state, wanted.roomId) }
}

/** The message, if what was judged of it still holds. */
export function findJudged(
  state: State,
  messageId: string,
  judged: Judged | undefined,
): { stored: StoredMessage } | { outcome: 'no-message' | 'not-member' } {
  const stored = state.messages.get(messageId)
  if (!stored) return { outcome: 'no-message' }
  if (!judged) return { stored }
  const { roomId, author } = stored.message
  if (roomId !== judged.roomId || author.id !== judged.authorId) return { outcome: 'no-message' }
  const gone = judged.membershipId !== undefined && !state.membershipIds.has(judged.membershipId)
  return gone ? { outcome: 'not-member' } : { stored }
}

export const editMessage: WriteOperation<'editMessage'> = (state, { messageId, judged, changes, editedBy, at }) => {
  const found = findJudged(state, messageId, judged)
  if ('outcome' in found) return found
  const { stored } = found
  if (stored.message.type !== undefined) return { outcome: 'no-message' }
  return { outcome: 'edited', ...revise(state, stored, { ...stored.message, ...changes, editedAt: at, editedBy }, at) }
}

export const deleteMessage: WriteOperation<'deleteMessage'> = (state, { messageId, judged, deletedBy, at }) => {
  const found = findJudged(state, messageId, judged)
  if ('outcome' in found) return found
  const { stored } = found
  const { message } = stored
  if (!message.thread?.replyCount) return remove(state, stored, at)
  if (message.type === 'rm') return { outcome: 'no-message' }
  const revised = revise(state, stored, emptied(message, deletedBy, at), at)
  uncount(state, message, at)
  const taken = takeReply(state, message, at)
  return { outcome: 'emptied', message: revised.message, ...taken, room: changedRoom(state, message.roomId) }
}

function remove(state: State, stored: StoredMessage, at: number): StoreWrites['deleteMessage'][1] {
  const { message } = stored
  const { roomId } = message
  const seq = nextSeq(state, roomId)
  state.messages.delete(message.id)
  forget(state, stored)
  rememberDeletion(state, roomId, { messageId: message.id, seq, at: stamp(state, at) })
  changeRoom(state, roomId, at, { seq })
  // What was emptied before was taken out of the count then.
  if (message.type !== 'rm') uncount(state, message, at)
  const taken = takeReply(state, message, at)
  return { outcome: 'deleted', message, seq, ...taken, room: changedRoom(state, roomId) }
}

/** The room has one message less to show, and perhaps another as its last. */
function uncount(state: State, { id, roomId }: Message, at: number): void {
  const messageCount = changedRoom(state, roomId).messageCount - 1
  const wasLast = state.rooms.get(roomId)?.lastMessageId === id
  changeRoom(state, roomId, at, { messageCount }, wasLast ? (lastShown(state, roomId)?.id ?? null) : undefined)
}

export const setReaction: WriteOperation<'setReaction'> = (state, input) => {
  const { messageId, judged, emoji, username, wanted, at } = input
  const found = findJudged(state, messageId, judged)
  if ('outcome' in found) return found
  const { stored } = found
  const { message } = stored
  const reactions = new Map(Object.entries(message.reactions))
  const usernames = reactions.get(emoji) ?? []
  const present = usernames.includes(username)
  if (present === (wanted ?? !present)) return { outcome: 'unchanged', message }
  const left = present ? usernames.filter((other) => other !== username) : [...usernames, username]
  if (left.length > 0) reactions.set(emoji, left)
  else reactions.delete(emoji)
  return {
    outcome: 'changed',
    ...revise(state, stored, { ...message, reactions: Object.fromEntries(reactions) }, at),
  }
}
