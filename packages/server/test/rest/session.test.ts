import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/domain/password-digest.ts'
import { TooManyRequests } from '../../src/domain/refusal.ts'
import { totpAt } from '../../src/domain/totp.ts'
import { client } from './client.ts'

const ME = {
  _id: 'alice-id',
  username: 'alice',
  name: 'Alice',
  emails: [{ address: 'alice@example.com', verified: false }],
  status: 'offline',
  statusConnection: 'offline',
  statusDefault: 'online',
  statusText: '',
  roles: ['user'],
  type: 'user',
  active: true,
  utcOffset: 0,
  settings: { preferences: {} },
  email: 'alice@example.com',
}

const DIGEST = { digest: digestOf('alice'), algorithm: 'sha-256' }

describe('POST /api/v1/login', () => {
  it.each([
    [{ user: 'alice', password: 'alice' }],
    [{ user: 'alice', password: DIGEST }],
    [{ user: 'alice@example.com', password: 'alice' }],
    [{ username: 'alice', password: 'alice' }],
    [{ username: 'alice@example.com', password: 'alice' }],
    [{ email: 'alice@example.com', password: 'alice' }],
    [{ user: { username: 'alice' }, password: DIGEST }],
    [{ user: { email: 'alice@example.com' }, password: 'alice', code: '' }],
  ])('with %j answers user, token and me', async (body) => {
    const { ask } = await client()
    const { status, body: answer } = await ask('POST /api/v1/login', { body })
    expect(status).toBe(200)
    expect(answer).toEqual({
      status: 'success',
      data: { userId: 'alice-id', authToken: expect.stringMatching(/^[\w-]{43}$/) as string, me: ME },
    })
  })

  it('resumes a token', async () => {
    const { ask, tokenOf, alice } = await client()
    const token = await tokenOf(alice)
    const { body } = await ask('POST /api/v1/login', { body: { resume: token } })
    expect(body).toMatchObject({ status: 'success', data: { userId: 'alice-id', authToken: token } })
  })

  it.each([[{ user: 'alice', password: 'wrong' }], [{ user: 'nobody', password: 'alice' }], [{ resume: 'nothing' }]])(
    'with %j is 401',
    async (body) => {
      const { ask } = await client()
      const answer = await ask('POST /api/v1/login', { body })
      expect(answer.status).toBe(401)
      expect(answer.body).toEqual({ status: 'error', error: 'Unauthorized', message: 'Unauthorized' })
    },
  )

  it('says what else is wrong', async () => {
    const { ask, store, alice } = await client()
    expect(await ask('POST /api/v1/login', { body: { ldap: true } })).toMatchObject({
      status: 401,
      body: { status: 'error', error: 400, message: 'Unrecognized options for login request' },
    })
    await store.createUser({
      user: { ...alice, id: 'gone-id', username: 'gone', emails: [], active: false },
      passwordHash: `plain ${digestOf('gone')}`,
    })
    expect(await ask('POST /api/v1/login', { body: { user: 'gone', password: 'gone' } })).toMatchObject({
      status: 401,
      body: { status: 'error', error: 'error-user-is-not-activated', message: 'User is not activated' },
    })
  })

  it.each([
    [undefined],
    [[]],
    ['alice'],
    [{ user: { $ne: null }, password: 'alice' }],
    [{ user: 'alice', password: { $ne: null } }],
    [{ username: { $ne: null }, password: 'alice' }],
    [{ email: ['alice@example.com'], password: 'alice' }],
    [{ resume: { $ne: null } }],
  ])('with %j is 400', async (body) => {
    const { ask } = await client()
    const answer = await ask('POST /api/v1/login', { body })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ success: false, errorType: 'invalid-params' })
  })

  it.each([
    ['developer', 120],
    ['strict', 10],
  ] as const)('is limited as REST is, by address (%s: %d a minute)', async (limits, most) => {
    const { ask, clock } = await client({ limits })
    const body = { user: 'alice', password: 'wrong' }
    for (let i = 0; i < most; i++) expect((await ask('POST /api/v1/login', { body })).status).toBe(401)
    expect(await ask('POST /api/v1/login', { body })).toMatchObject({
      status: 429,
      body: { success: false, errorType: 'error-too-many-requests', details: { timeToReset: 60_000, seconds: 60 } },
    })
    expect((await ask('POST /api/v1/login', { body, from: '127.0.0.2' })).status).toBe(401)
    clock.time += 60_000
    expect((await ask('POST /api/v1/login', { body })).status).toBe(401)
  })

  it('is 429 when more passwords wait to be tried than may', async () => {
    const { ask } = await client({
      store: (store) => ({ ...store, credentials: () => Promise.reject(new TooManyRequests(1_000)) }),
    })
    expect(await ask('POST /api/v1/login', { body: { user: 'alice', password: 'x' } })).toMatchObject({
      status: 429,
      body: { errorType: 'error-too-many-requests', details: { timeToReset: 1_000 } },
    })
  })
})

describe('a second factor', () => {
  /** Alice with an authenticator. */
  async function enrolled() {
    const made = await client()
    // Logged in before there was an authenticator.
    await made.tokenOf(made.alice)
    const { secret } = await made.domain.secondFactor.begin(made.alice)
    await made.domain.secondFactor.confirm(made.alice, totpAt(secret, made.clock.time))
    return { ...made, secret, code: () => totpAt(secret, made.clock.time) }
  }

  it('is asked for at the login, which is repeated with its code', async () => {
    const { ask, code } = await enrolled()
    const login = (more: object) => ask('POST /api/v1/login', { body: { user: 'alice', password: 'alice', ...more } })
    const details = { method: 'totp', codeGenerated: false, availableMethods: ['totp'] }
    expect(await login({})).toMatchObject({
      status: 401,
      body: { status: 'error', error: 'totp-required', message: 'TOTP Required', details },
    })
    expect(await login({ code: '000000' })).toMatchObject({ status: 401, body: { error: 'totp-invalid', details } })
    expect(await login({ code: code() })).toMatchObject({ status: 200, body: { data: { userId: 'alice-id' } } })
  })

  it('travels in headers before a token for a program is made', async () => {
    const { ask, alice, code, clock } = await enrolled()
    const generate = (headers: Record<string, string>, tokenName = 'bot') =>
      ask('POST /api/v1/users.generatePersonalAccessToken', { body: { tokenName }, as: alice, headers })
    expect(await generate({})).toMatchObject({
      status: 400,
      body: { success: false, errorType: 'totp-required', details: { method: 'totp' } },
    })
    expect((await generate({ 'x-2fa-code': '000000', 'x-2fa-method': 'totp' })).body['errorType']).toBe('totp-invalid')
    const { body } = await generate({ 'x-2fa-code': code(), 'x-2fa-method': 'totp' })
    expect(body).toMatchObject({ token: expect.stringMatching(/^[\w-]{43}$/) as string, success: true })
    // The same login is not asked again.
    expect((await generate({}, 'another')).status).toBe(200)
    const list = await ask('GET /api/v1/users.getPersonalAccessTokens', { as: alice })
    expect(list.body['tokens']).toMatchObject([{ name: 'another' }, { name: 'bot' }])
    expect((list.body['tokens'] as object[])[1]).toEqual({
      name: 'bot',
      createdAt: new Date(clock.time).toISOString(),
      lastTokenPart: String(body['token']).slice(-6),
      bypassTwoFactor: false,
    })
    const headers = { 'x-user-id': 'alice-id', 'x-auth-token': String(body['token']) }
    expect((await ask('GET /api/v1/me', { headers })).status).toBe(200)
    const again = await ask('POST /api/v1/users.regeneratePersonalAccessToken', {
      body: { tokenName: 'bot' },
      as: alice,
    })
    expect(again.body['token']).not.toBe(body['token'])
    expect((await ask('GET /api/v1/me', { headers })).status).toBe(401)
    const remove = () => ask('POST /api/v1/users.removePersonalAccessToken', { body: { tokenName: 'bot' }, as: alice })
    expect((await remove()).body).toEqual({ success: true })
    expect((await remove()).body['errorType']).toBe('error-token-does-not-exists')
  })

  it('travels in headers of method.call too', async () => {
    const { ask, alice, code } = await enrolled()
    const method = 'personalAccessTokens:generateToken'
    const message = JSON.stringify({ msg: 'method', id: '1', method, params: [{ tokenName: 'bot' }] })
    const call = async (headers: Record<string, string>) =>
      (await ask('POST /api/v1/method.call/:method', { body: { message }, as: alice, headers })).body['message']
    expect(await call({})).toContain('totp-required')
    expect(await call({ 'x-2fa-code': code(), 'x-2fa-method': 'password' })).toContain('totp-invalid')
    expect(await call({ 'x-2fa-code': code(), 'x-2fa-method': 'totp' })).toMatch(/"result":"[\w-]{43}"/)
  })
})

describe('who asks', () => {
  it('is told by X-User-Id and X-Auth-Token together', async () => {
    const { ask, alice, bob, tokenOf } = await client()
    const token = await tokenOf(alice)
    expect(await ask('GET /api/v1/me', { as: alice })).toMatchObject({ status: 200, body: { ...ME, success: true } })
    for (const headers of [
      {},
      { 'x-user-id': 'alice-id' },
      { 'x-auth-token': token },
      { 'x-user-id': bob.id, 'x-auth-token': token },
      { 'x-user-id': 'alice-id', 'x-auth-token': 'nothing' },
      { 'x-user-id': 'alice-id', 'x-auth-token': '' },
    ]) {
      expect(await ask('GET /api/v1/me', { headers })).toMatchObject({
        status: 401,
        body: { status: 'error', message: 'You must be logged in to do this.' },
      })
    }
  })

  it('is nobody when the account is closed', async () => {
    const { ask, alice, store } = await client()
    const user = { ...alice, id: 'gone-id', username: 'gone', emails: [], active: false }
    await store.createUser({ user })
    await store.addLoginToken({
      userId: 'gone-id',
      tokenHash: (await import('../../src/domain/login-tokens.ts')).hashLoginToken('t'),
      createdAt: 0,
      expiresAt: Number.MAX_SAFE_INTEGER,
    })
    const headers = { 'x-user-id': 'gone-id', 'x-auth-token': 't' }
    expect((await ask('GET /api/v1/me', { headers })).status).toBe(401)
  })

  it('is a fault when the store cannot say', async () => {
    const { ask, faults } = await client({
      store: (store) => ({ ...store, loginToken: () => Promise.reject(new Error('disk on fire')) }),
    })
    const headers = { 'x-user-id': 'alice-id', 'x-auth-token': 't' }
    expect(await ask('GET /api/v1/me', { headers })).toMatchObject({
      status: 500,
      body: { success: false, error: 'Internal server error' },
    })
    expect(faults).toMatchObject([{ message: 'disk on fire' }])
  })

  it('shows the status that others see', async () => {
    const { ask, alice, domain } = await client()
    domain.presence.connect('s1', alice)
    expect((await ask('GET /api/v1/me', { as: alice })).body['status']).toBe('online')
  })
})

describe('POST /api/v1/logout', () => {
  it('ends the token that asked, and no other', async () => {
    const { ask, alice, events } = await client()
    const other = await ask('POST /api/v1/login', { body: { user: 'alice', password: 'alice' } })
    expect(await ask('POST /api/v1/logout', { as: alice })).toMatchObject({
      status: 200,
      body: { status: 'success', data: { message: "You've been logged out!" } },
    })
    expect(events).toMatchObject([
      { type: 'tokens-revoked', userId: 'alice-id', tokenHash: expect.any(String) as string },
    ])
    expect((await ask('GET /api/v1/me', { as: alice })).status).toBe(401)
    const { authToken } = other.body['data'] as { authToken: string }
    const headers = { 'x-user-id': 'alice-id', 'x-auth-token': authToken }
    expect((await ask('GET /api/v1/me', { headers })).status).toBe(200)
  })
})

describe('GET /api/v1/logout', () => {
  it('ends the token that asked, as POST does, and nobody’s without one', async () => {
    const { ask, alice, events } = await client()
    expect((await ask('GET /api/v1/logout')).status).toBe(401)
    expect(events).toEqual([])
    expect(await ask('GET /api/v1/logout', { as: alice })).toMatchObject({
      status: 200,
      body: { status: 'success', data: { message: "You've been logged out!" } },
    })
    expect((await ask('GET /api/v1/me', { as: alice })).status).toBe(401)
  })
})

describe('GET /api/info', () => {
  it('says what this server speaks, to anybody', async () => {
    const { ask } = await client({ limits: 'strict' })
    for (let i = 0; i < 20; i++) {
      expect(await ask('GET /api/info')).toEqual({
        status: 200,
        headers: {},
        body: {
          version: '8.8',
          success: true,
          minimumClientVersions: { desktop: '0.0.0', mobile: '0.0.0' },
          extensions: ['quindar:changes'],
        },
      })
    }
  })
})
