// Questions for a second factor that nobody has to answer, and those that take their time: bots, calls at once, drops, ends.
import { beforeAll, expect, test } from 'vitest'
import type { ClientOptions } from 'quindar'
import { totp } from '../../src/client/login/totp.ts'
import { answer, later, outcome, rig, said, settle } from './rig.ts'
import { ALICE, refuse, sentBy, TOTP, user, warmUp } from './two-factor-rig.ts'

beforeAll(warmUp)

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test('a bot makes its codes from its secret and the clock, and nobody is asked', async () => {
  const { asked, twoFactor } = user()
  const { rc, open, clock } = rig({ user: 'bot', password: 'alice', totpSecret: SECRET, twoFactor })
  const socket = await open()
  await refuse(socket, 'login', 'totp-required', TOTP)
  expect(sentBy(socket, 'login')[1]).toMatchObject([{ totp: { code: totp(SECRET, clock.now()) } }])
  await answer(socket, 'login', ALICE)
  expect(rc.user?.id).toBe('u1')
  // Also where another method comes first, and this one is possible.
  void rc.call('x')
  await settle()
  await refuse(socket, 'x', 'totp-required', { method: 'email', availableMethods: ['email', 'totp'] })
  expect(sentBy(socket, 'x')[1]).toEqual([{ twoFactorCode: totp(SECRET, clock.now()), twoFactorMethod: 'totp' }])
  expect(asked).toEqual([])
})

async function refusedBot(options: ClientOptions) {
  const { rc, open } = rig({ totpSecret: SECRET, ...options })
  const socket = await open()
  const login = later(rc.login({ user: 'bot', password: 'alice' }))
  await settle()
  await refuse(socket, 'login', 'totp-required', TOTP)
  await refuse(socket, 'login', 'totp-invalid', TOTP)
  return outcome(login)
}

test('a bot whose code is wrong asks for another; without a callback it is an error at once', async () => {
  const { asked, twoFactor } = user('1')
  expect(await refusedBot({ twoFactor })).toBe('pending')
  expect(asked.map(({ attempt }) => attempt)).toEqual([2])
  expect(await refusedBot({})).toMatchObject({ error: { code: 'two-factor-failed' } })
})

test('a bot that is asked for something else says what was wanted', async () => {
  const { rc, open } = rig({ totpSecret: SECRET })
  const socket = await open()
  const login = later(rc.login({ user: 'bot', password: 'alice' }))
  await settle()
  await refuse(socket, 'login', 'totp-required', { method: 'email', availableMethods: ['email', 'totp'] })
  expect(await outcome(login)).toMatchObject({ error: { code: 'two-factor-required', method: 'email' } })
})

test('a secret that is none is an error that does not tell it', async () => {
  const { rc, open } = rig({ totpSecret: 'not-1-secret' })
  const socket = await open()
  const login = later(rc.login({ user: 'bot', password: 'alice' }))
  await settle()
  await refuse(socket, 'login', 'totp-required', TOTP)
  const { error } = (await outcome(login)) as { error: Error }
  expect(error).toMatchObject({ code: 'login-failed' })
  expect(error.message).toContain('No code can be made: totpSecret is not base 32')
  expect(error.message).not.toContain('not-1-secret')
})

test('without callback and secret nobody is asked, and the error says what is wanted', async () => {
  const { rc, openAs } = rig({ token: 'T' })
  const socket = await openAs()
  const call = later(rc.call('x'))
  await settle()
  await refuse(socket, 'x', 'totp-required', TOTP)
  expect(await outcome(call)).toMatchObject({ error: { code: 'two-factor-required', method: 'totp' } })
  expect(sentBy(socket, 'x')).toHaveLength(1)
})

test('two calls ask one after the other; what the server remembers by then is not asked again', async () => {
  let say: (code: string) => void = () => {}
  const { asked, twoFactor } = user(new Promise<string>((resolve) => (say = resolve)), '2')
  const { rc, openAs } = rig({ token: 'T', twoFactor })
  const socket = await openAs()
  const [one, two, three] = [rc.call('a'), rc.call('b'), rc.call('c')]
  await settle()
  for (const name of ['a', 'b', 'c']) await refuse(socket, name, 'totp-required', TOTP)
  expect(asked.map(({ action }) => action)).toEqual(['a'])
  say('1')
  await settle()
  await answer(socket, 'a', 'A')
  await settle()
  expect(sentBy(socket, 'b')).toEqual([[], []])
  await answer(socket, 'b', 'B')
  await settle()
  await refuse(socket, 'c', 'totp-required', TOTP)
  expect(asked.map(({ action }) => action)).toEqual(['a', 'c'])
  await answer(socket, 'c', 'C')
  expect(await Promise.all([one, two, three])).toEqual(['A', 'B', 'C'])
})

test('a login does not wait for the question of a call that waits for the login', async () => {
  const { asked, twoFactor } = user(new Promise<string>(() => {}), '2')
  const { rc, openAs, redial, open } = rig({ token: 'T', twoFactor })
  const socket = await openAs()
  void later(rc.call('a'))
  await settle()
  await refuse(socket, 'a', 'totp-required', TOTP)
  socket.drop()
  await redial()
  const next = await open()
  await refuse(next, 'login', 'totp-required', TOTP)
  expect(asked.map(({ action }) => action)).toEqual(['a', 'login'])
  await answer(next, 'login', ALICE)
  expect(await outcome(rc.ready())).toEqual({ value: undefined })
})

test('row 27: a code wanted at re-login is asked for once, over drops too; then everything goes on', async () => {
  let say: (code: string) => void = () => {}
  const { asked, twoFactor } = user(new Promise<string>((resolve) => (say = resolve)))
  const { rc, openAs, open, redial } = rig({ token: 'T', twoFactor })
  rc.stream('notify-all', 'x').on(() => {})
  ;(await openAs()).drop()
  await redial()
  const second = await open()
  await refuse(second, 'login', 'totp-required', TOTP)
  void later(rc.call('y'))
  second.drop()
  await redial()
  const third = await open()
  expect(said(third)).toEqual(['connect'])
  say('123456')
  await settle()
  await settle()
  expect(sentBy(third, 'login')).toEqual([[{ totp: { login: { resume: 'token-u1' }, code: '123456' } }]])
  await answer(third, 'login', ALICE)
  expect(said(third)).toEqual(['connect', 'method login', 'sub stream-notify-all x'])
  third.receive({ msg: 'ready', subs: third.sentOf('sub').map(({ id }) => id) })
  await settle()
  expect(said(third).at(-1)).toBe('method y')
  expect(asked).toHaveLength(1)
})

test('whoever waits is not held by a question: a signal, or the end of the client, ends it and says so to the callback', async () => {
  const { asked, twoFactor } = user(new Promise<string>(() => {}), new Promise<string>(() => {}))
  const { rc, openAs } = rig({ token: 'T', twoFactor })
  const socket = await openAs()
  const over = new AbortController()
  const call = later(rc.call({ name: 'x', signal: over.signal }))
  await settle()
  await refuse(socket, 'x', 'totp-required', TOTP)
  expect(asked[0]!.signal.aborted).toBe(false)
  over.abort(new Error('changed my mind'))
  expect(await outcome(call)).toEqual({ error: new Error('changed my mind') })
  expect(asked[0]!.signal.aborted).toBe(true)
  const login = later(rc.login({ user: 'alice', password: 'alice' }))
  await settle()
  await refuse(socket, 'login', 'totp-required', TOTP)
  await rc.close()
  expect(await outcome(login)).toMatchObject({ error: { code: 'client-closed' } })
  expect(asked[1]!.signal.aborted).toBe(true)
})

test('a code that comes after the call was given up is not sent', async () => {
  let say: (code: string) => void = () => {}
  const { rc, openAs } = rig({ token: 'T', ...user(new Promise<string>((resolve) => (say = resolve))) })
  const socket = await openAs()
  const over = new AbortController()
  void later(rc.call({ name: 'x', signal: over.signal }))
  await settle()
  await refuse(socket, 'x', 'totp-required', TOTP)
  over.abort()
  say('123456')
  await settle()
  expect(sentBy(socket, 'x')).toHaveLength(1)
})

test('while somebody is asked, the time to connect does not run out', async () => {
  let say: (code: string) => void = () => {}
  const { twoFactor } = user(new Promise<string>((resolve) => (say = resolve)))
  const { rc, open, clock } = rig({ user: 'alice', password: 'alice', twoFactor })
  const ready = later(rc.ready({ timeout: 5_000 }))
  const socket = await open()
  await refuse(socket, 'login', 'totp-required', TOTP)
  for (let n = 0; n < 3; n++) {
    await clock.advance(4_000)
    socket.receive({ msg: 'ping' })
  }
  expect(await outcome(ready)).toBe('pending')
  say('123456')
  await settle()
  await settle()
  await clock.advance(5_000)
  expect(await outcome(ready)).toMatchObject({ error: { code: 'connection-failed' } })
})
