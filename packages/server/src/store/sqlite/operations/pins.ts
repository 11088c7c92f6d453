// Messages pinned and starred, threads followed and read, rooms hidden, opened, favourite.

import type { Membership, Message } from '../../../domain/entities.ts'
import { withFollower, withPin, withPlace, withStar, withThreadRead } from '../../pins.ts'
import type { RoomChange } from '../../port.ts'
import { withoutUnreadThread } from '../../threads.ts'
import type { Connection } from '../connection.ts'
import { findMembership, moveMembership } from './membership-rows.ts'
import { findJudged, toMessage, updateMessage, writeSystemMessage, type MessageRow } from './message-rows.ts'
import type { ReadOperation, WriteOperation } from './operation.ts'
import { readRoom } from './room-rows.ts'

type Changed = { readonly outcome: 'changed'; readonly message: Message } & RoomChange

function settle(
  connection: Connection,
  before: Message,
  wanted: Message,
  at: number,
): Changed | { readonly outcome: 'unchanged'; readonly message: Message } {
  if (wanted === before) return { outcome: 'unchanged', message: before }
  const message = updateMessage(connection, wanted, at)
  return { outcome: 'changed', message, room: readRoom(connection, message.roomId), memberships: [] }
}

export const setPin: WriteOperation<'setPin'> = (connection, { messageId, judged, pinned, by, note, at }) => {
  const found = findJudged(connection, messageId, judged)
  if ('outcome' in found) return found
  const { message } = found
  const answer = settle(connection, message, withPin(message, pinned, by, at), at)
  if (answer.outcome !== 'changed' || !pinned || !note) return answer
  const written = writeSystemMessage(connection, message.roomId, note, at)
  return { ...answer, note: written, room: readRoom(connection, message.roomId) }
}

export const setStar: WriteOperation<'setStar'> = (connection, { messageId, judged, userId, starred, at }) => {
  const found = findJudged(connection, messageId, judged)
  if ('outcome' in found) return found
  return settle(connection, found.message, withStar(found.message, userId, starred), at)
}

export const setFollower: WriteOperation<'setFollower'> = (connection, input) => {
  const { messageId, judged, userId, follows, at } = input
  const found = findJudged(connection, messageId, judged)
  if ('outcome' in found) return found
  const { message } = found
  const answer = settle(connection, message, withFollower(message, userId, follows), at)
  if (answer.outcome !== 'changed' || follows) return answer
  return { ...answer, memberships: forgetThread(connection, message, userId, at) }
}

function forgetThread(connection: Connection, { id, roomId }: Message, userId: string, at: number): Membership[] {
  const before = findMembership(connection, roomId, userId)
  const left = withoutUnreadThread(before?.unreadThreads, id)
  if (!before || left === before.unreadThreads) return []
  const { unreadThreads: _, ...member } = before
  return [moveMembership(connection, { ...member, ...(left && { unreadThreads: left }) }, at)]
}

function move(
  connection: Connection,
  { roomId, userId, at }: { roomId: string; userId: string; at: number },
  how: (member: Membership) => Membership,
): { membership: Membership; changed: boolean } | undefined {
  const before = findMembership(connection, roomId, userId)
  if (!before) return undefined
  const after = how(before)
  if (after === before) return { membership: before, changed: false }
  return { membership: moveMembership(connection, after, at), changed: true }
}

export const readThread: WriteOperation<'readThread'> = (connection, input) =>
  move(connection, input, (member) => withThreadRead(member, input.threadId))

export const placeRoom: WriteOperation<'placeRoom'> = (connection, input) =>
  move(connection, input, (member) => withPlace(member, input))

/** The indexes on what is asked here are in the schema. */
const PINNED = "json_extract(document, '$.pin.pinned') = 1"
const STARRED = `json_extract(document, '$.starredBy') IS NOT NULL
  AND EXISTS (SELECT 1 FROM json_each(document, '$.starredBy') WHERE value = ?)`
const MENTIONING = `json_extract(document, '$.mentions[0].id') IS NOT NULL
  AND EXISTS (SELECT 1 FROM json_each(document, '$.mentions') AS mention
    WHERE json_extract(mention.value, '$.type') = 'user' AND json_extract(mention.value, '$.id') = ?)`

export const markedMessages: ReadOperation<'markedMessages'> = (connection, { roomId, by, offset, limit }) => {
  const [condition, ...who] =
    by === 'pin' ? [PINNED] : 'starredBy' in by ? [STARRED, by.starredBy] : [MENTIONING, by.mentioning]
  const rows = connection.all<MessageRow>(
    `SELECT document FROM messages WHERE room_id = ? AND ${condition}
     ORDER BY sent_at DESC, first_seq DESC LIMIT ? OFFSET ?`,
    roomId,
    ...who,
    Math.max(limit, 0),
    Math.max(offset, 0),
  )
  const counted = connection.get<{ total: number }>(
    `SELECT count(*) AS total FROM messages WHERE room_id = ? AND ${condition}`,
    roomId,
    ...who,
  )
  return { messages: rows.map(toMessage), total: counted?.total ?? 0 }
}
