// The second factor, tokens for programs, tokens that log in once.

import { describe, expect, test } from 'vitest'
import type { AccessToken } from '../../../src/store/accounts.ts'
import type { Store } from '../../../src/store/port.ts'
import { addUsers, type OpenStore } from '../world.ts'

export function describeAccounts(open: OpenStore): void {
  async function two(): Promise<Store> {
    const store = await open()
    await addUsers(store, 'alice', 'bob')
    return store
  }
  const token = (name: string, more: Partial<AccessToken> = {}): AccessToken => ({
    name,
    tokenHash: `hash of ${name}`,
    lastPart: 'abcdef',
    bypassesSecondFactor: false,
    createdAt: 100,
    ...more,
  })

  describe('a second factor', () => {
    test('is kept, changed and taken away', async () => {
      const store = await two()
      expect(await store.secondFactor({ userId: 'id-alice' })).toBeUndefined()
      const factor = { secret: 'S', pendingSecret: 'P', backupHashes: ['1', '2'] }
      await store.setSecondFactor({ userId: 'id-alice', factor })
      expect(await store.secondFactor({ userId: 'id-alice' })).toEqual(factor)
      expect(await store.secondFactor({ userId: 'id-bob' })).toBeUndefined()
      await store.setSecondFactor({ userId: 'id-alice', factor: { backupHashes: [] } })
      expect(await store.secondFactor({ userId: 'id-alice' })).toEqual({ backupHashes: [] })
      await store.setSecondFactor({ userId: 'id-alice', factor: null })
      expect(await store.secondFactor({ userId: 'id-alice' })).toBeUndefined()
    })

    test('has codes that work once', async () => {
      const store = await two()
      await store.setSecondFactor({ userId: 'id-alice', factor: { secret: 'S', backupHashes: ['1', '2'] } })
      expect(await store.spendBackupCode({ userId: 'id-alice', codeHash: '3' })).toEqual({ spent: false, left: 2 })
      expect(await store.spendBackupCode({ userId: 'id-alice', codeHash: '1' })).toEqual({ spent: true, left: 1 })
      expect(await store.spendBackupCode({ userId: 'id-alice', codeHash: '1' })).toEqual({ spent: false, left: 1 })
      expect(await store.spendBackupCode({ userId: 'id-bob', codeHash: '2' })).toEqual({ spent: false, left: 0 })
      expect(await store.secondFactor({ userId: 'id-alice' })).toEqual({ secret: 'S', backupHashes: ['2'] })
    })
  })

  describe('tokens for programs', () => {
    test('are login tokens with a name, one of each name', async () => {
      const store = await two()
      const add = (userId: string, one: AccessToken) => store.addAccessToken({ userId, token: one, expiresAt: 999 })
      expect(await add('id-alice', token('bot', { bypassesSecondFactor: true }))).toEqual({ outcome: 'added' })
      expect(await add('id-alice', token('backup'))).toEqual({ outcome: 'added' })
      expect(await add('id-alice', token('bot', { tokenHash: 'other' }))).toEqual({ outcome: 'name-taken' })
      expect(await add('id-bob', token('bot', { tokenHash: 'bob’s' }))).toEqual({ outcome: 'added' })
      expect(await store.accessTokens({ userId: 'id-alice' })).toEqual([
        token('backup'),
        token('bot', { bypassesSecondFactor: true }),
      ])
      const known = await store.loginToken({ tokenHash: 'hash of bot' })
      expect(known).toMatchObject({ user: { id: 'id-alice' }, createdAt: 100, expiresAt: 999 })
      await store.addLoginToken({ userId: 'id-alice', tokenHash: 'login', createdAt: 200, expiresAt: 300 })
      expect(await store.accessTokens({ userId: 'id-alice' })).toHaveLength(2)
    })

    test('go by their name, or with all others', async () => {
      const store = await two()
      for (const name of ['a', 'b']) {
        await store.addAccessToken({ userId: 'id-alice', token: token(name), expiresAt: 999 })
      }
      expect(await store.removeAccessToken({ userId: 'id-bob', name: 'a' })).toEqual({ tokenHash: undefined })
      expect(await store.removeAccessToken({ userId: 'id-alice', name: 'a' })).toEqual({ tokenHash: 'hash of a' })
      expect(await store.removeAccessToken({ userId: 'id-alice', name: 'a' })).toEqual({ tokenHash: undefined })
      expect(await store.loginToken({ tokenHash: 'hash of a' })).toBeUndefined()
      expect(await store.removeLoginTokens({ userId: 'id-alice' })).toEqual({ removed: 1 })
      expect(await store.accessTokens({ userId: 'id-alice' })).toEqual([])
    })
  })

  describe('a token that logs in once', () => {
    test('is taken once, in time', async () => {
      const store = await two()
      const add = (tokenHash: string, expiresAt: number, at: number) =>
        store.addOneShotToken({ userId: 'id-alice', tokenHash, expiresAt, at })
      const take = async (tokenHash: string, at: number) => (await store.takeOneShotToken({ tokenHash, at })).userId
      await add('x', 100, 0)
      await add('y', 100, 0)
      expect(await take('z', 50)).toBeUndefined()
      expect(await take('x', 99)).toBe('id-alice')
      expect(await take('x', 99)).toBeUndefined()
      expect(await take('y', 100)).toBeUndefined()
      await add('late', 200, 100)
      await add('later', 300, 200)
      expect(await take('late', 150)).toBeUndefined()
      expect(await take('later', 299)).toBe('id-alice')
    })
  })
}
