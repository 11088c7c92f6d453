// Users, credentials, login tokens, marks.

import { describe, expect, test } from 'vitest'
import { StoreFailure } from '../../../src/store/port.ts'
import { addUsers, user, type OpenStore } from '../world.ts'

export function describeUsers(open: OpenStore): void {
  describe('users', () => {
    const emails = [
      { address: 'Alice@Example.org', verified: true },
      { address: 'a@example.org', verified: false },
    ]

    test('are found by id, and by username and address in any case', async () => {
      const store = await open()
      const alice = user('alice', { username: 'Alice', emails })
      expect(await store.createUser({ user: alice })).toEqual({ outcome: 'created', user: alice })
      for (const key of [
        { id: 'id-alice' },
        { username: 'Alice' },
        { username: 'aLICE' },
        { email: 'alice@example.ORG' },
        { email: 'A@example.org' },
      ]) {
        expect(await store.user(key)).toEqual(alice)
      }
      for (const key of [{ id: 'ID-ALICE' }, { id: 'alice' }, { username: 'alic' }, { email: 'alice' }, { id: '' }]) {
        expect(await store.user(key)).toBeUndefined()
      }
    })

    test('are refused when the id, the username or an address is taken, in this order, and nothing is kept', async () => {
      const store = await open()
      const alice = user('alice', { emails })
      await store.createUser({ user: alice })
      const taken = [{ address: 'new@example.org', verified: true }, ...emails]
      expect(await store.createUser({ user: user('ALICE', { id: 'id-alice', emails }) })).toEqual({
        outcome: 'id-taken',
      })
      expect(await store.createUser({ user: user('ALICE', { emails }) })).toEqual({ outcome: 'username-taken' })
      expect(await store.createUser({ user: user('bob', { emails: taken }) })).toEqual({ outcome: 'email-taken' })
      expect(await store.user({ id: 'id-bob' })).toBeUndefined()
      expect(await store.user({ email: 'new@example.org' })).toBeUndefined()
      expect(await store.user({ id: 'id-alice' })).toEqual(alice)
    })

    test('have names in every script, one name whatever its composition', async () => {
      const store = await open()
      const composed = 'Jos\u00e9'
      const decomposed = 'jose\u0301'
      await store.createUser({ user: user(composed, { id: 'u1', name: '小明 🎈' }) })
      await store.createUser({ user: user('ДМИТРИЙ', { id: 'u2' }) })
      expect((await store.user({ username: decomposed }))?.id).toBe('u1')
      expect((await store.user({ username: 'дмитрий' }))?.id).toBe('u2')
      expect((await store.user({ id: 'u1' }))?.name).toBe('小明 🎈')
      expect((await store.user({ id: 'u1' }))?.username).toBe(composed)
      expect(await store.createUser({ user: user(decomposed, { id: 'u3' }) })).toEqual({ outcome: 'username-taken' })
    })

    test('come as a list by username, each once, without those that do not exist', async () => {
      const store = await open()
      await addUsers(store, 'carol', 'alice', 'Bob')
      const ids = ['id-carol', 'id-nobody', 'id-Bob', 'id-alice', 'id-carol']
      const byId = await store.users({ ids })
      expect(byId.map((found) => found.username)).toEqual(['alice', 'Bob', 'carol'])
      const byName = await store.users({ usernames: ['BOB', 'carol', 'bob', 'x'] })
      expect(byName).toEqual([user('Bob'), user('carol')])
      expect(await store.users({ ids: [] })).toEqual([])
    })

    test('whose names look like operators or patterns are just names', async () => {
      const store = await open()
      const names = ["' OR 1=1 --", '{"$ne":null}', '%', '_', '\\', '__proto__', 'constructor', '"', '?1']
      for (const name of names) await store.createUser({ user: user(name) })
      for (const name of names) {
        expect((await store.user({ username: name }))?.id).toBe(`id-${name}`)
        expect(await store.users({ usernames: [name] })).toHaveLength(1)
      }
      expect(await store.users({ usernames: ['$ne', '%%', ''] })).toEqual([])
    })

    test('do not change when what was handed in or out is changed', async () => {
      const store = await open()
      const alice = { ...user('alice'), emails: [{ address: 'a@example.org', verified: false }] }
      const created = await store.createUser({ user: alice })
      alice.emails.push({ address: 'b@example.org', verified: true })
      const first = created.outcome === 'created' ? created.user : undefined
      Object.assign(first ?? {}, { name: 'somebody else' })
      Object.assign((await store.user({ id: 'id-alice' })) ?? {}, { name: 'somebody else' })
      const kept = await store.user({ id: 'id-alice' })
      expect(kept).toEqual(user('alice', { emails: [{ address: 'a@example.org', verified: false }] }))
    })
  })

  describe('credentials', () => {
    test('are the hash of the password, or that there is none', async () => {
      const store = await open()
      await store.createUser({ user: user('alice'), passwordHash: 'hash-1' })
      await store.createUser({ user: user('bob') })
      expect(await store.credentials({ username: 'ALICE' })).toEqual({ user: user('alice'), passwordHash: 'hash-1' })
      expect(await store.credentials({ id: 'id-bob' })).toEqual({ user: user('bob'), passwordHash: undefined })
      expect(await store.credentials({ email: 'x@y' })).toBeUndefined()
      expect(await store.user({ id: 'id-alice' })).not.toHaveProperty('passwordHash')
    })

    test('change with the user’s updatedAt; for nobody, nothing happens', async () => {
      const store = await open()
      await store.createUser({ user: user('alice'), passwordHash: 'hash-1' })
      await store.createUser({ user: user('bob'), passwordHash: 'hash-b' })
      expect(await store.setPasswordHash({ userId: 'id-alice', passwordHash: 'hash-2', at: 20 })).toBeUndefined()
      expect(await store.setPasswordHash({ userId: 'id-nobody', passwordHash: 'x', at: 20 })).toBeUndefined()
      const changed = user('alice', { updatedAt: 20 })
      expect(await store.credentials({ id: 'id-alice' })).toEqual({ user: changed, passwordHash: 'hash-2' })
      expect(await store.credentials({ id: 'id-bob' })).toEqual({ user: user('bob'), passwordHash: 'hash-b' })
    })
  })

  describe('the status of a user', () => {
    test('changes in either part alone, and moves updatedAt only when it changes', async () => {
      const store = await open()
      await addUsers(store, 'alice')
      const away = user('alice', { statusDefault: 'away', updatedAt: 20 })
      expect(await store.setStatus({ userId: 'id-alice', statusDefault: 'away', at: 20 })).toEqual({ user: away })
      expect(await store.setStatus({ userId: 'id-alice', statusDefault: 'away', at: 30 })).toEqual({ user: away })
      const lunch = { ...away, statusText: '午饭', updatedAt: 40 }
      expect(await store.setStatus({ userId: 'id-alice', statusText: '午饭', at: 40 })).toEqual({ user: lunch })
      expect(await store.user({ id: 'id-alice' })).toEqual(lunch)
      const empty = { ...lunch, statusText: '', updatedAt: 50 }
      expect(await store.setStatus({ userId: 'id-alice', statusText: '', at: 50 })).toEqual({ user: empty })
      expect(await store.setStatus({ userId: 'id-nobody', statusText: 'x', at: 60 })).toBeUndefined()
    })
  })

  describe('login tokens', () => {
    const token = (tokenHash: string, userId: string) => ({ userId, tokenHash, createdAt: 20, expiresAt: 30 })

    test('lead to their user until they are removed, one or all', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      for (const hash of ['a1', 'a2', 'a3']) await store.addLoginToken(token(hash, 'id-alice'))
      expect(await store.addLoginToken(token('b1', 'id-bob'))).toBeUndefined()
      expect(await store.loginToken({ tokenHash: 'a2' })).toEqual({ user: user('alice'), createdAt: 20, expiresAt: 30 })
      expect(await store.loginToken({ tokenHash: 'A2' })).toBeUndefined()
      expect(await store.removeLoginTokens({ userId: 'id-alice', tokenHash: 'b1' })).toEqual({ removed: 0 })
      expect(await store.removeLoginTokens({ userId: 'id-alice', tokenHash: 'a2' })).toEqual({ removed: 1 })
      expect(await store.loginToken({ tokenHash: 'a2' })).toBeUndefined()
      expect(await store.loginToken({ tokenHash: 'a1' })).toBeDefined()
      expect(await store.removeLoginTokens({ userId: 'id-alice' })).toEqual({ removed: 2 })
      expect(await store.loginToken({ tokenHash: 'a1' })).toBeUndefined()
      expect((await store.loginToken({ tokenHash: 'b1' }))?.user.id).toBe('id-bob')
    })

    test('belong to a user that exists', async () => {
      const store = await open()
      await expect(store.addLoginToken(token('x', 'id-nobody'))).rejects.toBeInstanceOf(StoreFailure)
      expect(await store.loginToken({ tokenHash: 'x' })).toBeUndefined()
    })

    test('that have expired go when a new one comes, whosever they are', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      await store.addLoginToken({ ...token('past', 'id-alice'), expiresAt: 39 })
      await store.addLoginToken({ ...token('over', 'id-bob'), expiresAt: 40 })
      await store.addLoginToken({ ...token('good', 'id-alice'), expiresAt: 41 })
      await store.addLoginToken({ ...token('new', 'id-alice'), createdAt: 40, expiresAt: 90 })
      const known = async (tokenHash: string) => (await store.loginToken({ tokenHash })) !== undefined
      expect(await Promise.all(['past', 'over', 'good', 'new'].map(known))).toEqual([false, false, true, true])
      expect(await store.removeLoginTokens({ userId: 'id-alice' })).toEqual({ removed: 2 })
      expect(await store.removeLoginTokens({ userId: 'id-bob' })).toEqual({ removed: 0 })
    })

    test('of the same hash are one, as it was said last', async () => {
      const store = await open()
      await addUsers(store, 'alice')
      await store.addLoginToken(token('a', 'id-alice'))
      await store.addLoginToken({ ...token('a', 'id-alice'), createdAt: 21, expiresAt: 99 })
      expect(await store.loginToken({ tokenHash: 'a' })).toEqual({ user: user('alice'), createdAt: 21, expiresAt: 99 })
    })
  })

  describe('marks', () => {
    test('are read as they were set last', async () => {
      const store = await open()
      expect(await store.mark({ key: 'demo' })).toBeUndefined()
      expect(await store.setMark({ key: 'demo', value: 'one' })).toBeUndefined()
      await store.setMark({ key: 'demo', value: 'two' })
      expect(await store.mark({ key: 'demo' })).toBe('two')
      expect(await store.mark({ key: 'Demo' })).toBeUndefined()
    })
  })

  describe('the store', () => {
    test('has an epoch', async () => {
      expect((await open()).epoch).toMatch(/^[0-9a-f]{32}$/)
    })

    test('finishes what was asked when it closes, and refuses what comes later', async () => {
      const store = await open()
      const asked = [
        store.createUser({ user: user('alice') }),
        store.user({ id: 'x' }),
        store.createUser({ user: user('bob') }),
      ]
      const closed = store.close()
      const [first, second, third] = await Promise.all(asked)
      expect([first, second, third]).toEqual([
        { outcome: 'created', user: user('alice') },
        undefined,
        { outcome: 'created', user: user('bob') },
      ])
      await closed
      await expect(store.user({ id: 'id-alice' })).rejects.toThrow('The store is closed.')
      await expect(store.setMark({ key: 'a', value: 'b' })).rejects.toMatchObject({
        name: 'StoreFailure',
        fatal: false,
      })
      await store.close()
    })
  })
}
