// A message as a row: the document, and beside it what the history is sorted and filtered by.

import type { Message } from '../../../domain/entities.ts'
import type { Judged, SystemMessage } from '../../port.ts'
import type { Connection } from '../connection.ts'
import { takeSeq } from './room-rows.ts'
import { replaceWords } from './word-index.ts'

export interface MessageRow {
  readonly document: string
}

export function toMessage(row: MessageRow): Message {
  return JSON.parse(row.document) as Message
}

export function findMessage(connection: Connection, id: string): Message | undefined {
  const row = connection.get<MessageRow>('SELECT document FROM messages WHERE id = ?', id)
  return row && toMessage(row)
}

/** The message, if what was judged of it still holds. */
export function findJudged(
  connection: Connection,
  id: string,
  judged: Judged | undefined,
): { message: Message } | { outcome: 'no-message' | 'not-member' } {
  const message = findMessage(connection, id)
  if (!message) return { outcome: 'no-message' }
  if (!judged) return { message }
  if (message.roomId !== judged.roomId || message.author.id !== judged.authorId) return { outcome: 'no-message' }
  const { membershipId } = judged
  if (membershipId === undefined) return { message }
  return connection.get('SELECT 1 FROM memberships WHERE id = ?', membershipId)
    ? { message }
    : { outcome: 'not-member' }
}

/** Replies in a thread are outside of the room unless they are shown there as well. */
export function isInRoom(message: Pick<Message, 'threadId' | 'showInRoom'>): boolean {
  return message.threadId === undefined || message.showInRoom === true
}

/** Writes a message as the next entry of its room's log; its row in `rooms` counts it. */
export function insertMessage(
  connection: Connection,
  message: Omit<Message, 'reactions' | 'updatedAt' | 'seq'>,
  at: number,
): Message {
  const seq = takeSeq(connection, message.roomId, at)
  const written: Message = { ...message, reactions: {}, updatedAt: connection.stamp(at), seq }
  connection.run(
    `INSERT INTO messages (id, room_id, seq, first_seq, sent_at, is_system, in_room, document)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    message.id,
    message.roomId,
    seq,
    seq,
    message.sentAt,
    Number(message.type !== undefined),
    Number(isInRoom(message)),
    JSON.stringify(written),
  )
  connection.run('UPDATE rooms SET message_count = message_count + 1 WHERE id = ?', message.roomId)
  return written
}

/** A system message is in the log and in the history, but nobody's counter and no room's last message. */
export function writeSystemMessage(connection: Connection, roomId: string, system: SystemMessage, at: number): Message {
  return insertMessage(connection, { ...system, roomId, mentions: [], channels: [], urls: [], sentAt: at }, at)
}

/** Stores `changed` in the place of what was there, as the next entry of the room's log. */
export function updateMessage(connection: Connection, changed: Message, at: number): Message {
  const seq = takeSeq(connection, changed.roomId, at)
  const message = { ...changed, updatedAt: connection.stamp(at), seq }
  const takeIn = replaceWords(connection, message)
  connection.run(
    'UPDATE messages SET seq = ?, is_system = ?, in_room = ?, document = ? WHERE id = ?',
    seq,
    Number(message.type !== undefined),
    Number(isInRoom(message)),
    JSON.stringify(message),
    message.id,
  )
  takeIn()
  return message
}
