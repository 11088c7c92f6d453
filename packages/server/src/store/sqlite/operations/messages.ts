// The log of a room: every change of a message takes the room's next `seq`.

import type { Message, RoomType } from '../../../domain/entities.ts'
import type { RoomChange } from '../../port.ts'
import type { Connection } from '../connection.ts'
import { countMessage } from './counters.ts'
import { findMembership } from './membership-rows.ts'
import { findMessage, insertMessage, isInRoom, updateMessage } from './message-rows.ts'
import type { WriteOperation } from './operation.ts'
import { readRoom, takeSeq } from './room-rows.ts'

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
  const memberships = countMessage(connection, message, row.type, at)
  return { outcome: 'appended', message, memberships, room: readRoom(connection, message.roomId) }
}

/** Nobody's counters move when a message changes. */
function revise(connection: Connection, changed: Message, at: number): { message: Message } & RoomChange {
  const message = updateMessage(connection, changed, at)
  return { message, room: readRoom(connection, message.roomId), memberships: [] }
}

export const editMessage: WriteOperation<'editMessage'> = (connection, { messageId, changes, editedBy, at }) => {
  const before = findMessage(connection, messageId)
  if (!before) return { outcome: 'no-message' }
  return { outcome: 'edited', ...revise(connection, { ...before, ...changes, editedAt: at, editedBy }, at) }
}

export const deleteMessage: WriteOperation<'deleteMessage'> = (connection, { messageId, at }) => {
  const message = findMessage(connection, messageId)
  if (!message) return { outcome: 'no-message' }
  const { roomId } = message
  const seq = takeSeq(connection, roomId, at)
  connection.run('DELETE FROM messages WHERE id = ?', messageId)
  connection.run(
    'INSERT INTO deleted_messages (room_id, seq, message_id, deleted_at) VALUES (?, ?, ?, ?)',
    roomId,
    seq,
    messageId,
    connection.stamp(at),
  )
  connection.run(
    `UPDATE rooms SET message_count = message_count - 1, last_message_id = CASE WHEN last_message_id = ?
       THEN (SELECT id FROM messages WHERE room_id = rooms.id AND is_system = 0 AND in_room = 1
         ORDER BY sent_at DESC, first_seq DESC LIMIT 1) ELSE last_message_id END
     WHERE id = ?`,
    messageId,
    roomId,
  )
  return { outcome: 'deleted', message, seq, room: readRoom(connection, roomId), memberships: [] }
}

export const setReaction: WriteOperation<'setReaction'> = (connection, { messageId, emoji, username, wanted, at }) => {
  const message = findMessage(connection, messageId)
  if (!message) return { outcome: 'no-message' }
  const reactions = new Map(Object.entries(message.reactions))
  const usernames = reactions.get(emoji) ?? []
  const present = usernames.includes(username)
  if (present === (wanted ?? !present)) return { outcome: 'unchanged', message }
  const left = present ? usernames.filter((other) => other !== username) : [...usernames, username]
  if (left.length > 0) reactions.set(emoji, left)
  else reactions.delete(emoji)
  return { outcome: 'changed', ...revise(connection, { ...message, reactions: Object.fromEntries(reactions) }, at) }
}
