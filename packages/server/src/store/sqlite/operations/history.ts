// The history of a room, by (sentAt, the `seq` at which a message was written).

import type { Parameter } from '../connection.ts'
import { findMessage, toMessage, type MessageRow } from './message-rows.ts'
import type { ReadOperation } from './operation.ts'

export const message: ReadOperation<'message'> = (connection, { id }) => findMessage(connection, id)

export const history: ReadOperation<'history'> = (connection, { roomId, before, after, inclusive, limit, threads }) => {
  const conditions = ['room_id = ?']
  const parameters: Parameter[] = [roomId]
  if (before !== undefined) {
    conditions.push(inclusive ? 'sent_at <= ?' : 'sent_at < ?')
    parameters.push(before)
  }
  if (after !== undefined) {
    conditions.push(inclusive ? 'sent_at >= ?' : 'sent_at > ?')
    parameters.push(after)
  }
  if (!threads) conditions.push('in_room = 1')
  const rows = connection.all<MessageRow>(
    `SELECT document FROM messages WHERE ${conditions.join(' AND ')}
     ORDER BY sent_at DESC, first_seq DESC LIMIT ?`,
    ...parameters,
    Math.max(limit, 0),
  )
  return rows.map(toMessage)
}

export const countBetween: ReadOperation<'countBetween'> = (connection, { roomId, after, before, threads }) => {
  const where = `WHERE room_id = ? AND sent_at > ? AND sent_at < ?${threads ? '' : ' AND in_room = 1'}`
  const counted = connection.get<{ count: number }>(
    `SELECT count(*) AS count FROM messages ${where}`,
    roomId,
    after,
    before,
  )
  const first = connection.get<MessageRow>(
    `SELECT document FROM messages ${where} ORDER BY sent_at, first_seq LIMIT 1`,
    roomId,
    after,
    before,
  )
  return { count: counted?.count ?? 0, first: first && toMessage(first) }
}
