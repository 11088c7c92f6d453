import { expect, test } from 'vitest'
import type { Room } from 'quindar'
import { answer, later, outcome, rig, said, settle } from './rig.ts'
import { emit, general, paramsOf, T0, wire } from './room-rig.ts'

test.each<[string, (room: Room) => Promise<unknown>, string, unknown[]]>([
  ['edit', (room) => room.edit('m1', 'new'), 'updateMessage', [{ _id: 'm1', rid: 'GENERAL', msg: 'new' }]],
  ['delete', (room) => room.delete('m1'), 'deleteMessage', [{ _id: 'm1', rid: 'GENERAL' }]],
  ['react', (room) => room.react('m1', ':wave:'), 'setReaction', [':wave:', 'm1', true]],
  ['take a reaction back', (room) => room.react('m1', ':wave:', false), 'setReaction', [':wave:', 'm1', false]],
  ['mark read', (room) => room.markRead(), 'readMessages', ['GENERAL']],
  ['join', (room) => room.join(), 'joinRoom', ['GENERAL', null]],
  ['join with a code', (room) => room.join('code'), 'joinRoom', ['GENERAL', 'code']],
  ['leave', (room) => room.leave(), 'leaveRoom', ['GENERAL']],
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
  const ended = await outcome(done)
  expect(repeated).toBe(ended === 'pending')
  expect(JSON.stringify(ended)).toMatch(repeated ? 'pending' : 'connection-lost')
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

test('members come by pages, fifty from the first one on unless told otherwise', async () => {
  const { room, live } = await general()
  const page = room.members({ limit: 2, skip: 4, filter: 'a' })
  await settle()
  expect(paramsOf(live, 'getUsersOfRoom')).toEqual(['GENERAL', true, { limit: 2, skip: 4 }, 'a'])
  const records = [{ _id: 'u1', username: 'alice', status: 'away' }]
  await answer(live, 'getUsersOfRoom', { total: 9, records })
  expect(await page).toEqual({
    total: 9,
    members: [{ id: 'u1', username: 'alice', name: 'alice', status: 'away' }],
  })
  void later(room.members())
  await settle()
  expect(paramsOf(live, 'getUsersOfRoom')?.slice(0, 3)).toEqual(['GENERAL', true, { limit: 50, skip: 0 }])
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
  expect(await outcome(history)).toMatchObject({
    error: { error: 'error-not-allowed', reason: 'You may not read this room' },
  })
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
