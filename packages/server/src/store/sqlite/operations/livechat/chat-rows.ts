// A chat as a row: what it is looked for by; the chat itself stands in the document of its room.

import type { Chat, Room } from '../../../../domain/entities.ts'
import { waitsSince } from '../../../chats.ts'
import type { Connection, Parameter } from '../../connection.ts'
import { readRoom, ROOM_COLUMNS, toRoom, type RoomRow } from '../room-rows.ts'

export type ChatRoom = Room & { readonly chat: Chat }

const CHAT_COLUMNS = ROOM_COLUMNS.replace('FROM rooms', 'FROM chats JOIN rooms ON rooms.id = chats.room_id')

/** Chats that `where` finds; its columns are those of `chats`. */
export function findChats(connection: Connection, where: string, ...parameters: Parameter[]): ChatRoom[] {
  return connection.all<RoomRow>(`${CHAT_COLUMNS} ${where}`, ...parameters).flatMap((row) => {
    const room = toRoom(row)
    return room.chat ? [{ ...room, chat: room.chat }] : []
  })
}

export function findChat(connection: Connection, roomId: string): ChatRoom | undefined {
  return findChats(connection, 'WHERE chats.room_id = ?', roomId)[0]
}

export function findOpenChat(connection: Connection, visitorId: string): ChatRoom | undefined {
  return findChats(connection, `WHERE visitor_id = ? AND state <> 'closed'`, visitorId)[0]
}

/** Puts what is given in the place of what the room had. */
export function changeChat(
  connection: Connection,
  roomId: string,
  changes: { readonly chat: Chat; readonly displayName?: string },
  at: number,
): Room {
  const row = connection.get<{ document: string }>('SELECT document FROM rooms WHERE id = ?', roomId)
  if (!row) throw new RangeError(`The chat ${roomId} is gone in the middle of an operation.`)
  const document = { ...(JSON.parse(row.document) as Room), ...changes }
  connection.run(
    'UPDATE rooms SET document = ?, updated_at = ? WHERE id = ?',
    JSON.stringify(document),
    connection.stamp(at),
    roomId,
  )
  const { chat } = changes
  connection.run(
    'UPDATE chats SET state = ?, department_id = ?, agent_id = ?, waits_since = ? WHERE room_id = ?',
    chat.state,
    chat.departmentId ?? null,
    chat.servedBy?.id ?? null,
    waitsSince(document),
    roomId,
  )
  return readRoom(connection, roomId)
}
