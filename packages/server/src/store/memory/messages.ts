// The log of a room: every change of a message takes the room's next `seq`.

import type { Message } from '../../domain/entities.ts'
import type { NewMessage, RoomChange, SystemMessage } from '../port.ts'
import { countMessage } from './counters.ts'
import { forget, lastShown, place } from './history.ts'
import { changedRoom, changeRoom, isShown, nextSeq } from './rooms.ts'
import { insist, stamp, type State, type StoredMessage, type WriteOperation } from './state.ts'

export function requireUnusedMessageId(state: State, message: SystemMessage | undefined): void {
  insist(!message || !state.messages.has(message.id), `There is a message ${message?.id} already.`)
}

function write(state: State, message: Omit<Message, 'reactions' | 'updatedAt' | 'seq'>, at: number): Message {
  const seq = nextSeq(state, message.roomId)
  const written: Message = { ...message, reactions: {}, updatedAt: stamp(state, at), seq }
  state.messages.set(message.id, { message: written, firstSeq: seq })
  place(state, written, seq)
  return written
}

/** A system message is in the log and in the history, but nobody's counter and no room's last message. */
export function writeSystemMessage(state: State, roomId: string, system: SystemMessage, at: number): Message {
  const message = write(state, { ...system, roomId, mentions: [], channels: [], urls: [], sentAt: at }, at)
  const { messageCount } = changedRoom(state, roomId)
  changeRoom(state, roomId, at, { seq: message.seq, messageCount: messageCount + 1 })
  return message
}

export const appendMessage: WriteOperation<'appendMessage'> = (state, { message: wanted, at, requireMembership }) => {
  const existing = state.messages.get(wanted.id)
  if (existing) return { outcome: 'duplicate', message: existing.message }
  if (!state.rooms.has(wanted.roomId)) return { outcome: 'no-room' }
  const author = state.memberships.get(wanted.roomId)?.get(wanted.author.id)
  if (requireMembership && !author) return { outcome: 'not-member' }
  return { outcome: 'appended', ...append(state, wanted, at) }
}

function append(state: State, wanted: NewMessage, at: number): { message: Message } & RoomChange {
  const message = write(state, wanted, at)
  const counted = { seq: message.seq, messageCount: changedRoom(state, wanted.roomId).messageCount + 1 }
  if (isShown(message)) {
    changeRoom(state, wanted.roomId, at, { ...counted, lastMessageAt: message.sentAt }, message.id)
  } else {
    changeRoom(state, wanted.roomId, at, counted)
  }
  return { message, memberships: countMessage(state, message, at), room: changedRoom(state, wanted.roomId) }
}

/** Puts `changed` in the place of what was stored, as the next entry of the room's log. */
function revise(state: State, stored: StoredMessage, changed: Message, at: number): { message: Message } & RoomChange {
  const seq = nextSeq(state, changed.roomId)
  const message = { ...changed, updatedAt: stamp(state, at), seq }
  state.messages.set(message.id, { ...stored, message })
  changeRoom(state, message.roomId, at, { seq })
  return { message, room: changedRoom(state, message.roomId), memberships: [] }
}

export const editMessage: WriteOperation<'editMessage'> = (state, { messageId, changes, editedBy, at }) => {
  const stored = state.messages.get(messageId)
  if (!stored) return { outcome: 'no-message' }
  return { outcome: 'edited', ...revise(state, stored, { ...stored.message, ...changes, editedAt: at, editedBy }, at) }
}

export const deleteMessage: WriteOperation<'deleteMessage'> = (state, { messageId, at }) => {
  const stored = state.messages.get(messageId)
  if (!stored) return { outcome: 'no-message' }
  const { message } = stored
  const { roomId } = message
  const seq = nextSeq(state, roomId)
  state.messages.delete(messageId)
  forget(state, stored)
  const messageCount = changedRoom(state, roomId).messageCount - 1
  const wasLast = state.rooms.get(roomId)?.lastMessageId === messageId
  changeRoom(state, roomId, at, { seq, messageCount }, wasLast ? (lastShown(state, roomId)?.id ?? null) : undefined)
  return { outcome: 'deleted', message, seq, room: changedRoom(state, roomId), memberships: [] }
}

export const setReaction: WriteOperation<'setReaction'> = (state, { messageId, emoji, username, wanted, at }) => {
  const stored = state.messages.get(messageId)
  if (!stored) return { outcome: 'no-message' }
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
