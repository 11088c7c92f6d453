// Who is writing, by release: which event is spoken and which is heard. `typing` is Rocket.Chat's of before 4 and, beside
// `user-activity`, of 4 and 5; where nobody knows the release, both are.
import { expect, test } from 'vitest'
import { outcome, settle } from './rig.ts'
import { emit, general } from './room-rig.ts'

const info = (version: string | undefined) => () =>
  Promise.resolve(version === undefined ? new Response('', { status: 404 }) : Response.json({ version, success: true }))

const NEW = 'user-activity'
const OLD = 'typing'

test.each([
  ['3.18.7', [OLD]],
  ['4.0.0', [NEW]],
  ['5.4.1', [NEW]],
  ['6.0.0', [NEW]],
  ['8.8.1', [NEW]],
  [undefined, [NEW, OLD]],
])('to Rocket.Chat %s one says it by %j', async (version, events) => {
  const { room, live } = await general({ token: 'T' }, { fetch: info(version) })
  const spoken = (): unknown[] =>
    live.sentOf('method').flatMap(({ method, params }) => (method === 'stream-notify-room' ? [params] : []))
  const typing = room.typing()
  await settle()
  const on = {
    [NEW]: ['GENERAL/user-activity', 'alice', ['user-typing'], {}],
    [OLD]: ['GENERAL/typing', 'alice', true],
  }
  expect(spoken()).toEqual(events.map((event) => on[event as typeof NEW]))
  for (const { id } of live.sentOf('method').slice(-events.length)) live.receive({ msg: 'result', id })
  expect(await outcome(typing)).toEqual({ value: undefined })
  void room.typing(false)
  await settle()
  const off = { [NEW]: ['GENERAL/user-activity', 'alice', [], {}], [OLD]: ['GENERAL/typing', 'alice', false] }
  expect(spoken().slice(events.length)).toEqual(events.map((event) => off[event as typeof NEW]))
})

test.each([
  ['3.18.7', [NEW, OLD]],
  ['8.8.1', [NEW]],
  [undefined, [NEW, OLD]],
])('from Rocket.Chat %s one hears it by %j', async (version, events) => {
  const { room, live } = await general({ token: 'T' }, { fetch: info(version) })
  const stop = room.on('typing', () => {})
  await settle()
  expect(live.sentOf('sub').map(({ params }) => params?.[0])).toEqual(events.map((event) => `GENERAL/${event}`))
  stop()
  expect(live.sentOf('unsub')).toHaveLength(events.length)
})

test('where both are heard, one is as good as the other, and who was heard by both is told once', async () => {
  const { room, live, clock } = await general()
  const story: string[] = []
  room.on('typing', ({ username, typing }) => story.push(`${username} ${typing}`))
  await settle()
  emit(live, 'notify-room', 'GENERAL/typing', 'bob', true)
  emit(live, 'notify-room', 'GENERAL/user-activity', 'bob', ['user-typing'], {})
  emit(live, 'notify-room', 'GENERAL/typing', 'bob', false)
  emit(live, 'notify-room', 'GENERAL/user-activity', 'bob', [], {})
  emit(live, 'notify-room', 'GENERAL/typing', 'carol', 1)
  expect(story).toEqual(['bob true', 'bob false'])
  emit(live, 'notify-room', 'GENERAL/typing', 'bob', true)
  await clock.advance(14_999)
  expect(story).toHaveLength(3)
  await clock.advance(1)
  expect(story.slice(2)).toEqual(['bob true', 'bob false'])
})

test('who has stopped listening before the release is known does not listen to the second event', async () => {
  let answer: (response: Response) => void = () => {}
  const fetch = () => new Promise<Response>((resolve) => (answer = resolve))
  const { room, live } = await general({ token: 'T' }, { fetch })
  const stop = room.on('typing', () => {})
  stop()
  const again = room.on('typing', () => {})
  await settle()
  answer(Response.json({ version: '3.0.0', success: true }))
  await settle()
  expect(live.sentOf('sub').map(({ params }) => params?.[0])).toEqual([
    'GENERAL/user-activity',
    'GENERAL/user-activity',
    'GENERAL/typing',
  ])
  again()
  expect(live.sentOf('unsub')).toHaveLength(3)
})
