// What the server asks of its storage when users mark something: messages pinned and starred, threads followed and read,
// rooms hidden, opened, favourite. Part of the port, with the rules that are the same in every driver.

import type { Membership, Message } from '../domain/entities.ts'
import type { Judged, RoomChange, SystemMessage } from './changes.ts'
import { withoutUnreadThread } from './threads.ts'

/** `unchanged` when it already was as wanted; then no `seq` is taken. */
type Marked<More = object> =
  | ({ outcome: 'changed'; message: Message } & RoomChange & More)
  | { outcome: 'unchanged'; message: Message }
  | { outcome: 'no-message' | 'not-member' }

interface OfMessage {
  readonly messageId: string
  readonly judged?: Judged
  readonly at: number
}

export interface PinWrites {
  /** `note` is written after the message, and only where it was pinned. */
  setPin: [
    OfMessage & { pinned: boolean; by: { id: string; username: string }; note?: SystemMessage },
    Marked<{ note?: Message }>,
  ]
  setStar: [OfMessage & { userId: string; starred: boolean }, Marked]
  /** Who does not follow any more has nothing unread in the thread. */
  setFollower: [OfMessage & { userId: string; follows: boolean }, Marked]
  /** Takes a thread out of what a member has not read; `alert` goes with the last thing that was unread. */
  readThread: [
    { roomId: string; userId: string; threadId: string; at: number },
    { membership: Membership; changed: boolean } | undefined,
  ]
  /** Where a room stands on its member's list. A room that is hidden has nothing to tell until something is said there. */
  placeRoom: [
    { roomId: string; userId: string; open?: boolean; favorite?: boolean; at: number },
    { membership: Membership; changed: boolean } | undefined,
  ]
}

export interface PinReads {
  /**
   * Messages of a room by what was made of them, newest first, and how many there are: those that are pinned, that this
   * user has starred, or that name this user.
   */
  markedMessages: [
    { roomId: string; by: 'pin' | { starredBy: string } | { mentioning: string }; offset: number; limit: number },
    { messages: readonly Message[]; total: number },
  ]
}

/** The message as it is then; the same one where nothing changes. */
export function withPin(message: Message, pinned: boolean, by: { id: string; username: string }, at: number): Message {
  return (message.pin?.pinned ?? false) === pinned ? message : { ...message, pin: { pinned, by, at } }
}

export function withStar(message: Message, userId: string, starred: boolean): Message {
  const starredBy = toggled(message.starredBy ?? [], userId, starred)
  return starredBy ? { ...message, starredBy } : message
}

/** A message that nobody has answered can be followed too: it begins no thread by that. */
export function withFollower(message: Message, userId: string, follows: boolean): Message {
  const { thread = { replyCount: 0, followers: [] } } = message
  const followers = toggled(thread.followers, userId, follows)
  return followers ? { ...message, thread: { ...thread, followers } } : message
}

/** Nothing where it already is as wanted. */
function toggled(userIds: readonly string[], userId: string, wanted: boolean): readonly string[] | undefined {
  if (userIds.includes(userId) === wanted) return undefined
  return wanted ? [...userIds, userId] : userIds.filter((other) => other !== userId)
}

/** The membership without this thread in what is unread; the same one where it was not in it. */
export function withThreadRead<Of extends Pick<Membership, 'unreadThreads' | 'alert' | 'unread'>>(
  member: Of,
  threadId: string,
): Of {
  const { unreadThreads, ...rest } = member
  const left = withoutUnreadThread(unreadThreads, threadId)
  if (left === unreadThreads) return member
  return { ...rest, ...(left && { unreadThreads: left }), alert: member.alert && (!!left || member.unread > 0) } as Of
}

/** The membership at its new place; the same one where it was there already. */
export function withPlace<Of extends Pick<Membership, 'open' | 'alert' | 'favorite'>>(
  member: Of,
  { open = member.open, favorite = member.favorite ?? false }: { open?: boolean; favorite?: boolean },
): Of {
  const alert = open && member.alert
  if (open === member.open && alert === member.alert && favorite === (member.favorite ?? false)) return member
  const { favorite: _, ...rest } = member
  return { ...rest, open, alert, ...(favorite && { favorite: true }) } as Of
}
