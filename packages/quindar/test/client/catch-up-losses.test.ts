// The ten losses of other clients, (a) to (j), each by its name: what a drop costs them, and costs nothing here.
import { describe, expect, test } from 'vitest'
import { heard, listen } from './heard.ts'
import { later, outcome, settle } from './rig.ts'
import { stock, type StockOptions } from './stock.ts'

/** Every way that a server may have to tell what was missed. */
const WAYS: [string, StockOptions, string][] = [
  ['by number', { numbers: true }, 'quindar:changes'],
  ['by time over DDP', {}, 'messages/get'],
  ['by time over REST', { without: ['messages/get', 'rooms/get'] }, 'GET /api/v1/chat.syncMessages'],
]

describe.each(WAYS)('%s', (_, options, way) => {
  test('what was said while the cable was out is told once and in order, then what comes live', async () => {
    const s = await heard(options)
    await s.outage(() => {
      s.say('GENERAL', 'b')
      s.say('GENERAL', 'c')
    })
    s.say('GENERAL', 'd')
    expect(s.story).toEqual(['message a', 'message b', 'message c', 'message d'])
    expect(s.raw).toEqual(['a', 'b', 'c', 'd'])
    expect(s.names()).toContain(way)
    expect(s.rc.state.getSnapshot().status).toBe('open')
  })

  test('(a) a sibling in the millisecond of the last message is not lost', async () => {
    const s = await heard(options)
    s.say('GENERAL', 'b')
    const { drop } = s
    await drop()
    s.say('GENERAL', 'b sibling')
    await s.connect()
    expect(s.story).toEqual(['message a', 'message b', 'message b sibling'])
    expect(s.raw).toEqual(['a', 'b', 'b sibling'])
  })

  test('(b) a message with a time of before, that came later, is told, and says that it is late', async () => {
    const s = await heard(options)
    s.say('GENERAL', 'b')
    await s.outage(() => s.say('GENERAL', 'old', { ts: new Date(s.clock.now() - 10_000) }), 1_000)
    expect(s.story).toEqual(['message a', 'message b', 'message old late'])
    expect(s.raw).toEqual(['a', 'b', 'old'])
  })

  test('(c) edits, reactions and deletions are told', async () => {
    const s = await heard(options)
    s.say('GENERAL', 'gone')
    await s.outage(() => {
      s.change('a', { msg: 'a, better', editedAt: new Date(s.clock.now()) })
      s.say('GENERAL', 'b')
      s.change('b', { reactions: { ':wave:': { usernames: ['bob'] } } })
      s.remove('gone')
    })
    expect(s.story).toEqual(['message a', 'message gone', 'message b', 'edited a, better', 'deleted gone'])
    expect(s.room.timeline.getSnapshot().messages.map(({ text }) => text)).toEqual(['a, better', 'b'])
    expect(s.room.timeline.getSnapshot().messages[1]?.reactions).toEqual({ ':wave:': ['bob'] })
  })

  test('(d) a room is caught up that was never opened, and one in which nothing had been said', async () => {
    const s = await heard({ ...options, rooms: ['GENERAL', 'other', 'quiet'] })
    const quiet = listen(await s.rc.room('quiet'))
    await s.clock.advance(60_000)
    await s.outage(() => {
      s.say('other', 'x')
      s.say('quiet', 'y')
    })
    expect(s.raw.slice(1).sort()).toEqual(['x', 'y'])
    expect(quiet).toEqual(['message y'])
    expect(s.story).toEqual(['message a'])
  })

  test('(d) a question that fails is put again, and the cursor waits for its answer', async () => {
    const s = await heard(options)
    s.refuse.set(way, [{ error: 500 }])
    if (way !== 'quindar:changes') s.refuse.set('messages/get', [{ error: 500 }, { error: 500 }])
    await s.outage(() => s.say('GENERAL', 'b'))
    await s.clock.advance(5_000)
    expect(s.story).toEqual(['message a', 'message b'])
  })

  test('(g) a drop after a drop doubles nothing', async () => {
    const s = await heard(options)
    for (const id of ['b', 'c', 'd']) await s.outage(() => s.say('GENERAL', id))
    s.say('GENERAL', 'e')
    expect(s.story).toEqual(['message a', 'message b', 'message c', 'message d', 'message e'])
    expect(s.raw).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(s.socket().sentOf('sub')).toHaveLength(3)
  })

  test('(h) what could not be fetched is a gap, and is fetched after the next drop: the cursor has not moved past it', async () => {
    const s = await heard({ ...options, ...(options.numbers && { without: ['messages/get'] }) })
    const refused = Array.from({ length: 9 }, () => ({ error: 500 }))
    for (const name of [way, 'messages/get', 'GET /api/v1/chat.syncMessages', 'loadMissedMessages']) {
      s.refuse.set(name, [...refused])
    }
    await s.outage(() => s.say('GENERAL', 'b'))
    await s.clock.advance(60_000)
    s.say('GENERAL', 'c')
    expect(s.story).toEqual([
      'message a',
      'gap: Something may be missing in the room GENERAL since the connection was lost: the server did not tell what has changed. Load the history again where it matters (ERRORS.md#continuity-lost)',
      'message c',
    ])
    s.refuse.clear()
    await s.clock.advance(600_000)
    await s.outage(() => {})
    expect(s.story.slice(2)).toEqual(['message c', 'message b late'])
    expect(s.raw).toEqual(['a', 'c', 'b'])
  })

  test.each([-86_400_000, 86_400_000])('a clock that is off by %i ms loses nothing', async (ahead) => {
    const s = await heard({ ...options, ahead })
    await s.outage(() => s.say('GENERAL', 'b'))
    expect(s.story).toEqual(['message a', 'message b'])
  })

  test('a clock that is off loses nothing in a room where nothing had been said either', async () => {
    const s = stock({ ...options, ahead: -86_400_000 * 3 })
    await s.connect()
    const story = listen(await s.rc.room('GENERAL'))
    for (let ms = 0; ms < 5; ms++) await s.clock.advance(1)
    await s.outage(() => s.say('GENERAL', 'b'))
    expect(story).toEqual(['message b'])
  })

  test('a drop in the middle of catching up starts it anew, and nothing is told twice', async () => {
    const s = await heard(options)
    s.hold.add(way === 'quindar:changes' ? way : 'messages/get')
    await s.outage(() => s.say('GENERAL', 'b'))
    s.hold.clear()
    s.say('GENERAL', 'live, and kept back')
    await s.outage(() => s.say('GENERAL', 'c'))
    expect(s.story).toEqual(['message a', 'message b', 'message live, and kept back', 'message c'])
    expect(s.raw).toEqual(['a', 'b', 'live, and kept back', 'c'])
  })

  test('a message that was edited after it was missed is new, once', async () => {
    const s = await heard(options)
    await s.outage(() => {
      s.say('GENERAL', 'b')
      s.change('b', { msg: 'b, better', editedAt: new Date(s.clock.now()) })
      s.say('GENERAL', 'c')
    })
    expect(s.story).toEqual(['message a', 'message b, better', 'message c'])
    expect(s.room.timeline.getSnapshot().messages.map(({ text }) => text)).toEqual(['a', 'b, better', 'c'])
  })
})

test('(e) the question is put when every subscription is answered, not before', async () => {
  const s = await heard()
  await s.drop()
  if (s.rc.state.getSnapshot().status === 'waiting') await s.redial()
  const socket = await s.openAs()
  const [first, ...others] = socket.sentOf('sub')
  socket.receive({ msg: 'ready', subs: [first!.id] })
  await settle()
  expect(socket.sentOf('method').map(({ method }) => method)).toEqual(['login'])
  socket.receive({ msg: 'ready', subs: others.map(({ id }) => id) })
  await settle()
  expect(socket.sentOf('method').map(({ method }) => method)).toEqual(['login', 'rooms/get'])
})

const name = (n: number): string => `m${String(n).padStart(5, '0')}`

describe('(f) an answer has an end', () => {
  test('after a long time it is asked for in pages, each beginning a millisecond into the one before', async () => {
    const s = await heard({ cursors: true })
    await s.drop()
    for (let n = 0; n < 500; n++) {
      if (n % 7 === 0) await s.clock.advance(1)
      s.say('GENERAL', name(n))
    }
    await s.clock.advance(700_000)
    await s.connect()
    await s.clock.advance(20_000)
    expect(s.story.slice(1)).toEqual(Array.from({ length: 500 }, (_, n) => `message ${name(n)}`))
    const queries = s.asked.filter(([name]) => name === 'messages/get').map(([, , query]) => query)
    expect(queries).toHaveLength(4)
    expect(queries[0]).toMatchObject({ type: 'UPDATED', count: 200, next: expect.stringMatching(/^\d+$/) as unknown })
    expect(queries[3]).toMatchObject({ type: 'DELETED', count: 200 })
  })

  test('a server that does not know pages is asked once, and then for all at once', async () => {
    const s = await heard()
    for (const id of ['b', 'c']) {
      await s.outage(() => s.say('GENERAL', id), 700_000)
      expect(s.names().filter((name) => name === 'messages/get')).toHaveLength(id === 'b' ? 2 : 1)
    }
    expect(s.story).toEqual(['message a', 'message b', 'message c'])
  })

  test('more of one millisecond than a page holds are asked for at once', async () => {
    const s = await heard({ cursors: true })
    await s.outage(() => {
      for (let n = 0; n < 450; n++) s.say('GENERAL', name(n))
    }, 700_000)
    await s.clock.advance(20_000)
    expect(new Set(s.story).size).toBe(451)
  })

  test.each<[string, StockOptions]>([
    ['by number', { numbers: true }],
    ['in pages', { cursors: true }],
    ['at once', {}],
  ])('beyond ten thousand there is a gap and the newest page: %s', async (_, options) => {
    const s = await heard(options)
    await s.drop()
    for (let n = 0; n <= 10_200; n++) {
      if (n % 100 === 0) await s.clock.advance(10)
      s.say('GENERAL', name(n))
    }
    await s.clock.advance(700_000)
    await s.connect()
    await s.clock.advance(240_000)
    expect(s.story).toHaveLength(202)
    expect(s.story[1]).toBe(
      'gap: Something may be missing in the room GENERAL since the connection was lost: more than 10000 changes were missed, so only the newest messages were fetched. Load the history again where it matters (ERRORS.md#continuity-lost)',
    )
    expect(s.story.at(2)).toBe('message m10001')
    expect(s.story.at(-1)).toBe('message m10200')
    s.say('GENERAL', 'live')
    await s.outage(() => s.say('GENERAL', 'last'))
    expect(s.story.slice(-2)).toEqual(['message live', 'message last'])
    expect(s.room.timeline.getSnapshot().gaps).toEqual([{ afterId: 'a', from: expect.any(Date) as unknown }])
  })
})

test('(i) a socket that is deaf one way is given up, and what was said meanwhile is fetched', async () => {
  const s = await heard()
  const deaf = s.socket()
  const receive = deaf.receive.bind(deaf)
  deaf.receive = () => {}
  s.say('GENERAL', 'b')
  await s.clock.advance(20_000)
  deaf.receive = receive
  expect(s.rc.stats.drops).toBe(1)
  await s.connect()
  expect(s.story).toEqual(['message a', 'message b'])
})

test('(j) a message that is sent again after a drop, and had landed, is told once', async () => {
  const s = await heard()
  s.hold.add('sendMessage')
  const sent = later(s.room.send({ id: 'mine'.padEnd(17, '0'), text: 'mine' }))
  await settle()
  await s.drop()
  s.say('GENERAL', 'mine'.padEnd(17, '0'), { msg: 'mine' })
  s.hold.clear()
  await s.clock.advance(1_000)
  await s.connect()
  expect(await outcome(sent)).toMatchObject({ value: { text: 'mine', status: 'sent' } })
  expect(s.story).toEqual(['message a', 'message mine'])
  expect(s.names()).toEqual(['rooms/get', 'messages/get', 'sendMessage'])
})

test('where it is not told which rooms have changed, all of them have a gap; what was open is caught up all the same', async () => {
  const s = await heard()
  const gaps: unknown[] = []
  s.rc.on('gap', ({ roomId, reason }) => gaps.push([roomId, reason.message]))
  for (const name of ['rooms/get', 'GET /api/v1/rooms.get'])
    s.refuse.set(
      name,
      Array.from({ length: 9 }, () => ({ error: 500 })),
    )
  await s.outage(() => s.say('GENERAL', 'b'))
  await s.clock.advance(60_000)
  expect(gaps).toEqual([
    [
      undefined,
      'Something may be missing in your rooms since the connection was lost: the server did not tell which rooms have changed. Load the history again where it matters (ERRORS.md#continuity-lost)',
    ],
  ])
  expect(s.story.filter((line) => !line.startsWith('gap'))).toEqual(['message a', 'message b'])
})
