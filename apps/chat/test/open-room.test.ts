import { signal } from '@preact/signals-core'
import { TimeoutError, type Message, type Room, type TimelineGap, type TimelineSnapshot } from 'quindar'
import { expect, test } from 'vitest'
import { FRAME_MOST, FRAME_START, FRAME_STEP } from '../model/frame.ts'
import { createOpenRoom } from '../model/open-room.ts'
import { createPresence, PRESENCE_MOST } from '../model/presence.ts'

const T0 = Date.UTC(2026, 10, 22, 12)

function said(number: number): Message {
  const at = new Date(T0 + number * 1_000)
  const author = { id: 'u2', username: 'bob', name: 'Bob' }
  return {
    id: `m${number}`,
    roomId: 'R',
    text: `${number}`,
    author,
    at,
    updatedAt: at,
    reactions: {},
    mentions: [],
    raw: {} as never,
  }
}
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => said(from + index))

interface Asked<Result> {
  readonly answer: (result: Result) => Promise<void>
  readonly refuse: (error: Error) => Promise<void>
}

/** A room of which a test decides everything. */
function fakeRoom(first: Partial<TimelineSnapshot> = {}) {
  let snapshot: TimelineSnapshot = { messages: [], gaps: [], hasOlder: true, ...first }
  let listener = (): void => {}
  const pages: Asked<number>[] = []
  const closings: (Asked<number> & { gap: TimelineGap })[] = []
  const asked = <Result>(list: Asked<Result>[], more: object = {}) =>
    new Promise<Result>((resolve, reject) => {
      const settled = () => new Promise<void>((over) => void setImmediate(over))
      list.push({
        ...more,
        answer: (result) => (resolve(result), settled()),
        refuse: (error) => (reject(error), settled()),
      })
    })
  const room = {
    timeline: {
      getSnapshot: () => snapshot,
      subscribe: (listen: () => void) => ((listener = listen), () => {}),
      loadOlder: () => asked(pages),
      closeGap: (gap: TimelineGap) => asked(closings, { gap }),
    },
    on: () => () => {},
  }
  return {
    room: room as unknown as Room,
    pages,
    closings,
    become: (next: Partial<TimelineSnapshot>) => {
      snapshot = { ...snapshot, ...next }
      listener()
    },
  }
}

const open = (room: Room) => createOpenRoom(room, () => 'u1', signal(undefined))
const drawn = ({ framed }: ReturnType<typeof open>) => framed.value.rows.filter(({ kind }) => kind === 'message').length

test('the newest page is fetched at once, and only one at a time', async () => {
  const { room, pages, become } = fakeRoom()
  const timeline = open(room)
  expect(timeline.loaded.value).toBe(false)
  await timeline.showOlder()
  await timeline.retry()
  expect(pages).toHaveLength(1)
  become({ messages: range(0, 50) })
  await pages[0]?.answer(50)
  expect(timeline.loaded.value).toBe(true)
  expect(timeline.loadingOlder.value).toBe(false)
})

test('lines that are there come before pages are asked for', async () => {
  const { room, pages, become } = fakeRoom()
  const timeline = open(room)
  become({ messages: range(0, 300) })
  await pages[0]?.answer(300)
  timeline.showEnd()
  expect(drawn(timeline)).toBe(FRAME_START)
  await timeline.showOlder()
  expect(drawn(timeline)).toBe(FRAME_START + FRAME_STEP)
  expect(pages).toHaveLength(1)
  await timeline.showOlder()
  expect(drawn(timeline)).toBe(300)
  void timeline.showOlder()
  expect(pages).toHaveLength(2)
  await pages[1]?.answer(0)
})

test('a page that brought nothing is not asked for again by scrolling, nor is one that failed; the button asks', async () => {
  const { room, pages } = fakeRoom({ messages: range(0, 3) })
  const timeline = open(room)
  await pages[0]?.answer(0)
  await timeline.showOlder()
  expect(pages).toHaveLength(1)
  void timeline.retry()
  await pages[1]?.answer(3)
  void timeline.showOlder()
  await pages[2]?.refuse(new Error('no'))
  expect(timeline.trouble.value?.kind).toBe('unknown')
  await timeline.showOlder()
  expect(pages).toHaveLength(3)
  void timeline.retry()
  expect(timeline.trouble.value).toBeUndefined()
  expect(pages).toHaveLength(4)
})

test('there is nothing before the beginning', async () => {
  const { room, pages, become } = fakeRoom()
  const timeline = open(room)
  become({ messages: range(0, 3), hasOlder: false })
  await pages[0]?.answer(3)
  await timeline.showOlder()
  expect(pages).toHaveLength(1)
})

test('a gap is closed by itself once; what could not be had is the reader’s to ask for again', async () => {
  const gap = { afterId: 'm1', from: new Date(T0) }
  const { room, closings, become } = fakeRoom({ messages: range(0, 3) })
  const timeline = open(room)
  become({ gaps: [gap] })
  expect(closings.map((closing) => closing.gap)).toEqual([gap])
  expect([...timeline.closings.value]).toEqual([['m1', 'loading']])
  expect(timeline.framed.value.rows.map(({ kind }) => kind)).toEqual(['day', 'message', 'message', 'gap', 'message'])
  await timeline.closeGap(gap)
  expect(closings).toHaveLength(1)
  await closings[0]?.refuse(new TimeoutError('loadHistory', 30_000))
  expect([...timeline.closings.value]).toEqual([['m1', { kind: 'noAnswer' }]])
  become({ messages: range(0, 4) })
  expect(closings).toHaveLength(1)
  void timeline.closeGap(gap)
  expect([...timeline.closings.value]).toEqual([['m1', 'loading']])
  become({ gaps: [] })
  await closings[1]?.answer(1)
  expect(timeline.closings.value.size).toBe(0)
  expect(timeline.framed.value.rows.some(({ kind }) => kind === 'gap')).toBe(false)
})

test('however much arrives, so many lines are drawn and no more: at the end the newest, further up the same', () => {
  const { room, become } = fakeRoom({ messages: range(0, 100) })
  const timeline = open(room)
  become({ messages: range(0, 1_000) })
  expect(timeline.framed.value.rows.at(-1)?.key).toBe('m999')
  expect(timeline.framed.value.rows).toHaveLength(FRAME_START)
  timeline.seen(false)
  const first = timeline.framed.value.rows[0]?.key
  become({ messages: range(0, 2_000) })
  expect(timeline.framed.value.rows[0]?.key).toBe(first)
  expect(timeline.framed.value.rows).toHaveLength(FRAME_MOST)
  expect(timeline.framed.value.below).toBe(true)
  // The end of what is drawn is not the end of the list.
  timeline.seen(true)
  expect(timeline.atEnd.value).toBe(false)
  expect(timeline.newBelow.value).toBe(1_000)
  timeline.showNewer()
  expect(timeline.framed.value.rows).toHaveLength(FRAME_MOST)
  timeline.showEnd()
  expect(timeline.newBelow.value).toBe(0)
  expect(timeline.framed.value.rows.at(-1)?.key).toBe('m1999')
})

test('people are watched once each, so many at a time, the ones seen last', () => {
  const watched: string[][] = []
  let tell: (presence: never) => void = () => {}
  let stopped = 0
  const client = {
    presence: {
      watch: (ids: string[], listener: typeof tell) => (watched.push(ids), (tell = listener), () => stopped++),
    },
  }
  const presence = createPresence(client as never)
  presence.want(['a', 'b', 'a', ''])
  presence.want(['b'])
  expect(watched).toEqual([['a', 'b']])
  tell({ userId: 'a', username: 'a', status: 'busy', statusText: '' } as never)
  expect(presence.statuses.value).toEqual({ a: 'busy' })
  const many = Array.from({ length: PRESENCE_MOST - 1 }, (_, index) => `u${index}`)
  presence.want(many)
  // One of the first two had to go, and the one beside it keeps their subscription.
  expect(stopped).toBe(0)
  presence.want(['last'])
  expect(stopped).toBe(1)
  presence.want(['a'])
  expect(watched.at(-1)).toEqual(['a'])
  presence.dispose()
  expect(stopped).toBe(4)
})
