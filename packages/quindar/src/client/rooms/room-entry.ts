// A line of a list of rooms, made of the two documents that a server has about it: the room, and what one has to do with
// it. A server tells what it tells: what is not there is `undefined`, zero or `false`.
import type { Room as RoomDocument, Subscription as MembershipDocument } from '../../protocol/index.ts'
import type { Unsubscribe } from '../emitter.ts'
import { messageOf, type Message } from '../messages/message.ts'

/** `group`: private, for who was invited. `direct`: messages between two people or a few. `other`: calls, and what is newer. */
export type RoomKind = 'channel' | 'group' | 'direct' | 'livechat' | 'other'

/** A room that one is in: what it is, and what is new there. */
export interface JoinedRoom {
  readonly id: string
  readonly kind: RoomKind
  /** What to show: the name with its spaces and capitals; in direct messages the other's name, or the others' names. */
  readonly name: string
  /** The name as `#name` has it; absent in direct messages. */
  readonly slug?: string | undefined
  /** Direct messages of two: the other's username. */
  readonly username?: string | undefined
  /** Direct messages of two: the other's id, where the server tells it. */
  readonly userId?: string | undefined
  readonly topic?: string | undefined
  readonly announcement?: string | undefined
  /** A discussion: the room that it belongs to. */
  readonly parentId?: string | undefined
  /** How many are in it. */
  readonly memberCount?: number | undefined
  /** Messages that one has not seen, as the server counts them. */
  readonly unread: number
  /** Of the unread, how many name one, or everybody. */
  readonly mentions: number
  /** Threads that one follows with answers that one has not seen. */
  readonly unreadThreads: number
  /** Something is new, counted or not. */
  readonly alert: boolean
  /** Up to when everything has been seen; who has never looked: when one came in. */
  readonly readAt?: Date | undefined
  /** Absent where nothing was said, and where the server keeps no last messages. */
  readonly lastMessage?: Message | undefined
  /** When something was last said. */
  readonly activeAt?: Date | undefined
  /** Only some may write here. */
  readonly readOnly: boolean
  /**
   * May one write here, as far as a client can know? Not in an archived room, where one was muted, where one of two has
   * blocked the other; in a read-only room who was let, and owners, moderators and administrators. A server whose
   * permission `post-readonly` was changed knows better: what it refuses fails with its reason.
   */
  readonly mayWrite: boolean
  readonly archived: boolean
  /** Marked with a star. */
  readonly favourite: boolean
  /** Messages are encrypted from end to end: their texts cannot be read here. */
  readonly encrypted: boolean
  /** Taken off one's list until something is said there. */
  readonly hidden: boolean
  /** One is not to be notified. */
  readonly muted: boolean
  /** What one is in this room: `owner`, `moderator`, `leader`. */
  readonly roles: readonly string[]
  /** The two documents that the server sent, with all their fields. */
  readonly raw: { readonly room: RoomDocument | undefined; readonly membership: MembershipDocument }
}

/** The rooms that one is in. */
export interface RoomList {
  /** All of them, the one that something was last said in first. The same array until something changes. */
  getSnapshot(): readonly JoinedRoom[]
  subscribe(listener: () => void): Unsubscribe
  /** By its id. */
  find(roomId: string): JoinedRoom | undefined
}

/** Who looks at the list. */
export interface Reader {
  readonly id: string
  readonly username?: string | undefined
  readonly roles?: readonly string[] | undefined
}

const KINDS: { readonly [type: string]: RoomKind } = { c: 'channel', p: 'group', d: 'direct', l: 'livechat' }

export function roomKindOf(type: string): RoomKind {
  return KINDS[type] ?? 'other'
}

/** Who has the permission `post-readonly` until somebody changes it. */
const WRITERS = ['admin', 'owner', 'moderator']

/** @param room Absent while only the membership has arrived. */
export function roomEntry(membership: MembershipDocument, room: RoomDocument | undefined, me: Reader): JoinedRoom {
  const { rid, t, name, unread, userMentions, groupMentions, alert, ls, ts, f, open, disableNotifications } = membership
  const kind = roomKindOf(t)
  const isDirect = kind === 'direct'
  const pair = isDirect && (room?.usernames ?? []).filter((username) => username !== me.username).length <= 1
  const lastMessage = room?.lastMessage && messageOf(room.lastMessage)
  const archived = membership.archived === true || room?.archived === true
  return {
    id: rid,
    kind,
    name: text(membership.fname) ?? text(name) ?? text(room?.fname) ?? text(room?.name) ?? rid,
    slug: isDirect ? undefined : (text(name) ?? text(room?.name)),
    ...(pair && { username: text(name), userId: otherOf(rid, room, me.id) }),
    topic: text(room?.topic),
    announcement: text(room?.announcement),
    parentId: text(room?.prid ?? membership['prid']),
    memberCount: room?.usersCount,
    unread: count(unread),
    mentions: count(userMentions) + count(groupMentions),
    unreadThreads: list(membership.tunread).length,
    alert: alert === true || count(unread) > 0,
    readAt: ls ?? ts,
    lastMessage,
    activeAt: room?.lm ?? lastMessage?.at,
    readOnly: room?.ro === true,
    mayWrite: !archived && mayWrite(membership, room, me),
    archived,
    favourite: f === true,
    encrypted: room?.encrypted === true,
    hidden: open === false,
    muted: disableNotifications === true,
    roles: list(membership.roles),
    raw: { room, membership },
  }
}

/** Source: what `sendMessage` refuses, `You_have_been_muted` and `room_is_blocked` among it. */
function mayWrite(membership: MembershipDocument, room: RoomDocument | undefined, me: Reader): boolean {
  const among = (usernames: unknown): boolean => list(usernames).some((username) => username === me.username)
  if (membership['blocked'] || membership['blocker'] || among(room?.muted)) return false
  if (membership.t === 'l') return room?.['open'] !== false
  if (room?.ro !== true || among(room['unmuted'])) return true
  return WRITERS.some((role) => list(membership.roles).includes(role) || me.roles?.includes(role))
}

/** The id of a room of two is made of both users' ids, in whichever order. */
function otherOf(roomId: string, room: RoomDocument | undefined, me: string): string | undefined {
  const told = room?.uids?.find((id) => id !== me)
  if (told !== undefined) return told
  const rest = roomId.startsWith(me) ? roomId.slice(me.length) : roomId.endsWith(me) ? roomId.slice(0, -me.length) : ''
  return rest || undefined
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? (value as string[]) : []
}

function count(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}
