import { expect, test } from 'vitest'
import type { Message, TimelineSnapshot } from 'quindar'
import {
  FRAME_MOST,
  FRAME_START,
  FRAME_STEP,
  frameAtEnd,
  framed,
  frameDown,
  frameUp,
  frameWithin,
} from '../model/frame.ts'
import { GROUP_MS, rowsOf, type Row } from '../model/rows.ts'

const NOON = new Date(2026, 10, 22, 12).getTime()
const MINUTE = 60_000

function said(id: string, minutes: number, more: Partial<Message> = {}): Message {
  const at = new Date(NOON + minutes * MINUTE)
  const author = { id: 'u2', username: 'bob', name: 'Bob' }
  return {
    id,
    roomId: 'R',
    text: id,
    author,
    at,
    updatedAt: at,
    reactions: {},
    mentions: [],
    raw: {} as never,
    ...more,
  }
}

const alice = { author: { id: 'u1', username: 'alice', name: 'Alice' } }

function story(messages: Message[], gaps: TimelineSnapshot['gaps'] = [], unreadAfter?: Date): string[] {
  return rowsOf({ messages, gaps, hasOlder: false }, unreadAfter, 'u1').map((row) =>
    row.kind === 'message' ? `${row.grouped ? '+ ' : ''}${row.key}` : row.kind,
  )
}

test('a day begins with its date; messages of one author close together share one head', () => {
  expect(story([said('a', 0), said('b', 1), said('c', 2, alice), said('d', 3)])).toEqual(['day', 'a', '+ b', 'c', 'd'])
})

test('the head comes again after five minutes, not before', () => {
  const later = said('b', 0, { at: new Date(NOON + GROUP_MS - 1) })
  const latest = said('c', 0, { at: new Date(NOON + 2 * GROUP_MS - 1) })
  expect(story([said('a', 0), later, latest])).toEqual(['day', 'a', '+ b', 'c'])
})

test('another day is another date, though it is minutes away', () => {
  const midnight = 12 * 60
  expect(story([said('a', midnight - 1), said('b', midnight)])).toEqual(['day', 'a', 'day', 'b'])
})

test('system messages, other names and messages that want to stand alone share no head', () => {
  expect(
    story([
      said('a', 0),
      said('joined', 0, { systemType: 'uj' }),
      said('b', 0),
      said('as-bot', 0, { author: { id: 'u2', username: 'bob', name: 'Bot' } }),
      said('alone', 0, { raw: { groupable: false } as never }),
    ]),
  ).toEqual(['day', 'a', 'joined', 'b', 'as-bot', 'alone'])
})

test('what the server has not dated begins no day: one’s own clock may be wrong', () => {
  const sending = said('new', 60 * 24 * 400, { ...alice, raw: undefined, status: 'pending' })
  expect(story([said('a', 0, alice), sending])).toEqual(['day', 'a', 'new'])
})

test('the line before what is new stands before the first message of somebody else after that time', () => {
  const at = new Date(NOON + MINUTE)
  const messages = [said('a', 0), said('b', 1), said('mine', 2, alice), said('c', 2), said('d', 2)]
  expect(story(messages, [], at)).toEqual(['day', 'a', '+ b', 'mine', 'unread', 'c', '+ d'])
  expect(story(messages.slice(0, 3), [], at)).toEqual(['day', 'a', '+ b', 'mine'])
})

test('a gap stands after its message, or before all of them', () => {
  const from = new Date(NOON)
  expect(story([said('a', 0), said('b', 0)], [{ afterId: 'a', from }])).toEqual(['day', 'a', 'gap', 'b'])
  expect(story([said('a', 0)], [{ afterId: undefined, from }])).toEqual(['gap', 'day', 'a'])
  expect(story([said('a', 0)], [{ afterId: 'a', from }])).toEqual(['day', 'a', 'gap'])
})

test('the order of the timeline is kept, whatever the times say; keys are never the same', () => {
  const messages = [said('b', 24 * 60), said('a', 0, { late: true }), said('c', 24 * 60)]
  const rows = rowsOf({ messages, gaps: [], hasOlder: false }, undefined, 'u1')
  expect(rows.flatMap((row) => (row.kind === 'message' ? row.key : []))).toEqual(['b', 'a', 'c'])
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
})

const lines = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'message',
    key: `m${index}`,
    message: said(`m${index}`, 0),
    grouped: true,
  }))
const keys = ({ rows }: { rows: readonly Row[] }) => [rows[0]?.key, rows.at(-1)?.key, rows.length]

test('a short list is drawn whole', () => {
  const rows = lines(FRAME_START)
  expect(frameAtEnd(rows)).toEqual({ first: undefined, last: undefined })
  expect(framed(rows, frameAtEnd(rows))).toEqual({ rows, above: false, below: false })
  expect(framed([], frameAtEnd([]))).toEqual({ rows: [], above: false, below: false })
})

test('of a long list the end is drawn, and the frame slides up and down without ever growing past its bound', () => {
  const rows = lines(1_000)
  let frame = frameAtEnd(rows)
  expect(framed(rows, frame)).toMatchObject({ above: true, below: false })
  expect(keys(framed(rows, frame))).toEqual([`m${1_000 - FRAME_START}`, 'm999', FRAME_START])
  frame = frameUp(rows, frame)
  expect(keys(framed(rows, frame))).toEqual([`m${1_000 - FRAME_START - FRAME_STEP}`, 'm999', FRAME_START + FRAME_STEP])
  for (let step = 0; step < 20; step++) frame = frameUp(rows, frame)
  expect(keys(framed(rows, frame))).toEqual(['m0', `m${FRAME_MOST - 1}`, FRAME_MOST])
  expect(framed(rows, frame)).toMatchObject({ above: false, below: true })
  expect(frameUp(rows, frame)).toBe(frame)
  frame = frameDown(rows, frame)
  expect(keys(framed(rows, frame))).toEqual([`m${FRAME_STEP}`, `m${FRAME_MOST + FRAME_STEP - 1}`, FRAME_MOST])
  for (let step = 0; step < 20; step++) frame = frameDown(rows, frame)
  expect(keys(framed(rows, frame))).toEqual([`m${1_000 - FRAME_MOST}`, 'm999', FRAME_MOST])
  expect(framed(rows, frame).below).toBe(false)
  expect(frameDown(rows, frame)).toBe(frame)
})

test('what is written at the end is in the frame; a frame that grew too long is cut on the side that nobody looks at', () => {
  const rows = lines(FRAME_MOST + 1)
  const frame = { first: undefined, last: undefined }
  expect(keys(framed(rows, frame))[2]).toBe(FRAME_MOST + 1)
  expect(frameWithin(rows, frame, true)).toEqual(frameAtEnd(rows))
  expect(keys(framed(rows, frameWithin(rows, frame, false)))).toEqual(['m0', `m${FRAME_MOST - 1}`, FRAME_MOST])
  expect(frameWithin(lines(FRAME_MOST), frame, false)).toBe(frame)
})

test('a line that is gone lets its side of the frame go', () => {
  const rows = lines(10)
  expect(keys(framed(rows, { first: 'gone', last: 'gone too' }))).toEqual(['m0', 'm9', 10])
})
