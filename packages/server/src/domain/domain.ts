// The domain as its doors see it: one object, one member per area. Doors (methods, rest, ddp) call it and nothing else.
//
// Whatever a member does is in the store first and on the bus then. What a user may not do is thrown as a Refusal.

import type { Access } from './access.ts'
import type { Activity } from './activity.ts'
import type { Authentication } from './authentication.ts'
import type { Ground } from './ground.ts'
import type { Limiter } from './limiter.ts'
import type { Memberships } from './memberships.ts'
import type { Messages } from './messages.ts'
import type { Presence } from './presence.ts'
import type { Rooms } from './rooms.ts'
import type { Users } from './users.ts'

export type { Ground } from './ground.ts'

export interface Domain {
  readonly ground: Ground
  /** Who is it? For DDP, REST and resume alike. */
  readonly authentication: Authentication
  /** Who may read and write which room. */
  readonly access: Access
  readonly users: Users
  readonly rooms: Rooms
  /** Joining, leaving, having read. */
  readonly memberships: Memberships
  readonly messages: Messages
  /** Who is here. */
  readonly presence: Presence
  /** Typing and its kin. */
  readonly activity: Activity
  readonly limiter: Limiter
}
