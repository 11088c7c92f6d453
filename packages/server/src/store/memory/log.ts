// The log of a room as every operation writes it: each entry takes the room's next `seq`.

import type { Message } from '../../domain/entities.ts'
import type { RoomChange, SystemMessage } from '../port.ts'
import { place } from './history.ts'
import { changedRoom, changeRoom, nextSeq } from './rooms.ts'
import { insist, stamp, type State, type StoredMessage } from './state.ts'

export function requireUnusedMessageId(state: State, message: SystemMessage | undefined): void {
  insist(!message || !state.messages.has(message.id), `There is a message ${message?.id} already.`)
}

export function write(state: State, message: Omit<Message, 'reactions' | 'updatedAt' | 'seq'>, at: number): Message {
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

/** Puts `changed` in the place of what was stored, as the next entry of the room's log. */
export function revise(
  state: State,
  stored: StoredMessage,
  changed: Message,
  at: number,
): { message: Message } & RoomChange {
  const seq = nextSeq(state, changed.roomId)
  const message = { ...changed, updatedAt: stamp(state, at), seq }
  state.messages.set(message.id, { ...stored, message })
  changeRoom(state, message.roomId, at, { seq })
  return { message, room: changedRoom(state, message.roomId), memberships: [] }
}
