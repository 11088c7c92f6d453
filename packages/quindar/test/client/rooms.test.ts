import { expect, test } from 'vitest'
import type { Message, Room } from 'quindar'
import type { FakeSocket } from '@quindar/testkit'
import { answer, grant, later, outcome, rig, said, settle, type Rig } from './rig.ts'

const T0 = 1_790_000_000_000
const wire = (id: string, ms = 0, more: Record<string, unknown> = {}) => ({
  _id: id,
  rid: 'GENERAL',
  msg: `text of ${id}`,
  ts: new Date(T0 + ms),
  u: { _id: 'u2', username: 'bob', name: 'Bob' },
  _updatedAt: new Date(T0 + ms),
  ...more,
})

/** The parameters of the newest call of a method. */
function paramsOf(socket: FakeSocket, method: string): unknown[] | undefined {
  return socket.sentOf('method').findLast((frame) => frame.method === method)?.params
}

async function general(
  options: Parameters<typeof rig>[0] = { token: 'T' },
): Promise<Rig & { room: Room; live: FakeSocket }> {
  const r = rig(options)
  const live = await r.openAs()
  live.receive({ msg: 'added', collection: 'users', id: 'u1', fields: { username: 'alice', name: 'Alice' } })
  const opening = r.rc.room('#general')
  await settle()
  await answer(live, 'getRoomIdByNameOrId', 'GENERAL')
  return { ...r, live, room: await opening }
}

const emit = (socket: FakeSocket, stream: string, eventName: string, ...args: unknown[]) =>
  socket.receive({ msg: 'changed', collection: `stream-${stream}`, id: 'id', fields: { eventName, args } })

test.each([
  ['#general', 'getRoomIdByNameOrId', ['general'], 'GENERAL'],
  ['GENERAL', 'getRoomIdByNameOrId', ['GENERAL'], 'GENERAL'],
  ['@bob', 'createDirectMessage', ['bob'], { t: 'd', rid: 'GENERAL', usernames: ['alice', 'bob'] }],
])('%s is found with %s', async (name, method, params, result) => {
  const { rc, openAs } = rig({ token: 'T' })
  const socket = await openAs()
  const opening = rc.room(name)
  await settle()
  expect(paramsOf(socket, method)).toEqual(params)
  await answer(socket, method, result)
  expect((await opening).id).toBe('GENERAL')
})

test('the same room is the same object, whatever it was called', async () => {
  const { rc, room, live } = await general()
  const again = rc.room('GENERAL')
  await settle()
  await answer(live, 'getRoomIdByNameOrId', 'GENERAL')
  expect(await again).toBe(room)
})

test('a room that is not there rejects', async () => {
  const { rc, openAs } = rig({ token: 'T' })
  const socket = await openAs()
  const opening = later(rc.room('#nowhere'))
  await settle()
  const call = socket.sentOf('method').at(-1)!
  socket.receive({ msg: 'result', id: call.id, error: { error: 'error-not-allowed' } })
  expect(await outcome(opening)).toHaveProperty('error.error', 'error-not-allowed')
})

test('listening subscribes to messages and deletions, once, and the last to leave unsubscribes', async () => {
  const { room, live } = await general()
  const stops = (['message', 'edited', 'deleted', 'gap'] as const).map((name) => room.on(name, () => {}))
  expect(live.sentOf('sub').map((frame) => [frame.name, frame.params])).toEqual([
    ['stream-room-messages', ['GENERAL', false]],
    ['stream-notify-room', ['GENERAL/deleteMessage', false]],
  ])
  for (const stop of stops.slice(1)) stop()
  expect(live.sentOf('unsub')).toEqual([])
  stops[0]?.()
  expect(live.sentOf('unsub')).toHaveLength(2)
})

test('tells new, edited, reacted and deleted messages apart', async () => {
  const { room, live } = await general()
  const story: unknown[] = []
  for (const name of ['message', 'edited', 'reactions', 'changed'] as const) {
    room.on(name, (message) => story.push([name, message.text]))
  }
  room.on('deleted', ({ id, message }) => story.push(['deleted', id, message?.text]))
  emit(live, 'room-messages', 'GENERAL', wire('a'))
  emit(
    live,
    'room-messages',
    'GENERAL',
    wire('a', 0, { msg: 'better', editedAt: new Date(T0 + 5), _updatedAt: new Date(T0 + 5) }),
  )
  emit(
    live,
    'room-messages',
    'GENERAL',
    wire('a', 0, {
      msg: 'better',
      editedAt: new Date(T0 + 5),
      reactions: { ':x:': { usernames: ['bob'] } },
      _updatedAt: new Date(T0 + 6),
    }),
  )
  emit(
    live,
    'room-messages',
    'GENERAL',
    wire('a', 0, {
      msg: 'better',
      editedAt: new Date(T0 + 5),
      reactions: { ':x:': { usernames: ['bob'] } },
      pinned: true,
      _updatedAt: new Date(T0 + 7),
    }),
  )
  emit(live, 'notify-room', 'GENERAL/deleteMessage', { _id: 'a' })
  emit(live, 'notify-room', 'GENERAL/deleteMessage', { _id: 'unknown' })
  emit(live, 'room-messages', 'OTHER', wire('b'))
  expect(story).toEqual([
    ['message', 'text of a'],
    ['edited', 'better'],
    ['reactions', 'better'],
    ['changed', 'better'],
    ['deleted', 'a', 'better'],
    ['deleted', 'unknown', undefined],
  ])
})

test('a hostile event is logged and harms nobody', async () => {
  const { room, live, log } = await general()
  const heard: string[] = []
  room.on('message', (message) => heard.push(message.id))
  emit(live, 'room-messages', 'GENERAL', null)
  emit(live, 'room-messages', 'GENERAL')
  emit(live, 'room-messages', 'GENERAL', wire('a'))
  expect(heard).toEqual(['a'])
  expect(log).toHaveLength(2)
})

test('a message is an author’s with a name, at a date', async () => {
  const { room, live } = await general()
  const heard: Message[] = []
  room.on('message', (message) => heard.push(message))
  emit(live, 'room-messages', 'GENERAL', wire('a'))
  expect(heard[0]).toMatchObject({
    author: { id: 'u2', username: 'bob', name: 'Bob' },
    at: new Date(T0),
    roomId: 'GENERAL',
  })
  expect(heard[0]?.at).toBeInstanceOf(Date)
})

test('sends with an id of its own, shows it at once, and resolves with what the server made of it', async () => {
  const { room, live, clock } = await general()
  const heard: Message[] = []
  room.on('message', (message) => heard.push(message))
  const sending = room.send('Hello')
  const [sent] = paramsOf(live, 'sendMessage') as [Record<string, unknown>]
  expect(sent).toEqual({ _id: expect.stringMatching(/^\w{17}$/) as string, rid: 'GENERAL', msg: 'Hello' })
  const id = sent['_id'] as string
  expect(room.timeline.getSnapshot().messages).toEqual([
    {
      id,
      roomId: 'GENERAL',
      text: 'Hello',
      author: { id: 'u1', username: 'alice', name: 'Alice' },
      at: new Date(clock.now()),
      updatedAt: new Date(clock.now()),
      reactions: {},
      threadId: undefined,
      status: 'pending',
    },
  ])
  expect(heard).toEqual([])
  const mine = wire(id, 5, { msg: 'Hello', u: { _id: 'u1', username: 'alice' } })
  emit(live, 'room-messages', 'GENERAL', mine)
  await answer(live, 'sendMessage', mine)
  expect(await sending).toMatchObject({ id, text: 'Hello', status: 'sent', at: new Date(T0 + 5) })
  expect(heard.map((message) => message.id)).toEqual([id])
  expect(room.timeline.getSnapshot().messages).toMatchObject([{ id, status: 'sent', at: new Date(T0 + 5) }])
})

test('the answer may come before the echo, and without an echo at all', async () => {
  const { room, live } = await general()
  const heard: string[] = []
  room.on('message', (message) => heard.push(message.text))
  const sending = room.send({ text: 'Hello', id: 'my-own-id-1234567' })
  await answer(live, 'sendMessage', wire('my-own-id-1234567', 5))
  expect((await sending).id).toBe('my-own-id-1234567')
  expect(heard).toEqual(['text of my-own-id-1234567'])
  emit(live, 'room-messages', 'GENERAL', wire('my-own-id-1234567', 5))
  expect(heard).toHaveLength(1)
})

test('a send goes out again after a drop, with the same id; an answer without a message means it had landed', async () => {
  const { room, live, clock, openAs, socket } = await general()
  room.on('message', () => {})
  const sending = room.send('Hello')
  const before = paramsOf(live, 'sendMessage')
  live.drop()
  await clock.advance(250)
  await openAs()
  await grant(socket())
  expect(paramsOf(socket(), 'sendMessage')).toEqual(before)
  await answer(socket(), 'sendMessage')
  expect(await sending).toMatchObject({ text: 'Hello', status: 'sent', author: { name: 'Alice' } })
  expect(room.timeline.getSnapshot().messages).toMatchObject([{ text: 'Hello', status: 'sent' }])
})

test('so does the answer that the id is taken', async () => {
  const { room, live } = await general()
  const sending = room.send('Hello')
  const { id } = live.sentOf('method').at(-1)!
  live.receive({ msg: 'result', id, error: { error: 500, reason: 'E11000 duplicate key error' } })
  expect(await sending).toMatchObject({ status: 'sent' })
})

test('a send that fails says why, in the promise and in the timeline; sent again under its id it is one message', async () => {
  const { room, live } = await general()
  room.on('message', () => {})
  const sending = later(room.send('Hello'))
  const { id: call, params } = live.sentOf('method').at(-1)!
  live.receive({ msg: 'result', id: call, error: { error: 'error-not-allowed', reason: 'You have been muted' } })
  expect(await outcome(sending)).toHaveProperty('error.error', 'error-not-allowed')
  const [failed] = room.timeline.getSnapshot().messages
  expect(failed).toMatchObject({ status: 'failed', error: { error: 'error-not-allowed' } })
  const { _id } = params?.[0] as { _id: string }
  const again = room.send({ text: 'Hello', id: _id })
  expect(room.timeline.getSnapshot().messages).toMatchObject([{ id: _id, status: 'pending' }])
  await answer(live, 'sendMessage', wire(_id, 5))
  await again
  expect(room.timeline.getSnapshot().messages).toMatchObject([{ id: _id, status: 'sent' }])
})

test('a failed message is deleted here alone', async () => {
  const { room, live } = await general()
  room.on('message', () => {})
  void later(room.send({ text: 'Hello', id: 'a' }))
  live.receive({ msg: 'result', id: live.sentOf('method').at(-1)!.id, error: { error: 'no' } })
  await settle()
  await room.delete('a')
  expect(room.timeline.getSnapshot().messages).toEqual([])
  expect(paramsOf(live, 'deleteMessage')).toBeUndefined()
})

test('nobody listening, a send leaves nothing in the timeline', async () => {
  const { room, live } = await general()
  const sending = room.send('Hello')
  await answer(live, 'sendMessage', wire('x'))
  expect((await sending).status).toBe('sent')
  expect(room.timeline.getSnapshot().messages).toEqual([])
})

test.each<[string, (room: Room) => Promise<unknown>, string, unknown[]]>([
  ['edit', (room) => room.edit('m1', 'new'), 'updateMessage', [{ _id: 'm1', rid: 'GENERAL', msg: 'new' }]],
  ['delete', (room) => room.delete('m1'), 'deleteMessage', [{ _id: 'm1' }]],
  ['react', (room) => room.react('m1', ':wave:'), 'setReaction', [':wave:', 'm1', true]],
  ['take a reaction back', (room) => room.react('m1', ':wave:', false), 'setReaction', [':wave:', 'm1', false]],
  ['mark read', (room) => room.markRead(), 'readMessages', ['GENERAL']],
  ['join', (room) => room.join(), 'joinRoom', ['GENERAL', null]],
  ['join with a code', (room) => room.join('code'), 'joinRoom', ['GENERAL', 'code']],
  ['leave', (room) => room.leave(), 'leaveRoom', ['GENERAL']],
  ['type', (room) => room.typing(), 'stream-notify-room', ['GENERAL/user-activity', 'alice', ['user-typing'], {}]],
  ['stop typing', (room) => room.typing(false), 'stream-notify-room', ['GENERAL/user-activity', 'alice', [], {}]],
])('to %s is one call', async (_, command, method, params) => {
  const { room, live } = await general()
  const done = command(room)
  await settle()
  expect(paramsOf(live, method)).toEqual(params)
  await answer(live, method)
  expect(await outcome(done)).toEqual({ value: undefined })
})

test.each<[string, (room: Room) => Promise<unknown>, boolean]>([
  ['edit', (room) => room.edit('m1', 'new'), true],
  ['react', (room) => room.react('m1', ':x:'), true],
  ['join', (room) => room.join(), true],
  ['delete', (room) => room.delete('m1'), false],
  ['leave', (room) => room.leave(), false],
])('at a drop, %s is repeated or rejects', async (_, command, repeated) => {
  const { room, live } = await general()
  const done = later(command(room))
  await settle()
  live.drop()
  expect(await outcome(done)).toEqual(
    repeated ? 'pending' : { error: expect.objectContaining({ code: 'connection-lost' }) as unknown },
  )
})

test('commands take a deadline and a signal', async () => {
  const { room, clock } = await general()
  const late = later(room.markRead({ timeout: 10 }))
  await clock.advance(10)
  expect(await outcome(late)).toHaveProperty('error.code', 'timeout')
  const over = new AbortController()
  const aborted = later(room.send('x', { signal: over.signal }))
  over.abort('no')
  expect(await outcome(aborted)).toEqual({ error: 'no' })
})

test('typing never rejects, does not wait for a connection, and says nothing without a name', async () => {
  const { room, live, clock } = await general()
  live.drop()
  const typing = room.typing()
  await clock.advance(2_000)
  expect(await outcome(typing)).toEqual({ value: undefined })
  const nameless = rig({ token: 'T' })
  const socket = await nameless.openAs()
  const opening = nameless.rc.room('GENERAL')
  await settle()
  await answer(socket, 'getRoomIdByNameOrId', 'GENERAL')
  await (await opening).typing()
  expect(paramsOf(socket, 'stream-notify-room')).toBeUndefined()
})

test('who is typing is told, and forgotten by itself after fifteen seconds', async () => {
  const { room, live, clock } = await general()
  const story: string[] = []
  const stop = room.on('typing', ({ username, typing }) => story.push(`${username} ${typing}`))
  expect(said(live).at(-1)).toBe('sub stream-notify-room GENERAL/user-activity')
  const activity = (...args: unknown[]) => emit(live, 'notify-room', 'GENERAL/user-activity', ...args)
  activity('bob', ['user-typing'], {})
  await clock.advance(10_000)
  activity('bob', ['user-typing'], {})
  live.receive({ msg: 'pong' })
  activity('alice', ['user-typing'], {})
  activity('carol', ['user-recording'], {})
  activity(null, null)
  await clock.advance(14_999)
  expect(story).toEqual(['bob true'])
  await clock.advance(1)
  expect(story).toEqual(['bob true', 'bob false'])
  activity('bob', ['user-typing'])
  activity('bob', [])
  activity('bob', [])
  expect(story.slice(2)).toEqual(['bob true', 'bob false'])
  activity('bob', ['user-typing'])
  stop()
  expect(said(live).at(-1)).toBe('unsub')
  await clock.advance(1)
  expect(clock.pending()).toHaveLength(1)
})

test('nobody is typing any more when the client is closed, and no timer is left', async () => {
  const { rc, room, live, clock } = await general()
  room.on('typing', () => {})
  emit(live, 'notify-room', 'GENERAL/user-activity', 'bob', ['user-typing'])
  await rc.close()
  expect(clock.pending()).toEqual([])
})

test('a page of history is oldest first and leaves the timeline alone', async () => {
  const { room, live } = await general()
  const history = room.history({ before: new Date(T0), limit: 2 })
  expect(paramsOf(live, 'loadHistory')).toEqual(['GENERAL', new Date(T0), 2])
  await answer(live, 'loadHistory', { messages: [wire('b', 2), wire('a', 1)] })
  expect((await history).map((message) => message.id)).toEqual(['a', 'b'])
  expect(room.timeline.getSnapshot().messages).toEqual([])
  void room.history()
  expect(paramsOf(live, 'loadHistory')).toEqual(['GENERAL', null, 50])
})

test('history that may not be read, which servers answer with false, rejects', async () => {
  const { room, live } = await general()
  const history = later(room.history())
  await answer(live, 'loadHistory', false)
  expect(await outcome(history)).toHaveProperty('error.error', 'error-not-allowed')
})

test('members come in pages, with names', async () => {
  const { room, live } = await general()
  const members = room.members({ limit: 10, skip: 20, filter: 'b' })
  expect(paramsOf(live, 'getUsersOfRoom')).toEqual(['GENERAL', true, { limit: 10, skip: 20 }, 'b'])
  await answer(live, 'getUsersOfRoom', { total: 21, records: [{ _id: 'u2', username: 'bob', status: 'away' }] })
  expect(await members).toEqual({
    total: 21,
    members: [{ id: 'u2', username: 'bob', name: 'bob', status: 'away' }],
  })
})

test('the timeline loads the newest page, then older ones, each beginning a millisecond into what is there', async () => {
  const { room, live } = await general()
  room.timeline.subscribe(() => {})
  emit(live, 'room-messages', 'GENERAL', wire('live', 100))
  const first = room.timeline.loadOlder({ limit: 2 })
  expect(room.timeline.loadOlder({ limit: 2 })).toBe(first)
  expect(paramsOf(live, 'loadHistory')).toEqual(['GENERAL', new Date(T0 + 101), 2])
  await answer(live, 'loadHistory', { messages: [wire('live', 100), wire('c', 30)] })
  expect(await first).toBe(1)
  const second = room.timeline.loadOlder({ limit: 3 })
  expect(paramsOf(live, 'loadHistory')).toEqual(['GENERAL', new Date(T0 + 31), 3])
  await answer(live, 'loadHistory', { messages: [wire('c', 30), wire('b', 30)] })
  expect(await second).toBe(1)
  expect(room.timeline.getSnapshot().messages.map((message) => message.id)).toEqual(['b', 'c', 'live'])
  expect(room.timeline.getSnapshot().hasOlder).toBe(false)
})

test('a page full of what is known is asked for again, larger', async () => {
  const { room, live } = await general()
  room.timeline.subscribe(() => {})
  emit(live, 'room-messages', 'GENERAL', wire('b', 30))
  emit(live, 'room-messages', 'GENERAL', wire('c', 30))
  const loading = room.timeline.loadOlder({ limit: 2 })
  await answer(live, 'loadHistory', { messages: [wire('c', 30), wire('b', 30)] })
  expect(paramsOf(live, 'loadHistory')).toEqual(['GENERAL', new Date(T0 + 31), 4])
  await answer(live, 'loadHistory', { messages: [wire('c', 30), wire('b', 30), wire('a', 30), wire('0', 1)] })
  expect(await loading).toBe(2)
  expect(room.timeline.getSnapshot().messages.map((message) => message.id)).toEqual(['0', 'a', 'b', 'c'])
})

test('a page that failed may be asked for again', async () => {
  const { room, live } = await general()
  const failed = later(room.timeline.loadOlder())
  await answer(live, 'loadHistory', false)
  expect(await outcome(failed)).toHaveProperty('error')
  const again = room.timeline.loadOlder()
  await answer(live, 'loadHistory', { messages: [] })
  expect(await again).toBe(0)
})

test('a gap is told to the room that has it, and stands in its timeline', async () => {
  const { room, live, clock, openAs, socket } = await general()
  const gaps: Date[] = []
  room.on('gap', ({ from }) => gaps.push(from))
  emit(live, 'room-messages', 'GENERAL', wire('a'))
  await grant(live)
  const from = new Date(clock.now())
  live.drop()
  await clock.advance(250)
  await openAs()
  await grant(socket())
  expect(gaps).toEqual([from])
  expect(room.timeline.getSnapshot().gaps).toEqual([{ afterId: 'a', from }])
})

test('when nobody listens any more the timeline forgets, because it hears nothing', async () => {
  const { room, live } = await general()
  const stop = room.on('message', () => {})
  emit(live, 'room-messages', 'GENERAL', wire('a'))
  stop()
  expect(room.timeline.getSnapshot().messages).toEqual([])
})

test('a room that the server does not let us watch says so once; who listens again asks again', async () => {
  const { room, live } = await general()
  const errors: string[] = []
  room.on('message', () => {})
  room.on('denied', ({ error }) => errors.push(error.code))
  for (const { id } of live.sentOf('sub')) live.receive({ msg: 'nosub', id, error: { error: 'not-allowed' } })
  expect(errors).toEqual(['subscription-denied'])
  room.on('message', () => {})
  expect(live.sentOf('sub')).toHaveLength(4)
})

test('a loop over messages ends with its signal, with the client, and throws when it is denied', async () => {
  const { rc, room, live } = await general()
  const over = new AbortController()
  const seen: string[] = []
  const loop = (async () => {
    for await (const message of room.messages({ signal: over.signal })) seen.push(message.text)
  })()
  await settle()
  emit(live, 'room-messages', 'GENERAL', wire('a'))
  await settle()
  over.abort()
  expect(await outcome(loop)).toEqual({ value: undefined })
  expect(seen).toEqual(['text of a'])
  expect(live.sentOf('unsub')).toHaveLength(2)

  const denied = later(room.messages().next())
  await settle()
  live.receive({ msg: 'nosub', id: live.sentOf('sub').at(-2)!.id, error: { error: 'not-allowed' } })
  expect(await outcome(denied)).toHaveProperty('error.code', 'subscription-denied')

  const quiet = room.messages().next()
  await settle()
  await rc.close()
  expect(await outcome(quiet)).toEqual({ value: { value: undefined, done: true } })
})

test('a break unsubscribes', async () => {
  const { room, live } = await general()
  const loop = (async () => {
    for await (const message of room.messages()) return message.id
    return undefined
  })()
  await settle()
  emit(live, 'room-messages', 'GENERAL', wire('a'))
  expect(await loop).toBe('a')
  expect(live.sentOf('unsub')).toHaveLength(2)
})

test('a signal takes a listener away', async () => {
  const { room, live } = await general()
  const over = new AbortController()
  const heard: string[] = []
  room.on('message', (message) => heard.push(message.id), { signal: over.signal })
  over.abort()
  emit(live, 'room-messages', 'GENERAL', wire('a'))
  expect(heard).toEqual([])
  expect(live.sentOf('unsub')).toHaveLength(2)
})
