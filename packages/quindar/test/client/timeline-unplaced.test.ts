// Changes of messages that the timeline has not: a page that was read before them may come after them.
import { expect, test } from 'vitest'
import type { Message as WireMessage } from 'quindar/protocol'
import { createTimeline, WINDOW_SIZE, type Timeline } from '../../src/client/rooms/timeline.ts'

const T0 = 1_790_000_000_000

/** A message of the wire: `ms` after T0. */
function wire(id: string, ms: number, more: Partial<WireMessage> = {}): WireMessage {
  const ts = new Date(T0 + ms)
  return { _id: id, rid: 'R', msg: `text of ${id}`, ts, u: { _id: 'u2', username: 'bob' }, _updatedAt: ts, ...more }
}

const later = (ms: number) => ({ _updatedAt: new Date(T0 + ms) })

function make(): Timeline {
  return createTimeline((error) => {
    throw error
  })
}

test('a change that comes before the first page is not undone by it, whichever of several it is', () => {
  for (const changes of [
    [5, 9],
    [9, 5],
  ]) {
    const timeline = make()
    for (const ms of changes) timeline.arrive(wire('a', 1, { ...later(ms), editedAt: new Date(T0), msg: `at ${ms}` }))
    expect(timeline.getSnapshot().messages).toEqual([])
    timeline.merge([wire('b', 2), wire('a', 1)], true)
    expect(timeline.getSnapshot().messages.map(({ text }) => text)).toEqual(['at 9', 'text of b'])
  }
})

test('a page that knows more than a change before it wins, and so does one after the window was cleared', () => {
  const timeline = make()
  const edited = (ms: number) => wire('a', 1, { ...later(ms), editedAt: new Date(T0), msg: `at ${ms}` })
  timeline.arrive(edited(5))
  timeline.merge([edited(6)], true)
  expect(timeline.getSnapshot().messages[0]?.text).toBe('at 6')
  timeline.clear()
  timeline.arrive(edited(7))
  timeline.clear()
  timeline.merge([edited(6)], true)
  expect(timeline.getSnapshot().messages[0]?.text).toBe('at 6')
})

test('changes of messages without a place are remembered, but not for ever', () => {
  const timeline = make()
  const edited = (id: string) => wire(id, 1, { ...later(5), editedAt: new Date(T0), msg: 'edited' })
  for (let n = 0; n <= WINDOW_SIZE; n++) timeline.arrive(edited(`m${n}`))
  timeline.merge([wire('m0', 1), wire('m1', 1)], true)
  expect(timeline.getSnapshot().messages.map(({ text }) => text)).toEqual(['text of m0', 'edited'])
})
