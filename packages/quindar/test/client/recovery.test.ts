import { expect, test } from 'vitest'
import { answer, grant, later, outcome, rig, said, settle } from './rig.ts'

test('after a drop: log in, subscribe, wait for every answer, tell of gaps, then let calls go', async () => {
  const { rc, openAs, open, clock, network } = rig({ token: 'T' })
  const story: string[] = []
  rc.stream('room-messages', 'GENERAL').on(() => {})
  rc.stream('room-messages', '__my_messages__').on(() => {})
  rc.stream('notify-user', 'u1/message').on(() => {})
  const first = await openAs()
  await grant(first)
  const safe = rc.call('rooms/get')
  rc.on('gap', ({ roomId }) => story.push(`gap ${roomId}, ${said(network.latest()).length} frames sent`))
  rc.on('ready', () => story.push('ready'))
  first.drop()
  void rc.call('createChannel', 'x')
  await clock.advance(250)
  const second = await open()
  expect(said(second)).toEqual(['connect', 'method login'])
  await answer(second, 'login', { id: 'u1', token: 't2' })
  const subscribed = [
    'connect',
    'method login',
    'sub stream-room-messages GENERAL',
    'sub stream-room-messages __my_messages__',
    'sub stream-notify-user u1/message',
  ]
  expect(said(second)).toEqual(subscribed)
  const [a, b, c] = second.sentOf('sub').map((frame) => frame.id)
  second.receive({ msg: 'ready', subs: [a!] })
  second.receive({ msg: 'nosub', id: c!, error: { error: 'not-allowed' } })
  await settle()
  expect(story).toEqual([])
  expect(said(second)).toEqual(subscribed)
  second.receive({ msg: 'ready', subs: [b!] })
  await settle()
  expect(story).toEqual(['gap GENERAL, 5 frames sent', 'gap undefined, 5 frames sent', 'ready'])
  // The first is the client's own question, up to where it has heard everything.
  expect(said(second)).toEqual([...subscribed, 'method rooms/get', 'method rooms/get', 'method createChannel'])
  const again = second.sentOf('method').filter(({ method }) => method === 'rooms/get')
  second.receive({ msg: 'result', id: again[1]!.id, result: [] })
  expect(await safe).toEqual([])
})

test('a gap begins when the old connection last proved to be alive, and says why it ended', async () => {
  const { rc, open, clock } = rig()
  rc.stream('room-messages', 'GENERAL').on(() => {})
  const first = await open()
  await grant(first)
  const gaps: { roomId: string | undefined; from: Date; reason: Error }[] = []
  rc.on('gap', (gap) => gaps.push(gap))
  await clock.advance(3_000)
  first.receive({ msg: 'pong' })
  const lastHeard = clock.now()
  await clock.advance(20_000)
  await clock.advance(250)
  await grant(await open())
  expect(gaps).toHaveLength(1)
  expect(gaps[0]).toMatchObject({ roomId: 'GENERAL', from: new Date(lastHeard) })
  expect(gaps[0]?.reason).toMatchObject({
    code: 'continuity-lost',
    cause: { message: expect.stringContaining('does not answer any more') as string },
  })
})

test('a gap that is not over when the connection falls again keeps its beginning, and is told once', async () => {
  const { rc, open, clock, redial, network } = rig()
  rc.stream('room-messages', 'GENERAL').on(() => {})
  await grant(await open())
  const from = new Date(clock.now())
  const gaps: Date[] = []
  rc.on('gap', (gap) => gaps.push(gap.from))
  for (let round = 0; round < 2; round++) {
    network.latest().drop()
    await redial()
    await open()
  }
  expect(gaps).toEqual([])
  await grant(network.latest())
  expect(gaps).toEqual([from])
})

test('each drop is a gap of its own', async () => {
  const { rc, open, redial, network } = rig()
  rc.stream('room-messages', 'GENERAL').on(() => {})
  let gaps = 0
  rc.on('gap', () => gaps++)
  await grant(await open())
  for (let drop = 1; drop <= 3; drop++) {
    network.latest().drop()
    await redial()
    await grant(await open())
    expect(gaps).toBe(drop)
  }
})

test('what was not confirmed before the drop has no gap; neither has another stream', async () => {
  const { rc, open, clock } = rig()
  rc.stream('room-messages', 'GENERAL').on(() => {})
  const first = await open()
  first.drop()
  await clock.advance(250)
  let gaps = 0
  rc.on('gap', () => gaps++)
  const second = await open()
  rc.stream('notify-all', 'x').on(() => {})
  await grant(second)
  expect(gaps).toBe(0)
})

test('a room that is lost at the drop is reported as denied, not as a gap', async () => {
  const { rc, open, clock } = rig()
  rc.stream('room-messages', 'GENERAL').on(() => {})
  const first = await open()
  await grant(first)
  const story: string[] = []
  rc.on('gap', () => story.push('gap'))
  rc.on('denied', () => story.push('denied'))
  first.drop()
  await clock.advance(250)
  const second = await open()
  second.receive({ msg: 'nosub', id: second.sentOf('sub')[0]!.id, error: { error: 'not-allowed' } })
  await settle()
  expect(story).toEqual(['denied'])
})

test('subscriptions that are not answered hold calls up for ten seconds, not longer', async () => {
  const { rc, open, clock } = rig()
  rc.stream('room-messages', 'GENERAL').on(() => {})
  void rc.call('x')
  const socket = await open()
  await clock.advance(9_999)
  expect(said(socket)).toEqual(['connect', 'sub stream-room-messages GENERAL'])
  await clock.advance(1)
  expect(said(socket)).toContain('method x')
})

test('events that arrive before the subscription is confirmed are heard', async () => {
  const { rc, open } = rig()
  const heard: unknown[] = []
  rc.stream('notify-all', 'x').on((value) => heard.push(value))
  const socket = await open()
  socket.receive({ msg: 'changed', collection: 'stream-notify-all', id: 'id', fields: { eventName: 'x', args: [1] } })
  expect(heard).toEqual([1])
})

test('an old connection’s recovery is given up with it', async () => {
  const { rc, open, clock } = rig({ token: 'T' })
  const first = await open()
  rc.stream('notify-all', 'x').on(() => {})
  first.drop()
  await clock.advance(250)
  const second = await open()
  expect(said(second)).toEqual(['connect', 'method login'])
  await answer(second, 'login', { id: 'u1', token: 't' })
  expect(said(second)).toEqual(['connect', 'method login', 'sub stream-notify-all x'])
  let ready = 0
  rc.on('ready', () => ready++)
  second.drop()
  const call = rc.call('createChannel', 'x')
  await clock.advance(19_999)
  expect(ready).toBe(0)
  const third = await open()
  await answer(third, 'login', { id: 'u1', token: 't' })
  await grant(third)
  await answer(third, 'createChannel', { rid: 'R' })
  expect(await call).toEqual({ rid: 'R' })
})

test('a gap listener that closes the client ends it there', async () => {
  const { rc, open, clock, network } = rig()
  rc.stream('room-messages', 'GENERAL').on(() => {})
  await grant(await open())
  rc.on('gap', () => rc.close())
  network.latest().drop()
  const call = later(rc.call('rooms/get'))
  await clock.advance(250)
  const second = await open()
  await grant(second)
  expect(rc.state.getSnapshot().status).toBe('closed')
  expect(await outcome(call)).toHaveProperty('error.code', 'client-closed')
  expect(said(second)).not.toContain('method rooms/get')
  expect(await outcome(rc.ready())).toHaveProperty('error.code', 'client-closed')
  expect(clock.pending()).toEqual([])
})

test('a room that is back before the others keeps the beginning of its gap when the connection falls again', async () => {
  const { rc, open, clock, redial } = rig()
  rc.stream('room-messages', 'A').on(() => {})
  rc.stream('room-messages', 'B').on(() => {})
  const first = await open()
  await grant(first)
  const from = new Date(clock.now())
  const gaps: unknown[] = []
  rc.on('gap', (gap) => gaps.push([gap.roomId, gap.from]))
  first.drop()
  await redial()
  const second = await open()
  second.receive({ msg: 'ready', subs: [second.sentOf('sub')[0]!.id] })
  await settle()
  second.drop()
  await redial()
  await grant(await open())
  expect(gaps).toEqual([
    ['A', from],
    ['B', from],
  ])
})

test('a gap is told once; the next one has a beginning of its own', async () => {
  const { rc, open, clock, redial, network } = rig()
  rc.stream('room-messages', 'GENERAL').on(() => {})
  await grant(await open())
  const gaps: Date[] = []
  rc.on('gap', (gap) => gaps.push(gap.from))
  const beginnings: Date[] = []
  for (let drop = 0; drop < 2; drop++) {
    beginnings.push(new Date(clock.now()))
    await clock.advance(1_000)
    network.latest().drop()
    await redial()
    await grant(await open())
  }
  void rc.login({ token: 'T' })
  await settle()
  await answer(network.latest(), 'login', { id: 'u1', token: 't' })
  expect(gaps).toEqual(beginnings)
})

test('what an earlier connection waited for does not tell of gaps on a later one', async () => {
  const { rc, open, redial, network } = rig()
  rc.stream('room-messages', 'A').on(() => {})
  await grant(await open())
  let gaps = 0
  rc.on('gap', () => gaps++)
  network.latest().drop()
  await redial()
  ;(await open()).drop()
  rc.stream('room-messages', 'B').on(() => {})
  await redial()
  const third = await open()
  third.receive({ msg: 'ready', subs: [third.sentOf('sub')[0]!.id] })
  await settle()
  expect(gaps).toBe(0)
  await grant(third)
  expect(gaps).toBe(1)
})

test('closed while it waits for subscriptions, no timer is left', async () => {
  const { rc, open, clock } = rig()
  rc.stream('notify-all', 'x').on(() => {})
  await open()
  expect(clock.pending()).toEqual([10_000, 10_000])
  await rc.close()
  expect(clock.pending()).toEqual([])
})

test('a room that is back after the calls were let go has its gap told then, once', async () => {
  const { rc, open, clock, redial } = rig()
  rc.stream('room-messages', 'A').on(() => {})
  rc.stream('room-messages', 'B').on(() => {})
  const first = await open()
  await grant(first)
  const from = new Date(clock.now())
  const gaps: unknown[] = []
  rc.on('gap', (gap) => gaps.push([gap.roomId, gap.from]))
  first.drop()
  await redial()
  const second = await open()
  const [a, b] = second.sentOf('sub').map((frame) => frame.id)
  second.receive({ msg: 'ready', subs: [b!] })
  second.receive({ msg: 'nosub', id: a!, error: { error: 'too-many-requests', details: { timeToReset: 15_000 } } })
  await clock.advance(10_000)
  expect(gaps).toEqual([['B', from]])
  await clock.advance(5_000)
  await grant(second)
  expect(gaps).toEqual([
    ['B', from],
    ['A', from],
  ])
})
