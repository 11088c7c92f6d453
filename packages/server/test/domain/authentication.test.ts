import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashLoginToken, LOGIN_TOKEN_LIFE_MS } from '../../src/domain/login-tokens.ts'
import { LoginRefusal } from '../../src/domain/login-refusal.ts'
import { digestOf } from '../../src/domain/password-digest.ts'
import type { Store } from '../../src/store/port.ts'
import { START, world } from './world.ts'

const DAY = 24 * 60 * 60 * 1000

async function refusal(promise: Promise<unknown>): Promise<LoginRefusal> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(LoginRefusal)
  return error as LoginRefusal
}

describe('authenticate', () => {
  it('lets a user in by username, e-mail and id, in any case of the name', async () => {
    const { domain, user } = world()
    await user('alice')
    for (const selector of [
      { username: 'alice' },
      { username: 'ALICE' },
      { email: 'Alice@example.com' },
      { id: 'alice-id' },
    ]) {
      const login = await domain.authentication.authenticate({
        how: 'password',
        user: selector,
        digest: digestOf('alice'),
      })
      expect(login.user.id).toBe('alice-id')
      expect(login.how).toBe('password')
    }
  })

  it('gives a token of 256 bits in 43 characters, for 90 days, and stores its SHA-256 alone', async () => {
    const stored: unknown[] = []
    const spy = (store: Store): Store => ({
      ...store,
      addLoginToken: (input) => {
        stored.push(input)
        return store.addLoginToken(input)
      },
    })
    const { domain, user } = world({ store: spy })
    await user('alice')
    const login = await domain.authentication.authenticate({
      how: 'password',
      user: { username: 'alice' },
      digest: digestOf('alice'),
    })
    expect(login.token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(login.expiresAt).toBe(START + 90 * DAY)
    const sum = createHash('sha256').update(login.token).digest('base64')
    expect(login.tokenHash).toBe(sum)
    expect(stored).toEqual([{ userId: 'alice-id', tokenHash: sum, createdAt: START, expiresAt: START + 90 * DAY }])
    expect(LOGIN_TOKEN_LIFE_MS).toBe(90 * DAY)
  })

  it('gives each login a token of its own', async () => {
    const { domain, user } = world()
    await user('alice')
    const request = { how: 'password', user: { username: 'alice' }, digest: digestOf('alice') } as const
    const tokens = await Promise.all(
      [1, 2, 3].map(async () => (await domain.authentication.authenticate(request)).token),
    )
    expect(new Set(tokens).size).toBe(3)
  })

  it('says the same for an unknown user, a wrong password and a password that was never set', async () => {
    const { domain, user, store } = world()
    await user('alice')
    await store.createUser({ user: { ...(await user('bob')), id: 'x', username: 'nopass', emails: [] } })
    for (const username of ['nobody', 'alice', 'nopass']) {
      const error = await refusal(
        domain.authentication.authenticate({ how: 'password', user: { username }, digest: digestOf('wrong') }),
      )
      expect(error).toMatchObject({ code: 401, reason: 'User not found', why: 'credentials', details: undefined })
    }
  })

  it('resumes with the token until the moment that it expires', async () => {
    const { domain, user, clock } = world()
    await user('alice')
    const { token, tokenHash, expiresAt } = await domain.authentication.authenticate({
      how: 'password',
      user: { username: 'alice' },
      digest: digestOf('alice'),
    })
    clock.time = expiresAt - 1
    const resumed = await domain.authentication.authenticate({ how: 'resume', token })
    expect(resumed).toMatchObject({ how: 'resume', token, tokenHash, expiresAt, user: { id: 'alice-id' } })
    clock.time = expiresAt
    expect(await refusal(domain.authentication.authenticate({ how: 'resume', token }))).toMatchObject({
      code: 401,
      reason: 'User not found',
      why: 'token-expired',
    })
  })

  it('knows no token that it did not give, and none for another user', async () => {
    const { domain, user } = world()
    await user('alice')
    await user('bob')
    const { token, tokenHash } = await domain.authentication.authenticate({
      how: 'password',
      user: { username: 'alice' },
      digest: digestOf('alice'),
    })
    const ok = await domain.authentication.authenticate({ how: 'resume', token, userId: 'alice-id' })
    expect(ok.user.id).toBe('alice-id')
    for (const request of [
      { how: 'resume', token: 'made-up' },
      { how: 'resume', token, userId: 'bob-id' },
      { how: 'resume', token: tokenHash },
      { how: 'resume', token: '' },
    ] as const) {
      expect(await refusal(domain.authentication.authenticate(request))).toMatchObject({ why: 'token-unknown' })
    }
  })

  it('refuses a closed account by password and by token, and tells so only who has proven who he is', async () => {
    const { domain, store, user } = world()
    const alice = await user('alice')
    await store.createUser({
      user: { ...alice, id: 'gone-id', username: 'gone', emails: [], active: false },
      passwordHash: `plain ${digestOf('gone')}`,
    })
    const tokenHash = hashLoginToken('token-of-gone')
    await store.addLoginToken({ userId: 'gone-id', tokenHash, createdAt: START, expiresAt: START + DAY })
    const selector = { username: 'gone' }
    const refused = { code: 'error-user-is-not-activated', reason: 'User is not activated' }
    await expect(
      domain.authentication.authenticate({ how: 'password', user: selector, digest: digestOf('gone') }),
    ).rejects.toMatchObject(refused)
    await expect(domain.authentication.authenticate({ how: 'resume', token: 'token-of-gone' })).rejects.toMatchObject(
      refused,
    )
    await expect(
      domain.authentication.authenticate({ how: 'password', user: selector, digest: digestOf('wrong') }),
    ).rejects.toMatchObject({ code: 401, reason: 'User not found' })
  })

  it('revokes one token or all of a user, and tells the bus which', async () => {
    const { domain, user, events } = world()
    await user('alice')
    const request = { how: 'password', user: { username: 'alice' }, digest: digestOf('alice') } as const
    const [one, two, three] = [
      await domain.authentication.authenticate(request),
      await domain.authentication.authenticate(request),
      await domain.authentication.authenticate(request),
    ]
    events.length = 0
    await domain.authentication.revoke('alice-id', one.tokenHash)
    expect(events).toEqual([{ type: 'tokens-revoked', userId: 'alice-id', tokenHash: one.tokenHash }])
    await refusal(domain.authentication.authenticate({ how: 'resume', token: one.token }))
    await domain.authentication.authenticate({ how: 'resume', token: two.token })
    events.length = 0
    await domain.authentication.revoke('alice-id')
    expect(events).toEqual([{ type: 'tokens-revoked', userId: 'alice-id' }])
    await refusal(domain.authentication.authenticate({ how: 'resume', token: two.token }))
    await refusal(domain.authentication.authenticate({ how: 'resume', token: three.token }))
  })
})
