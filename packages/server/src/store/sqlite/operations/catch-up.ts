// The log of a room from a place or a time on, and its history forwards.

import type { Deletion } from '../../catch-up.ts'
import type { Connection, Parameter } from '../connection.ts'
import { toMessage, type MessageRow } from './message-rows.ts'
import type { ReadOperation } from './operation.ts'

interface DeletionRow {
  readonly message_id: string
  readonly seq: number
  readonly deleted_at: number
}

const toDeletion = (row: DeletionRow): Deletion => ({ messageId: row.message_id, seq: row.seq, at: row.deleted_at })

export const changes: ReadOperation<'changes'> = (connection, { roomId, after, limit }) => {
  const room = connection.get<{ seq: number }>('SELECT seq FROM rooms WHERE id = ?', roomId)
  const most = Math.max(limit, 0)
  const updated = connection
    .all<MessageRow>(
      'SELECT document FROM messages WHERE room_id = ? AND seq > ? ORDER BY seq LIMIT ?',
      roomId,
      after,
      most,
    )
    .map(toMessage)
  const deleted = connection
    .all<DeletionRow>(
      'SELECT message_id, seq, deleted_at FROM deleted_messages WHERE room_id = ? AND seq > ? ORDER BY seq LIMIT ?',
      roomId,
      after,
      most,
    )
    .map(toDeletion)
  // Each of the two lists has at most a page of it: the page is what comes first in both together.
  const end = [...updated, ...deleted].map(({ seq }) => seq).toSorted((a, b) => a - b)[most - 1] ?? Infinity
  return {
    seq: room?.seq ?? 0,
    updated: updated.filter(({ seq }) => seq <= end),
    deleted: deleted.filter(({ seq }) => seq <= end),
  }
}

/** The index on this expression is in the schema. */
const CHANGED_AT = "json_extract(document, '$.updatedAt')"

export const updatedMessages: ReadOperation<'updatedMessages'> = (connection, range) =>
  between<MessageRow>(connection, 'SELECT document FROM messages', CHANGED_AT, range).map(toMessage)

export const deletedMessages: ReadOperation<'deletedMessages'> = (connection, range) =>
  between<DeletionRow>(connection, 'SELECT message_id, seq, deleted_at FROM deleted_messages', 'deleted_at', range).map(
    toDeletion,
  )

function between<Row>(
  connection: Connection,
  select: string,
  time: string,
  { roomId, after, before, newestFirst, limit }: Parameters<typeof updatedMessages>[1],
): Row[] {
  const conditions = ['room_id = ?']
  const parameters: Parameter[] = [roomId]
  if (after !== undefined) {
    conditions.push(`${time} > ?`)
    parameters.push(after)
  }
  if (before !== undefined) {
    conditions.push(`${time} < ?`)
    parameters.push(before)
  }
  const direction = newestFirst ? 'DESC' : 'ASC'
  return connection.all<Row>(
    `${select} WHERE ${conditions.join(' AND ')} ORDER BY ${time} ${direction}, seq ${direction} LIMIT ?`,
    ...parameters,
    Math.max(limit, 0),
  )
}

export const following: ReadOperation<'following'> = (connection, { roomId, after, limit, threads }) =>
  connection
    .all<MessageRow>(
      `SELECT document FROM messages WHERE room_id = ? AND sent_at > ?${threads ? '' : ' AND in_room = 1'}
       ORDER BY sent_at, first_seq LIMIT ?`,
      roomId,
      after ?? -1,
      Math.max(limit, 0),
    )
    .map(toMessage)
