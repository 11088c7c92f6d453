import { METHODS } from 'quindar/protocol'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Refusal, TooManyRequests } from '../../src/domain/refusal.ts'
import { callMethod } from '../../src/methods/index.ts'
import { defineMethod, type Method } from '../../src/methods/method.ts'
import { callers } from './caller.ts'

/** A registry of one method that refuses or answers as told. */
async function one(method: Partial<Method>, options: Parameters<typeof callers>[0] = {}) {
  const made = await callers(options)
  const only = defineMethod({
    name: 'only',
    params: v.tuple([]),
    who: 'anyone',
    rate: 'default',
    versions: { since: '1.0' },
    run: () => 'done',
    ...(method as object),
  })
  const call = (context: { user?: typeof made.alice } = {}, params: unknown[] = []) =>
    callMethod(new Map([['only', only]]), {
      domain: made.domain,
      user: context.user,
      tokenHash: undefined,
      session: undefined,
      remoteAddress: '127.0.0.1',
      connectionId: 'c1',
      name: 'only',
      params,
    })
  return { ...made, call }
}

describe('calling a method', () => {
  it('that nobody knows is 404', async () => {
    const { call } = await callers()
    await expect(call('nope', [])).rejects.toMatchObject({
      code: 404,
      reason: "Method 'nope' not found",
      details: undefined,
    })
    await expect(call('__proto__', [])).rejects.toMatchObject({ code: 404 })
    await expect(call('constructor', [])).rejects.toMatchObject({ code: 404 })
  })

  it('without a login is refused where one is needed, before the parameters are looked at', async () => {
    const { call } = await one({ who: 'user', params: v.tuple([v.string()]) })
    await expect(call()).rejects.toMatchObject({
      code: 'error-invalid-user',
      reason: 'Invalid user',
      details: { method: 'only' },
    })
  })

  it('without the permission is refused', async () => {
    const made = await one({ who: { permission: 'create-c' } })
    const guest = await made.user('guest', ['guest'])
    await expect(made.call({ user: guest })).rejects.toMatchObject({
      code: 'error-not-allowed',
      reason: 'Not allowed',
      details: { method: 'only' },
    })
    await expect(made.call()).rejects.toMatchObject({ code: 'error-invalid-user' })
    expect(await made.call({ user: made.alice })).toBe('done')
  })

  it('with parameters that do not fit is 400, without details', async () => {
    const { call } = await one({ params: v.tuple([v.string()]) })
    await expect(call({}, [7])).rejects.toMatchObject({ code: 400, reason: 'Match failed', details: undefined })
    await expect(call({}, [])).rejects.toMatchObject({ code: 400 })
    expect(await call({}, ['x', 'and more', 'than asked'])).toBe('done')
  })

  it('names the method in the details of Rocket.Chat’s own errors, beside what the refusal says', async () => {
    const refusing = async (refusal: Error) => {
      const { call } = await one({ run: () => Promise.reject(refusal) })
      return call().catch((error: unknown) => error)
    }
    expect(await refusing(new Refusal('error-x', 'X'))).toMatchObject({ code: 'error-x', details: { method: 'only' } })
    expect(await refusing(new Refusal('error-x', 'X', { action: 'a' }))).toMatchObject({
      details: { method: 'only', action: 'a' },
    })
    expect(await refusing(new Refusal(401, 'X'))).toMatchObject({ code: 401, details: undefined })
    expect(await refusing(new TooManyRequests(5))).toMatchObject({
      details: { timeToReset: 5 },
    })
    const fault = new Error('fault')
    expect(await refusing(fault)).toBe(fault)
  })

  it('is counted by name, class, user, connection and address before anything else happens', async () => {
    const { call, alice } = await one({ who: 'user', rate: 'login' }, { limits: 'developer' })
    for (let i = 0; i < 5; i++) await call({ user: alice })
    await expect(call({ user: alice })).rejects.toMatchObject({
      code: 'too-many-requests',
      reason: 'Error, too many requests. Please slow down. You must wait 10 seconds before trying again.',
      details: { timeToReset: 10_000 },
    })
    await expect(call()).rejects.toMatchObject({ code: 'too-many-requests' })
  })
})

const isLivechat = (name: string) => /livechat/i.test(name)

describe('the registry', () => {
  it('has every method of the tables that it says to answer, with the versions that the facts say', async () => {
    const { methods } = await callers()
    for (const [name, fact] of METHODS) {
      const method = methods.get(name)
      expect(method?.name, name).toBe(fact.answered === false ? undefined : name)
      if (!method) continue
      expect(method?.versions, name).toEqual({
        since: fact.since ?? '0.1',
        ...(fact.until !== undefined && { until: fact.until }),
        ...(fact.announcedUntil !== undefined && { announcedUntil: fact.announcedUntil }),
        ...(fact.extension && { extension: true }),
      })
    }
  })

  it('counts sends as sends, logins as logins, streams as streams, and the rest as the rest', async () => {
    const { methods } = await callers()
    const rates = Object.fromEntries([...methods].map(([name, { rate }]) => [name, rate]))
    expect(rates).toMatchObject({
      sendMessage: 'send',
      login: 'login',
      spotlight: 'suggest',
      'stream-notify-room': 'stream',
    })
    const of = (rate: string) => Object.keys(rates).filter((name) => rates[name] === rate)
    expect(of('stream').every((name) => name.startsWith('stream-'))).toBe(true)
    expect(of('send').filter((name) => !isLivechat(name))).toEqual(['sendMessage'])
    expect(of('suggest')).toEqual(['spotlight'])
    // Whatever looks at a secret that could be guessed.
    expect(of('login').filter((name) => !isLivechat(name))).toEqual([
      'login',
      '2fa:validateTempToken',
      '2fa:disable',
      '2fa:regenerateCodes',
    ])
  })

  it('lets only these be called without a login', async () => {
    const { methods } = await callers()
    const open = [...methods].filter(([, { who }]) => who === 'anyone').map(([name]) => name)
    expect(open.toSorted()).toEqual([
      'UserPresence:away',
      'UserPresence:connect',
      'UserPresence:online',
      'livechat:getInitialData',
      'livechat:loginByToken',
      'livechat:registerGuest',
      'livechat:sendOfflineMessage',
      'livechat:setUpConnection',
      'login',
      'logout',
      'public-settings/get',
      'rooms/get',
      'stream-livechat-inquiry-queue-observer',
      'stream-livechat-room',
      'stream-notify-all',
      'stream-notify-logged',
      'stream-notify-room',
      'stream-notify-user',
      'stream-room-messages',
      'stream-user-presence',
      'subscriptions/get',
    ])
  })
})
