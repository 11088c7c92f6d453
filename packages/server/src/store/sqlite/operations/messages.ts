// What happens to messages: every change takes the next `seq` of its room's log.

import type { Message, RoomType } from '../../../domain/entities.ts'
import type { RoomChange, StoreWrites } from '../../port.ts'
import { emptied } from '../../threads.ts'
import type { Connection } from '../connection.ts'
import { countMessage } from './counters.ts'
import { findMembership } from './membership-rows.ts'
import { findJudged, findMessage, insertMessage, isInRoom, updateMessage } from './message-rows.ts'
import type { WriteOperation } from './operation.ts'
import { readRoom, takeSeq } from './room-rows.ts'
import { addReply, takeReply } from './threads.ts'
import { forgetWords } from './word-index.ts'

export const appendMessage: WriteOperation<'appendMessage'> = (
  connection,
  { message: wanted, at, requireMembership },
) => {
  const existing = findMessage(connection, wanted.id)
  if (existing) return { outcome: 'duplicate', message: existing }
  const row = connection.get<{ type: RoomType }>('SELECT type FROM rooms WHERE id = ?', wanted.roomId)
  if (!row) return { outcome: 'no-room' }
  if (requireMembership && !findMembership(connection, wanted.roomId, wanted.author.id)) {
    return { outcome: 'not-member' }
  }
  const message = insertMessage(connection, wanted, at)
  if (isInRoom(message)) {
    connection.run(
      'UPDATE rooms SET last_message_id = ?, last_message_at = ? WHERE id = ?',
      message.id,
      message.sentAt,
      message.roomId,
    )
  }
  const parent = addReply(connection, message, at)
  const memberships = countMessage(connection, message, { type: row.type, parent, at })
  const room = readRoom(connection, message.roomId)
  return { outcome: 'appended', message, ...(parent && { parent }), memberships, room }
}

/** Nobody's counters move when a message changes. */
function revise(connection: Connection, changed: Message, at: number): { message: Message } & RoomChange {
  const message = updateMessage(connection, changed, at)
  return { message, room: readRoom(connection, message.roomId), memberships: [] }
}

export const editMessage: WriteOperation<'editMessage'> = (connection, input) => {
  const { messageId, judged, changes, editedBy, at } = input
  const found = findJudged(connection, messageId, judged)
  if ('outcome' in found) return found
  const { message } = found
  if (message.type !== undefined) return { outcome: 'no-message' }
  return { outcome: 'edited', ...revise(connection, { ...message, ...changes, editedAt: at, editedBy }, at) }
}

export const deleteMessage: WriteOperation<'deleteMessage'> = (connection, { messageId, judged, deletedBy, at }) => {
  const found = findJudged(connection, messageId, judged)
  if ('outcome' in found) return found
  const { message } = found
  if (!message.thread?.replyCount) return remove(connection, message, at)
  if (message.type === 'rm') return { outcome: 'no-message' }
  const left = updateMessage(connection, emptied(message, deletedBy, at), at)
  uncount(connection, message)
  const taken = takeReply(connection, message, at)
  return { outcome: 'emptied', message: left, ...taken, room: readRoom(connection, message.roomId) }
}

function remove(connection: Connection, message: Message, at: number): StoreWrites['deleteMessage'][1] {
  const { roomId } = message
  const seq = takeSeq(connection, roomId, at)
  forgetWords(connection, message.id)
  connection.run('DELETE FROM messages WHERE id = ?', message.id)
  connection.run(
    'INSERT INTO deleted_messages (room_id, seq, message_id, deleted_at) VALUES (?, ?, ?, ?)',
    roomId,
    seq,
    message.id,
    connection.stamp(at),
  )
  // What was emptied before was taken out of the count then.
  if (message.type !== 'rm') uncount(connection, message)
  const taken = takeReply(connection, message, at)
  return { outcome: 'deleted', message, seq, ...taken, room: readRoom(connection, roomId) }
}

/** The room has one message less to show, and perhaps another as its last. */
function uncount(connection: Connection, { id, roomId }: Message): void {
  connection.run(
    `UPDATE rooms SET message_count = message_count - 1, last_message_id = CASE WHEN last_message_id = ?
       THEN (SELECT id FROM messages WHERE room_id = rooms.id AND is_system = 0 AND in_room = 1
         ORDER BY sent_at DESC, first_seq DESC LIMIT 1) ELSE last_message_id END
     WHERE id = ?`,
    id,
    roomId,
  )
}

export const setReaction: WriteOperation<'setReaction'> = (connection, input) => {
  const { messageId, judged, emoji, username, wanted, at } = input
  const found = findJudged(connection, messageId, judged)
  if ('outcome' in found) return found
  const { message } = found
  const reactions = new Map(Object.entries(message.reactions))
  const usernames = reactions.get(emoji) ?? []
  const present = usernames.includes(username)
  if (present === (wanted ?? !present)) return { outcome: 'unchanged', message }
  const left = present ? usernames.filter((other) => other !== username) : [...usernames, username]
  if (left.length > 0) reactions.set(emoji, left)
  else reactions.delete(emoji)
  return { outcome: 'changed', ...revise(connection, { ...message, reactions: Object.fromEntries(reactions) }, at) }
}
