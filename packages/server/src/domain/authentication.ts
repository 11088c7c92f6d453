// Who is it? One door for DDP, REST and resume.

import type { User } from './entities.ts'

export type UserSelector = { readonly id: string } | { readonly username: string } | { readonly email: string }

export type LoginRequest =
  /** `digest` is the lower-case hex SHA-256 of the password. */
  | { readonly how: 'password'; readonly user: UserSelector; readonly digest: string }
  /** `userId` where the asker also names who he is (REST): the token has to be that user's. */
  | { readonly how: 'resume'; readonly token: string; readonly userId?: string }

export interface Login {
  readonly user: User
  readonly how: 'password' | 'resume'
  readonly token: string
  readonly tokenHash: string
  readonly expiresAt: number
}

export interface Authentication {
  /** @throws LoginRefusal (login-refusal.ts); Refusal `error-user-is-not-activated`, `too-many-requests`. */
  authenticate(request: LoginRequest, meta: { readonly remoteAddress: string }): Promise<Login>
  /** Ends a login; without `tokenHash` all of the user's. Sessions that live by it hear `tokens-revoked`. */
  revoke(userId: string, tokenHash?: string): Promise<void>
}
