// Who is it? One door for DDP, REST and resume, so that what bars one way bars them all.

import type { User } from './entities.ts'
import type { Ground } from './ground.ts'
import { LoginRefusal } from './login-refusal.ts'
import { hashLoginToken, LOGIN_TOKEN_LIFE_MS, newLoginToken } from './login-tokens.ts'
import type { Passwords } from './passwords.ts'
import { Refusal } from './refusal.ts'
import type { SecondFactor } from './second-factor.ts'

type UserSelector = { readonly id: string } | { readonly username: string } | { readonly email: string }

export type LoginRequest =
  /** `digest` is the lower-case hex SHA-256 of the password. */
  | {
      readonly how: 'password'
      readonly user: UserSelector
      readonly digest: string
      /** The second factor's, where the user has one. */
      readonly code?: string
    }
  /** `userId` where the asker also names who he is (REST): the token has to be that user's. */
  | { readonly how: 'resume'; readonly token: string; readonly userId?: string }
  /** A token that logs in once. */
  | { readonly how: 'once'; readonly token: string }

interface Login {
  readonly user: User
  readonly how: 'password' | 'resume'
  readonly token: string
  readonly tokenHash: string
  readonly expiresAt: number
}

export interface Authentication {
  /**
   * @throws LoginRefusal; Refusal `error-user-is-not-activated`, `too-many-requests`, `totp-required`, `totp-invalid` or
   * `totp-max-attempts`.
   */
  authenticate(request: LoginRequest): Promise<Login>
  /** A token with which this user is logged in once, soon: for whoever has proven elsewhere who he is. */
  newOneShotToken(userId: string): Promise<string>
  /** Ends a login; without `tokenHash` all of the user's. Sessions that live by it hear `tokens-revoked`. */
  revoke(userId: string, tokenHash?: string): Promise<void>
}

/** How long a token may wait that logs in once. */
const ONE_SHOT_LIFE_MS = 5 * 60 * 1_000

export function createAuthentication(
  { store, bus, clock, random }: Ground,
  passwords: Passwords,
  secondFactor: SecondFactor,
): Authentication {
  async function byPassword(selector: UserSelector, digest: string, code: string | undefined): Promise<Login> {
    const known = await store.credentials(selector)
    const fits = await passwords.matches(known?.passwordHash, digest)
    if (!known || !fits) throw new LoginRefusal('credentials')
    refuseDeactivated(known.user)
    await secondFactor.demandAtLogin(known.user, code)
    return begin(known.user)
  }

  async function byOneShot(token: string): Promise<Login> {
    const { userId } = await store.takeOneShotToken({ tokenHash: hashLoginToken(token), at: clock.now() })
    const user = userId === undefined ? undefined : await store.user({ id: userId })
    if (!user) throw new LoginRefusal('token-unknown')
    refuseDeactivated(user)
    return begin(user)
  }

  async function begin(user: User): Promise<Login> {
    const token = newLoginToken(random)
    const tokenHash = hashLoginToken(token)
    const createdAt = clock.now()
    const expiresAt = createdAt + LOGIN_TOKEN_LIFE_MS
    await store.addLoginToken({ userId: user.id, tokenHash, createdAt, expiresAt })
    return { user, how: 'password', token, tokenHash, expiresAt }
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
    authenticate(request) {
      switch (request.how) {
        case 'password':
          return byPassword(request.user, request.digest, request.code)
        case 'resume':
          return byToken(request.token, request.userId)
        case 'once':
          return byOneShot(request.token)
      }
    },
    async newOneShotToken(userId) {
      const token = newLoginToken(random)
      const at = clock.now()
      await store.addOneShotToken({ userId, tokenHash: hashLoginToken(token), expiresAt: at + ONE_SHOT_LIFE_MS, at })
      return token
    },
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
