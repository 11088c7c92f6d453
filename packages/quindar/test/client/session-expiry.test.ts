import { expect, test } from 'vitest'
import { InvalidCredentialsError, TokenExpiredError, TwoFactorRequiredError, type AuthError } from 'quindar'
import type { FakeSocket } from '@quindar/testkit'
import { answer, grant, later, outcome, rig, said, settle } from './rig.ts'

const ALICE = { id: 'u1', token: 'token-u1', tokenExpires: new Date(2e12), type: 'password' }

/** Refuses the newest login. */
async function refuse(socket: FakeSocket, error: string | number, reason = 'no'): Promise<void> {
  const login = socket.sentOf('method').findLast((frame) => frame.method === 'login')
  socket.receive({ msg: 'result', id: login!.id, error: { error, reason } })
  await settle()
}

test.each([401, 403])('a token refused with %d is one event; nobody is logged in, and nothing loops', async (code) => {
  const { rc, open, clock, network } = rig({ token: 'old' })
  const errors: AuthError[] = []
  rc.on('sessionExpired', ({ error }) => errors.push(error))
  const socket = await open()
  await refuse(socket, code)
  expect(errors).toHaveLength(1)
  expect(errors[0]).toBeInstanceOf(TokenExpiredError)
  expect(rc.user).toBeUndefined()
  expect(network.sockets).toHaveLength(1)
  socket.drop()
  await clock.advance(250)
  expect(said(await open())).toEqual(['connect'])
  expect(errors).toHaveLength(1)
})

test('a refused password is the same event', async () => {
  const { rc, open } = rig({ user: 'alice', password: 'wrong' })
  const errors: AuthError[] = []
  rc.on('sessionExpired', ({ error }) => errors.push(error))
  await refuse(await open(), 403)
  expect(errors[0]).toBeInstanceOf(InvalidCredentialsError)
})

test('a second factor asked for at re-login is told once', async () => {
  const { rc, openAs, open, clock } = rig({ token: 'T' })
  const errors: AuthError[] = []
  rc.on('sessionExpired', ({ error }) => errors.push(error))
  ;(await openAs()).drop()
  await clock.advance(250)
  await refuse(await open(), 'totp-required')
  expect(errors).toHaveLength(1)
  expect(errors[0]).toBeInstanceOf(TwoFactorRequiredError)
})

test('expired, calls and subscriptions wait for a new login, and then go', async () => {
  const { rc, openAs, open, clock } = rig({ token: 'T' })
  rc.stream('room-messages', 'GENERAL').on(() => {})
  ;(await openAs()).drop()
  await clock.advance(250)
  const socket = await open()
  await refuse(socket, 403)
  const call = rc.call('rooms/get')
  await settle()
  expect(said(socket)).toEqual(['connect', 'method login'])
  const login = rc.login({ user: 'alice', password: 'alice' })
  await settle()
  await answer(socket, 'login', ALICE)
  expect(await login).toMatchObject({ id: 'u1' })
  await grant(socket)
  expect(said(socket)).toEqual([
    'connect',
    'method login',
    'method login',
    'sub stream-room-messages GENERAL',
    // The client's own question, up to where it has heard everything.
    'method rooms/get',
    'method rooms/get',
  ])
  await answer(socket, 'rooms/get', [])
  expect(await call).toEqual([])
})

test('expired, a call that waits in vain rejects with the reason at its deadline', async () => {
  const { rc, open, clock } = rig({ token: 'T' })
  await refuse(await open(), 403)
  const call = later(rc.call({ name: 'x', timeout: 1_000 }))
  await clock.advance(1_000)
  expect(await outcome(call)).toHaveProperty('error.code', 'token-expired')
})

test('expired, logging out means to go on as nobody', async () => {
  const { rc, open } = rig({ token: 'T' })
  const socket = await open()
  await refuse(socket, 403)
  void rc.call('x')
  await rc.logout()
  await settle()
  expect(said(socket)).toEqual(['connect', 'method login', 'method x'])
})

test('a failure of the server at re-login is no expiry: it tries again on a new connection', async () => {
  const { rc, openAs, open, redial, network } = rig({ token: 'T' })
  let expired = 0
  rc.on('sessionExpired', () => expired++)
  ;(await openAs()).drop()
  await redial()
  for (const error of [500, 'too-many-requests'] as const) {
    const count = network.sockets.length
    await refuse(await open(), error)
    expect(rc.state.getSnapshot().status).toBe('waiting')
    await redial()
    expect(network.sockets).toHaveLength(count + 1)
  }
  expect(expired).toBe(0)
  await openAs()
  expect(rc.user?.id).toBe('u1')
})

test('a login after an expiry makes the client ready again, over drops', async () => {
  const { rc, open, redial } = rig({ token: 'old' })
  const socket = await open()
  await refuse(socket, 403)
  const login = rc.login({ token: 'new' })
  await settle()
  await answer(socket, 'login', ALICE)
  await login
  socket.drop()
  await redial()
  const next = await open()
  expect(next.sentOf('method')[0]?.params).toEqual([{ resume: 'token-u1' }])
  await answer(next, 'login', ALICE)
  expect(await outcome(rc.ready())).toEqual({ value: undefined })
})

test('a refusal that is put into words after another login was let in does not undo that one', async () => {
  const { rc, open } = rig({ token: 'old' })
  const socket = await open()
  let expired = 0
  rc.on('sessionExpired', () => expired++)
  const login = rc.login({ token: 'new' })
  await settle()
  socket.receive({ msg: 'result', id: 'm1', error: { error: 403 } })
  socket.receive({ msg: 'result', id: 'm2', result: ALICE })
  await login
  await settle()
  expect(rc.user?.id).toBe('u1')
  expect(expired).toBe(0)
  expect(await outcome(rc.ready())).toEqual({ value: undefined })
})

test('an expiry is over with the next login, also for what fails later', async () => {
  const { rc, open } = rig({ token: 'old' })
  const socket = await open()
  await refuse(socket, 403)
  const login = rc.login({ token: 'new' })
  await settle()
  await answer(socket, 'login', ALICE)
  await login
  const other = later(rc.login({ token: 'other' }))
  void rc.call('x')
  await settle()
  await refuse(socket, 403)
  expect(await outcome(other)).toHaveProperty('error.code', 'token-expired')
  expect(said(socket).at(-1)).toBe('method x')
})

test('ready waits for the login that follows an expiry, and for its subscriptions', async () => {
  const { rc, open } = rig({ token: 'old' })
  const socket = await open()
  await refuse(socket, 403)
  rc.stream('notify-all', 'x').on(() => {})
  const login = rc.login({ token: 'new' })
  const early = later(rc.ready())
  await settle()
  await answer(socket, 'login', ALICE)
  await login
  const ready = later(rc.ready())
  expect(await outcome(Promise.race([early, ready]))).toBe('pending')
  await grant(socket)
  expect(await outcome(Promise.all([early, ready]))).toEqual({ value: [undefined, undefined] })
})
