// What a new message does to the memberships of its room. Rocket.Chat's rules with its default settings: everybody gets
// the flag; the number counts all messages in direct rooms and only mentions elsewhere; who is mentioned by name keeps
// `all` and `here` from counting; replies in a thread count for nobody, but are unread for who follows it.

import type { Membership, Message } from '../../domain/entities.ts'
import { countsAll } from '../chats.ts'
import { compareText } from '../names.ts'
import { namedIn, withUnreadThread } from '../threads.ts'
import { addMembership } from './rooms.ts'
import { stamp, type State } from './state.ts'

type Move = (member: Membership) => Membership

/** Counts `message` and answers the memberships that changed, by user id. `parent` is what it answers. */
export function countMessage(state: State, message: Message, parent: Message | undefined, at: number): Membership[] {
  const move = message.threadId === undefined ? counting(message, at) : answering(message, parent, at)
  const changed: Membership[] = []
  for (const member of state.memberships.get(message.roomId)?.values() ?? []) {
    const after = move(member)
    if (isSame(member, after)) continue
    changed.push(addMembership(state, { ...after, updatedAt: stamp(state, at) }))
  }
  return changed.toSorted((a, b) => compareText(a.userId, b.userId))
}

function counting(message: Message, at: number): Move {
  const mentioned = new Set(namedIn(message))
  const everybody = mentioned.size === 0 && message.mentions.some((mention) => mention.type === 'group')
  return (member) =>
    member.userId === message.author.id
      ? asRead(member, { threads: false, at })
      : unreadFor(member, mentioned.has(member.userId), everybody)
}

function unreadFor(member: Membership, mentioned: boolean, everybody: boolean): Membership {
  const counts = mentioned || everybody || countsAll(member.roomType)
  return {
    ...member,
    open: true,
    alert: true,
    unread: member.unread + (counts ? 1 : 0),
    userMentions: member.userMentions + (mentioned ? 1 : 0),
    groupMentions: member.groupMentions + (everybody ? 1 : 0),
  }
}

function answering(message: Message, parent: Message | undefined, at: number): Move {
  const followers = new Set(parent?.thread?.followers)
  return (member) => {
    if (member.userId === message.author.id) return parent ? { ...member, open: true, lastReplyAt: at } : member
    const seen = { ...member, open: true, alert: true }
    if (parent && followers.has(member.userId)) {
      const unreadThreads = withUnreadThread(member.unreadThreads, parent.id, message, member.userId)
      return { ...seen, unreadThreads, lastReplyAt: at }
    }
    return message.showInRoom ? seen : member
  }
}

/** Lists of unread threads are replaced, never changed: the same list is the same content. */
export function isSame(before: Membership, after: Membership): boolean {
  return (
    before.open === after.open &&
    before.alert === after.alert &&
    before.unread === after.unread &&
    before.userMentions === after.userMentions &&
    before.groupMentions === after.groupMentions &&
    before.readAt === after.readAt &&
    before.unreadThreads === after.unreadThreads &&
    before.lastReplyAt === after.lastReplyAt
  )
}

/**
 * Nothing unread, and open: whoever reads a room has it before the eyes. Threads are read only where that is said, and
 * the flag stays with them. The time of reading never goes back.
 */
export function asRead(membership: Membership, { threads, at }: { threads: boolean; at: number }): Membership {
  const { unreadThreads, ...rest } = membership
  const kept = threads ? undefined : unreadThreads
  return {
    ...rest,
    ...(kept && { unreadThreads: kept }),
    open: true,
    alert: membership.alert && kept !== undefined,
    unread: 0,
    userMentions: 0,
    groupMentions: 0,
    readAt: Math.max(membership.readAt ?? at, at),
  }
}
