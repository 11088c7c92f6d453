// Finding people and channels by a part of their names, while somebody types it.

import type { PresenceStatus, Room, User } from './entities.ts'
import type { Ground } from './ground.ts'
import { may } from './permissions.ts'
import type { Presence } from './presence.ts'

interface Wanted {
  readonly users: boolean
  readonly rooms: boolean
  readonly exceptUsernames: readonly string[]
}

export interface Spotlight {
  /** `#` before the text looks for channels alone, `@` for users alone. Channels that the asker is in are left out. */
  (
    user: User,
    text: string,
    wanted: Wanted,
  ): Promise<{ users: readonly (User & { readonly status: PresenceStatus })[]; rooms: readonly Room[] }>
}

/** As many of each as Rocket.Chat suggests. */
const SUGGESTIONS = 5

export function createSpotlight({ store }: Pick<Ground, 'store'>, presence: Presence): Spotlight {
  return async (user, text, { users, rooms, exceptUsernames }) => {
    const part = text.trim().replace(/^[@#]/, '')
    const seeksUsers = users && !text.startsWith('#')
    const seeksRooms = rooms && !text.startsWith('@') && may(user, 'view-c-room')
    const [foundUsers, foundRooms] = await Promise.all([
      seeksUsers ? store.findUsers({ part, exceptUsernames, limit: SUGGESTIONS }) : [],
      seeksRooms ? store.findChannels({ part, exceptMemberId: user.id, limit: SUGGESTIONS }) : [],
    ])
    return { users: foundUsers.map((one) => ({ ...one, status: presence.statusOf(one.id) })), rooms: foundRooms }
  }
}
