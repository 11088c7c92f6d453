import { expect, test, vi } from 'vitest'
import { AuthError, connect, ConnectionError, createClient, type Client, type ConnectOptions } from 'quindar'
import { fakeClock, fakeNetwork } from '@quindar/testkit'
import { grant, later, outcome, rig, settle } from './rig.ts'

function begin(options: ConnectOptions = {}) {
  const clock = fakeClock()
  const network = fakeNetwork()
  const ports = {
    WebSocket: network.WebSocket,
    now: clock.now,
    setTimeout: clock.setTimeout,
    clearTimeout: clock.clearTimeout,
    random: () => 0.5,
    // A real digest would come by the machine's clock.
    sha256: undefined,
    // Nobody answers over HTTP either.
    fetch: () => Promise.reject(new TypeError('fetch failed')),
  }
  return { clock, network, promise: later(connect('http://localhost:3000', { ...options, ports })) }
}

test('connect resolves when the login is done, not before', async () => {
  const { network, promise } = begin({ token: 'T' })
  const socket = network.latest()
  socket.open()
  socket.receive({ msg: 'connected', session: 's' })
  expect(await outcome(promise)).toBe('pending')
  socket.receive({ msg: 'result', id: 'm1', result: { id: 'u1', token: 'T' } })
  const { value } = (await outcome(promise)) as { value: Client }
  expect(value.user?.id).toBe('u1')
  await value.close()
})

test('connect rejects at once when the login is refused, and closes', async () => {
  const { network, promise, clock } = begin({ user: 'alice', password: 'wrong' })
  const socket = network.latest()
  socket.open()
  socket.receive({ msg: 'connected', session: 's' })
  await settle()
  socket.receive({ msg: 'result', id: 'm1', error: { error: 403, reason: 'User not found' } })
  const { error } = (await outcome(promise)) as { error: AuthError }
  expect(error).toBeInstanceOf(AuthError)
  expect(error.code).toBe('invalid-credentials')
  expect(socket.closedWith).toBeDefined()
  expect(clock.pending()).toEqual([])
})

test('connect rejects after thirty seconds without the server, with the last reason, and closes', async () => {
  const { network, promise, clock } = begin()
  network.latest().fail()
  for (let second = 1; second < 30; second++) {
    await clock.advance(1_000)
    network.latest().drop()
  }
  await clock.advance(999)
  expect(await outcome(promise)).toBe('pending')
  await clock.advance(1)
  const { error } = (await outcome(promise)) as { error: ConnectionError }
  expect(error).toBeInstanceOf(ConnectionError)
  expect(error.message).toContain('http://localhost:3000 was not reached within 30000 ms')
  expect((error.cause as Error).message).toContain('has closed the connection')
  expect(clock.pending()).toEqual([])
})

test('connect takes a time of its own, Infinity included', async () => {
  const short = begin({ connectTimeout: 10 })
  await short.clock.advance(9)
  expect(await outcome(short.promise)).toBe('pending')
  await short.clock.advance(1)
  expect(await outcome(short.promise)).toHaveProperty('error.code', 'connection-failed')
  const patient = begin({ connectTimeout: Infinity })
  patient.network.latest().drop()
  await patient.clock.advance(86_400_000)
  expect(await outcome(patient.promise)).toBe('pending')
})

test('connect gives up when its signal aborts', async () => {
  const over = new AbortController()
  const { promise, clock } = begin({ signal: over.signal })
  over.abort(new Error('enough'))
  expect(await outcome(promise)).toEqual({ error: new Error('enough') })
  expect(clock.pending()).toEqual([])
})

test('connect rejects what is no address; createClient throws it', async () => {
  await expect(connect('nowhere')).rejects.toThrow('"nowhere" is no address of a server')
  expect(() => createClient('nowhere')).toThrow(ConnectionError)
})

test('a new client is ready when its subscriptions are answered, again after each drop, never while it is down', async () => {
  const { rc, open, clock, socket } = rig()
  rc.stream('notify-all', 'x').on(() => {})
  const ready = rc.ready()
  await open()
  expect(await outcome(ready)).toBe('pending')
  await grant(socket())
  expect(await outcome(ready)).toEqual({ value: undefined })
  expect(await outcome(rc.ready())).toEqual({ value: undefined })
  socket().drop()
  const again = rc.ready()
  await clock.advance(250)
  await open()
  expect(await outcome(again)).toBe('pending')
  await grant(socket())
  expect(await outcome(again)).toEqual({ value: undefined })
})

test('waiting for a client has its own end, and leaves no timer', async () => {
  const { rc, clock } = rig()
  const timers = clock.pending().length
  const promise = later(rc.ready({ timeout: 100 }))
  await clock.advance(100)
  expect(await outcome(promise)).toHaveProperty('error.code', 'connection-failed')
  expect(clock.pending()).toHaveLength(timers)
  expect(await outcome(later(rc.ready({ signal: AbortSignal.abort('no') })))).toEqual({ error: 'no' })
  const closed = later(rc.ready())
  await rc.close()
  expect(await outcome(closed)).toHaveProperty('error.code', 'client-closed')
  expect(await outcome(rc.ready())).toHaveProperty('error.code', 'client-closed')
})

test('nobody is ready whose session has expired, until a new login', async () => {
  const { rc, open } = rig({ token: 'T' })
  const socket = await open()
  const ready = later(rc.ready())
  socket.receive({ msg: 'result', id: 'm1', error: { error: 403 } })
  expect(await outcome(ready)).toHaveProperty('error.code', 'token-expired')
  expect(await outcome(rc.ready())).toHaveProperty('error.code', 'token-expired')
  void rc.login({ token: 'new' })
  await settle()
  socket.receive({ msg: 'result', id: 'm2', result: { id: 'u1', token: 'new' } })
  await settle()
  expect(await outcome(rc.ready())).toEqual({ value: undefined })
})

test('the state is there for UI libraries: a snapshot that keeps still, a subscription that ends', async () => {
  const { rc, open } = rig()
  const before = rc.state.getSnapshot()
  expect(rc.state.getSnapshot()).toBe(before)
  let changes = 0
  const stop = rc.state.subscribe(() => changes++)
  await open()
  expect(changes).toBe(2)
  stop()
  await rc.close()
  expect(changes).toBe(2)
})

test('a listener leaves with its signal', async () => {
  const { rc, open } = rig()
  const over = new AbortController()
  let changes = 0
  rc.on('state', () => changes++, { signal: over.signal })
  over.abort()
  await open()
  expect(changes).toBe(0)
})

test('where there is no WebSocket, that is said at once, unless one is handed in', async () => {
  vi.stubGlobal('WebSocket', undefined)
  try {
    const sentence =
      'There is no WebSocket here: use Node 22 or newer, or pass ports.WebSocket (ERRORS.md#connection-failed)'
    expect(() => createClient('http://localhost:3000')).toThrow(new ConnectionError(sentence.replace(/ \(.*/, '')))
    await expect(connect('http://localhost:3000')).rejects.toMatchObject({ message: sentence })
    const { rc } = rig()
    expect(rc.state.getSnapshot().status).not.toBe('closed')
    await rc.close()
  } finally {
    vi.unstubAllGlobals()
  }
})

test('waiting that is over has taken its listener from the signal', async () => {
  const { rc, open } = rig()
  const { signal } = new AbortController()
  let listeners = 0
  signal.addEventListener = () => listeners++
  signal.removeEventListener = () => listeners--
  const ready = rc.ready({ signal })
  expect(listeners).toBe(1)
  await open()
  await ready
  expect(listeners).toBe(0)
})

test('a closed client stays as it is, and tells nobody of anything', async () => {
  const { rc, openAs } = rig({ token: 'T' })
  await openAs()
  await rc.close()
  const state = rc.state.getSnapshot()
  let told = 0
  rc.on('user', () => told++)
  await rc.close()
  expect(rc.state.getSnapshot()).toBe(state)
  expect(told).toBe(0)
})

test('those who listened before it was closed hear nothing after', async () => {
  const { rc, openAs } = rig({ token: 'T' })
  await openAs()
  let told = 0
  rc.on('user', () => told++)
  await rc.close()
  await rc.logout().catch(() => {})
  expect(rc.user).toBeUndefined()
  expect(told).toBe(0)
})
