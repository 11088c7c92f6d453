// A room as a row: what never changes is the document, what every message moves are columns.

import type { Message, Room } from '../../../domain/entities.ts'
import type { Connection } from '../connection.ts'

export interface RoomRow {
  readonly document: string
  readonly member_count: number
  readonly message_count: number
  readonly last_message_at: number | null
  readonly last_message: string | null
  readonly seq: number
  readonly updated_at: number
}

/** The last message is looked up, not copied, so that an edit of the message is an edit of what the room shows. */
export const ROOM_COLUMNS = `
  SELECT rooms.document, member_count, message_count, last_message_at, last.document AS last_message, rooms.seq,
    rooms.updated_at
  FROM rooms LEFT JOIN messages AS last ON last.id = rooms.last_message_id`

export function toRoom(row: RoomRow): Room {
  return {
    ...(JSON.parse(row.document) as Room),
    memberCount: row.member_count,
    messageCount: row.message_count,
    ...(row.last_message !== null && { lastMessage: JSON.parse(row.last_message) as Message }),
    ...(row.last_message_at !== null && { lastMessageAt: row.last_message_at }),
    seq: row.seq,
    updatedAt: row.updated_at,
  }
}

/** The room as an operation leaves it. */
export function readRoom(connection: Connection, roomId: string): Room {
  const row = connection.get<RoomRow>(`${ROOM_COLUMNS} WHERE rooms.id = ?`, roomId)
  if (!row) throw new RangeError(`The room ${roomId} is gone in the middle of an operation.`)
  return toRoom(row)
}

/** Takes the next `seq` of a room that exists, for one entry of its log. */
export function takeSeq(connection: Connection, roomId: string, at: number): number {
  const row = connection.get<{ seq: number }>(
    'UPDATE rooms SET seq = seq + 1, updated_at = ? WHERE id = ? RETURNING seq',
    connection.stamp(at),
    roomId,
  )
  if (!row) throw new RangeError(`The room ${roomId} is gone in the middle of an operation.`)
  return row.seq
}
