// What comes live while a client catches up, and where exactly it begins to ask.
import { expect, test } from 'vitest'
import { heard, listen } from './heard.ts'
import { settle } from './rig.ts'
import { stock } from './stock.ts'

test('what comes live after the answer was made, and before it is here, is told after it', async () => {
  const s = await heard()
  await s.drop()
  s.say('GENERAL', 'b')
  s.hold.add('messages/get')
  await s.connect()
  s.say('GENERAL', 'c')
  s.change('a', { msg: 'a, better', editedAt: new Date(s.clock.now()) })
  s.remove('c')
  s.say('GENERAL', 'd')
  expect(s.story).toEqual(['message a'])
  s.hold.clear()
  await s.answerHeld()
  expect(s.story).toEqual(['message a', 'message b', 'message c', 'edited a, better', 'deleted c', 'message d'])
  expect(s.raw).toEqual(['a', 'b', 'c', 'a, better', 'd'])
})

test('a room that has not moved waits for nothing once that is known', async () => {
  const s = await heard({ rooms: ['GENERAL', 'calm', 'unopened'] })
  const calm = listen(await s.rc.room('calm'))
  const visible = listen(await s.rc.room('GENERAL'))
  await s.clock.advance(60_000)
  s.say('GENERAL', 'b')
  await s.clock.advance(60_000)
  s.rc.stream('room-messages', 'visible').on(() => {})
  await settle()
  await s.drop()
  s.say('GENERAL', 'c')
  s.hold.add('rooms/get')
  s.hold.add('messages/get')
  await s.connect()
  s.say('calm', 'x')
  s.say('unopened', 'y')
  s.say('GENERAL', 'd')
  expect(calm).toEqual([])
  expect(s.raw).toEqual(['a', 'b'])
  s.hold.delete('rooms/get')
  await s.answerHeld()
  expect(calm).toEqual(['message x'])
  expect(s.raw).toEqual(['a', 'b', 'x', 'y'])
  expect(visible).toEqual(['message b'])
  s.hold.clear()
  await s.answerHeld()
  await settle()
  expect(visible).toEqual(['message b', 'message c', 'message d'])
  expect(s.raw).toEqual(['a', 'b', 'x', 'y', 'c', 'd'])
})

test('it asks from the millisecond after the newest that any room had when listening began', async () => {
  const s = stock()
  s.say('GENERAL', 'before')
  await s.connect()
  const story = listen(await s.rc.room('GENERAL'))
  await settle()
  await s.drop()
  await s.clock.advance(1)
  s.say('GENERAL', 'after')
  await s.connect()
  expect(story).toEqual(['message after'])
})

test('after a gap it is known again from where on to ask', async () => {
  const s = await heard()
  s.refuse.set('login', [{ error: 403 }])
  await s.outage(() => s.say('GENERAL', 'b'))
  s.as = 'u3'
  await s.rc.login({ token: 'X' })
  await s.clock.advance(1_000)
  await s.outage(() => s.say('GENERAL', 'c'))
  expect(s.story).toEqual(['message a', expect.stringContaining('gap: '), 'message c'])
  expect(s.raw).toEqual(['a', 'c'])
})

test('a number that comes late does not move the position back', async () => {
  const s = await heard({ numbers: true })
  s.say('GENERAL', 'b')
  const document = { _id: 'late', rid: 'GENERAL', msg: 'late', u: { _id: 'u2', username: 'bob' } }
  const at = new Date(s.clock.now())
  s.socket().receive({
    msg: 'changed',
    collection: 'stream-room-messages',
    id: 'id',
    fields: { eventName: 'GENERAL', args: [{ ...document, ts: at, _updatedAt: at, _seq: 1, _epoch: 'e1' }] },
  })
  await s.outage(() => s.say('GENERAL', 'c'))
  expect(s.asked.at(-1)).toEqual(['quindar:changes', 'GENERAL', { epoch: 'e1', after: 2, limit: 200 }])
  expect(s.story).toEqual(['message a', 'message b', 'message late late', 'message c'])
})

test('which rooms have moved is asked three times, a second and then two apart, when the server fails', async () => {
  const s = await heard()
  s.refuse.set('rooms/get', [{ error: 500 }, { error: 500 }])
  await s.outage(() => s.say('GENERAL', 'b'))
  expect(s.names()).toEqual(['rooms/get'])
  await s.clock.advance(999)
  expect(s.names()).toEqual(['rooms/get'])
  await s.clock.advance(1)
  expect(s.names()).toEqual(['rooms/get', 'rooms/get'])
  await s.clock.advance(1_999)
  expect(s.names()).toHaveLength(2)
  await s.clock.advance(1)
  expect(s.names()).toEqual(['rooms/get', 'rooms/get', 'rooms/get', 'messages/get'])
  expect(s.story).toEqual(['message a', 'message b'])
})

test('ten thousand are fetched, one more is too much', async () => {
  const s = await heard()
  await s.drop()
  // `a` lies within the overlap, and counts.
  for (let n = 1; n < 10_000; n++) s.say('GENERAL', String(n).padStart(5, '0'))
  await s.clock.advance(1_000)
  await s.connect()
  expect(s.story).toHaveLength(10_000)
  expect(s.story.at(-1)).toBe('message 09999')
})

test('a database that was restored while nobody asked is no news about what was told', async () => {
  const s = await heard({ numbers: true })
  await s.drop()
  s.epoch = 'e2'
  await s.clock.advance(1_000)
  await s.connect()
  expect(s.story).toHaveLength(2)
  expect(s.story[1]).toContain('began anew')
  expect(s.raw).toEqual(['a'])
})

test('by number a message is new by its place, whatever its time says', async () => {
  const s = await heard({ numbers: true })
  await s.outage(() => {
    s.say('GENERAL', 'imported', { ts: new Date(s.clock.now() - 86_400_000) })
    s.say('GENERAL', 'b')
    s.change('imported', { msg: 'imported, better', editedAt: new Date(s.clock.now()) })
  })
  expect(s.story).toEqual(['message a', 'message imported, better late', 'message b'])
  expect(s.room.timeline.getSnapshot().messages.map(({ text }) => text)).toEqual(['a', 'imported, better', 'b'])
})

test('events of rooms that nobody catches up with are told as they come', async () => {
  const s = await heard({ rooms: ['GENERAL', 'other'] })
  const gone: unknown[] = []
  s.rc.stream('notify-room', 'other/deleteMessage').on((deletion) => gone.push(deletion))
  await settle()
  s.say('other', 'x')
  s.remove('x')
  expect(gone).toEqual([{ _id: 'x' }])
})

test('a page that is exactly full is the last where the server says so', async () => {
  const s = await heard({ cursors: true })
  await s.drop()
  await s.clock.advance(700_000)
  for (let n = 0; n < 199; n++) s.say('GENERAL', `m${n}`)
  await s.connect()
  await s.clock.advance(1_000)
  // With `a`, which lies within the overlap, two hundred: one page.
  expect(s.story).toHaveLength(200)
  expect(s.names()).toEqual(['rooms/get', 'messages/get', 'messages/get'])
})

test('what came before a subscription was confirmed is a beginning too: nothing is kept back for ever', async () => {
  const s = stock()
  await s.connect()
  await s.rc.ready()
  const socket = s.socket()
  const receive = socket.receive.bind(socket)
  socket.receive = (frame) => frame.msg === 'ready' || receive(frame)
  const raw: string[] = []
  s.rc.stream('room-messages', 'GENERAL').on((message) => raw.push(message.msg))
  await settle()
  s.say('GENERAL', 'a')
  expect(raw).toEqual(['a'])
  await s.outage(() => s.say('GENERAL', 'b'))
  s.say('GENERAL', 'c')
  expect(raw).toEqual(['a', 'b', 'c'])
})

test('what was caught up with is not asked about at the next drop', async () => {
  const s = await heard({ rooms: ['GENERAL', 'other'] })
  let at = 0
  await s.outage(() => {
    at = s.clock.now()
    s.say('other', 'x')
  })
  await s.clock.advance(600_000)
  await s.outage(() => {})
  expect(s.asked.filter(([name]) => name === 'rooms/get').at(-1)).toEqual(['rooms/get', new Date(at - 30_000)])
  expect(s.raw).toEqual(['a', 'x'])
})
