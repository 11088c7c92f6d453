import { expect, test } from 'vitest'
import { InvalidCredentialsError } from 'quindar'
import type { FakeSocket } from '@quindar/testkit'
import { answer, grant, later, outcome, rig, said, settle } from './rig.ts'

const ALICE = { id: 'u1', token: 'token-u1', tokenExpires: new Date(2e12), type: 'password' }
/** SHA-256 of `alice`, from an independent tool. */
const DIGEST = '2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90'

/** Refuses the newest login. */
async function refuse(socket: FakeSocket, error: string | number, reason = 'no'): Promise<void> {
  const login = socket.sentOf('method').findLast((frame) => frame.method === 'login')
  socket.receive({ msg: 'result', id: login!.id, error: { error, reason } })
  await settle()
}

test('sends a password as its SHA-256 only, with a username', async () => {
  const { open } = rig({ user: 'alice', password: 'alice' })
  const socket = await open()
  expect(socket.sentOf('method')).toEqual([
    {
      msg: 'method',
      method: 'login',
      id: 'm1',
      params: [{ user: { username: 'alice' }, password: { digest: DIGEST, algorithm: 'sha-256' } }],
    },
  ])
})

test('takes what has an @ for an e-mail address', async () => {
  const { open } = rig({ user: 'alice@example.com', password: 'alice' })
  expect((await open()).sentOf('method')[0]?.params?.[0]).toMatchObject({ user: { email: 'alice@example.com' } })
})

test.each([[{ token: 'T' }], [{ resume: 'T' }]])('logs in with %o', async (options) => {
  const { open } = rig(options)
  expect((await open()).sentOf('method')[0]?.params).toEqual([{ resume: 'T' }])
})

test.each([[{}], [{ token: undefined }], [{ user: undefined, password: undefined }]])(
  'with %o it is nobody',
  async (options) => {
    const { rc, open } = rig(options)
    expect(said(await open())).toEqual(['connect'])
    expect(rc.user).toBeUndefined()
  },
)

test('tells who is logged in, and learns names from the user’s own document, before or after the result', async () => {
  for (const first of [true, false]) {
    const { rc, open } = rig({ token: 'T' })
    const told: unknown[] = []
    rc.on('user', (user) => told.push(user?.username))
    const socket = await open()
    const document = {
      msg: 'added',
      collection: 'users',
      id: 'u1',
      fields: { username: 'alice', name: 'Alice A.' },
    } as const
    if (first) socket.receive(document)
    await answer(socket, 'login', ALICE)
    if (!first) socket.receive(document)
    expect(rc.user).toEqual({
      id: 'u1',
      token: 'token-u1',
      tokenExpires: new Date(2e12),
      username: 'alice',
      name: 'Alice A.',
    })
    expect(told).toEqual(first ? ['alice'] : [undefined, 'alice'])
  }
})

test('a change of the own document is merged; what does not concern the name is not told', async () => {
  const { rc, openAs } = rig({ token: 'T' })
  const socket = await openAs()
  const users = { collection: 'users', id: 'u1' } as const
  socket.receive({ msg: 'added', ...users, fields: { username: 'alice' } })
  expect(rc.user?.username).toBe('alice')
  let told = 0
  rc.on('user', () => told++)
  socket.receive({ msg: 'changed', ...users, fields: { status: 'away' } })
  expect(told).toBe(0)
  socket.receive({ msg: 'changed', ...users, fields: { name: 'Alice' } })
  expect(told).toBe(1)
  expect(rc.user).toMatchObject({ username: 'alice', name: 'Alice' })
  socket.receive({ msg: 'changed', collection: 'users', id: 'other', fields: { name: 'Bob' } })
  socket.receive({ msg: 'changed', collection: 'rooms', id: 'u1', fields: { name: 'Bob' } })
  expect(rc.user).toMatchObject({ username: 'alice', name: 'Alice' })
})

test.each([[undefined], [new Date(NaN)]])('a token without an end (%s) is no trouble', async (tokenExpires) => {
  const { rc, open } = rig({ token: 'T' })
  const socket = await open()
  await answer(socket, 'login', { id: 'u1', token: 'bot', tokenExpires })
  expect(rc.user).toMatchObject({ id: 'u1', token: 'bot', tokenExpires: undefined })
})

test('after a drop it logs in with the new token; the password is forgotten', async () => {
  const { openAs, open, clock } = rig({ user: 'alice', password: 'alice' })
  const first = await openAs({ id: 'u1', token: 'fresh' })
  first.drop()
  await clock.advance(250)
  expect((await open()).sentOf('method').map((frame) => frame.params)).toEqual([[{ resume: 'fresh' }]])
})

test('a login that is answered without a token is an error, not a login', async () => {
  for (const result of [undefined, {}, { id: 'u1' }, { token: 'x' }]) {
    const { rc, open } = rig()
    const socket = await open()
    const login = later(rc.login({ token: 'T' }))
    await settle()
    await answer(socket, 'login', result)
    expect(await outcome(login)).toHaveProperty('error.code', 'login-failed')
    expect(rc.user).toBeUndefined()
  }
})

test('logs in on an open connection; calls made meanwhile go after it', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const login = rc.login({ token: 'T' })
  void rc.call('x')
  rc.stream('notify-all', 'y').on(() => {})
  await settle()
  expect(said(socket)).toEqual(['connect', 'method login'])
  await answer(socket, 'login', ALICE)
  expect(said(socket)).toEqual(['connect', 'method login', 'sub stream-notify-all y'])
  await grant(socket)
  expect(said(socket).at(-1)).toBe('method x')
  expect((await login).token).toBe('token-u1')
})

test('a refused login rejects, and the connection goes on as whoever it was', async () => {
  const { rc, openAs } = rig({ token: 'T' })
  const socket = await openAs()
  let expired = 0
  rc.on('sessionExpired', () => expired++)
  const login = later(rc.login({ user: 'bob', password: 'wrong' }))
  void rc.call('x')
  await settle()
  await refuse(socket, 401)
  expect(((await outcome(login)) as { error: Error }).error).toBeInstanceOf(InvalidCredentialsError)
  expect(rc.user?.id).toBe('u1')
  expect(said(socket)).toEqual(['connect', 'method login', 'method login', 'method x'])
  expect(expired).toBe(0)
})

test('refused on a connection that is nobody’s, it falls back to the token it had', async () => {
  const { rc, openAs, open, clock } = rig({ token: 'T' })
  ;(await openAs({ id: 'u1', token: 'kept' })).drop()
  const login = later(rc.login({ token: 'other' }))
  await settle()
  await clock.advance(250)
  const socket = await open()
  await refuse(socket, 403)
  expect(await outcome(login)).toHaveProperty('error.code', 'token-expired')
  expect(socket.sentOf('method').map((frame) => frame.params)).toEqual([[{ resume: 'other' }], [{ resume: 'kept' }]])
  await answer(socket, 'login', ALICE)
  expect(rc.user?.id).toBe('u1')
})

test('a login outlives a drop: it goes out again on the next connection', async () => {
  const { rc, open, clock } = rig()
  const first = await open()
  const login = rc.login({ token: 'T' })
  await settle()
  first.drop()
  await clock.advance(250)
  const second = await open()
  expect(said(second)).toEqual(['connect', 'method login'])
  await answer(second, 'login', ALICE)
  expect((await login).id).toBe('u1')
})

test('a login that is not answered gives its connection up at its deadline, and what waited goes on the next', async () => {
  const { rc, open, clock } = rig()
  const first = await open()
  const login = later(rc.login({ token: 'T' }, { timeout: 5_000 }))
  void rc.call('x')
  await clock.advance(4_999)
  expect(await outcome(login)).toBe('pending')
  await clock.advance(1)
  expect(await outcome(login)).toHaveProperty('error.code', 'timeout')
  expect(first.closedWith).toBeDefined()
  await clock.advance(250)
  expect(said(await open())).toEqual(['connect', 'method x'])
})

test('an aborted login does the same', async () => {
  const { rc, open, clock } = rig()
  const first = await open()
  const over = new AbortController()
  const login = later(rc.login({ token: 'T' }, { signal: over.signal }))
  await settle()
  over.abort(new Error('changed my mind'))
  expect(await outcome(login)).toEqual({ error: new Error('changed my mind') })
  expect(first.closedWith).toBeDefined()
  await clock.advance(250)
  expect(said(await open())).toEqual(['connect'])
})

test('a re-login that is not answered within thirty seconds is tried on a new connection', async () => {
  const { rc, open, clock, network } = rig({ token: 'T' })
  const socket = await open()
  for (let second = 0; second < 30; second++) {
    expect(network.sockets).toHaveLength(1)
    await clock.advance(1_000)
    socket.receive({ msg: 'pong' })
  }
  expect(rc.state.getSnapshot().status).toBe('waiting')
  await clock.advance(250)
  expect(said(await open())).toEqual(['connect', 'method login'])
})

test('of two logins the later one counts', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const logins = [rc.login({ token: 'A' }), rc.login({ token: 'B' })]
  await settle()
  const [a, b] = socket.sentOf('method')
  socket.receive({ msg: 'result', id: a!.id, result: { id: 'ua', token: 'ta' } })
  await settle()
  void rc.call('x')
  rc.stream('notify-all', 'y').on(() => {})
  await settle()
  expect(said(socket)).toEqual(['connect', 'method login', 'method login'])
  socket.receive({ msg: 'result', id: b!.id, result: { id: 'ub', token: 'tb' } })
  expect((await Promise.all(logins)).map((user) => user.id)).toEqual(['ua', 'ub'])
  await settle()
  expect(rc.user?.id).toBe('ub')
  await grant(socket)
  expect(said(socket).slice(3)).toEqual(['sub stream-notify-all y', 'method x'])
})

test('logging out tells the server and forgets the token', async () => {
  const { rc, openAs, open, clock } = rig({ token: 'T' })
  const socket = await openAs()
  const told: unknown[] = []
  rc.on('user', (user) => told.push(user))
  const logout = rc.logout()
  expect(rc.user).toBeUndefined()
  expect(said(socket).at(-1)).toBe('method logout')
  await answer(socket, 'logout')
  await logout
  expect(told).toEqual([undefined])
  // The micro-service closes the socket after a logout.
  socket.drop(1002)
  await clock.advance(250)
  expect(said(await open())).toEqual(['connect'])
})

test('without a connection, logging out forgets the token', async () => {
  const { rc, openAs, open, clock } = rig({ token: 'T' })
  ;(await openAs()).drop()
  await rc.logout()
  await clock.advance(250)
  expect(said(await open())).toEqual(['connect'])
})

test('closing rejects a login that waits, and a login after it', async () => {
  const { rc } = rig()
  const login = later(rc.login({ token: 'T' }))
  await settle()
  await rc.close()
  expect(await outcome(login)).toHaveProperty('error.code', 'client-closed')
  expect(await outcome(rc.login({ token: 'T' }))).toHaveProperty('error.code', 'client-closed')
})

test('closing in the middle of a login leaves no timer and no second socket', async () => {
  const { rc, open, clock, network } = rig({ token: 'T' })
  let expired = 0
  rc.on('sessionExpired', () => expired++)
  await open()
  await rc.close()
  await settle()
  expect(clock.pending()).toEqual([])
  await clock.advance(60_000)
  expect(network.sockets).toHaveLength(1)
  expect(expired).toBe(0)
})

test('who is not logged in has nothing to tell the server when he logs out', async () => {
  const { rc, openAs } = rig({ token: 'T' })
  const socket = await openAs()
  void rc.logout()
  await answer(socket, 'logout')
  await rc.logout()
  expect(socket.sentOf('method').filter((frame) => frame.method === 'logout')).toHaveLength(1)
})

test('a user without a password is nobody, whatever the compiler was told', async () => {
  // @ts-expect-error as plain JavaScript would
  const { rc, open } = rig({ user: 'alice', password: undefined })
  expect(said(await open())).toEqual(['connect'])
  expect(rc.user).toBeUndefined()
})
