// The people and bots that have an account.

import type { Role, User } from './entities.ts'

export interface NewUser {
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
  create(user: NewUser): Promise<User>
}
