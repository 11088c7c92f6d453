// Rooms: finding and listing them.

import type { Membership, Room, RoomType, User } from './entities.ts'
import type { Ground } from './ground.ts'
import type { NewId } from './ids.ts'
import { createRoomMaking, directRoomId, type RoomMaking } from './room-making.ts'

export interface Rooms extends RoomMaking {
  /** What this user is a member of: what a session has to watch. */
  idsOf(userId: string): Promise<readonly string[]>
  /** With `since`: what changed after that time, and what was lost. What is of just that time was told before. */
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
  /** Any room also by its id; a direct room by the other's username. */
  byTypeAndName(user: User, type: RoomType, name: string): Promise<Room | undefined>
  /** Public channels by name. */
  channels(page: { filter?: string; offset: number; limit: number }): Promise<{ rooms: readonly Room[]; total: number }>
}

export function createRooms(ground: Ground, newId: NewId): Rooms {
  const { store } = ground

  async function directWith(user: User, username: string): Promise<Room | undefined> {
    const other = await store.user({ username })
    return other && store.room({ id: directRoomId([user.id, other.id]) })
  }

  return {
    ...createRoomMaking(ground, newId),
    async idsOf(userId) {
      const { memberships } = await store.membershipsOf({ userId })
      return memberships.map(({ roomId }) => roomId)
    },
    of: (userId, since) => store.roomsOf({ userId, ...after(since) }),
    membershipsOf: (userId, since) => store.membershipsOf({ userId, ...after(since) }),
    byIdOrName: async (idOrName) => (await store.room({ id: idOrName })) ?? store.room({ name: idOrName }),
    async byTypeAndName(user, type, name) {
      const room = type === 'direct' ? await directWith(user, name) : await store.room({ name, type })
      if (room) return room
      const byId = await store.room({ id: name })
      return byId?.type === type ? byId : undefined
    },
    channels: (page) => store.channels(page),
  }
}

/** The store counts in milliseconds, and means from that one on. */
function after(since: number | undefined): { since?: number } {
  return since === undefined ? {} : { since: since + 1 }
}
