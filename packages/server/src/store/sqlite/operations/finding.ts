// Threads of a room and their answers; users and channels by a part of their names.

import { folded } from '../../names.ts'
import type { Parameter } from '../connection.ts'
import { toMessage, type MessageRow } from './message-rows.ts'
import type { ReadOperation } from './operation.ts'
import { ROOM_COLUMNS, toRoom, type RoomRow } from './room-rows.ts'
import { toUser } from './users.ts'

/** The indexes on these expressions are in the schema. */
const THREAD_ID = "json_extract(document, '$.threadId')"
const LAST_REPLY_AT = "json_extract(document, '$.thread.lastReplyAt')"

export const threadReplies: ReadOperation<'threadReplies'> = (connection, input) => {
  const { threadId, newestFirst, offset, limit } = input
  const direction = newestFirst ? 'DESC' : 'ASC'
  const rows = connection.all<MessageRow>(
    `SELECT document FROM messages WHERE ${THREAD_ID} = ?
     ORDER BY sent_at ${direction}, first_seq ${direction} LIMIT ? OFFSET ?`,
    threadId,
    Math.max(limit, 0),
    Math.max(offset, 0),
  )
  const counted = connection.get<{ total: number }>(
    `SELECT count(*) AS total FROM messages WHERE ${THREAD_ID} = ?`,
    threadId,
  )
  return { messages: rows.map(toMessage), total: counted?.total ?? 0 }
}

export const threadHeads: ReadOperation<'threadHeads'> = (connection, input) => {
  const { roomId, followerId, ids, part, offset, limit } = input
  const conditions = [
    'room_id = ?',
    `${LAST_REPLY_AT} IS NOT NULL`,
    "json_extract(document, '$.thread.replyCount') > 0",
  ]
  const parameters: Parameter[] = [roomId]
  if (followerId !== undefined) {
    conditions.push("EXISTS (SELECT 1 FROM json_each(document, '$.thread.followers') WHERE value = ?)")
    parameters.push(followerId)
  }
  if (ids) {
    conditions.push('id IN (SELECT value FROM json_each(?))')
    parameters.push(JSON.stringify(ids))
  }
  const rows = connection
    .all<MessageRow>(
      `SELECT document FROM messages WHERE ${conditions.join(' AND ')} ORDER BY ${LAST_REPLY_AT} DESC, first_seq DESC`,
      ...parameters,
    )
    .map(toMessage)
  const found = part === undefined ? rows : rows.filter(({ text }) => folded(text).includes(folded(part)))
  return { messages: found.slice(Math.max(offset, 0)).slice(0, Math.max(limit, 0)), total: found.length }
}

export const findUsers: ReadOperation<'findUsers'> = (connection, { part, exceptUsernames, limit }) => {
  const name = folded(part)
  return connection
    .all<{ document: string }>(
      `SELECT document FROM users WHERE (instr(username_key, ?) > 0 OR instr(name_key, ?) > 0)
         AND json_extract(document, '$.active') AND username_key NOT IN (SELECT value FROM json_each(?))
       ORDER BY username_key = ? DESC, username_key LIMIT ?`,
      name,
      name,
      JSON.stringify(exceptUsernames.map(folded)),
      name,
      Math.max(limit, 0),
    )
    .map(toUser)
}

export const findChannels: ReadOperation<'findChannels'> = (connection, { part, exceptMemberId, limit }) => {
  const name = folded(part)
  return connection
    .all<RoomRow>(
      `${ROOM_COLUMNS} WHERE type = 'channel' AND name_key IS NOT NULL AND instr(name_key, ?) > 0
         AND rooms.id NOT IN (SELECT room_id FROM memberships WHERE user_id = ?)
       ORDER BY name_key = ? DESC, name_key LIMIT ?`,
      name,
      exceptMemberId ?? '',
      name,
      Math.max(limit, 0),
    )
    .map(toRoom)
}
