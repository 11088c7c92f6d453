// What the client waits for, and what an application sees and does about it: limits of the server, the next attempt to
// connect.
import { expect, test } from 'vitest'
import type { CommandOptions } from 'quindar'
import { answer, later, outcome, rig, settle } from './rig.ts'
import { general, paramsOf } from './room-rig.ts'

const limit = (ms: number) => ({ error: { error: 'too-many-requests', details: { timeToReset: ms } } })
const calls = (live: { sentOf: (msg: 'method') => { method: string }[] }, method: string): number =>
  live.sentOf('method').filter((frame) => frame.method === method).length

test('a command that is told to wait for a limit asks again when it is over, with what is left of its time', async () => {
  const { room, live, clock } = await general()
  const done = room.edit('m1', 'new', { waitForLimit: true })
  await settle()
  live.receive({ msg: 'result', id: live.sentOf('method').at(-1)!.id, ...limit(3_000) })
  await settle()
  await clock.advance(2_999)
  live.receive({ msg: 'pong' })
  expect(calls(live, 'updateMessage')).toBe(1)
  await clock.advance(1)
  expect(calls(live, 'updateMessage')).toBe(2)
  expect(paramsOf(live, 'updateMessage')).toEqual([{ _id: 'm1', rid: 'GENERAL', msg: 'new' }])
  await answer(live, 'updateMessage')
  expect(await outcome(done)).toEqual({ value: undefined })
})

test('so does a call, and so does a request', async () => {
  let refusals = 1
  const fetch = (url: string) => {
    if (!url.endsWith('/me')) return Promise.resolve(new Response('', { status: 404 }))
    const headers = { 'x-ratelimit-reset': String(clock.now() + 500) }
    const refused = Response.json({ success: false }, { status: 429, headers })
    return Promise.resolve(refusals-- > 0 ? refused : Response.json({ success: true, user: 'bob' }))
  }
  const { rc, live, clock } = await general({ token: 'T' }, { fetch })
  const request = rc.rest('GET /api/v1/me', undefined, { waitForLimit: true })
  const call = rc.call({ name: 'my:method', retry: 'safe', waitForLimit: true, timeout: 5_000 }, 1, 'two')
  await settle()
  live.receive({ msg: 'result', id: live.sentOf('method').at(-1)!.id, ...limit(1_000) })
  await settle()
  await clock.advance(500)
  expect(await outcome(request)).toEqual({ value: { success: true, user: 'bob' } })
  await clock.advance(499)
  expect(calls(live, 'my:method')).toBe(1)
  await clock.advance(1)
  expect(calls(live, 'my:method')).toBe(2)
  expect(paramsOf(live, 'my:method')).toEqual([1, 'two'])
  await answer(live, 'my:method', 7)
  expect(await outcome(call)).toEqual({ value: 7 })
  const impatient = later(rc.call('my:method'))
  await settle()
  live.receive({ msg: 'result', id: live.sentOf('method').at(-1)!.id, ...limit(1) })
  expect(await outcome(impatient)).toHaveProperty('error.code', 'rate-limited')
})

test.each<[CommandOptions, number]>([
  [{}, 1],
  [{ waitForLimit: true }, 30_000],
  [{ waitForLimit: true, timeout: 500 }, 500],
])('with %j a limit of %i ms rejects at once', async (options, ms) => {
  const { room, live } = await general()
  const done = later(room.markRead(options))
  await settle()
  live.receive({ msg: 'result', id: live.sentOf('method').at(-1)!.id, ...limit(ms) })
  expect(await outcome(done)).toMatchObject({ error: { code: 'rate-limited', retryAfterMs: ms } })
})

test.each<[CommandOptions, number]>([
  [{ waitForLimit: true }, 29_999],
  [{ waitForLimit: true, timeout: 500 }, 499],
  [{ waitForLimit: true, timeout: Infinity }, 1e9],
])('with %j a limit of %i ms is waited for', async (options, ms) => {
  const { room, live } = await general()
  const done = later(room.markRead(options))
  await settle()
  live.receive({ msg: 'result', id: live.sentOf('method').at(-1)!.id, ...limit(ms) })
  expect(await outcome(done)).toBe('pending')
})

test('the time of a command that waits is the time of all its attempts', async () => {
  const { room, live, clock } = await general()
  const done = later(room.markRead({ waitForLimit: true, timeout: 1_000 }))
  await settle()
  live.receive({ msg: 'result', id: live.sentOf('method').at(-1)!.id, ...limit(600) })
  await settle()
  await clock.advance(600)
  expect(calls(live, 'readMessages')).toBe(2)
  await clock.advance(399)
  expect(await outcome(done)).toBe('pending')
  await clock.advance(1)
  expect(await outcome(done)).toHaveProperty('error.code', 'timeout')
})

test('a signal ends the waiting for a limit; what is refused for another reason is not asked again', async () => {
  const { room, live } = await general()
  const over = new AbortController()
  const done = later(room.markRead({ waitForLimit: true, signal: over.signal }))
  await settle()
  live.receive({ msg: 'result', id: live.sentOf('method').at(-1)!.id, ...limit(3_000) })
  await settle()
  over.abort('enough')
  expect(await outcome(done)).toEqual({ error: 'enough' })
  const refused = later(room.markRead({ waitForLimit: true }))
  await settle()
  live.receive({ msg: 'result', id: live.sentOf('method').at(-1)!.id, error: { error: 'error-not-allowed' } })
  expect(await outcome(refused)).toHaveProperty('error.error', 'error-not-allowed')
})

test('the outbox says until when the server wants it to wait, and tells whoever subscribes', async () => {
  const { rc, room, live, clock } = await general({ token: 'T' }, { random: () => 0.5 })
  const outbox = await rc.outbox()
  expect(outbox.resumesAt).toBeUndefined()
  const story: unknown[] = []
  void later(room.send('a'))
  outbox.subscribe(() => story.push(outbox.resumesAt?.getTime()))
  const before = outbox.getSnapshot()
  live.receive({ msg: 'result', id: live.sentOf('method').at(-1)!.id, ...limit(2_000) })
  await settle()
  // Half a second of chance beside what the server said.
  const until = clock.now() + 2_250
  expect(outbox.resumesAt).toEqual(new Date(until))
  expect(outbox.getSnapshot()).not.toBe(before)
  expect(story).toEqual([until])
  await clock.advance(2_249)
  live.receive({ msg: 'pong' })
  expect(calls(live, 'sendMessage')).toBe(1)
  await clock.advance(1)
  expect(outbox.resumesAt).toBeUndefined()
  expect(story.slice(0, 2)).toEqual([until, undefined])
  expect(calls(live, 'sendMessage')).toBe(2)
})

test('to retry now is to dial at once, once, and to look after a connection that is there', async () => {
  const { rc, network, open, clock, socket } = rig()
  const first = await open()
  first.drop()
  expect(rc.state.getSnapshot().status).toBe('waiting')
  const dialled = network.sockets.length
  rc.retryNow()
  expect(rc.state.getSnapshot().status).toBe('connecting')
  rc.retryNow()
  expect(network.sockets).toHaveLength(dialled + 1)
  await open()
  const live = socket()
  rc.retryNow()
  expect(live.sentOf('ping')).toHaveLength(1)
  // No answer within three seconds: it is dead.
  await clock.advance(3_000)
  expect(rc.state.getSnapshot().status).toBe('waiting')
  await rc.close()
  rc.retryNow()
  expect(rc.state.getSnapshot().status).toBe('closed')
  expect(clock.pending()).toEqual([])
})

test('a bot’s messages say so, nobody else’s do', async () => {
  const bot = await general({ token: 'T', bot: true })
  void later(bot.room.send('x'))
  expect(paramsOf(bot.live, 'sendMessage')).toMatchObject([{ msg: 'x', bot: { i: 'quindar' } }])
  const other = await general({ token: 'T', bot: false })
  void later(other.room.send('x'))
  expect(paramsOf(other.live, 'sendMessage')?.[0]).not.toHaveProperty('bot')
})
