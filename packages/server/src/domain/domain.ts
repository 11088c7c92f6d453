// The domain as its doors see it: one object, one member per area. Doors (methods, rest, ddp) call it and nothing else.
//
// Whatever a member does is in the store first and on the bus then. What a user may not do is thrown as a Refusal.

import { type Access, createAccess } from './access.ts'
import { type AccessTokens, createAccessTokens } from './access-tokens.ts'
import { type Activity, createActivity } from './activity.ts'
import { type Authentication, createAuthentication } from './authentication.ts'
import { type CatchUp, createCatchUp } from './catch-up.ts'
import { type Edition, editionOf } from './edition.ts'
import type { Ground } from './ground.ts'
import { createIds } from './ids.ts'
import { createLimiter, type Limiter, type LimiterMode } from './limiter.ts'
import { createLivechat, type Livechat, type LivechatOptions } from './livechat/livechat.ts'
import { createMarking, type Marking } from './marking.ts'
import { createMemberships, type Memberships } from './memberships.ts'
import { createMessages, type Messages } from './messages.ts'
import { createOwnStatus, type OwnStatus } from './own-status.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { createPresence, type Presence } from './presence.ts'
import { createReading, type Reading } from './reading.ts'
import { createRooms, type Rooms } from './rooms.ts'
import { createSecondFactor, type SecondFactor } from './second-factor.ts'
import { createSpotlight, type Spotlight } from './spotlight.ts'
import { createUploads, type Uploads } from './uploads.ts'
import { createUsers, type Users } from './users.ts'

export type { Ground } from './ground.ts'

export interface Domain {
  readonly ground: Ground
  /** Which Rocket.Chat this is. */
  readonly edition: Edition
  /** Which history `_seq` counts in, as the doors tell it; undefined where this server plays a release that has none. */
  readonly epoch: string | undefined
  /** Who is it? For DDP, REST and resume alike. */
  readonly authentication: Authentication
  /** Who may read and write which room. */
  readonly access: Access
  readonly secondFactor: SecondFactor
  /** What programs log in with. */
  readonly accessTokens: AccessTokens
  readonly users: Users
  readonly rooms: Rooms
  /** Joining, leaving, having read. */
  readonly memberships: Memberships
  readonly messages: Messages
  /** What is pinned, starred, followed, hidden. */
  readonly marking: Marking
  /** Older and particular messages. */
  readonly reading: Reading
  /** Files that users send. */
  readonly uploads: Uploads
  /** People and channels by a part of their names. */
  readonly spotlight: Spotlight
  /** What a client missed. */
  readonly catchUp: CatchUp
  /** Who is here. */
  readonly presence: Presence
  /** What a user wants to be seen as. */
  readonly ownStatus: OwnStatus
  /** Typing and its kin. */
  readonly activity: Activity
  readonly limiter: Limiter
  /** Visitors without an account, and who answers them. */
  readonly livechat: Livechat
}

export interface DomainOptions {
  readonly limits: LimiterMode
  /** How passwords are kept; argon2id unless told otherwise, as simulations do that log in by the thousand. */
  readonly passwords?: Passwords
  readonly livechat?: LivechatOptions
  /** Every generation at once, unless told otherwise. */
  readonly edition?: Edition
}

export function createDomain(ground: Ground, options: DomainOptions): Domain {
  const newId = createIds(ground.clock, ground.random)
  const passwords = options.passwords ?? createPasswords(ground.random)
  const edition = options.edition ?? editionOf()
  const secondFactor = createSecondFactor(ground, passwords, options.livechat?.mail)
  const access = createAccess(ground)
  const presence = createPresence(ground)
  const messages = createMessages(ground, newId, access, presence)
  return {
    ground,
    edition,
    epoch: edition.exact ? undefined : ground.store.epoch,
    access,
    presence,
    ownStatus: createOwnStatus(ground, presence),
    authentication: createAuthentication(ground, passwords, secondFactor),
    users: createUsers(ground, newId, passwords),
    rooms: createRooms(ground, newId),
    memberships: createMemberships(ground, newId, access, presence),
    messages,
    marking: createMarking(ground, newId, access),
    uploads: createUploads(ground, access, messages.send),
    secondFactor,
    accessTokens: createAccessTokens(ground),
    reading: createReading(ground, access),
    spotlight: createSpotlight(ground, presence),
    catchUp: createCatchUp(ground, access),
    activity: createActivity(ground, access, edition),
    limiter: createLimiter(options.limits, ground.clock),
    livechat: createLivechat(ground, newId, presence, options.livechat),
  }
}
