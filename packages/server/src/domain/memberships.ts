// Who belongs to a room: joining, leaving, having read, the list of members.

import type { PresenceStatus, User } from './entities.ts'

export interface Memberships {
  join(user: User, roomId: string): Promise<void>
  leave(user: User, roomId: string): Promise<void>
  markRead(user: User, roomId: string): Promise<void>
  list(
    user: User,
    roomId: string,
    page: { showOffline: boolean; filter: string; offset: number; limit: number },
  ): Promise<{ users: readonly (User & { readonly status: PresenceStatus })[]; total: number }>
}
