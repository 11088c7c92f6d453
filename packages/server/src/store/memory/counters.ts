// What a new message does to the memberships of its room. Rocket.Chat's rules with its default settings: everybody gets
// the flag; the number counts all messages in direct rooms and only mentions elsewhere; who is mentioned by name keeps
// `all` and `here` from counting; replies in a thread count for nobody.

import type { Membership, Message } from '../../domain/entities.ts'
import { compareText } from '../names.ts'
import { addMembership } from './rooms.ts'
import { stamp, type State } from './state.ts'

/** Counts `message` and answers the memberships that changed, by user id. */
export function countMessage(state: State, message: Message, at: number): Membership[] {
  const members = state.memberships.get(message.roomId)
  if (!members || message.threadId !== undefined) return []
  const named = message.mentions.filter((mention) => mention.type === 'user' && mention.id !== message.author.id)
  const mentioned = new Set(named.map((mention) => mention.id))
  const everybody = mentioned.size === 0 && message.mentions.some((mention) => mention.type === 'group')
  const changed: Membership[] = []
  for (const member of members.values()) {
    const after =
      member.userId === message.author.id
        ? asRead(member, at)
        : unreadFor(member, mentioned.has(member.userId), everybody)
    if (isSame(member, after)) continue
    changed.push(addMembership(state, { ...after, updatedAt: stamp(state, at) }))
  }
  return changed.toSorted((a, b) => compareText(a.userId, b.userId))
}

function unreadFor(member: Membership, mentioned: boolean, everybody: boolean): Membership {
  const counts = mentioned || everybody || member.roomType === 'direct'
  return {
    ...member,
    open: true,
    alert: true,
    unread: member.unread + (counts ? 1 : 0),
    userMentions: member.userMentions + (mentioned ? 1 : 0),
    groupMentions: member.groupMentions + (everybody ? 1 : 0),
  }
}

export function isSame(before: Membership, after: Membership): boolean {
  return (
    before.open === after.open &&
    before.alert === after.alert &&
    before.unread === after.unread &&
    before.userMentions === after.userMentions &&
    before.groupMentions === after.groupMentions &&
    before.readAt === after.readAt
  )
}

/** Nothing unread, and open: whoever reads a room has it before the eyes. The time of reading never goes back. */
export function asRead(membership: Membership, at: number): Membership {
  const readAt = Math.max(membership.readAt ?? at, at)
  return { ...membership, open: true, alert: false, unread: 0, userMentions: 0, groupMentions: 0, readAt }
}
