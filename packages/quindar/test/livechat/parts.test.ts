// The parts of livechat by themselves, where a story of the whole would not show a boundary.
import { expect, test } from 'vitest'
import { ConnectionError, MethodError, NotSupportedError, type Client } from 'quindar'
import { METHODS, ROUTES as KNOWN } from 'quindar/protocol'
import { createAsk } from '../../src/livechat/ask.ts'
import { agentOf, queueOf, visitorOf, wireMessageOf } from '../../src/livechat/documents.ts'
import { createKeptStore } from '../../src/livechat/kept.ts'
import { createListeners } from '../../src/livechat/listeners.ts'
import { ROUTES } from '../../src/livechat/routes.table.ts'
import { storage } from './stage.ts'

const refusal = (error: string | number): MethodError => new MethodError('what', { error })
const CONFIG = 'GET /api/v1/livechat/config'
const INITIAL_DATA = 'livechat:getInitialData'

/** A client whose calls end as told, by name. */
function clientOf(ends: Record<string, unknown>, status = 'open') {
  const asked: unknown[][] = []
  const ask = (...call: unknown[]): Promise<unknown> => {
    asked.push(call)
    const end = ends[call[0] as string]
    return end instanceof Error ? Promise.reject(end) : Promise.resolve(end)
  }
  const rc = { rest: ask, call: ask, state: { getSnapshot: () => ({ status }) } } as unknown as Client
  return { rc, asked, names: () => asked.map(([name]) => name) }
}

const nobody = (): void => {}

test.each([404, 405, 200, 'API endpoint does not exist'])(
  'a way that the server does not have (%s) is asked for once, then the next one',
  async (code) => {
    const { rc, names } = clientOf({ [CONFIG]: refusal(code), [INITIAL_DATA]: 'done' })
    const ask = createAsk(rc, nobody)
    expect(await ask('meet', { token: 'T' })).toBe('done')
    expect(await ask('meet', { token: 'T' })).toBe('done')
    expect(names()).toEqual([CONFIG, INITIAL_DATA, INITIAL_DATA])
    // Another job has ways of its own.
    await ask('open', { token: 'T' })
    expect(names().slice(3)).toEqual(['GET /api/v1/livechat/room'])
  },
)

test.each(['error-not-allowed', 400, 401, 500])('a refusal (%s) is the answer, not a reason to go on', async (code) => {
  const { rc, names } = clientOf({ [CONFIG]: refusal(code) })
  await expect(createAsk(rc, nobody)('meet', {})).rejects.toMatchObject({ error: code })
  expect(names()).toEqual([CONFIG])
})

test('requests that are blocked go by the socket while it is open, and are tried again the next time', async () => {
  const blocked = new ConnectionError('blocked')
  const { rc, names } = clientOf({ [CONFIG]: blocked, [INITIAL_DATA]: 'done', 'GET /api/v1/livechat/room': blocked })
  const ask = createAsk(rc, nobody)
  expect(await ask('meet', {})).toBe('done')
  expect(await ask('meet', {})).toBe('done')
  expect(names()).toEqual([CONFIG, INITIAL_DATA, CONFIG, INITIAL_DATA])
  await expect(ask('open', {})).rejects.toBe(blocked)
  const closed = clientOf({ [CONFIG]: blocked, [INITIAL_DATA]: 'done' }, 'waiting')
  await expect(createAsk(closed.rc, nobody)('meet', {})).rejects.toBe(blocked)
  expect(closed.names()).toEqual([CONFIG])
})

test('without any way left, it says what is missing', async () => {
  const { rc } = clientOf({ 'PUT /api/v1/livechat/message/m%2F1': refusal(404) })
  const failed = createAsk(rc, nobody)('edit', { _id: 'm/1' })
  await expect(failed).rejects.toThrow(NotSupportedError)
  await expect(failed).rejects.toMatchObject({ needs: 'editing' })
})

test('a line of the table says what each way is given: objects by their fields, values in their order, dates as texts', async () => {
  const end = new Date(5)
  const given = { token: 'T', rid: 'R 1', end, ls: new Date(0), limit: 9, data: [1], email: undefined }
  const { rc, asked } = clientOf({
    'GET /api/v1/livechat/messages.history/R%201': refusal(404),
    'POST /api/v1/livechat/room.survey': refusal(404),
  })
  let answered = 0
  const ask = createAsk(rc, () => answered++)
  await ask('history', given)
  await ask('rate', given)
  expect(answered).toBe(0)
  const form = new FormData()
  await ask('upload', { ...given, form }, { headers: { a: 'b' } })
  await ask('agent', given)
  expect(answered).toBe(2)
  expect(asked).toEqual([
    ['GET /api/v1/livechat/messages.history/R%201', { token: 'T', end: end.toISOString(), limit: 9 }, undefined],
    ['livechat:loadHistory', { token: 'T', rid: 'R 1', end, ls: new Date(0), limit: 9 }],
    ['POST /api/v1/livechat/room.survey', { rid: 'R 1', token: 'T', data: [1] }, undefined],
    ['livechat:saveSurveyFeedback', 'T', 'R 1', [1]],
    ['POST /api/v1/livechat/upload/R%201', form, { headers: { a: 'b' } }],
    ['GET /api/v1/livechat/agent.info/R%201/T', undefined, undefined],
  ])
})

test.each(Object.entries(ROUTES))('%s: every way is one that the tables of the wire know', (_job, [, ...ways]) => {
  for (const way of ways) {
    const [first = '', second = ''] = way.split(' ')
    const known = first.includes('ivechat') ? METHODS.has(first) : KNOWN.has(`${first} /api/v1/livechat/${second}`)
    expect([way, known]).toEqual([way, true])
  }
})

test('the storage has one text per server; what another tab has put there or taken away stays so', async () => {
  const items = storage()
  const one = createKeptStore(items, 'https://a')
  const two = createKeptStore(items, 'https://a')
  const elsewhere = createKeptStore(items, 'https://b')
  one.write({ token: 'T1' })
  expect(elsewhere.read()).toBeUndefined()
  two.write({ token: 'T1' })
  one.update((kept) => ({ ...kept, roomId: 'R' }))
  let over = false
  const letters = two.letters(() => over)
  await letters.set('outbox/m', 'text')
  expect(await letters.entries('outbox/')).toEqual([['outbox/m', 'text']])
  expect(await letters.entries('other/')).toEqual([])
  const text = () => JSON.parse(items.getItem('quindar-livechat https://a') ?? '') as unknown
  expect(text()).toEqual({ token: 'T1', roomId: 'R', unsent: { 'outbox/m': 'text' } })
  await letters.delete('outbox/m')
  expect(text()).toEqual({ token: 'T1', roomId: 'R', unsent: {} })
  // Somebody else came in the other tab; what the former one had to say is not his.
  over = true
  two.clear()
  two.write({ token: 'T2' })
  await letters.set('outbox/m', 'text')
  one.update((kept) => ({ ...kept, roomId: 'R2' }))
  one.clear()
  expect(createKeptStore(items, 'https://a').read()).toEqual({ token: 'T2' })
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

test('documents of either generation, in whole words', () => {
  const raw = { _id: 'm', rid: 'R', msg: 'hi', ts: '2026-01-02T03:04:05.006Z', u: { _id: 'V', username: 'guest-1' } }
  const at = new Date('2026-01-02T03:04:05.006Z')
  const edited = '2026-01-02T03:04:06.000Z'
  expect(wireMessageOf({ message: { ...raw, _updatedAt: edited, editedAt: edited } })).toEqual({
    ...raw,
    ts: at,
    _updatedAt: new Date(edited),
    editedAt: new Date(edited),
  })
  expect(wireMessageOf({ ...raw, ts: at })).toEqual({ ...raw, ts: at, _updatedAt: at })
  expect(agentOf({ hiddenInfo: true })).toEqual({ hidden: true })
  expect(agentOf({ _id: 'A', username: 'alice' })).toMatchObject({ hidden: false, id: 'A', name: 'alice' })
  expect(visitorOf({ _id: 'V', username: 'guest-1', visitorEmails: [{ address: 'a@b' }] })).toMatchObject({
    email: 'a@b',
  })
  expect(queueOf({ spot: 3, estimatedWaitTimeSeconds: 5 })).toEqual({ position: 3, text: undefined, waitSeconds: 5 })
})
