// The people and bots that have an account.

import type { Role, User } from './entities.ts'
import type { Ground } from './ground.ts'
import type { NewId } from './ids.ts'
import type { Passwords } from './passwords.ts'
import { Refusal } from './refusal.ts'

interface NewUser {
  readonly id?: string
  readonly username: string
  readonly name: string
  readonly email?: string
  readonly roles: readonly Role[]
  readonly type?: User['type']
  /** The lower-case hex SHA-256 of the password. */
  readonly passwordDigest: string
}

export interface Users {
  byId(id: string): Promise<User | undefined>
  byUsername(username: string): Promise<User | undefined>
  byIds(ids: readonly string[]): Promise<readonly User[]>
  /** @throws Refusal `error-field-unavailable` when the username or the address is somebody else's. */
  create(user: NewUser): Promise<User>
}

export function createUsers({ store, bus, clock }: Ground, newId: NewId, passwords: Passwords): Users {
  return {
    byId: (id) => store.user({ id }),
    byUsername: (username) => store.user({ username }),
    byIds: (ids) => store.users({ ids }),
    async create(wanted) {
      const passwordHash = await passwords.hash(wanted.passwordDigest)
      const now = clock.now()
      const user: User = {
        id: wanted.id ?? newId(),
        username: wanted.username,
        name: wanted.name,
        emails: wanted.email === undefined ? [] : [{ address: wanted.email, verified: false }],
        roles: wanted.roles,
        active: true,
        type: wanted.type ?? 'user',
        statusDefault: 'online',
        statusText: '',
        createdAt: now,
        updatedAt: now,
      }
      const answer = await store.createUser({ user, passwordHash })
      switch (answer.outcome) {
        case 'created':
          bus.publish({ type: 'user', user: answer.user })
          return answer.user
        case 'email-taken':
          throw new Refusal('error-field-unavailable', `${wanted.email} is already in use`)
        case 'username-taken':
        case 'id-taken':
          throw new Refusal('error-field-unavailable', `${wanted.username} is already in use`)
      }
    },
  }
}
