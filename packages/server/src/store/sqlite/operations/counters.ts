// What a new message does to the memberships of its room. Rocket.Chat's rules with its default settings: everybody gets
// the flag; the number counts all messages in direct rooms and only mentions elsewhere; who is mentioned by name keeps
// `all` and `here` from counting; replies in a thread count for nobody, but are unread for who follows it. Only rows
// that change are written.

import type { Membership, Message, RoomType } from '../../../domain/entities.ts'
import { countsAll } from '../../chats.ts'
import { compareText } from '../../names.ts'
import { namedIn } from '../../threads.ts'
import type { Connection } from '../connection.ts'
import { MEMBERSHIP_COLUMNS, readMembership, toMembership, type MembershipRow } from './membership-rows.ts'
import { tellFollowers } from './threads.ts'

/** Counts `message` and answers the memberships that changed, by user id. `parent` is what it answers. */
export function countMessage(
  connection: Connection,
  message: Message,
  { type, parent, at }: { type: RoomType; parent: Message | undefined; at: number },
): Membership[] {
  const moved =
    message.threadId === undefined ? count(connection, message, type, at) : answer(connection, message, parent, at)
  const changed = new Map(moved.map((membership) => [membership.userId, membership]))
  if (changed.size > 0) connection.stamp(at)
  return [...changed.values()].toSorted((a, b) => compareText(a.userId, b.userId))
}

/** The same membership comes again when it moved again: the last one is as it is now. */
function count(connection: Connection, message: Message, type: RoomType, at: number): Membership[] {
  const { roomId, author } = message
  const mentioned = namedIn(message)
  const everybody = mentioned.length === 0 && message.mentions.some((mention) => mention.type === 'group')
  const all = countsAll(type)

  const read = readMembership(connection, roomId, author.id, { threads: false, at })
  const more = { unread: Number(everybody || all), groupMentions: Number(everybody) }
  const others = alertOthers(connection, message, more, at)
  const named = mentioned.flatMap((userId) => {
    const row = connection.get<MembershipRow>(
      `UPDATE memberships SET unread = unread + ?, user_mentions = user_mentions + 1, updated_at = ?
       WHERE room_id = ? AND user_id = ? RETURNING ${MEMBERSHIP_COLUMNS}`,
      all ? 0 : 1,
      connection.stampIfChanged(at),
      roomId,
      userId,
    )
    return row ? [toMembership(row)] : []
  })
  return [...(read ? [read] : []), ...others, ...named]
}

function answer(connection: Connection, reply: Message, parent: Message | undefined, at: number): Membership[] {
  const others = reply.showInRoom ? alertOthers(connection, reply, { unread: 0, groupMentions: 0 }, at) : []
  return parent ? [...others, ...tellFollowers(connection, reply, parent, at)] : others
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
