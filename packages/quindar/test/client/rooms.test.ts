import { expect, test } from 'vitest'
import type { Message } from 'quindar'
import { answer, later, outcome, rig, settle } from './rig.ts'
import { emit, general, paramsOf, T0, wire } from './room-rig.ts'

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

test('what listens says when the server has confirmed all that it needs, also to who comes later', async () => {
  const { room, live } = await general()
  const first = room.on('message', () => {})
  await settle()
  const [messages, deletions] = live.sentOf('sub').slice(-2)
  live.receive({ msg: 'ready', subs: [messages!.id] })
  expect(await outcome(later(first.ready))).toBe('pending')
  const second = room.on('edited', () => {})
  live.receive({ msg: 'ready', subs: [deletions!.id] })
  expect(await outcome(later(Promise.all([first.ready, second.ready])))).toEqual({ value: [undefined, undefined] })
  const typing = room.on('typing', () => {})
  expect(await outcome(later(typing.ready))).toBe('pending')
  const activity = live.sentOf('sub').find(({ params }) => params?.[0] === 'GENERAL/user-activity')
  live.receive({ msg: 'ready', subs: [activity!.id] })
  expect(await outcome(later(typing.ready))).toEqual({ value: undefined })
})

test('where the server denies it, that is what ready rejects with, and nobody has to look', async () => {
  const { room, live } = await general()
  const stop = room.on('message', () => {})
  room.on('denied', () => {})
  await settle()
  live.receive({ msg: 'nosub', id: live.sentOf('sub').at(-2)!.id, error: { error: 'not-allowed' } })
  await settle()
  expect(await outcome(later(stop.ready))).toHaveProperty('error.code', 'subscription-denied')
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

test('a room that the server does not let us watch says so once; who listens again asks again', async () => {
  const { room, live } = await general()
  const errors: string[] = []
  room.on('message', () => {})
  room.on('denied', ({ error }) => errors.push(error.code))
  for (const { id } of live.sentOf('sub')) live.receive({ msg: 'nosub', id, error: { error: 'not-allowed' } })
  await settle()
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

test('opening direct messages is repeated after a drop: it gives the same room', async () => {
  const { rc, openAs } = rig({ token: 'T' })
  const socket = await openAs()
  const opening = later(rc.room('@bob'))
  await settle()
  socket.drop()
  expect(await outcome(opening)).toBe('pending')
})

test('who may not see who is typing is told, and reads on', async () => {
  const { room, live } = await general()
  const errors: string[] = []
  room.on('denied', ({ error }) => errors.push(error.message))
  room.on('typing', () => {})
  const next = room.messages().next()
  await settle()
  const { id } = live.sentOf('sub').find(({ params }) => params?.[0] === 'GENERAL/user-activity')!
  live.receive({ msg: 'nosub', id, error: { error: 'not-allowed' } })
  await settle()
  expect(errors).toEqual([expect.stringContaining('GENERAL/user-activity')])
  emit(live, 'room-messages', 'GENERAL', wire('a'))
  expect(await outcome(next)).toMatchObject({ value: { value: { id: 'a' } } })
})

test('who has left hears nothing, while others listen on', async () => {
  const { room, live } = await general()
  const heard: string[] = []
  const stop = room.on('message', (message) => heard.push(`1 ${message.id}`))
  room.on('message', (message) => heard.push(`2 ${message.id}`))
  stop()
  emit(live, 'room-messages', 'GENERAL', wire('a'))
  expect(heard).toEqual(['2 a'])
})
