import { describe, expect, it } from 'vitest'
import { hashLoginToken } from '../../src/domain/login-tokens.ts'
import { digestOf } from '../../src/domain/password-digest.ts'
import { START } from '../domain/world.ts'
import { callers } from './caller.ts'

interface LoginResult {
  readonly id: string
  readonly token: string
  readonly tokenExpires: Date
  readonly type: string
}

const NOBODY = {}
const digest = (password: string) => ({ digest: digestOf(password), algorithm: 'sha-256' })

describe('login', () => {
  it.each([
    ['by digest', { user: { username: 'alice' }, password: digest('alice') }],
    [
      'by a digest in capitals',
      { user: { username: 'alice' }, password: { digest: digestOf('alice').toUpperCase(), algorithm: 'sha-256' } },
    ],
    ['by the plain text of old clients', { user: { username: 'alice' }, password: 'alice' }],
    ['by e-mail', { user: { email: 'alice@example.com' }, password: digest('alice') }],
    ['by id', { user: { id: 'alice-id' }, password: digest('alice') }],
    [
      'with more options than are known',
      { user: { username: 'alice' }, password: 'alice', ldapOptions: {}, resume: null },
    ],
  ])('%s answers id, token, expiry and type, and makes the session the user’s', async (_how, options) => {
    const { call, told } = await callers()
    const result = (await call('login', [options], NOBODY)) as LoginResult
    expect(result).toEqual({
      id: 'alice-id',
      token: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as string,
      tokenExpires: new Date(START + 90 * 24 * 60 * 60 * 1000),
      type: 'password',
    })
    expect(Object.keys(result)).toEqual(['id', 'token', 'tokenExpires', 'type'])
    expect(told).toEqual([['loggedIn', 'alice', hashLoginToken(result.token), 'password']])
  })

  it('by token answers the same token, and its own expiry', async () => {
    const { call, told, clock } = await callers()
    const first = (await call('login', [{ user: { username: 'alice' }, password: 'alice' }], NOBODY)) as LoginResult
    told.length = 0
    clock.time = START + 1_000
    const again = await call('login', [{ resume: first.token }], NOBODY)
    expect(again).toEqual({ ...first, type: 'resume' })
    expect(told).toEqual([['loggedIn', 'alice', hashLoginToken(first.token), 'resume']])
  })

  it('works without a session, as by REST', async () => {
    const { call } = await callers()
    const options = { user: { username: 'alice' }, password: 'alice' }
    expect(await call('login', [options], { session: null })).toMatchObject({ id: 'alice-id' })
  })

  it.each([
    ['a wrong password', { user: { username: 'alice' }, password: 'wrong' }],
    ['an unknown user', { user: { username: 'nobody' }, password: 'alice' }],
    ['an unknown token', { resume: 'nothing' }],
  ])('with %s is 401, and the session stays what it was', async (_why, options) => {
    const { call, told } = await callers()
    await expect(call('login', [options], NOBODY)).rejects.toMatchObject({
      code: 401,
      reason: 'User not found',
      details: undefined,
    })
    expect(told).toEqual([])
  })

  it.each([
    [{}],
    [{ user: { username: 'alice' } }],
    [{ password: 'alice' }],
    [{ resume: '' }],
    [{ resume: null, user: null }],
    [{ ldap: true, username: 'alice', ldapPass: 'alice' }],
    [{ ldap: false, username: 'alice', ldapPass: 'alice', ldapOptions: {} }],
    [{ ldap: true, username: 'alice', ldapOptions: {} }],
    [{ accessToken: 'x' }],
    [{ serviceName: 'x' }],
    [{ saml: true, credentialToken: 'x' }],
  ])('with %j is no login that is known here', async (options) => {
    const { call } = await callers()
    await expect(call('login', [options], NOBODY)).rejects.toMatchObject({
      code: 400,
      reason: 'Unrecognized options for login request',
    })
  })

  it('by OAuth is refused as by a server that has no such service', async () => {
    const { call } = await callers()
    const oauth = { credentialToken: 'x', credentialSecret: null }
    await expect(call('login', [{ oauth }], NOBODY)).rejects.toMatchObject({ code: 401, why: 'attempt-unknown' })
    const service = { serviceName: 'keycloak', accessToken: 'x' }
    await expect(call('login', [service], NOBODY)).rejects.toMatchObject({ code: 500, reason: 'Internal server error' })
  })

  it('by LDAP, where there is none, asks the accounts of the server, by name or address', async () => {
    const { call } = await callers()
    const ldap = { ldap: true, ldapOptions: {} }
    for (const username of ['alice', 'alice@example.com'])
      expect(await call('login', [{ ...ldap, username, ldapPass: 'alice' }], NOBODY)).toMatchObject({ id: 'alice-id' })
    const wrong = { ...ldap, username: 'alice', ldapPass: 'wrong' }
    await expect(call('login', [wrong], NOBODY)).rejects.toMatchObject({ code: 401, reason: 'User not found' })
  })

  it.each([
    [[]],
    [[null]],
    [['alice']],
    [[[]]],
    [[{ resume: { $ne: null } }]],
    [[{ resume: 7 }]],
    [[{ resume: 'x'.repeat(1_025) }]],
    [[{ user: { username: { $ne: null } }, password: 'alice' }]],
    [[{ user: { username: 'alice', email: 'alice@example.com' }, password: 'alice' }]],
    [[{ user: { name: 'alice' }, password: 'alice' }]],
    [[{ user: 'alice', password: 'alice' }]],
    [[{ user: {}, password: 'alice' }]],
    [[{ user: { username: 'alice' }, password: { $ne: null } }]],
    [[{ user: { username: 'alice' }, password: 'x'.repeat(257) }]],
    [[{ user: { username: 'alice' }, password: { digest: 'x', algorithm: 'sha-256' } }]],
    [[{ user: { username: 'alice' }, password: { digest: digestOf('alice'), algorithm: 'md5' } }]],
    [[{ user: { username: 'alice' }, password: { digest: digestOf('alice') } }]],
    [[{ user: { username: 'alice' }, password: ['alice'] }]],
  ])('with %j does not match', async (params) => {
    const { call } = await callers()
    await expect(call('login', params, NOBODY)).rejects.toMatchObject({ code: 400, reason: 'Match failed' })
  })

  it('takes a password of 256 characters and a token of 1024 for what they are: wrong', async () => {
    const { call } = await callers()
    for (const options of [{ user: { username: 'alice' }, password: 'x'.repeat(256) }, { resume: 'x'.repeat(1_024) }]) {
      await expect(call('login', [options], NOBODY)).rejects.toMatchObject({ code: 401 })
    }
  })
})

describe('logout', () => {
  it('ends the session, then the token, and answers nothing', async () => {
    const { call, alice, told, events, domain } = await callers()
    const { token } = (await call('login', [{ user: { username: 'alice' }, password: 'alice' }], NOBODY)) as LoginResult
    const tokenHash = hashLoginToken(token)
    told.length = 0
    events.length = 0
    expect(await call('logout', [], { user: alice, tokenHash })).toBeUndefined()
    expect(told).toEqual([['loggedOut']])
    expect(events).toEqual([{ type: 'tokens-revoked', userId: 'alice-id', tokenHash }])
    await expect(domain.authentication.authenticate({ how: 'resume', token })).rejects.toMatchObject({ code: 401 })
  })

  it('ends the session also when the token cannot be ended', async () => {
    const { call, alice, told } = await callers({
      store: (store) => ({ ...store, removeLoginTokens: () => Promise.reject(new Error('disk on fire')) }),
    })
    await expect(call('logout', [], { user: alice, tokenHash: 'x' })).rejects.toThrow('disk on fire')
    expect(told).toEqual([['loggedOut']])
  })

  it('of nobody revokes nothing', async () => {
    const { call, events } = await callers()
    expect(await call('logout', [], NOBODY)).toBeUndefined()
    expect(events).toEqual([])
  })
})

describe('presence', () => {
  it('is set on the session', async () => {
    const { call, alice, told } = await callers()
    expect(await call('UserPresence:away', [], { user: alice })).toBe(true)
    expect(await call('UserPresence:online', ['an id of old'], { user: alice })).toBe(true)
    expect(told).toEqual([
      ['presence', 'away'],
      ['presence', 'online'],
    ])
  })

  it('of nobody, or without a session, is nothing', async () => {
    const { call, alice, told } = await callers()
    for (const method of ['UserPresence:away', 'UserPresence:online']) {
      expect(await call(method, [], NOBODY)).toBeUndefined()
      expect(await call(method, [], { user: alice, session: null })).toBeUndefined()
    }
    expect(told).toEqual([])
  })
})
