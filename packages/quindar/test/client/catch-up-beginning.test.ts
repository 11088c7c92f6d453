// From where on to ask after a drop: it is learnt at once, because a connection may break at any time.
import { expect, test } from 'vitest'
import { listen } from './heard.ts'
import { settle } from './rig.ts'
import { stock, type Stock } from './stock.ts'

/** How often it was asked which rooms have moved. */
const questions = (s: Stock): number => s.asked.filter(([name]) => name === 'rooms/get').length

test('it is asked with the subscription, and the answer is enough, confirmed or not', async () => {
  const s = stock()
  await s.connect()
  s.say('GENERAL', 'before')
  const socket = s.socket()
  const receive = socket.receive.bind(socket)
  // The answer to the subscription gets lost with the connection.
  socket.receive = (frame) => {
    if ((frame as { msg?: string }).msg !== 'ready') receive(frame)
  }
  const story = listen(await s.rc.room('GENERAL'))
  await settle()
  expect(questions(s)).toBe(1)
  await s.outage(() => s.say('GENERAL', 'after'))
  expect(story).toEqual(['message after'])
})

test('a room that is opened within three seconds of another asks nothing, and a drop is no gap', async () => {
  const s = stock({ rooms: ['GENERAL', 'second'] })
  s.say('second', 'before')
  await s.connect()
  listen(await s.rc.room('GENERAL'))
  await s.clock.advance(2_999)
  const second = listen(await s.rc.room('second'))
  await settle()
  expect(questions(s)).toBe(1)
  await s.outage(() => s.say('second', 'after'))
  expect(second).toEqual(['message after'])
})

test('what was heard lately will do until the next question, which comes three seconds after the last', async () => {
  const s = stock({ rooms: ['GENERAL', 'second'] })
  await s.connect()
  listen(await s.rc.room('GENERAL'))
  await s.clock.advance(1_000)
  listen(await s.rc.room('second'))
  await s.clock.advance(1_999)
  expect(questions(s)).toBe(1)
  await s.clock.advance(1)
  expect(questions(s)).toBe(2)
  await s.clock.advance(60_000)
  expect(questions(s)).toBe(2)
})

test('a better answer that comes while the room is being caught up with is not for this time', async () => {
  const s = stock({ rooms: ['GENERAL', 'second'] })
  await s.connect()
  listen(await s.rc.room('GENERAL'))
  await s.clock.advance(1_000)
  const second = listen(await s.rc.room('second'))
  await settle()
  await s.drop()
  await s.clock.advance(1_000)
  s.say('second', 'a')
  s.change('a', { msg: 'a, better', editedAt: new Date(s.clock.now()) })
  s.hold.add('messages/get')
  await s.connect()
  // Longer than calls wait for it.
  await s.clock.advance(11_000)
  s.hold.clear()
  await s.answerHeld()
  expect(second).toEqual(['message a, better'])
})

test('what was said between the last question and a subscription is nobody’s news, once it has been asked again', async () => {
  const s = stock({ rooms: ['GENERAL', 'second'] })
  await s.connect()
  listen(await s.rc.room('GENERAL'))
  await s.clock.advance(1_000)
  s.say('second', 'before')
  const second = listen(await s.rc.room('second'))
  await s.clock.advance(5_000)
  await s.outage(() => s.say('second', 'after'))
  expect(second).toEqual(['message after'])
})

test('fifty rooms that are opened one after the other ask at most every three seconds', async () => {
  const rooms = Array.from({ length: 50 }, (_, n) => `room${n}`)
  const s = stock({ rooms })
  await s.connect()
  for (const roomId of rooms) {
    listen(await s.rc.room(roomId))
    await s.clock.advance(100)
  }
  // 0, 3 and 6 seconds: the last room was opened at 4.9.
  await s.clock.advance(10_000)
  expect(questions(s)).toBe(3)
})

test('a page of the history tells it too: what it holds is known, what came after it is not', async () => {
  const s = stock()
  s.say('GENERAL', 'a')
  await s.connect()
  s.hold.add('rooms/get')
  const room = await s.rc.room('GENERAL')
  const story = listen(room)
  const raw: string[] = []
  s.rc.stream('room-messages', 'GENERAL').on((message) => raw.push(message.msg))
  await room.timeline.loadOlder()
  await settle()
  s.hold.clear()
  await s.outage(() => s.say('GENERAL', 'b'))
  expect(story).toEqual(['message b'])
  expect(raw).toEqual(['b'])
})

test('of an empty room everything is news', async () => {
  const s = stock()
  await s.connect()
  s.hold.add('rooms/get')
  const room = await s.rc.room('GENERAL')
  const story = listen(room)
  await room.timeline.loadOlder()
  await settle()
  s.hold.clear()
  await s.outage(() => s.say('GENERAL', 'first'))
  expect(story).toEqual(['message first'])
})

test('before any of these has come, a drop is a gap', async () => {
  const s = stock()
  await s.connect()
  s.hold.add('rooms/get')
  const story = listen(await s.rc.room('GENERAL'))
  await settle()
  s.hold.clear()
  await s.outage(() => s.say('GENERAL', 'b'))
  expect(story).toEqual([
    'gap: Something may be missing in the room GENERAL since the connection was lost: nothing had been heard before, so it is not known from when on to ask. Load the history again where it matters (ERRORS.md#continuity-lost)',
  ])
})

test('an answer over REST comes beside a stream that may be dead: it counts thirty seconds less', async () => {
  const s = stock({ without: ['rooms/get'] })
  await s.connect()
  s.say('GENERAL', 'long ago')
  await s.clock.advance(30_001)
  s.say('GENERAL', 'lately')
  // The stream is dead already: what is said is not heard, and the answer knows of it.
  const socket = s.socket()
  const receive = socket.receive.bind(socket)
  socket.receive = (frame) => {
    if ((frame as { msg?: string }).msg !== 'changed') receive(frame)
  }
  const story = listen(await s.rc.room('GENERAL'))
  s.say('GENERAL', 'unheard')
  await s.clock.advance(1_000)
  expect(s.asked.map(([name]) => name)).toContain('GET /api/v1/rooms.get')
  await s.outage(() => s.say('GENERAL', 'after'))
  expect(story).toEqual(['message lately', 'message unheard', 'message after'])
})
