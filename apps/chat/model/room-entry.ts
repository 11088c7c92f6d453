// A line of the room list, made of the two documents that a server has about it: the room, and what one has to do with
// it. The one file of this page that reads the wire's own words, because the client has no list of rooms yet.
import type { Room as RoomDocument, Subscription as MembershipDocument } from 'quindar/protocol'

export type RoomKind = 'channel' | 'group' | 'direct' | 'other'

export interface RoomEntry {
  readonly id: string
  readonly kind: RoomKind
  /** What to show: a channel's name without `#`, the other's name, the others' names. */
  readonly name: string
  /** Direct messages of two: the other's username. */
  readonly username?: string | undefined
  /** Direct messages of two: the other's id, where the server tells it. */
  readonly peerId?: string | undefined
  readonly topic?: string | undefined
  readonly archived: boolean
  readonly encrypted: boolean
  readonly members?: number | undefined
  readonly unread: number
  /** Of the unread, how many name one; everything in a direct message does. */
  readonly mentions: number
  /** Something new, counted or not. */
  readonly alert: boolean
  /** Up to when everything has been seen. */
  readonly readAt?: Date | undefined
}

const KINDS: Readonly<Record<string, RoomKind>> = { c: 'channel', p: 'group', d: 'direct' }

/**
 * @param room Absent while only the membership has arrived.
 * @param me One's own id and username.
 */
export function roomEntry(
  membership: MembershipDocument,
  room: RoomDocument | undefined,
  me: { readonly id: string; readonly username: string | undefined },
): RoomEntry {
  const kind = KINDS[membership.t] ?? 'other'
  const others = (room?.usernames ?? []).filter((username) => username !== me.username)
  const pair = kind === 'direct' && others.length <= 1
  return {
    id: membership.rid,
    kind,
    name: nameOf(membership, room),
    ...(pair && { username: membership.name, peerId: peerOf(membership, room, me.id) }),
    topic: text(room?.topic),
    archived: membership.archived === true || room?.archived === true,
    encrypted: room?.encrypted === true,
    members: room?.usersCount,
    unread: count(membership.unread),
    mentions: count(membership.userMentions) + count(membership.groupMentions),
    alert: membership.alert === true || count(membership.unread) > 0,
    // Who has never looked has read nothing since coming in.
    readAt: membership.ls ?? membership.ts,
  }
}

function nameOf({ fname, name, rid }: MembershipDocument, room: RoomDocument | undefined): string {
  return text(fname) ?? text(name) ?? text(room?.fname) ?? text(room?.name) ?? rid
}

/** The id of a room of two is made of both users' ids, in whichever order. */
function peerOf({ rid }: MembershipDocument, room: RoomDocument | undefined, me: string): string | undefined {
  const told = room?.uids?.find((id) => id !== me)
  if (told !== undefined) return told
  const rest = rid.startsWith(me) ? rid.slice(me.length) : rid.endsWith(me) ? rid.slice(0, -me.length) : ''
  return rest || undefined
}

function count(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}
