// Codes by mail: to have them, to be sent one, and what one is worth and for how long.

import { describe, expect, it } from 'vitest'
import type { Mail } from '../../src/domain/mail.ts'
import { digestOf } from '../../src/domain/password-digest.ts'
import { totpAt } from '../../src/domain/totp.ts'
import { client } from '../rest/client.ts'

const HOUR = 60 * 60_000
const BY_PASSWORD = { 'x-2fa-code': digestOf('alice'), 'x-2fa-method': 'password' }

/** Alice, who gets codes by mail. `code()` is that of the last mail. */
async function enrolled() {
  const mails: Mail[] = []
  const made = await client({
    livechat: {
      mail: (mail) => {
        mails.push(mail)
        return Promise.resolve()
      },
    },
  })
  const post = (path: string, headers: Record<string, string> = {}, body?: object) =>
    made.ask(`POST /api/v1/${path}`, { as: made.alice, headers, ...(body && { body }) })
  const login = (code?: string) =>
    made.ask('POST /api/v1/login', { body: { user: 'alice', password: 'alice', ...(code && { code }) } })
  const enable = await post('users.2fa.enableEmail', BY_PASSWORD)
  expect(enable.body).toEqual({ success: true })
  return { ...made, mails, post, login, code: () => /^\d{6}/.exec(mails.at(-1)?.text ?? '')?.[0] ?? '' }
}

const inOneHour = (time: number) => new Date(time + HOUR).toISOString()

describe('a code by mail', () => {
  it('is sent when a login wants one, counts once, and for an hour to the millisecond', async () => {
    const { login, mails, code, clock } = await enrolled()
    const details = { method: 'email', availableMethods: ['email'], emailOrUsername: 'alice' }
    expect(await login()).toMatchObject({
      status: 401,
      body: {
        error: 'totp-required',
        details: { ...details, codeGenerated: true, codeExpires: inOneHour(clock.time) },
      },
    })
    expect(mails).toEqual([
      {
        to: 'alice@example.com',
        subject: 'Your code',
        text: `${code()} is the code with which alice goes on. It is good for an hour.\n`,
      },
    ])
    const first = code()
    const sent = clock.time
    clock.time += HOUR - 1
    expect((await login()).body['details']).toEqual({ ...details, codeGenerated: false, codeExpires: inOneHour(sent) })
    expect(mails).toHaveLength(1)
    expect((await login('000000')).body['error']).toBe('totp-invalid')
    expect((await login(first)).status).toBe(200)
    expect((await login(first)).body['error']).toBe('totp-invalid')
    await login()
    expect(mails).toHaveLength(2)
    expect(code()).not.toBe(first)
    clock.time += HOUR
    expect((await login(code())).body['error']).toBe('totp-invalid')
    await login()
    expect(mails).toHaveLength(3)
  })

  it('is sent again to whoever has one, by name or address, and nobody learns who that is', async () => {
    const { ask, login, mails, code } = await enrolled()
    const send = (emailOrUsername: string) => ask('POST /api/v1/users.2fa.sendEmailCode', { body: { emailOrUsername } })
    await login()
    const first = code()
    const answers = []
    for (const name of ['alice', 'alice@example.com', 'bob', 'nobody']) answers.push(await send(name))
    expect(answers.map(({ status, body }) => [status, body])).toEqual(Array(4).fill([200, { success: true }]))
    expect(mails.map(({ to }) => to)).toEqual(Array(3).fill('alice@example.com'))
    expect((await login(first)).body['error']).toBe('totp-invalid')
    expect((await login(code())).status).toBe(200)
  })

  it('proves what is grave, and is not remembered where it takes itself away', async () => {
    const { post, mails, code } = await enrolled()
    expect((await post('users.generatePersonalAccessToken', {}, { tokenName: 'a' })).body).toMatchObject({
      errorType: 'totp-required',
      details: { method: 'email', codeGenerated: true },
    })
    const proof = () => ({ 'x-2fa-code': code(), 'x-2fa-method': 'email' })
    // The password is worth nothing beside it.
    const byPassword = await post('users.generatePersonalAccessToken', BY_PASSWORD, { tokenName: 'a' })
    expect(byPassword.body['errorType']).toBe('totp-invalid')
    expect((await post('users.generatePersonalAccessToken', proof(), { tokenName: 'a' })).status).toBe(200)
    expect((await post('users.generatePersonalAccessToken', {}, { tokenName: 'b' })).status).toBe(200)
    expect((await post('users.2fa.disableEmail')).body['errorType']).toBe('totp-required')
    expect(mails).toHaveLength(2)
    expect((await post('users.2fa.disableEmail', proof())).body).toEqual({ success: true })
  })

  it('comes after an authenticator, is one of its ways, and outlives it', async () => {
    const { domain, alice, clock, login, post, mails, code } = await enrolled()
    const { secret } = await domain.secondFactor.begin(alice)
    await login()
    expect(mails).toHaveLength(1)
    await domain.secondFactor.confirm(alice, totpAt(secret, clock.time))
    expect((await login()).body['details']).toEqual({
      method: 'totp',
      codeGenerated: false,
      availableMethods: ['totp', 'email'],
    })
    expect(mails).toHaveLength(1)
    const byMail = { 'x-2fa-code': code(), 'x-2fa-method': 'email' }
    expect((await post('users.generatePersonalAccessToken', byMail, { tokenName: 'a' })).status).toBe(200)
    expect(await domain.secondFactor.disable(alice, totpAt(secret, clock.time))).toBe(true)
    expect((await login()).body['details']).toMatchObject({ method: 'email', availableMethods: ['email'] })
  })

  it('is not to be had where no mail is sent; taken away, nothing is left of it', async () => {
    const without = await client()
    const refused = await without.ask('POST /api/v1/users.2fa.enableEmail', { as: without.alice, headers: BY_PASSWORD })
    expect(refused.body).toMatchObject({ success: false, errorType: 'error-not-allowed' })
    const { domain, alice, store, login } = await enrolled()
    await domain.secondFactor.setEmail(alice, false)
    expect(await store.secondFactor({ userId: alice.id })).toBeUndefined()
    expect((await login()).status).toBe(200)
  })
})
