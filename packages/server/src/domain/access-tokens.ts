// Tokens that a user makes for his programs: they log in like login tokens, never expire, and go when he says so.

import type { User } from './entities.ts'
import type { Ground } from './ground.ts'
import { hashLoginToken, newLoginToken } from './login-tokens.ts'
import { Refusal } from './refusal.ts'

export interface AccessTokens {
  /** Answers the token, which nobody can read a second time. @throws Refusal `error-token-already-exists` */
  generate(user: User, name: string, bypassesSecondFactor: boolean): Promise<string>
  /** Another token under the same name. @throws Refusal `error-token-does-not-exists` */
  regenerate(user: User, name: string): Promise<string>
  remove(user: User, name: string): Promise<void>
  list(
    user: User,
  ): Promise<readonly { name: string; lastPart: string; bypassesSecondFactor: boolean; createdAt: number }[]>
}

/** The latest time there is. */
export const NEVER = 8.64e15
const LAST_PART = 6

export function createAccessTokens({ store, bus, clock, random }: Ground): AccessTokens {
  async function add(user: User, name: string, bypassesSecondFactor: boolean): Promise<string> {
    const token = newLoginToken(random)
    const tokenHash = hashLoginToken(token)
    const lastPart = token.slice(-LAST_PART)
    const { outcome } = await store.addAccessToken({
      userId: user.id,
      token: { name, tokenHash, lastPart, bypassesSecondFactor, createdAt: clock.now() },
      expiresAt: NEVER,
    })
    if (outcome === 'name-taken') {
      throw new Refusal('error-token-already-exists', 'A token with this name already exists')
    }
    return token
  }

  async function take(user: User, name: string): Promise<void> {
    const { tokenHash } = await store.removeAccessToken({ userId: user.id, name })
    if (tokenHash === undefined) throw new Refusal('error-token-does-not-exists', 'Token does not exist')
    bus.publish({ type: 'tokens-revoked', userId: user.id, tokenHash })
  }

  return {
    generate: add,
    remove: take,
    async regenerate(user, name) {
      const before = (await store.accessTokens({ userId: user.id })).find((token) => token.name === name)
      await take(user, name)
      return add(user, name, before?.bypassesSecondFactor ?? false)
    },
    list: async (user) =>
      (await store.accessTokens({ userId: user.id })).map(({ name, lastPart, bypassesSecondFactor, createdAt }) => ({
        name,
        lastPart,
        bypassesSecondFactor,
        createdAt,
      })),
  }
}
