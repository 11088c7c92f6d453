// The parts of livechat by themselves, where a story of the whole would not show a boundary.
import { expect, test, vi } from 'vitest'
import { ConnectionError, MethodError, NotSupportedError, type Client } from 'quindar'
import { fakeClock } from '@quindar/testkit'
import { createClockwork } from '../../src/livechat/clockwork.ts'
import { createConversation } from '../../src/livechat/conversation.ts'
import { agentOf, messageOf, queueOf, visitorOf, type LivechatMessage } from '../../src/livechat/documents.ts'
import { createKeptStore } from '../../src/livechat/kept.ts'
import { createListeners } from '../../src/livechat/listeners.ts'
import { createTyping } from '../../src/livechat/typing.ts'
import { createWays } from '../../src/livechat/ways.ts'
import { storage } from './stage.ts'

const refusal = (error: string | number): MethodError => new MethodError('what', { error })

/** A client whose calls end as told, by name. */
function clientOf(ends: Record<string, unknown>, status = 'open'): { rc: Client; asked: string[] } {
  const asked: string[] = []
  const ask = (name: string): Promise<unknown> => {
    asked.push(name)
    const end = ends[name]
    return end instanceof Error ? Promise.reject(end) : Promise.resolve(end)
  }
  return { rc: { rest: ask, call: ask, state: { getSnapshot: () => ({ status }) } } as unknown as Client, asked }
}

test.each([404, 405, 200, 'API endpoint does not exist'])(
  'a way that the server does not have (%s) is asked for once, then the next one',
  async (code) => {
    const { rc, asked } = clientOf({ 'GET /a': refusal(code), b: 'done' })
    const ways = createWays(rc)
    expect(await ways('job', [['GET /a', {}], ['b']])).toBe('done')
    expect(await ways('job', [['GET /a', {}], ['b']])).toBe('done')
    expect(asked).toEqual(['GET /a', 'b', 'b'])
    // Another job has ways of its own.
    await ways('other', [['GET /a', {}], ['b']])
    expect(asked).toEqual(['GET /a', 'b', 'b', 'GET /a', 'b'])
  },
)

test.each(['error-not-allowed', 400, 401, 500])('a refusal (%s) is the answer, not a reason to go on', async (code) => {
  const { rc, asked } = clientOf({ 'GET /a': refusal(code) })
  await expect(createWays(rc)('job', [['GET /a'], ['b']])).rejects.toMatchObject({ error: code })
  expect(asked).toEqual(['GET /a'])
})

test('requests that are blocked go by the socket while it is open, and are tried again the next time', async () => {
  const blocked = new ConnectionError('blocked')
  const { rc, asked } = clientOf({ 'GET /a': blocked, b: 'done' })
  const ways = createWays(rc)
  expect(await ways('job', [['GET /a'], ['b']])).toBe('done')
  expect(await ways('job', [['GET /a'], ['b']])).toBe('done')
  expect(asked).toEqual(['GET /a', 'b', 'GET /a', 'b'])
  await expect(ways('requests alone', [['GET /a']])).rejects.toBe(blocked)
  const closed = clientOf({ 'GET /a': blocked, b: 'done' }, 'waiting')
  await expect(createWays(closed.rc)('job', [['GET /a'], ['b']])).rejects.toBe(blocked)
  expect(closed.asked).toEqual(['GET /a'])
})

test('without any way left, it says what is missing', async () => {
  const { rc } = clientOf({ 'GET /a': refusal(404), b: refusal(404) })
  const failed = createWays(rc)('rating', [['GET /a'], ['b']])
  await expect(failed).rejects.toThrow(NotSupportedError)
  await expect(failed).rejects.toMatchObject({ needs: 'rating' })
})

test('one’s own writing is told at once, then after eight seconds; its end only where it was told', async () => {
  const clock = fakeClock()
  const send = vi.fn<(on: boolean) => Promise<void>>(() => Promise.resolve())
  const typing = createTyping(createClockwork(clock), { tell: () => {}, send })
  await typing.type(false)
  expect(send).not.toHaveBeenCalled()
  await typing.type()
  await clock.advance(7_999)
  await typing.type()
  expect(send.mock.calls).toEqual([[true]])
  await clock.advance(1)
  await typing.type()
  expect(send.mock.calls).toEqual([[true], [true]])
  await typing.type(false)
  expect(send.mock.calls).toEqual([[true], [true], [false]])
  await typing.type()
  typing.sent()
  await typing.type()
  expect(send).toHaveBeenCalledTimes(5)
  send.mockRejectedValueOnce(new Error('no connection'))
  await typing.type(false)
})

test('the other’s writing ends by itself after fifteen seconds without news', async () => {
  const clock = fakeClock()
  const told: [string, boolean][] = []
  const typing = createTyping(createClockwork(clock), {
    tell: (username, on) => told.push([username, on]),
    send: () => Promise.resolve(),
  })
  typing.heard('alice', true)
  await clock.advance(14_999)
  typing.heard('alice', true)
  await clock.advance(14_999)
  expect(told).toEqual([['alice', true]])
  await clock.advance(1)
  expect(told).toEqual([
    ['alice', true],
    ['alice', false],
  ])
  typing.heard('alice', false)
  expect(told).toHaveLength(2)
  typing.heard('bob', true)
  typing.clear()
  expect(told.slice(2)).toEqual([
    ['bob', true],
    ['bob', false],
  ])
})

test('who sleeps when it is over wakes up, and no timer is left', async () => {
  const clock = fakeClock()
  const clockwork = createClockwork(clock)
  const task = vi.fn<() => void>()
  clockwork.after(10, task)
  const sleeping = clockwork.sleep(10)
  clockwork.stop()
  expect(await sleeping).toBe(false)
  await clock.advance(20)
  expect(task).not.toHaveBeenCalled()
  const awake = clockwork.sleep(5)
  await clock.advance(5)
  expect(await awake).toBe(true)
})

test('the storage has one text per server; what another tab has put there or taken away stays so', () => {
  const items = storage()
  const one = createKeptStore(items, 'https://a')
  const two = createKeptStore(items, 'https://a')
  const elsewhere = createKeptStore(items, 'https://b')
  one.write({ token: 'T1' })
  expect(elsewhere.read()).toBeUndefined()
  two.write({ token: 'T1' })
  one.update((kept) => ({ ...kept, roomId: 'R' }))
  two.update((kept) => ({ ...kept, unsent: { m: 'text' } }))
  expect(JSON.parse(items.getItem('quindar-livechat https://a') ?? '')).toEqual({
    token: 'T1',
    roomId: 'R',
    unsent: { m: 'text' },
  })
  // Somebody else came in the other tab.
  two.clear()
  two.write({ token: 'T2' })
  one.update((kept) => ({ ...kept, roomId: 'R2' }))
  one.clear()
  expect(createKeptStore(items, 'https://a').read()).toMatchObject({ token: 'T2' })
})

test('a listener that throws is reported and disturbs nobody; one that is gone hears nothing', async () => {
  const reported: unknown[] = []
  const listeners = createListeners<{ a: number }>((error) => reported.push(error))
  const heard: number[] = []
  const over = new AbortController()
  listeners.on('a', () => {
    throw new Error('one')
  })
  listeners.on('a', () => Promise.reject(new Error('two')))
  listeners.on('a', (value) => heard.push(value), { signal: over.signal })
  const stop = listeners.on('a', (value) => heard.push(value * 10))
  listeners.on('a', (value) => heard.push(value * 100), { signal: AbortSignal.abort() })
  listeners.emit('a', 1)
  stop()
  over.abort()
  listeners.emit('a', 2)
  await Promise.resolve()
  expect(heard).toEqual([1, 10])
  expect(reported.map(String)).toEqual(['Error: one', 'Error: one', 'Error: two', 'Error: two'])
})

const message = (id: string, at: number, more: Partial<LivechatMessage> = {}): LivechatMessage => ({
  ...messageOf(
    { _id: id, rid: 'R', msg: id, ts: new Date(at), u: { _id: 'U', username: 'u' }, _updatedAt: new Date(at) },
    'V',
  ),
  ...more,
})

test('a message is new once, edited when it is newer, and gone for good', () => {
  const conversation = createConversation(() => {})
  const ids = (): string[] => conversation.getSnapshot().map(({ id }) => id)
  expect(conversation.hear(message('b', 2))).toBe('message')
  expect(conversation.hear(message('b', 2))).toBeUndefined()
  expect(conversation.hear(message('a', 1))).toBe('message')
  expect(conversation.hear(message('b', 2, { updatedAt: new Date(3) }))).toBe('edited')
  expect(conversation.hear(message('b', 2, { updatedAt: new Date(2) }))).toBeUndefined()
  conversation.put(message('mine', 0, { raw: undefined, status: 'pending' }))
  conversation.hear(message('c', 9))
  expect(ids()).toEqual(['a', 'b', 'c', 'mine'])
  expect(conversation.known().map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(conversation.remove('b')).toBe(true)
  expect(conversation.remove('b')).toBe(false)
  expect(conversation.hear(message('b', 2))).toBeUndefined()
  conversation.begin()
  expect(ids()).toEqual(['mine'])
  conversation.clear()
  expect(ids()).toEqual([])
})

test('documents of either generation, in whole words', () => {
  const raw = { _id: 'm', rid: 'R', msg: 'hi', ts: '2026-01-02T03:04:05.006Z', u: { _id: 'V', username: 'guest-1' } }
  expect(messageOf({ ...raw, alias: 'Ada', _updatedAt: '2026-01-02T03:04:06.000Z' }, 'V')).toMatchObject({
    id: 'm',
    roomId: 'R',
    text: 'hi',
    mine: true,
    status: 'sent',
    author: { id: 'V', username: 'guest-1', name: 'Ada' },
    at: new Date('2026-01-02T03:04:05.006Z'),
    updatedAt: new Date('2026-01-02T03:04:06.000Z'),
  })
  expect(messageOf(raw as never, 'W')).toMatchObject({ mine: false, status: undefined, author: { name: 'guest-1' } })
  expect(messageOf({ ...raw, u: undefined, msg: 7 } as never, 'W')).toMatchObject({ text: '', author: { id: '' } })
  expect(agentOf({ hiddenInfo: true })).toEqual({ hidden: true })
  expect(agentOf({ _id: 'A', username: 'alice' })).toMatchObject({ hidden: false, id: 'A', name: 'alice' })
  expect(visitorOf({ _id: 'V', username: 'guest-1', visitorEmails: [{ address: 'a@b' }] })).toMatchObject({
    email: 'a@b',
  })
  expect(queueOf({ spot: 3, estimatedWaitTimeSeconds: 5 })).toEqual({ position: 3, text: undefined, waitSeconds: 5 })
})
