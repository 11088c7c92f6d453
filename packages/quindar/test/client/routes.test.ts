// The ways to ask what was missed, each by itself: what it asks, and what it makes of the answer.
import { describe, expect, test, vi } from 'vitest'
import { TimeoutError, type Message } from 'quindar/protocol'
import { fakeClock } from '@quindar/testkit'
import { createAsk, sleep } from '../../src/client/routes/ask.ts'
import { changesByNumber } from '../../src/client/routes/changes-by-number.ts'
import { changesByTime, type TimeQuery } from '../../src/client/routes/changes-by-time.ts'
import { createRoomChanges } from '../../src/client/routes/room-changes.ts'
import { withDates } from '../../src/client/routes/rest-dates.ts'
import { settle } from './rig.ts'

const at = new Date(1_790_000_000_000)
const message = (_id: string): Message => ({
  _id,
  rid: 'R',
  msg: _id,
  ts: at,
  _updatedAt: at,
  u: { _id: 'u', username: 'u' },
})
const { signal } = new AbortController()

type NumberQuery = (query: { epoch: string; after: number; limit: number }) => Promise<unknown>
type TimeAsk = (roomId: string, query: TimeQuery) => Promise<unknown>

describe('by number', () => {
  const page = { epoch: 'e', seq: 9, updated: [], deleted: [], next: 9, more: false, reset: false }

  test('asks on from where a page is complete, and keeps the latest of what came twice', async () => {
    const again = { ...message('a'), msg: 'again' }
    const ask = vi
      .fn<NumberQuery>()
      .mockResolvedValueOnce({ ...page, updated: [message('a'), message('b')], places: [3, 5], next: 6, more: true })
      .mockResolvedValueOnce({ ...page, updated: [again], places: [3], deleted: [{ _id: 'x', _seq: 8, _epoch: 'e' }] })
    const changes = await changesByNumber(ask, { epoch: 'e', seq: 2 })
    expect(ask.mock.calls).toEqual([[{ epoch: 'e', after: 2, limit: 200 }], [{ epoch: 'e', after: 6, limit: 200 }]])
    expect(changes).toEqual({
      updated: [
        { raw: again, place: 3 },
        { raw: message('b'), place: 5 },
      ],
      deleted: [{ _id: 'x', _seq: 8, _epoch: 'e' }],
      position: { epoch: 'e', seq: 9 },
    })
  })

  test('another life of the database is a new beginning', async () => {
    const ask = vi.fn<NumberQuery>().mockResolvedValue({ ...page, epoch: 'f', next: 4, reset: true })
    expect(await changesByNumber(ask, { epoch: 'e', seq: 2 })).toMatchObject({
      updated: [],
      position: { epoch: 'f', seq: 4 },
      incomplete: 'the database of the server began anew',
      newestOnly: true,
    })
  })
})

describe('by time', () => {
  const SHORT = 600_000
  const since = (ago: number) => ({ at: 1_000, position: undefined, ago })

  test('after ten minutes it asks for all at once, after more in pages', async () => {
    const ask = vi.fn<TimeAsk>().mockResolvedValue({ updated: [], deleted: [] })
    await changesByTime(ask)('R', since(SHORT), signal)
    await changesByTime(ask)('R', since(SHORT + 1), signal)
    expect(ask.mock.calls.map(([, query]) => query)).toEqual([
      { lastUpdate: new Date(1_000) },
      { next: '1000', type: 'UPDATED', count: 200 },
      { next: '1000', type: 'DELETED', count: 200 },
    ])
  })

  test('a page begins a millisecond before the cursor; one that leads nowhere is given up', async () => {
    const ask = vi
      .fn<TimeAsk>()
      .mockResolvedValueOnce({ updated: [message('a')], cursor: { next: '1002' } })
      .mockResolvedValueOnce({ updated: [message('a')], cursor: { next: '1002' } })
      .mockResolvedValueOnce({ updated: [message('a'), message('b')], deleted: [{ _id: 'x' }] })
    const changes = await changesByTime(ask)('R', since(Infinity), signal)
    expect(ask.mock.calls.map(([, query]) => query.next)).toEqual(['1000', '1001', undefined])
    expect(changes.updated.map(({ raw }) => raw._id)).toEqual(['a', 'b'])
    expect(changes.deleted).toEqual([{ _id: 'x' }])
  })

  test.each([undefined, false, { messages: [] }, { updated: [] }, { deleted: [] }])(
    'an answer to another question (%j) is no answer',
    async (answer) => {
      const ask = vi.fn<TimeAsk>().mockResolvedValue(answer)
      await expect(changesByTime(ask)('R', since(0), signal)).rejects.toMatchObject({ code: 'not-supported' })
    },
  )

  test('cursors that are refused, in whatever words, are not tried again; what is refused by time too is passed on', async () => {
    const malformed = vi.fn<TimeAsk>((_, query) =>
      query.next
        ? Promise.reject(Object.assign(new Error('Match failed'), { error: 400 }))
        : Promise.resolve({ updated: [], deleted: [] }),
    )
    const ask = changesByTime(malformed)
    await ask('R', since(Infinity), signal)
    await ask('R', since(Infinity), signal)
    expect(malformed).toHaveBeenCalledTimes(3)
    const refused = vi.fn<TimeAsk>().mockRejectedValue(Object.assign(new Error('no'), { error: 'error-not-allowed' }))
    await expect(changesByTime(refused)('R', since(Infinity), signal)).rejects.toThrow('no')
    expect(refused.mock.calls.map(([, query]) => Object.keys(query))).toEqual([
      ['next', 'type', 'count'],
      ['lastUpdate'],
    ])
    const busy = vi.fn<TimeAsk>().mockRejectedValue(new TimeoutError('messages/get', 1))
    await expect(changesByTime(busy)('R', since(Infinity), signal)).rejects.toThrow(TimeoutError)
    expect(busy).toHaveBeenCalledTimes(1)
  })
})

describe('at a pace that servers allow', () => {
  function asking() {
    const clock = fakeClock()
    const asked: [name: string, at: number][] = []
    const start = clock.now()
    const note = (name: string): Promise<undefined> => {
      asked.push([name, clock.now() - start])
      return Promise.resolve(undefined)
    }
    const ports = { ...clock, random: () => 0, fetch, WebSocket } as never
    const ask = createAsk({ ports, client: { rest: note as never }, calls: { call: note } })
    return { ask, asked, clock }
  }

  test('ten of a method in ten seconds and a half, each method by itself', async () => {
    const { ask, asked, clock } = asking()
    const over = new AbortController()
    for (let n = 0; n < 11; n++) void ask.method('a', [], over.signal).catch(() => {})
    void ask.method('b', [], over.signal)
    await settle()
    expect(asked).toHaveLength(11)
    await clock.advance(10_499)
    expect(asked).toHaveLength(11)
    await clock.advance(1)
    expect(asked.at(-1)).toEqual(['a', 10_500])
  })

  test('ten of a route in sixty-one seconds', async () => {
    const { ask, asked, clock } = asking()
    for (let n = 0; n < 11; n++) void ask.route('GET /x', {}, signal)
    await clock.advance(60_999)
    expect(asked).toHaveLength(10)
    await clock.advance(1)
    expect(asked).toHaveLength(11)
  })

  test('who waits for his turn, or for a while, stops when it is over, and leaves no timer', async () => {
    const { ask, asked, clock } = asking()
    const over = new AbortController()
    const waiting = Promise.all(Array.from({ length: 11 }, () => ask.method('a', [], over.signal)))
    await settle()
    over.abort(new Error('over'))
    await expect(waiting).rejects.toThrow('over')
    expect(asked).toHaveLength(10)
    expect(clock.pending()).toEqual([])
    await expect(sleep(clock as never, 5, over.signal)).rejects.toThrow('over')
  })
})

test('REST writes dates as texts; what people wrote stays a text', () => {
  const text = at.toISOString()
  const document = { ts: text, msg: text, attachments: [{ ts: text, title: text }], u: null, n: 5, reactions: {} }
  expect(withDates(document)).toEqual({
    ts: at,
    msg: text,
    attachments: [{ ts: at, title: text }],
    u: null,
    n: 5,
    reactions: {},
  })
  expect(withDates(undefined)).toBeUndefined()
})

describe('one way after the other', () => {
  const since = { at: 1_000, position: undefined, ago: 0 }
  const absent = () => Promise.reject(Object.assign(new Error('absent'), { error: 404 }))

  test('a server that answers the last way with false does not let us read the room', async () => {
    const asked: string[] = []
    const changes = createRoomChanges({
      method: (name, params) => {
        asked.push(`${name} ${JSON.stringify(params)}`)
        return name === 'loadMissedMessages' ? Promise.resolve(false) : absent()
      },
      route: (name) => {
        asked.push(name)
        return absent()
      },
    })
    await expect(changes.since('R', since, signal)).rejects.toMatchObject({
      code: 'method-failed',
      message: 'The server does not let us read this room (ERRORS.md#method-failed)',
    })
    expect(asked).toEqual([
      'messages/get ["R",{"lastUpdate":"1970-01-01T00:00:01.000Z"}]',
      'GET /api/v1/chat.syncMessages',
      'loadMissedMessages ["R","1970-01-01T00:00:01.000Z"]',
    ])
  })

  test('a server without any way is not asked a second time', async () => {
    const asked: string[] = []
    const put = (name: string) => {
      asked.push(name)
      return absent()
    }
    const changes = createRoomChanges({ method: put, route: put })
    for (let time = 0; time < 2; time++) {
      await expect(changes.since('R', since, signal)).rejects.toMatchObject({
        name: 'NotSupportedError',
        needs: 'way to tell what was missed',
      })
    }
    expect(asked).toEqual(['messages/get', 'GET /api/v1/chat.syncMessages', 'loadMissedMessages'])
  })

  test('the newest are the newest page of the history; no page is none', async () => {
    const answers = [{ messages: [message('a')] }, false, {}]
    const method = vi.fn<(name: string, params: unknown[]) => Promise<unknown>>(() => Promise.resolve(answers.shift()))
    const changes = createRoomChanges({ method, route: absent })
    expect(await changes.newest('R', signal)).toEqual([{ raw: message('a'), place: undefined }])
    expect(await changes.newest('R', signal)).toEqual([])
    expect(await changes.newest('R', signal)).toEqual([])
    expect(method.mock.calls[0]?.slice(0, 2)).toEqual(['loadHistory', ['R', null, 200]])
  })
})
