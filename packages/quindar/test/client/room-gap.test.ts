import { expect, test } from 'vitest'
import type { Room } from 'quindar'
import { answer, grant, later, outcome, type Rig } from './rig.ts'
import { emit, general, paramsOf, T0, wire } from './room-rig.ts'

/** A room with messages `before`, then a drop, then messages `after`: a gap between them. */
async function withGap(before: readonly string[], after: readonly string[]): Promise<Rig & { room: Room }> {
  const r = await general()
  r.room.timeline.subscribe(() => {})
  before.forEach((id, index) => emit(r.live, 'room-messages', 'GENERAL', wire(id, index)))
  await grant(r.live)
  r.live.drop()
  await r.clock.advance(250)
  const next = await r.openAs()
  await grant(next)
  after.forEach((id, index) => emit(next, 'room-messages', 'GENERAL', wire(id, 100_000 + index)))
  return r
}

const ids = (room: Room) => room.timeline.getSnapshot().messages.map(({ id }) => id)
const gapOf = (room: Room) =>
  room.timeline.getSnapshot().gaps[0] as NonNullable<ReturnType<Room['timeline']['getSnapshot']>['gaps'][0]>
const page = (length: number, newest: number) =>
  Array.from({ length }, (_, index) => wire(`m${newest - index}`, newest - index))

test('a gap is closed by the page that reaches back to the message before it', async () => {
  const { room, socket } = await withGap(['a', 'b'], ['z'])
  const closing = room.timeline.closeGap(gapOf(room))
  expect(paramsOf(socket(), 'loadHistory')).toEqual(['GENERAL', new Date(T0 + 100_001), 200])
  await answer(socket(), 'loadHistory', {
    messages: [wire('z', 100_000), ...page(197, 1_000), wire('b', 1), wire('a', 0)],
  })
  expect(await closing).toBe(197)
  expect(ids(room).slice(0, 3)).toEqual(['a', 'b', 'm804'])
  expect(ids(room).slice(-2)).toEqual(['m1000', 'z'])
  expect(room.timeline.getSnapshot().gaps).toEqual([])
})

test('a gap at the end is closed from the newest page, and the beginning of the room stays unknown', async () => {
  const { room, socket } = await withGap(['a'], [])
  const closing = room.timeline.closeGap(gapOf(room))
  expect(paramsOf(socket(), 'loadHistory')).toEqual(['GENERAL', null, 200])
  await answer(socket(), 'loadHistory', { messages: [wire('b', 5), wire('a', 0)] })
  expect(await closing).toBe(1)
  expect(ids(room)).toEqual(['a', 'b'])
  expect(room.timeline.getSnapshot()).toMatchObject({ gaps: [], hasOlder: true })
})

test('a gap that is longer than a page is closed page by page, from its far end', async () => {
  const { room, socket } = await withGap(['a'], [])
  const closing = room.timeline.closeGap(gapOf(room))
  await answer(socket(), 'loadHistory', { messages: page(200, 1_000) })
  expect(room.timeline.getSnapshot().gaps).toHaveLength(1)
  expect(paramsOf(socket(), 'loadHistory')).toEqual(['GENERAL', new Date(T0 + 802), 200])
  await answer(socket(), 'loadHistory', { messages: [...page(198, 801), wire('b', 4), wire('a', 0)] })
  expect(await closing).toBe(398)
  expect(room.timeline.getSnapshot().gaps).toEqual([])
})

test('a page of nothing but what is known is asked for again, larger', async () => {
  const { room, socket } = await withGap(['a'], [])
  const closing = room.timeline.closeGap(gapOf(room))
  await answer(socket(), 'loadHistory', { messages: page(200, 1_000) })
  await answer(socket(), 'loadHistory', { messages: page(200, 1_000) })
  expect(paramsOf(socket(), 'loadHistory')?.[2]).toBe(400)
  await answer(socket(), 'loadHistory', { messages: [...page(200, 1_000), wire('b', 2)] })
  expect(await closing).toBe(201)
  expect(room.timeline.getSnapshot().gaps).toEqual([])
})

test('a gap without an end in ten pages stays, shorter', async () => {
  const { room, socket } = await withGap(['a'], [])
  const closing = room.timeline.closeGap(gapOf(room))
  for (let asked = 0; asked < 10; asked++) {
    await answer(socket(), 'loadHistory', { messages: page(200, 90_000 - asked * 200) })
  }
  expect(await closing).toBe(2_000)
  expect(gapOf(room).afterId).toBe('a')
})

test('a gap before everything ends where a page is older than its beginning', async () => {
  const { room, socket, clock } = await withGap([], ['z'])
  const closing = room.timeline.closeGap(gapOf(room))
  const old = { ...wire('old'), ts: new Date(clock.now() - 3_600_000), _updatedAt: new Date(clock.now() - 3_600_000) }
  const recent = Array.from({ length: 199 }, (_, index) => ({
    ...wire(`r${index}`),
    ts: new Date(clock.now() + 199 - index),
  }))
  await answer(socket(), 'loadHistory', { messages: [...recent, old] })
  await closing
  expect(room.timeline.getSnapshot().gaps).toEqual([])
})

test('the message before a gap may be deleted while it is closed', async () => {
  const { room, socket } = await withGap(['a', 'b'], ['z'])
  const gap = gapOf(room)
  const closing = room.timeline.closeGap(gap)
  emit(socket(), 'notify-room', 'GENERAL/deleteMessage', { _id: 'b' })
  await answer(socket(), 'loadHistory', { messages: [wire('z', 100_000), wire('c', 3), wire('a', 0)] })
  await closing
  expect(ids(room)).toEqual(['a', 'c', 'z'])
  expect(room.timeline.getSnapshot().gaps).toEqual([])
  expect(await room.timeline.closeGap(gap)).toBe(0)
})

test('a page that is refused leaves the gap where it was', async () => {
  const { room, socket } = await withGap(['a'], ['z'])
  const failed = later(room.timeline.closeGap(gapOf(room)))
  await answer(socket(), 'loadHistory', false)
  expect(await outcome(failed)).toHaveProperty('error')
  expect(gapOf(room).afterId).toBe('a')
})
