// The parts of livechat by themselves, where a story of the whole would not show a boundary.
import { expect, test } from 'vitest'
import { ConnectionError, MethodError, NotSupportedError, type Client } from 'quindar'
import { METHODS as KNOWN_METHODS, ROUTES as KNOWN_ROUTES } from 'quindar/protocol'
import { createAsk } from '../../src/livechat/ask.ts'
import { agentOf, queueOf, visitorOf, wireMessageOf } from '../../src/livechat/documents.ts'
import { createKeptStore } from '../../src/livechat/kept.ts'
import { createLetters } from '../../src/livechat/letters.ts'
import { createListeners } from '../../src/livechat/listeners.ts'
import { createMethods } from '../../src/livechat/methods.ts'
import { METHODS } from '../../src/livechat/methods.table.ts'
import { MORE_ROUTES } from '../../src/livechat/more-routes.table.ts'
import { ROUTES, type Route } from '../../src/livechat/routes.table.ts'
import { storage } from './stage.ts'

const refusal = (error: string | number): MethodError => new MethodError('what', { error })
const CONFIG = 'GET /api/v1/livechat/config'
const INITIAL_DATA = 'livechat:getInitialData'

/** A client whose calls end as told, by name. What is said of repeating is in `retries`. */
function clientOf(ends: Record<string, unknown>, status = 'open') {
  const asked: unknown[][] = []
  const retries: unknown[] = []
  const ask = (...call: unknown[]): Promise<unknown> => {
    asked.push(call)
    const end = ends[call[0] as string]
    return end instanceof Error ? Promise.reject(end) : Promise.resolve(end)
  }
  const call = ({ name, retry }: { name: string; retry: string }, ...params: unknown[]): Promise<unknown> => {
    retries.push(retry)
    return ask(name, ...params)
  }
  const rc = { rest: ask, call, state: { getSnapshot: () => ({ status }) } } as unknown as Client
  return { rc, asked, retries, names: () => asked.map(([name]) => name) }
}

/** Asks at that client, as a chat does. */
function asking(rc: Client) {
  const counts = { answered: 0, loaded: 0 }
  const gateway = { asked: new Map(), send: () => expect.unreachable() }
  const ask = createAsk(
    rc,
    () => counts.answered++,
    () => {
      counts.loaded++
      return Promise.resolve(createMethods(rc, gateway))
    },
  )
  return { ask, counts }
}

test.each([404, 405, 200, 'API endpoint does not exist'])(
  'a way that the server does not have (%s) is asked for once, then the next one',
  async (code) => {
    const { rc, names } = clientOf({ [CONFIG]: refusal(code), [INITIAL_DATA]: { online: true } })
    const { ask } = asking(rc)
    expect(await ask(ROUTES.meet, { token: 'T' })).toMatchObject({ config: { online: true } })
    expect(await ask(ROUTES.meet, { token: 'T' })).toMatchObject({ config: { online: true } })
    expect(names()).toEqual([CONFIG, INITIAL_DATA, INITIAL_DATA])
    // Another job has ways of its own.
    await ask(ROUTES.open, { token: 'T' })
    expect(names().slice(3)).toEqual(['GET /api/v1/livechat/room'])
  },
)

test('a method that the server does not have is asked for once, too', async () => {
  const { rc, names } = clientOf({ [CONFIG]: refusal(404), [INITIAL_DATA]: refusal(404) })
  const { ask } = asking(rc)
  for (let turns = 0; turns < 2; turns++) await expect(ask(ROUTES.meet, {})).rejects.toThrow(NotSupportedError)
  expect(names()).toEqual([CONFIG, INITIAL_DATA])
})

test('the ways of before are loaded where there is none of today', async () => {
  const { rc, names } = clientOf({ [CONFIG]: { config: {} }, 'GET /api/v1/livechat/room': refusal('no-agent-online') })
  const { ask, counts } = asking(rc)
  await ask(ROUTES.meet, {})
  await expect(ask(ROUTES.open, {})).rejects.toMatchObject({ error: 'no-agent-online' })
  expect(counts).toEqual({ answered: 1, loaded: 0 })
  await ask(ROUTES.agent, { roomId: 'R', token: 'T' })
  expect(counts).toEqual({ answered: 1, loaded: 1 })
  expect(names().at(-1)).toBe('livechat:getAgentData')
})

test.each(['error-not-allowed', 400, 401, 500])('a refusal (%s) is the answer, not a reason to go on', async (code) => {
  const { rc, names } = clientOf({ [CONFIG]: refusal(code) })
  await expect(asking(rc).ask(ROUTES.meet, {})).rejects.toMatchObject({ error: code })
  expect(names()).toEqual([CONFIG])
})

test('requests that are blocked go by the socket while it is open, and are tried again the next time', async () => {
  const blocked = new ConnectionError('blocked')
  const room = 'GET /api/v1/livechat/room'
  const { rc, names } = clientOf({ [CONFIG]: blocked, [INITIAL_DATA]: {}, [room]: blocked })
  const { ask } = asking(rc)
  expect(await ask(ROUTES.meet, {})).toHaveProperty('config')
  expect(await ask(ROUTES.meet, {})).toHaveProperty('config')
  expect(names()).toEqual([CONFIG, INITIAL_DATA, CONFIG, INITIAL_DATA])
  // Where there is no method for it, the reason is what blocks.
  for (let turns = 0; turns < 2; turns++) await expect(ask(ROUTES.open, {})).rejects.toBe(blocked)
  expect(names().slice(4)).toEqual([room, room])
  const closed = clientOf({ [CONFIG]: blocked, [INITIAL_DATA]: {} }, 'waiting')
  await expect(asking(closed.rc).ask(ROUTES.meet, {})).rejects.toBe(blocked)
  expect(closed.names()).toEqual([CONFIG])
})

test('a method that cannot be called says so, and is no reason to say that requests are blocked', async () => {
  const lost = new ConnectionError('lost')
  const { rc } = clientOf({ [CONFIG]: new ConnectionError('blocked'), [INITIAL_DATA]: lost })
  await expect(asking(rc).ask(ROUTES.meet, {})).rejects.toBe(lost)
})

test('without any way left, it says what is missing', async () => {
  const { rc } = clientOf({ 'PUT /api/v1/livechat/message/m%2F1': refusal(404) })
  const failed = asking(rc).ask(MORE_ROUTES.edit, { _id: 'm/1' })
  await expect(failed).rejects.toThrow(NotSupportedError)
  await expect(failed).rejects.toMatchObject({ needs: 'editing' })
})

test('a line of the tables says what each way is given: objects by their fields, values in their order, dates as texts', async () => {
  const end = new Date(5)
  const given = { token: 'T', rid: 'R 1', end, ls: new Date(0), limit: 9, data: [1], email: undefined }
  const { rc, asked } = clientOf({
    'GET /api/v1/livechat/messages.history/R%201': refusal(404),
    'POST /api/v1/livechat/room.survey': refusal(404),
  })
  const { ask, counts } = asking(rc)
  await ask(ROUTES.history, given)
  await ask(MORE_ROUTES.rate, given)
  expect(counts.answered).toBe(0)
  const form = new FormData()
  await ask(MORE_ROUTES.upload, { ...given, form }, { headers: { a: 'b' } })
  await ask(ROUTES.open, given)
  expect(counts.answered).toBe(2)
  expect(asked).toEqual([
    ['GET /api/v1/livechat/messages.history/R%201', { token: 'T', end: end.toISOString(), limit: 9 }, {}],
    ['livechat:loadHistory', { token: 'T', rid: 'R 1', end, ls: new Date(0), limit: 9 }],
    ['POST /api/v1/livechat/room.survey', { rid: 'R 1', token: 'T', data: [1] }, {}],
    ['livechat:saveSurveyFeedback', 'T', 'R 1', [1]],
    ['POST /api/v1/livechat/upload/R%201', form, { headers: { a: 'b' } }],
    ['GET /api/v1/livechat/room', { token: 'T' }, {}],
  ])
})

test('what the first method of a visit answers is told in the words of today', async () => {
  const old = { enabled: true, online: true, visitor: { _id: 'V' }, agentData: { _id: 'A' }, fileUpload: false }
  const { rc } = clientOf({ [CONFIG]: refusal(404), [INITIAL_DATA]: old })
  expect(await asking(rc).ask(ROUTES.meet, {})).toEqual({
    config: { enabled: true, online: true, guest: { _id: 'V' }, agent: { _id: 'A' }, settings: { fileUpload: false } },
  })
  const stranger = clientOf({ [CONFIG]: refusal(404), [INITIAL_DATA]: { visitor: null } })
  expect(await asking(stranger.rc).ask(ROUTES.meet, {})).toMatchObject({ config: { guest: undefined } })
})

const JOBS = Object.values<Route>({ ...ROUTES, ...MORE_ROUTES })

test.each(JOBS)('%s: every way is one that the tables of the wire know', (needs, ...ways) => {
  for (const way of ways) {
    const [verb = '', path = ''] = way.split(' ')
    expect([way, KNOWN_ROUTES.has(`${verb} /api/v1/livechat/${path}`)]).toEqual([way, true])
  }
  const [method] = METHODS[needs]?.split(' ') ?? []
  expect(method === undefined || KNOWN_METHODS.has(method)).toBe(true)
  expect(ways.length + (method ? 1 : 0)).toBeGreaterThan(0)
})

test('what a drop has interrupted is asked again, unless it would be done twice', async () => {
  const { rc, retries, asked } = clientOf({})
  const method = createMethods(rc, { asked: new Map(), send: () => expect.unreachable() })
  for (const needs of Object.keys(METHODS)) await method(needs, () => undefined, false).catch(() => {})
  const once = Object.keys(METHODS).filter((_, index) => retries[index] === 'once')
  expect(once).toEqual(['transcripts', 'offline messages', 'pages'])
  expect(retries).toHaveLength(asked.length)
})

test('every method of before belongs to a job', () => {
  const jobs = JOBS.map(([needs]) => needs)
  expect(Object.keys(METHODS).filter((needs) => !jobs.includes(needs))).toEqual([])
  expect(new Set(jobs).size).toBe(jobs.length)
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
  const letters = createLetters(two, () => over)
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
