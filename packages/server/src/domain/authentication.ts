// Who is it? One door for DDP, REST and resume, so that what bars one way bars them all.

import type { User } from './entities.ts'
import type { Ground } from './ground.ts'
import { LoginRefusal } from './login-refusal.ts'
import { hashLoginToken, LOGIN_TOKEN_LIFE_MS, newLoginToken } from './login-tokens.ts'
import type { Passwords } from './passwords.ts'
import { Refusal } from './refusal.ts'

type UserSelector = { readonly id: string } | { readonly username: string } | { readonly email: string }

export type LoginRequest =
  /** `digest` is the lower-case hex SHA-256 of the password. */
  | { readonly how: 'password'; readonly user: UserSelector; readonly digest: string }
  /** `userId` where the asker also names who he is (REST): the token has to be that user's. */
  | { readonly how: 'resume'; readonly token: string; readonly userId?: string }

interface Login {
  readonly user: User
  readonly how: 'password' | 'resume'
  readonly token: string
  readonly tokenHash: string
  readonly expiresAt: number
}

export interface Authentication {
  /** @throws LoginRefusal; Refusal `error-user-is-not-activated` or `too-many-requests`. */
  authenticate(request: LoginRequest): Promise<Login>
  /** Ends a login; without `tokenHash` all of the user's. Sessions that live by it hear `tokens-revoked`. */
  revoke(userId: string, tokenHash?: string): Promise<void>
}

export function createAuthentication({ store, bus, clock, random }: Ground, passwords: Passwords): Authentication {
  async function byPassword(selector: UserSelector, digest: string): Promise<Login> {
    const known = await store.credentials(selector)
    const fits = await passwords.matches(known?.passwordHash, digest)
    if (!known || !fits) throw new LoginRefusal('credentials')
    refuseDeactivated(known.user)
    const token = newLoginToken(random)
    const tokenHash = hashLoginToken(token)
    const createdAt = clock.now()
    const expiresAt = createdAt + LOGIN_TOKEN_LIFE_MS
    await store.addLoginToken({ userId: known.user.id, tokenHash, createdAt, expiresAt })
    return { user: known.user, how: 'password', token, tokenHash, expiresAt }
  }

  async function byToken(token: string, userId: string | undefined): Promise<Login> {
    const tokenHash = hashLoginToken(token)
    const known = await store.loginToken({ tokenHash })
    if (!known || (userId !== undefined && known.user.id !== userId)) throw new LoginRefusal('token-unknown')
    if (known.expiresAt <= clock.now()) throw new LoginRefusal('token-expired')
    refuseDeactivated(known.user)
    return { user: known.user, how: 'resume', token, tokenHash, expiresAt: known.expiresAt }
  }

  return {
    authenticate: (request) =>
      request.how === 'password' ? byPassword(request.user, request.digest) : byToken(request.token, request.userId),
    async revoke(userId, tokenHash) {
      const which = tokenHash === undefined ? {} : { tokenHash }
      await store.removeLoginTokens({ userId, ...which })
      bus.publish({ type: 'tokens-revoked', userId, ...which })
    },
  }
}

/** Only who has proven who he is learns that the account is closed. */
function refuseDeactivated(user: User): void {
  if (!user.active) throw new Refusal('error-user-is-not-activated', 'User is not activated')
}
