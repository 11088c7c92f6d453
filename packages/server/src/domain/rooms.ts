// Rooms: finding, listing, making them.

import type { Membership, Room, RoomType, User } from './entities.ts'

export interface NewRoom {
  readonly type: 'channel' | 'group'
  readonly name: string
  readonly usernames: readonly string[]
  readonly readOnly: boolean
  readonly topic?: string
  readonly customFields?: Readonly<Record<string, unknown>>
}

export interface Rooms {
  /** What this user is a member of: what a session has to watch. */
  idsOf(userId: string): Promise<readonly string[]>
  /** With `since`: what changed at or after that time, and what was lost. */
  of(
    userId: string,
    since?: number,
  ): Promise<{ rooms: readonly Room[]; removed: readonly { roomId: string; at: number }[] }>
  membershipsOf(
    userId: string,
    since?: number,
  ): Promise<{
    memberships: readonly Membership[]
    removed: readonly { membershipId: string; roomId: string; at: number }[]
  }>
  /** A room by its id or, failing that, its name. */
  byIdOrName(idOrName: string): Promise<Room | undefined>
  /** A direct room is found by its id or by the other's username. */
  byTypeAndName(user: User, type: RoomType, name: string): Promise<Room | undefined>
  channels(page: { filter?: string; offset: number; limit: number }): Promise<{ rooms: readonly Room[]; total: number }>
  create(creator: User, room: NewRoom): Promise<Room>
  /** The direct room of this user and these usernames, made if there is none. */
  openDirect(user: User, usernames: readonly string[]): Promise<Room>
}
