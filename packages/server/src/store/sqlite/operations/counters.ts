// What a new message does to the memberships of its room. Rocket.Chat's rules with its default settings: everybody gets
// the flag; the number counts all messages in direct rooms and only mentions elsewhere; who is mentioned by name keeps
// `all` and `here` from counting; replies in a thread count for nobody. Only rows that change are written.

import type { Membership, Message, RoomType } from '../../../domain/entities.ts'
import { compareText } from '../../names.ts'
import type { Connection } from '../connection.ts'
import { MEMBERSHIP_COLUMNS, readMembership, toMembership, type MembershipRow } from './membership-rows.ts'

/** Counts `message` and answers the memberships that changed, by user id. */
export function countMessage(connection: Connection, message: Message, type: RoomType, at: number): Membership[] {
  if (message.threadId !== undefined) return []
  const { roomId, author } = message
  const named = message.mentions.filter((mention) => mention.type === 'user' && mention.id !== author.id)
  const mentioned = new Set(named.map((mention) => mention.id))
  const everybody = mentioned.size === 0 && message.mentions.some((mention) => mention.type === 'group')
  const direct = type === 'direct'
  const changed = new Map<string, Membership>()

  const read = readMembership(connection, roomId, author.id, at)
  if (read) changed.set(read.userId, read)
  const all = { unread: Number(everybody || direct), groupMentions: Number(everybody) }
  for (const row of alertOthers(connection, message, all, at)) changed.set(row.userId, row)
  for (const userId of mentioned) {
    const row = connection.get<MembershipRow>(
      `UPDATE memberships SET unread = unread + ?, user_mentions = user_mentions + 1, updated_at = ?
       WHERE room_id = ? AND user_id = ? RETURNING ${MEMBERSHIP_COLUMNS}`,
      direct ? 0 : 1,
      connection.stampIfChanged(at),
      roomId,
      userId,
    )
    if (row) changed.set(userId, toMembership(row))
  }
  if (changed.size > 0) connection.stamp(at)
  return [...changed.values()].toSorted((a, b) => compareText(a.userId, b.userId))
}

function alertOthers(
  connection: Connection,
  message: Message,
  more: { unread: number; groupMentions: number },
  at: number,
): Membership[] {
  const rows = connection.all<MembershipRow>(
    `UPDATE memberships SET open = 1, alert = 1, unread = unread + ?, group_mentions = group_mentions + ?,
       updated_at = ?
     WHERE room_id = ? AND user_id <> ? AND (open = 0 OR alert = 0 OR ? > 0) RETURNING ${MEMBERSHIP_COLUMNS}`,
    more.unread,
    more.groupMentions,
    connection.stampIfChanged(at),
    message.roomId,
    message.author.id,
    more.unread,
  )
  return rows.map(toMembership)
}
