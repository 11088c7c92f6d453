// What an answer, and taking it back, does to the message that begins its thread and to those who follow it.

import type { Membership, Message, Thread, UnreadThread } from '../../../domain/entities.ts'
import { withoutReply, withoutUnreadThread, withReply, withUnreadThread } from '../../threads.ts'
import type { Connection } from '../connection.ts'
import { findMembership, MEMBERSHIP_COLUMNS, toMembership, type MembershipRow } from './membership-rows.ts'
import { findMessage, updateMessage } from './message-rows.ts'
import { readRoom } from './room-rows.ts'

/** The parent of `reply`, if it is there and in the same room. */
function parentOf(connection: Connection, reply: Message): Message | undefined {
  const parent = reply.threadId === undefined ? undefined : findMessage(connection, reply.threadId)
  return parent?.roomId === reply.roomId && parent.id !== reply.id ? parent : undefined
}

function moveThread(connection: Connection, parent: Message, thread: Thread, at: number): Message {
  return updateMessage(connection, { ...parent, thread }, at)
}

/** Counts `reply` in its parent, and answers that; none: nothing happens. */
export function addReply(connection: Connection, reply: Message, at: number): Message | undefined {
  const parent = parentOf(connection, reply)
  if (!parent) return undefined
  const directMembers = readRoom(connection, reply.roomId).userIds ?? []
  return moveThread(connection, parent, withReply(parent, reply, directMembers), at)
}

/** The reply is unread for the members who follow the thread, and opens the room for its author. */
export function tellFollowers(connection: Connection, reply: Message, parent: Message, at: number): Membership[] {
  const told: Membership[] = []
  for (const userId of parent.thread?.followers ?? []) {
    const member = findMembership(connection, reply.roomId, userId)
    if (!member) continue
    const own = userId === reply.author.id
    if (own && member.open && member.lastReplyAt === at) continue
    const unread = own ? member.unreadThreads : withUnreadThread(member.unreadThreads, parent.id, reply, userId)
    const row = connection.get<MembershipRow>(
      `UPDATE memberships SET open = 1, alert = ?, unread_threads = ?, last_reply_at = ?, updated_at = ? WHERE id = ?
       RETURNING ${MEMBERSHIP_COLUMNS}`,
      Number(member.alert || !own),
      stored(unread),
      at,
      connection.stamp(at),
      member.id,
    )
    if (row) told.push(toMembership(row))
  }
  return told
}

/** Takes `reply` out of its parent's count, and its thread out of what members have not read. */
export function takeReply(
  connection: Connection,
  reply: Message,
  at: number,
): { parent?: Message; memberships: readonly Membership[] } {
  const { threadId, roomId } = reply
  if (threadId === undefined) return { memberships: [] }
  const before = parentOf(connection, reply)
  const parent = before?.thread && moveThread(connection, before, withoutReply(before.thread), at)
  const readers = connection.all<MembershipRow>(
    `SELECT ${MEMBERSHIP_COLUMNS} FROM memberships WHERE room_id = ? AND unread_threads IS NOT NULL ORDER BY user_id`,
    roomId,
  )
  const memberships = readers.map(toMembership).flatMap(({ unreadThreads, ...member }) => {
    const left = withoutUnreadThread(unreadThreads, threadId)
    if (left === unreadThreads) return []
    const updatedAt = connection.stamp(at)
    connection.run(
      'UPDATE memberships SET unread_threads = ?, updated_at = ? WHERE id = ?',
      stored(left),
      updatedAt,
      member.id,
    )
    return [{ ...member, ...(left && { unreadThreads: left }), updatedAt }]
  })
  return { ...(parent && { parent }), memberships }
}

function stored(unread: readonly UnreadThread[] | undefined): string | null {
  return unread ? JSON.stringify(unread) : null
}
