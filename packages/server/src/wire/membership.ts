// A membership as Rocket.Chat writes it: a subscription.

import type { Subscription } from 'quindar/protocol'
import type { Membership, UnreadThread } from '../domain/entities.ts'
import { wireRoomType } from './room.ts'

export function wireSubscription(membership: Membership): Subscription {
  return {
    _id: membership.id,
    rid: membership.roomId,
    t: wireRoomType(membership.roomType),
    name: membership.name,
    fname: membership.displayName,
    u: { _id: membership.userId, username: membership.username, name: membership.userDisplayName },
    open: membership.open,
    ...(membership.favorite && { f: true }),
    alert: membership.alert,
    unread: membership.unread,
    userMentions: membership.userMentions,
    groupMentions: membership.groupMentions,
    ...(membership.roles.length > 0 && { roles: [...membership.roles] }),
    ts: new Date(membership.joinedAt),
    ...(membership.readAt !== undefined && { ls: new Date(membership.readAt) }),
    ...(membership.lastReplyAt !== undefined && { lr: new Date(membership.lastReplyAt) }),
    ...(membership.unreadThreads && wireUnreadThreads(membership.unreadThreads)),
    _updatedAt: new Date(membership.updatedAt),
  }
}

/** Three lists of ids: all, those that name the reader, those that call everybody. */
function wireUnreadThreads(threads: readonly UnreadThread[]) {
  const idsOf = (some: readonly UnreadThread[]) => some.map(({ id }) => id)
  const named = threads.filter(({ userMention }) => userMention)
  const called = threads.filter(({ groupMention }) => groupMention)
  return {
    tunread: idsOf(threads),
    ...(named.length > 0 && { tunreadUser: idsOf(named) }),
    ...(called.length > 0 && { tunreadGroup: idsOf(called) }),
  }
}

/** What is told of a subscription that is no more. */
export function wireRemovedSubscription(membership: Membership) {
  return {
    _id: membership.id,
    rid: membership.roomId,
    u: { _id: membership.userId, username: membership.username },
    t: wireRoomType(membership.roomType),
  }
}
