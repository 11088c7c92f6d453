// Catching up after a drop: what it asks, in which order and how often, and when it has to say that something is missing.
import { expect, test } from 'vitest'
import { heard, listen } from './heard.ts'
import { settle } from './rig.ts'
import { stock } from './stock.ts'

test('what comes live meanwhile is kept back, and calls wait', async () => {
  const s = await heard()
  s.hold.add('rooms/get')
  const calls: unknown[] = []
  await s.drop()
  s.say('GENERAL', 'b')
  void s.rc.call('createChannel', 'x').then((value) => calls.push(value))
  await s.connect()
  s.say('GENERAL', 'c')
  expect(s.story).toEqual(['message a'])
  expect(s.names()).toEqual(['rooms/get'])
  s.hold.clear()
  await s.answerHeld()
  expect(s.story).toEqual(['message a', 'message b', 'message c'])
  expect(s.names()).toEqual(['rooms/get', 'messages/get', 'createChannel'])
  expect(calls).toEqual([undefined])
})

test('too many requests are waited for, as long as the server says', async () => {
  const s = await heard()
  const wait = { error: 'too-many-requests', details: { timeToReset: 7_000 } }
  s.refuse.set('rooms/get', [wait])
  s.refuse.set('messages/get', [wait])
  await s.outage(() => s.say('GENERAL', 'b'))
  await s.clock.advance(6_999)
  expect(s.names()).toEqual(['rooms/get'])
  await s.clock.advance(1)
  expect(s.names()).toEqual(['rooms/get', 'rooms/get', 'messages/get'])
  await s.clock.advance(7_000)
  expect(s.story).toEqual(['message a', 'message b'])
})

test('fifty rooms of which five have changed cost six questions', async () => {
  const rooms = Array.from({ length: 50 }, (_, n) => `room${n}`)
  const s = await heard({ rooms: ['GENERAL', ...rooms] })
  await s.outage(() => {
    for (const roomId of rooms.slice(10, 15)) s.say(roomId, `in ${roomId}`)
  })
  expect(s.raw.slice(1).sort()).toEqual(rooms.slice(10, 15).map((roomId) => `in ${roomId}`))
  // The last is about the room that is open: older messages may have been edited.
  expect(s.names()).toEqual(['rooms/get', ...Array.from({ length: 6 }, () => 'messages/get')])
  expect(s.asked.at(-6)?.[1]).toBe('GENERAL')
})

test('the room that was opened last comes first, then those that have moved, and calls wait for ten seconds only', async () => {
  const rooms = Array.from({ length: 30 }, (_, n) => `room${n}`)
  const s = await heard({ rooms: ['GENERAL', ...rooms, 'open'] })
  const open = listen(await s.rc.room('open'))
  await s.clock.advance(1)
  await s.drop()
  for (const roomId of [...rooms, 'open', 'GENERAL']) s.say(roomId, `in ${roomId}`)
  await s.clock.advance(1_000)
  let ready = 0
  s.rc.on('ready', () => ready++)
  await s.connect()
  const order = () => s.asked.filter(([name]) => name === 'messages/get').map(([, roomId]) => roomId)
  expect(order().slice(0, 2)).toEqual(['open', 'GENERAL'])
  expect(order()).toHaveLength(10)
  expect(open).toEqual(['message in open'])
  expect(s.story).toEqual(['message a', 'message in GENERAL'])
  s.say('open', 'live')
  expect(open).toEqual(['message in open', 'message live'])
  await s.clock.advance(9_999)
  expect(ready).toBe(0)
  await s.clock.advance(1)
  expect(ready).toBe(1)
  await s.clock.advance(499)
  expect(order()).toHaveLength(10)
  await s.clock.advance(1)
  expect(order()).toHaveLength(20)
  await s.clock.advance(30_000)
  expect(new Set(s.raw).size).toBe(34)
  expect(s.raw).toHaveLength(34)
})

test('a room that has not moved is asked about afterwards: an older message may have been edited there', async () => {
  const s = await heard({ rooms: ['GENERAL', 'other'] })
  const other = listen(await s.rc.room('other'))
  await s.clock.advance(1)
  s.say('GENERAL', 'b')
  await s.outage(() => s.change('a', { msg: 'a, better', editedAt: new Date(s.clock.now()) }))
  expect(s.story).toEqual(['message a', 'message b', 'edited a, better'])
  expect(other).toEqual([])
  expect(s.asked.slice(-2).map(([, roomId]) => roomId)).toEqual(['other', 'GENERAL'])
})

test('a room whose number has not moved is not asked about', async () => {
  const s = await heard({ numbers: true })
  await s.outage(() => {})
  expect(s.names()).toEqual(['rooms/get'])
  s.say('GENERAL', 'b')
  await s.outage(() => {})
  expect(s.names()).toEqual(['rooms/get'])
  expect(s.story).toEqual(['message a', 'message b'])
})

test('a database that began anew is a gap, and what follows is counted anew', async () => {
  const s = await heard({ numbers: true })
  await s.outage(() => {
    s.epoch = 'e2'
    s.say('GENERAL', 'b')
  })
  expect(s.story).toEqual(['message a', expect.stringContaining('the database of the server began anew'), 'message b'])
  s.say('GENERAL', 'c')
  await s.outage(() => s.say('GENERAL', 'd'))
  expect(s.story.slice(2)).toEqual(['message b', 'message c', 'message d'])
  expect(s.asked.at(-1)).toEqual(['quindar:changes', 'GENERAL', { epoch: 'e2', after: 3, limit: 200 }])
})

test('a server without any way but new messages gives those, and a gap for the rest', async () => {
  const s = await heard({ without: ['messages/get', 'GET /api/v1/chat.syncMessages'] })
  for (const id of ['b', 'c']) await s.outage(() => s.say('GENERAL', id))
  expect(s.story).toEqual([
    'message a',
    expect.stringContaining('this server does not tell what was edited or deleted meanwhile'),
    'message b',
    expect.stringContaining('this server does not tell what was edited or deleted meanwhile'),
    'message c',
  ])
  expect(s.names()).toEqual(['rooms/get', 'loadMissedMessages'])
})

test('a room that was left meanwhile is denied, and the others are caught up', async () => {
  const s = await heard({ rooms: ['GENERAL', 'left'] })
  const left = await s.rc.room('left')
  const story = listen(left)
  const errors: string[] = []
  left.on('denied', ({ error }) => errors.push(error.code))
  await s.clock.advance(1)
  s.denied.add('left').add('left/deleteMessage')
  await s.outage(() => s.say('GENERAL', 'b'))
  expect(s.story).toEqual(['message a', 'message b'])
  expect(story).toEqual([])
  expect(errors).toEqual(['subscription-denied'])
})

test('a room that may not be read any more is a gap at once: no way is tried after a refusal', async () => {
  const s = await heard()
  s.refuse.set('messages/get', [{ error: 'error-not-allowed' }])
  await s.outage(() => s.say('GENERAL', 'b'))
  expect(s.story).toEqual(['message a', expect.stringContaining('did not tell what has changed')])
  expect(s.names()).toEqual(['rooms/get', 'messages/get'])
})

test('after a refused resume nothing is asked; after the next login everything that was missed is told', async () => {
  const s = await heard()
  s.refuse.set('login', [{ error: 403 }])
  await s.outage(() => s.say('GENERAL', 'b'))
  expect(s.names()).toEqual([])
  await s.rc.login({ token: 'T' })
  await settle()
  expect(s.story).toEqual(['message a', 'message b'])
})

test('nobody’s messages are told to somebody else', async () => {
  const s = await heard()
  const gaps: string[] = []
  s.rc.on('gap', ({ reason }) => gaps.push(reason.message))
  s.refuse.set('login', [{ error: 403 }])
  await s.outage(() => s.say('GENERAL', 'b'))
  s.as = 'u3'
  await s.rc.login({ token: 'X' })
  await settle()
  expect(s.story).toEqual(['message a', expect.stringContaining('somebody else is logged in now')])
  expect(gaps).toHaveLength(2)
  expect(s.names()).not.toContain('messages/get')
})

test('where it is not known which rooms have moved, all rooms together have a gap, and open ones are asked about', async () => {
  const s = await heard()
  const gaps: (string | undefined)[] = []
  s.rc.on('gap', ({ roomId }) => gaps.push(roomId))
  s.refuse.set('rooms/get', [{ error: 'error-invalid-user' }])
  await s.outage(() => s.say('GENERAL', 'b'))
  expect(gaps).toEqual([undefined])
  expect(s.story).toEqual(['message a', 'message b'])
})

test('somebody who was never told anything, and is in no room, has a gap: it is not known from when on to ask', async () => {
  const s = stock({ rooms: [] })
  await s.connect()
  const gaps: { roomId: string | undefined; from: Date; reason: Error }[] = []
  s.rc.on('gap', (gap) => gaps.push(gap))
  s.rc.stream('room-messages', '__my_messages__').on(() => {})
  await settle()
  const from = new Date(s.clock.now())
  await s.outage(() => {})
  expect(gaps).toEqual([{ roomId: undefined, from, reason: expect.any(Error) as Error }])
  expect(gaps[0]?.reason).toMatchObject({ code: 'continuity-lost', cause: { code: 'connection-failed' } })
})

test('a live copy of what was just told is not told again; another change in the same millisecond is', async () => {
  const s = await heard()
  s.say('GENERAL', 'b')
  const copies = s.socket()
  const at = new Date(s.clock.now())
  const document = { _id: 'b', rid: 'GENERAL', msg: 'b', ts: at, u: { _id: 'u2', username: 'bob' }, _updatedAt: at }
  for (const eventName of ['GENERAL', '__my_messages__']) {
    for (const args of [[document], [{ ...document, msg: 'b, twice' }]]) {
      copies.receive({ msg: 'changed', collection: 'stream-room-messages', id: 'id', fields: { eventName, args } })
    }
  }
  expect(s.raw).toEqual(['a', 'b', 'b, twice'])
  expect(s.room.timeline.getSnapshot().messages.map(({ text }) => text)).toEqual(['a', 'b, twice'])
})

test('closing in the middle of catching up leaves nothing', async () => {
  const s = await heard()
  s.hold.add('rooms/get')
  await s.outage(() => s.say('GENERAL', 'b'))
  await s.rc.close()
  expect(s.story).toEqual(['message a'])
  expect(s.clock.pending()).toEqual([])
})
