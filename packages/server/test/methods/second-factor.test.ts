// The second factor, from setting it up to logging in with it; tokens for programs; tokens that log in once.

import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/domain/password-digest.ts'
import { totpAt } from '../../src/domain/totp.ts'
import { START } from '../domain/world.ts'
import { callers, type Callers } from './caller.ts'

const MINUTE = 60_000
const loginOf = (name = 'alice') => ({
  user: { username: name },
  password: { digest: digestOf(name), algorithm: 'sha-256' },
})
const required = (method = 'totp') => ({
  code: 'totp-required',
  reason: 'TOTP Required',
  details: { method, codeGenerated: false, availableMethods: method === 'totp' ? ['totp'] : [] },
})

/** Alice with an authenticator. `code()` is what it shows. */
async function enrolled() {
  const made = await callers()
  const { secret, url } = (await made.call('2fa:enable', [])) as { secret: string; url: string }
  const code = () => totpAt(secret, made.clock.time)
  const { codes } = (await made.call('2fa:validateTempToken', [code()])) as { codes: string[] }
  const login = (wrapped?: string) =>
    made.call('login', [wrapped === undefined ? loginOf() : { totp: { login: loginOf(), code: wrapped } }], {})
  return { ...made, secret, url, code, codes, login }
}

describe('setting up an authenticator', () => {
  it('gives a secret and its address, and codes for when it is lost', async () => {
    const { secret, url, codes, call } = await enrolled()
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(url).toBe(`otpauth://totp/Rocket.Chat%3Aalice?secret=${secret}`)
    expect(codes).toHaveLength(12)
    expect(new Set(codes).size).toBe(12)
    for (const code of codes) expect(code).toMatch(/^[A-Z2-7]{8}$/)
    expect(await call('2fa:checkCodesRemaining', [])).toEqual({ remaining: 12 })
    await expect(call('2fa:enable', [])).rejects.toMatchObject({
      code: 'error-2fa-already-enabled',
      reason: '2FA is already enabled',
    })
  })

  it('counts for nothing until it is confirmed', async () => {
    const made = await callers()
    const { secret } = (await made.call('2fa:enable', [])) as { secret: string }
    const wrong = totpAt(secret, made.clock.time + 5 * MINUTE)
    await expect(made.call('2fa:validateTempToken', [wrong])).rejects.toMatchObject({
      code: 'invalid-totp',
      reason: 'Invalid TOTP',
    })
    expect(await made.call('login', [loginOf()], {})).toMatchObject({ id: 'alice-id' })
    await expect(made.call('2fa:checkCodesRemaining', [])).rejects.toMatchObject({ code: 'invalid-totp' })
    await expect(made.call('2fa:validateTempToken', ['000000'], { user: made.bob })).rejects.toMatchObject({
      code: 'invalid-totp',
    })
    // Asked again, the secret is another.
    expect(await made.call('2fa:enable', [])).not.toMatchObject({ secret })
  })

  it('is taken away by a code, and only so', async () => {
    const { call, code, login } = await enrolled()
    expect(await call('2fa:disable', ['000000'])).toBe(false)
    await expect(login()).rejects.toMatchObject(required())
    expect(await call('2fa:disable', [code()])).toBe(true)
    expect(await login()).toMatchObject({ id: 'alice-id' })
    expect(await call('2fa:disable', [code()])).toBe(false)
  })

  it('has new codes for the old', async () => {
    const { call, code, codes, login } = await enrolled()
    await expect(call('2fa:regenerateCodes', ['000000'])).rejects.toMatchObject({ code: 'invalid-totp' })
    const renewed = (await call('2fa:regenerateCodes', [code()])) as { codes: string[] }
    expect(renewed.codes).toHaveLength(12)
    expect(renewed.codes).not.toContain(codes[0])
    await expect(login(codes[0])).rejects.toMatchObject({ code: 'totp-invalid' })
    expect(await login(renewed.codes[0])).toMatchObject({ id: 'alice-id' })
  })
})

describe('logging in with a second factor', () => {
  it('asks for the code once the password was right, and not before', async () => {
    const { call, login } = await enrolled()
    await expect(login()).rejects.toMatchObject(required())
    const wrong = { ...loginOf(), password: { digest: digestOf('wrong'), algorithm: 'sha-256' } }
    await expect(call('login', [wrong], {})).rejects.toMatchObject({ code: 401 })
    await expect(call('login', [{ totp: { login: wrong, code: '000000' } }], {})).rejects.toMatchObject({ code: 401 })
    expect(await call('login', [loginOf('bob')], {})).toMatchObject({ id: 'bob-id' })
  })

  it('lets in with the code, and with each code for a lost authenticator once', async () => {
    const { call, code, codes, login } = await enrolled()
    const made = (await login(code())) as { id: string; token: string; type: string }
    expect(made).toMatchObject({ id: 'alice-id', type: 'password' })
    expect(await login(codes[3])).toMatchObject({ id: 'alice-id' })
    await expect(login(codes[3])).rejects.toMatchObject({
      code: 'totp-invalid',
      reason: 'TOTP Invalid',
      details: required().details,
    })
    expect(await call('2fa:checkCodesRemaining', [])).toEqual({ remaining: 11 })
    // A token needs no second factor.
    expect(await call('login', [{ resume: made.token }], {})).toMatchObject({ id: 'alice-id', type: 'resume' })
  })

  it('looks at no code any more after five wrong ones, for five minutes', async () => {
    const made = await enrolled()
    for (let i = 0; i < 5; i++) await expect(made.login('000000')).rejects.toMatchObject({ code: 'totp-invalid' })
    await expect(made.login(made.code())).rejects.toMatchObject({
      code: 'totp-max-attempts',
      reason: 'TOTP Maximun Failed Attempts Reached',
    })
    made.clock.time += 5 * MINUTE - 1
    await expect(made.login(made.code())).rejects.toMatchObject({ code: 'totp-max-attempts' })
    made.clock.time += 1
    expect(await made.login(made.code())).toMatchObject({ id: 'alice-id' })
  })

  it('forgets wrong codes with a right one', async () => {
    const made = await enrolled()
    for (let i = 0; i < 4; i++) await expect(made.login('000000')).rejects.toMatchObject({ code: 'totp-invalid' })
    await made.login(made.code())
    for (let i = 0; i < 5; i++) await expect(made.login('000000')).rejects.toMatchObject({ code: 'totp-invalid' })
  })
})

describe('tokens for programs', () => {
  const generate = (made: Callers, params: unknown[], tokenHash?: string) =>
    made.call('personalAccessTokens:generateToken', params, {
      user: made.alice,
      ...(tokenHash !== undefined && { tokenHash }),
    })
  const password = { twoFactorCode: digestOf('alice'), twoFactorMethod: 'password' }

  it('want the password once more of who has no authenticator, and remember it for half an hour', async () => {
    const made = await callers()
    await expect(generate(made, [{ tokenName: 'bot' }], 'h')).rejects.toMatchObject(required('password'))
    const wrong = { ...password, twoFactorCode: digestOf('wrong') }
    await expect(generate(made, [{ tokenName: 'bot' }, wrong], 'h')).rejects.toMatchObject({ code: 'totp-invalid' })
    const byCode = { twoFactorCode: '000000', twoFactorMethod: 'totp' }
    await expect(generate(made, [{ tokenName: 'bot' }, byCode], 'h')).rejects.toMatchObject({ code: 'totp-invalid' })
    expect(await generate(made, [{ tokenName: 'bot' }, password], 'h')).toMatch(/^[\w-]{43}$/)
    expect(await generate(made, [{ tokenName: 'another' }], 'h')).toMatch(/^[\w-]{43}$/)
    await expect(generate(made, [{ tokenName: 'third' }], 'other login')).rejects.toMatchObject(required('password'))
    made.clock.time += 30 * MINUTE - 1
    await generate(made, [{ tokenName: 'third' }], 'h')
    made.clock.time += 1
    await expect(generate(made, [{ tokenName: 'fourth' }], 'h')).rejects.toMatchObject(required('password'))
  })

  it('want the authenticator’s code of who has one', async () => {
    const made = await enrolled()
    await expect(generate(made, [{ tokenName: 'bot' }, password])).rejects.toMatchObject({ code: 'totp-invalid' })
    await expect(generate(made, [{ tokenName: 'bot' }])).rejects.toMatchObject(required())
    const proof = { twoFactorCode: made.code(), twoFactorMethod: 'totp' }
    expect(await generate(made, [{ tokenName: 'bot' }, proof])).toMatch(/^[\w-]{43}$/)
  })

  it('log in for ever, under one name each', async () => {
    const made = await callers()
    const token = await generate(made, [{ tokenName: 'bot' }, password], 'h')
    made.clock.time += 20 * 365 * 24 * 60 * MINUTE
    const login = (await made.call('login', [{ resume: token }], {})) as { tokenExpires: Date }
    expect(login).toMatchObject({ id: 'alice-id', token, type: 'resume' })
    expect(login.tokenExpires.getTime()).toBeNaN()
    await expect(generate(made, [{ tokenName: 'bot' }, password], 'h')).rejects.toMatchObject({
      code: 'error-token-already-exists',
    })
  })

  it('are made anew and taken away, and end what lives by them', async () => {
    const made = await callers()
    const ask = (name: string, tokenName: string) =>
      made.call(`personalAccessTokens:${name}`, [{ tokenName }, password], { user: made.alice, tokenHash: 'h' })
    const first = await generate(made, [{ tokenName: 'bot', bypassTwoFactor: true }, password], 'h')
    made.events.length = 0
    const second = await ask('regenerateToken', 'bot')
    expect(second).not.toBe(first)
    expect(made.events).toMatchObject([{ type: 'tokens-revoked', userId: 'alice-id' }])
    await expect(made.call('login', [{ resume: first }], {})).rejects.toMatchObject({ code: 401 })
    expect(await made.domain.accessTokens.list(made.alice)).toEqual([
      { name: 'bot', lastPart: String(second).slice(-6), bypassesSecondFactor: true, createdAt: START },
    ])
    expect(await ask('removeToken', 'bot')).toBeUndefined()
    await expect(made.call('login', [{ resume: second }], {})).rejects.toMatchObject({ code: 401 })
    for (const name of ['removeToken', 'regenerateToken']) {
      await expect(ask(name, 'bot')).rejects.toMatchObject({ code: 'error-token-does-not-exists' })
    }
  })

  it('that bypass the second factor are not asked for it', async () => {
    const made = await callers()
    const token = await generate(made, [{ tokenName: 'bot', bypassTwoFactor: true }, password], 'h')
    const plain = await generate(made, [{ tokenName: 'plain' }, password], 'h')
    const hashOf = async (one: unknown) =>
      (await made.domain.authentication.authenticate({ how: 'resume', token: String(one) })).tokenHash
    expect(await generate(made, [{ tokenName: 'made by bot' }], await hashOf(token))).toMatch(/^[\w-]{43}$/)
    await expect(generate(made, [{ tokenName: 'x' }], await hashOf(plain))).rejects.toMatchObject(required('password'))
  })

  it('are for who may make them', async () => {
    const made = await callers()
    const robot = await made.user('robot', ['bot'])
    await expect(
      made.call('personalAccessTokens:generateToken', [{ tokenName: 'x' }], { user: robot }),
    ).rejects.toMatchObject({ code: 'error-not-allowed' })
  })
})

describe('a token that logs in once', () => {
  it('does so once, within five minutes', async () => {
    const made = await callers()
    const token = await made.domain.authentication.newOneShotToken('alice-id')
    const login = (loginToken: string) => made.call('login', [{ loginToken }], {})
    expect(await login(token)).toMatchObject({ id: 'alice-id' })
    await expect(login(token)).rejects.toMatchObject({ code: 401 })
    const late = await made.domain.authentication.newOneShotToken('alice-id')
    const later = await made.domain.authentication.newOneShotToken('alice-id')
    made.clock.time += 5 * MINUTE - 1
    expect(await login(late)).toMatchObject({ id: 'alice-id' })
    made.clock.time += 1
    await expect(login(later)).rejects.toMatchObject({ code: 401 })
    await expect(login('nobody’s')).rejects.toMatchObject({ code: 401 })
  })
})
