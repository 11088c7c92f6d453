import { expect, test } from 'vitest'
import { answer, grant, later, outcome } from './rig.ts'
import { emit, general, paramsOf, T0, wire } from './room-rig.ts'

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

test('a page that was fetched before anybody listened has a gap behind it', async () => {
  const { room, live, clock } = await general()
  const loading = room.timeline.loadOlder()
  const asked = new Date(clock.now())
  await clock.advance(100)
  await answer(live, 'loadHistory', { messages: [wire('a', 1)] })
  await loading
  const stop = room.timeline.subscribe(() => {})
  expect(room.timeline.getSnapshot()).toMatchObject({ messages: [{ id: 'a' }], gaps: [{ afterId: 'a', from: asked }] })
  stop()
  room.timeline.subscribe(() => {})
  expect(room.timeline.getSnapshot().gaps).toEqual([])
})

test('of several pages that were fetched before anybody listened, the gap begins with the first', async () => {
  const { room, live, clock } = await general()
  const asked = new Date(clock.now())
  for (const id of ['b', 'a']) {
    const loading = room.timeline.loadOlder({ limit: 1 })
    await answer(live, 'loadHistory', { messages: [wire(id, id === 'a' ? 1 : 2)] })
    await loading
    await clock.advance(1_000)
  }
  room.timeline.subscribe(() => {})
  expect(room.timeline.getSnapshot().gaps).toEqual([{ afterId: 'b', from: asked }])
})

test('who no longer subscribes to the timeline is not told', async () => {
  const { room, live } = await general()
  let told = 0
  room.on('message', () => {})
  const stop = room.timeline.subscribe(() => told++)
  emit(live, 'room-messages', 'GENERAL', wire('a'))
  stop()
  emit(live, 'room-messages', 'GENERAL', wire('b'))
  expect(told).toBe(1)
})

test('a limit below one is one: it cannot ask for the same page for ever', async () => {
  const { room, live } = await general()
  room.timeline.subscribe(() => {})
  emit(live, 'room-messages', 'GENERAL', wire('a', 30))
  const loading = room.timeline.loadOlder({ limit: 0 })
  expect(paramsOf(live, 'loadHistory')?.[2]).toBe(1)
  await answer(live, 'loadHistory', { messages: [wire('a', 30)] })
  expect(paramsOf(live, 'loadHistory')?.[2]).toBe(2)
  await answer(live, 'loadHistory', { messages: [wire('a', 30)] })
  expect(await loading).toBe(0)
})

test('who asks after another gave up has a page of his own', async () => {
  const { room, live } = await general()
  room.timeline.subscribe(() => {})
  const over = new AbortController()
  const first = later(room.timeline.loadOlder({ signal: over.signal }))
  over.abort('gone')
  const second = room.timeline.loadOlder()
  expect(await outcome(first)).toEqual({ error: 'gone' })
  await answer(live, 'loadHistory', { messages: [wire('a', 30)] })
  expect(await outcome(second)).toEqual({ value: 1 })
})

test('a page that was asked for before the room was watched, or watched again, is asked for again', async () => {
  const { room, live } = await general()
  const loading = room.timeline.loadOlder()
  const stop = room.timeline.subscribe(() => {})
  await answer(live, 'loadHistory', { messages: [] })
  stop()
  room.timeline.subscribe(() => {})
  await answer(live, 'loadHistory', { messages: [wire('a', 1)] })
  await answer(live, 'loadHistory', { messages: [wire('b', 2), wire('a', 1)] })
  expect(await loading).toBe(2)
  expect(live.sentOf('method').filter((frame) => frame.method === 'loadHistory')).toHaveLength(3)
  expect(room.timeline.getSnapshot()).toMatchObject({ messages: [{ id: 'a' }, { id: 'b' }], gaps: [] })
})
