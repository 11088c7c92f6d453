// Chats, found by what opens them and listed by what they are.

import type { Parameter } from '../../connection.ts'
import type { ReadOperation } from '../operation.ts'
import { findChats } from './chat-rows.ts'

export const chatOfToken: ReadOperation<'chatOfToken'> = (connection, { tokenHash, roomId, open = false }) =>
  findChats(
    connection,
    `JOIN visitors ON visitors.id = chats.visitor_id
     WHERE chats.room_id = ? AND visitors.token_hash = ? AND (? = 0 OR state <> 'closed')`,
    roomId,
    tokenHash,
    Number(open),
  )[0]

export const chat: ReadOperation<'chat'> = (connection, { inquiryId }) =>
  findChats(connection, 'WHERE inquiry_id = ?', inquiryId)[0]

export const chats: ReadOperation<'chats'> = (connection, { order, offset, limit, ...filter }) => {
  const conditions: string[] = ['1 = 1']
  const values: Parameter[] = []
  const also = (condition: string, ...more: Parameter[]): void => {
    conditions.push(condition)
    values.push(...more)
  }
  const { states, agentId, visitorId, departmentIds } = filter
  if (states) also('state IN (SELECT value FROM json_each(?))', JSON.stringify(states))
  if (agentId !== undefined) also('agent_id = ?', agentId)
  if (visitorId !== undefined) also('visitor_id = ?', visitorId)
  if (departmentIds) {
    also(
      '(department_id IN (SELECT value FROM json_each(?)) OR (? = 1 AND department_id IS NULL))',
      JSON.stringify(departmentIds.filter((id) => id !== null)),
      Number(departmentIds.includes(null)),
    )
  }
  const where = `WHERE ${conditions.join(' AND ')}`
  const by = order === 'queued' ? 'waits_since' : 'begun_at'
  const rooms = findChats(
    connection,
    `${where} ORDER BY ${by}, chats.room_id LIMIT ? OFFSET ?`,
    ...values,
    Math.max(limit, 0),
    Math.max(offset, 0),
  )
  const counted = connection.get<{ total: number }>(`SELECT count(*) AS total FROM chats ${where}`, ...values)
  return { rooms, total: counted?.total ?? 0 }
}
