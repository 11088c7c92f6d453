// The list of rooms, question by question: what it asks, and what it makes of answers, events, drops and refusals.
import { expect, test } from 'vitest'
import type { RoomList } from 'quindar'
import type { FakeSocket } from '@quindar/testkit'
import { grant, later, outcome, rig, said, settle, type Rig } from './rig.ts'
import { emit, T0 } from './room-rig.ts'

const membership = (id: string, ms = 0, more: Record<string, unknown> = {}) => ({
  _id: `s-${id}`,
  rid: id,
  t: 'c',
  name: id,
  u: { _id: 'u1', username: 'alice' },
  open: true,
  unread: 0,
  userMentions: 0,
  groupMentions: 0,
  ts: new Date(T0),
  _updatedAt: new Date(T0 + ms),
  ...more,
})
const room = (id: string, ms = 0, more: Record<string, unknown> = {}) => ({
  _id: id,
  t: 'c',
  name: id,
  lm: new Date(T0 + ms),
  _updatedAt: new Date(T0 + ms),
  ...more,
})

const QUESTIONS = ['subscriptions/get', 'rooms/get']

/** The questions on a socket that were not answered, and how to answer the newest of each. */
async function reply(socket: FakeSocket, mine: unknown, rooms: unknown): Promise<void> {
  for (const [method, result] of [
    ['subscriptions/get', mine],
    ['rooms/get', rooms],
  ] as const) {
    const { id } = socket.sentOf('method').findLast((frame) => frame.method === method)!
    const isError = typeof result === 'object' && result !== null && 'error' in result
    socket.receive({ msg: 'result', id, ...(isError ? result : { result }) } as never)
  }
  await settle()
}

function asked(socket: FakeSocket): unknown[] {
  return socket
    .sentOf('method')
    .flatMap(({ method, params = [] }) => (QUESTIONS.includes(method) ? [[method, ...params]] : []))
}

async function opened(r: Rig = rig({ token: 'T' })): Promise<Rig & { live: FakeSocket; list: RoomList }> {
  const live = await r.openAs()
  const opening = r.rc.rooms()
  await settle()
  await reply(live, [membership('a', 1), membership('b', 2)], [room('a', 1), room('b', 2)])
  return { ...r, live, list: await opening }
}

/** Connected again, logged in, subscribed. */
async function overADrop(r: Rig, live: FakeSocket): Promise<FakeSocket> {
  live.drop()
  await r.redial()
  const back = await r.openAs()
  await grant(back)
  return back
}

const ids = (list: RoomList): string[] => list.getSnapshot().map(({ id }) => id)
const changes = (update: unknown[], remove: unknown[] = []) => ({ update, remove })
const tell = (socket: FakeSocket, what: 'rooms' | 'subscriptions', ...args: unknown[]): void =>
  emit(socket, 'notify-user', `u1/${what}-changed`, ...args)

test('asks for everything once, listens to changes, and is sorted by when something was last said', async () => {
  const { live, list, rc } = await opened()
  expect(asked(live)).toEqual([['subscriptions/get'], ['rooms/get']])
  expect(said(live).slice(-4, -2)).toEqual([
    'sub stream-notify-user u1/subscriptions-changed',
    'sub stream-notify-user u1/rooms-changed',
  ])
  expect(ids(list)).toEqual(['b', 'a'])
  expect(list.getSnapshot()).toBe(list.getSnapshot())
  expect(list.find('a')).toBe(list.getSnapshot()[1])
  expect(list.find('c')).toBeUndefined()
  const again = await rc.rooms()
  expect(again).toBe(list)
  expect(asked(live)).toHaveLength(2)
})

test('events change it, and tell whoever subscribes; what did not change stays the same object', async () => {
  const { live, list } = await opened()
  let told = 0
  const stop = list.subscribe(() => told++)
  const [b, a] = list.getSnapshot()
  tell(live, 'rooms', 'updated', room('a', 3))
  expect(ids(list)).toEqual(['a', 'b'])
  expect(list.find('b')).toBe(b)
  expect(list.find('a')).not.toBe(a)
  tell(live, 'subscriptions', 'updated', membership('b', 4, { unread: 2, alert: true }))
  expect(list.find('b')).toMatchObject({ unread: 2, alert: true })
  tell(live, 'subscriptions', 'inserted', membership('c', 5))
  expect(ids(list)).toEqual(['a', 'b', 'c'])
  tell(live, 'subscriptions', 'removed', { _id: 's-a' })
  tell(live, 'rooms', 'removed', { _id: 'b' })
  expect(ids(list)).toEqual(['b', 'c'])
  expect(list.find('b')?.raw.room).toBeUndefined()
  expect(told).toBe(5)
  for (const hostile of [null, undefined, 7, {}, { _id: 7 }]) tell(live, 'subscriptions', 'updated', hostile)
  stop()
  tell(live, 'subscriptions', 'removed', { _id: 's-c' })
  expect(told).toBe(5)
  expect(ids(list)).toEqual(['b'])
})

test('after a drop it asks for what has changed since half a minute before the last it was told, and keeps the rest', async () => {
  const r = await opened()
  tell(r.live, 'rooms', 'updated', room('a', 60_000))
  const back = await overADrop(r, r.live)
  expect(ids(r.list)).toEqual(['a', 'b'])
  const since = new Date(T0 + 30_000)
  expect(asked(back)).toEqual([
    ['subscriptions/get', since],
    ['rooms/get', since],
  ])
  await reply(back, changes([membership('c', 70_000)], [{ _id: 's-b' }]), changes([room('c', 70_000)]))
  expect(ids(r.list)).toEqual(['c', 'a'])
  expect(asked(back)).toHaveLength(2)
})

test('what comes live after a drop, before the question, does not move from where it asks: who was put out hears of it', async () => {
  const r = await opened()
  const from = new Date(T0 + 2 - 30_000)
  let { live } = r
  // Twice: the first question gets no answer.
  for (let drops = 0; drops < 2; drops++) {
    live.drop()
    await r.redial()
    live = await r.openAs()
    tell(live, 'subscriptions', 'updated', membership('a', 120_000))
    await grant(live)
    expect(asked(live).slice(-2)).toEqual([
      ['subscriptions/get', from],
      ['rooms/get', from],
    ])
  }
  await reply(live, changes([], [{ _id: 's-b' }]), changes([]))
  expect(ids(r.list)).toEqual(['a'])
  const back = await overADrop(r, live)
  expect(asked(back)[0]).toEqual(['subscriptions/get', new Date(T0 + 90_000)])
})

test('what a stream had told before the question is older than the answer', async () => {
  const r = await opened()
  tell(r.live, 'subscriptions', 'updated', membership('a', 5, { unread: 1 }))
  tell(r.live, 'rooms', 'updated', room('a', 5, { topic: 'before' }))
  const back = await overADrop(r, r.live)
  await reply(back, changes([membership('a', 9, { unread: 2 })]), changes([room('a', 9, { topic: 'after' })]))
  expect(r.list.find('a')).toMatchObject({ unread: 2, topic: 'after' })
})

test('what a stream tells while the answer is on its way is newer than the answer', async () => {
  const r = await opened()
  const back = await overADrop(r, r.live)
  tell(back, 'subscriptions', 'updated', membership('a', 90_000, { unread: 3 }))
  tell(back, 'subscriptions', 'removed', { _id: 's-b' })
  tell(back, 'subscriptions', 'inserted', membership('d', 91_000))
  tell(back, 'rooms', 'inserted', room('d', 91_000))
  await reply(back, changes([membership('a', 80_000), membership('b', 80_000)], [{ _id: 's-d' }]), changes([]))
  expect(r.list.getSnapshot().map(({ id, unread }) => [id, unread])).toEqual([
    ['d', 0],
    ['a', 3],
  ])
})

test('who has come into a room in which nothing has changed since asks for all rooms', async () => {
  const r = await opened()
  const back = await overADrop(r, r.live)
  await reply(back, changes([membership('old', 70_000)]), changes([]))
  expect(asked(back).slice(2)).toEqual([['rooms/get']])
  const { id } = back.sentOf('method').at(-1)!
  back.receive({ msg: 'result', id, result: [room('a', 1), room('b', 2), room('old', -1e9, { topic: 'old times' })] })
  await settle()
  expect(r.list.find('old')?.topic).toBe('old times')
  expect(asked(back)).toHaveLength(3)
})

test('an answer that is a plain list is everything, asked with a date or not', async () => {
  const r = await opened()
  const back = await overADrop(r, r.live)
  await reply(back, [membership('b', 2)], [room('b', 2)])
  expect(ids(r.list)).toEqual(['b'])
})

test('a server that answers the first question with changes since for ever is understood', async () => {
  const r = rig({ token: 'T' })
  const live = await r.openAs()
  const opening = r.rc.rooms()
  await settle()
  await reply(live, changes([membership('a')]), changes([room('a')]))
  expect(ids(await opening)).toEqual(['a'])
})

test('a limit is waited for; another refusal rejects, and the next who wants the list asks again', async () => {
  const r = rig({ token: 'T' })
  const live = await r.openAs()
  const opening = later(r.rc.rooms())
  await settle()
  const limit = { error: { error: 'too-many-requests', details: { timeToReset: 4_000 } } }
  await reply(live, limit, [])
  expect(await outcome(opening)).toBe('pending')
  await r.clock.advance(3_999)
  expect(asked(live)).toHaveLength(2)
  await r.clock.advance(1)
  live.receive({ msg: 'pong' })
  expect(asked(live)).toHaveLength(4)
  await reply(live, { error: { error: 'error-not-allowed' } }, [])
  expect(await outcome(opening)).toHaveProperty('error.error', 'error-not-allowed')
  await r.clock.advance(5_000)
  live.receive({ msg: 'pong' })
  expect(asked(live)).toHaveLength(4)
  const again = r.rc.rooms()
  await settle()
  expect(asked(live)).toHaveLength(6)
  await reply(live, [membership('a')], [room('a')])
  expect(ids(await again)).toEqual(['a'])
})

test('a list that is there and cannot be brought up to date is asked for again, ever more seldom', async () => {
  const r = await opened()
  const back = await overADrop(r, r.live)
  const broken = { error: { error: 500, reason: 'Internal server error' } }
  let questions = 2
  for (const wait of [2_000, 4_000, 8_000]) {
    await reply(back, broken, broken)
    await r.clock.advance(wait - 1)
    back.receive({ msg: 'pong' })
    expect(asked(back)).toHaveLength(questions)
    await r.clock.advance(1)
    expect(asked(back)).toHaveLength((questions += 2))
  }
  await reply(back, changes([membership('a', 9, { unread: 7 })]), changes([]))
  expect(r.list.find('a')?.unread).toBe(7)
  expect(ids(r.list)).toEqual(['b', 'a'])
})

test('a drop in the middle of the first question asks it again, and who waits gets the list', async () => {
  const r = rig({ token: 'T' })
  const live = await r.openAs()
  const opening = later(r.rc.rooms())
  await settle()
  const back = await overADrop(r, live)
  expect(await outcome(opening)).toBe('pending')
  await reply(back, [membership('a')], [room('a')])
  expect(ids(await opening)).toEqual(['a'])
})

test('it is the list of who is logged in: another login empties it and asks anew, a logout empties it', async () => {
  const r = await opened()
  const login = r.rc.login({ token: 'other' })
  await settle()
  const call = r.live.sentOf('method').findLast(({ method }) => method === 'login')!
  r.live.receive({ msg: 'result', id: call.id, result: { id: 'u2', token: 'other' } })
  await settle()
  await login
  expect(ids(r.list)).toEqual([])
  expect(asked(r.live).slice(2)).toEqual([['subscriptions/get'], ['rooms/get']])
  await reply(r.live, [membership('x')], [room('x')])
  expect(ids(r.list)).toEqual(['x'])
  const subs = r.live.sentOf('sub').map(({ params }) => params?.[0])
  expect(subs.slice(-2)).toEqual(['u2/subscriptions-changed', 'u2/rooms-changed'])
  expect(r.live.sentOf('unsub')).toHaveLength(2)
  void r.rc.logout()
  await settle()
  expect(ids(r.list)).toEqual([])
})

test('a login that has run out leaves the list as it was: the same user may come back', async () => {
  const r = await opened()
  r.live.drop()
  await r.redial()
  const back = await r.open()
  const { id } = back.sentOf('method').find(({ method }) => method === 'login')!
  back.receive({ msg: 'result', id, error: { error: 403, reason: 'expired' } })
  await settle()
  expect(r.rc.user).toBeUndefined()
  expect(ids(r.list)).toEqual(['b', 'a'])
})

test('what one may do changes with one’s roles, which the server tells later', async () => {
  const { live, list } = await opened()
  tell(live, 'rooms', 'updated', room('a', 3, { ro: true }))
  expect(list.find('a')?.mayWrite).toBe(false)
  live.receive({ msg: 'added', collection: 'users', id: 'u1', fields: { username: 'alice', roles: ['admin'] } })
  expect(list.find('a')?.mayWrite).toBe(true)
})

test('streams that are denied are asked for again with everything when the client is ready again', async () => {
  const r = await opened()
  for (const { id } of r.live.sentOf('sub')) r.live.receive({ msg: 'nosub', id, error: { error: 'not-allowed' } })
  await settle()
  const back = await overADrop(r, r.live)
  expect(said(back)).toContain('sub stream-notify-user u1/rooms-changed')
  expect(asked(back)).toEqual([['subscriptions/get'], ['rooms/get']])
})

test('it lives until the last signal of those who opened it aborts', async () => {
  const r = await opened()
  const [first, second] = [new AbortController(), new AbortController()]
  await r.rc.rooms({ signal: first.signal })
  first.abort()
  expect(ids(r.list)).toEqual(['b', 'a'])
  expect(r.live.sentOf('unsub')).toEqual([])

  const other = rig({ token: 'T' })
  const live = await other.openAs()
  const opening = other.rc.rooms({ signal: second.signal })
  await settle()
  await reply(live, [membership('a')], [room('a')])
  const list = await opening
  second.abort()
  expect(list.getSnapshot()).toEqual([])
  expect(live.sentOf('unsub')).toHaveLength(2)
  live.drop()
  await other.redial()
  expect(asked(await other.openAs())).toEqual([])
})

test('a signal ends the waiting for it, before and while', async () => {
  const r = rig({ token: 'T' })
  expect(await outcome(r.rc.rooms({ signal: AbortSignal.abort('no') }))).toEqual({ error: 'no' })
  const over = new AbortController()
  const opening = later(r.rc.rooms({ signal: over.signal }))
  await settle()
  over.abort('enough')
  expect(await outcome(opening)).toEqual({ error: 'enough' })
  expect(asked(await r.openAs())).toEqual([])
})

test('without a login it is empty, and nothing is asked', async () => {
  const r = rig()
  const live = await r.open()
  expect((await r.rc.rooms()).getSnapshot()).toEqual([])
  expect(live.sentOf('method')).toEqual([])
  expect(live.sentOf('sub')).toEqual([])
})

test('a server that is not reached in thirty seconds, and a login that is refused, reject', async () => {
  const r = rig({ token: 'T' })
  const late = later(r.rc.rooms())
  await settle()
  await r.clock.advance(30_000)
  expect(await outcome(late)).toHaveProperty('error.code', 'connection-failed')

  const refused = rig({ token: 'T' })
  const opening = later(refused.rc.rooms())
  const socket = await refused.open()
  const { id } = socket.sentOf('method').find(({ method }) => method === 'login')!
  socket.receive({ msg: 'result', id, error: { error: 403 } })
  expect(await outcome(opening)).toHaveProperty('error.code', 'token-expired')
})

test('a closed client leaves no timer behind, whatever it was waiting for', async () => {
  const r = await opened()
  const back = await overADrop(r, r.live)
  await reply(back, { error: { error: 500 } }, { error: { error: 500 } })
  await r.rc.close()
  await settle()
  expect(r.clock.pending()).toEqual([])
})

test('names of rooms that the list knows need no question: #name, id, @username; hidden conversations do', async () => {
  const { rc, live } = await opened()
  tell(live, 'subscriptions', 'inserted', membership('DM', 5, { t: 'd', name: 'bob' }))
  tell(live, 'subscriptions', 'inserted', membership('DM2', 5, { t: 'd', name: 'carol', open: false }))
  tell(live, 'subscriptions', 'inserted', membership('ID1', 5, { name: 'named' }))
  const before = live.sentOf('method').length
  expect((await rc.room('#a')).id).toBe('a')
  expect((await rc.room('ID1')).id).toBe('ID1')
  expect((await rc.room('named')).id).toBe('ID1')
  expect((await rc.room('b')).id).toBe('b')
  expect((await rc.room('@bob')).id).toBe('DM')
  expect((await rc.room({ id: 'elsewhere' })).id).toBe('elsewhere')
  expect(await rc.room('elsewhere')).toBe(await rc.room({ id: 'elsewhere' }))
  expect(live.sentOf('method')).toHaveLength(before)
  for (const name of ['@carol', '#elsewhere', '#bob', '#ID1', 'DM3']) void later(rc.room(name))
  await settle()
  expect(
    live
      .sentOf('method')
      .slice(before)
      .map(({ method, params }) => [method, ...(params ?? [])].join(' '))
      .sort(),
  ).toEqual([
    'createDirectMessage carol',
    ...['DM3', 'ID1', 'bob', 'elsewhere'].map((name) => `getRoomIdByNameOrId ${name}`),
  ])
})
