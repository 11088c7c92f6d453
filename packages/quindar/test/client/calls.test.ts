import { expect, test } from 'vitest'
import { ConnectionLostError, MethodError, RateLimitError, TimeoutError } from 'quindar'
import { answer, later, outcome, rig, said, settle } from './rig.ts'

test('sends method and parameters, dates as EJSON, and resolves with the result, dates revived', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const call = later(rc.call('echo', new Date(5), { deep: [new Date(6)] }))
  expect(JSON.parse(socket.sentTexts.at(-1)!)).toEqual({
    msg: 'method',
    method: 'echo',
    id: 'm1',
    params: [{ $date: 5 }, { deep: [{ $date: 6 }] }],
  })
  socket.receiveText('{"msg":"result","id":"m1","result":{"at":{"$date":7}}}')
  expect(await call).toEqual({ at: new Date(7) })
})

test.each([
  ['updated first', ['{"msg":"updated","methods":["m1"]}', '{"msg":"result","id":"m1","result":0}']],
  ['result first', ['{"msg":"result","id":"m1","result":0}', '{"msg":"updated","methods":["m1"]}']],
  ['updated never', ['{"msg":"result","id":"m1","result":0}']],
  ['result twice', ['{"msg":"result","id":"m1","result":0}', '{"msg":"result","id":"m1","result":1}']],
])('settles by the result, %s', async (_, texts) => {
  const { rc, open } = rig()
  const socket = await open()
  const call = later(rc.call('zero'))
  for (const text of texts) socket.receiveText(text)
  expect(await call).toBe(0)
  expect(rc.stats.malformed).toBe(0)
})

test('updated alone settles nothing', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const call = later(rc.call('zero'))
  socket.receive({ msg: 'updated', methods: ['m1'] })
  expect(await outcome(call)).toBe('pending')
})

test.each([
  ['{"msg":"result","id":"m1"}', undefined],
  ['{"msg":"result","id":"m1","result":null}', null],
  ['{"msg":"result","id":"m1","result":false}', false],
])('%s is a result', async (text, value) => {
  const { rc, open } = rig()
  const socket = await open()
  const call = later(rc.call('void'))
  socket.receiveText(text)
  expect(await outcome(call)).toEqual({ value })
})

test('a refusal rejects with the words of the server', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const call = later(rc.call('merr'))
  socket.receive({ msg: 'result', id: 'm1', error: { error: 'my-code', reason: 'my reason', details: { d: 1 } } })
  const { error } = (await outcome(call)) as { error: MethodError }
  expect(error).toBeInstanceOf(MethodError)
  expect([error.error, error.reason, error.details, error.code]).toEqual([
    'my-code',
    'my reason',
    { d: 1 },
    'method-failed',
  ])
  expect(error.message).toBe('The server refused "merr": my reason [my-code] (ERRORS.md#method-failed)')
})

test('too many calls reject with the time to wait', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const call = later(rc.call('x'))
  socket.receive({ msg: 'result', id: 'm1', error: { error: 'too-many-requests', details: { timeToReset: 4321 } } })
  const { error } = (await outcome(call)) as { error: RateLimitError }
  expect(error).toBeInstanceOf(RateLimitError)
  expect(error.retryAfterMs).toBe(4321)
})

test('has thirty seconds, to the millisecond', async () => {
  const { rc, open, clock } = rig()
  const socket = await open()
  const call = later(rc.call('slow'))
  for (let second = 0; second < 29; second++) {
    await clock.advance(1_000)
    socket.receive({ msg: 'pong' })
  }
  await clock.advance(999)
  expect(await outcome(call)).toBe('pending')
  await clock.advance(1)
  const { error } = (await outcome(call)) as { error: TimeoutError }
  expect(error).toBeInstanceOf(TimeoutError)
  expect(error.sent).toBe(true)
  expect(error.message).toContain('No answer to "slow" within 30000 ms: it may be done')
  // Too late is too late, and does no harm.
  socket.receive({ msg: 'result', id: 'm1', result: 1 })
  expect(rc.stats.malformed).toBe(0)
})

test('takes a deadline of its own; Infinity and what no timer can hold mean never', async () => {
  const { rc, open, clock } = rig()
  await open()
  const short = later(rc.call({ name: 'x', timeout: 5 }))
  const timers = clock.pending().length
  const never = [rc.call({ name: 'x', timeout: Infinity }), rc.call({ name: 'x', timeout: 2 ** 31 })]
  expect(clock.pending()).toHaveLength(timers)
  await clock.advance(4)
  expect(await outcome(short)).toBe('pending')
  await clock.advance(1)
  expect(await outcome(short)).toHaveProperty('error.code', 'timeout')
  for (const call of never) expect(await outcome(call)).toBe('pending')
})

test('a settled call leaves no timer and no listener on its signal', async () => {
  const { rc, open, clock } = rig()
  const socket = await open()
  const before = clock.pending()
  const { signal } = new AbortController()
  let listeners = 0
  signal.addEventListener = () => listeners++
  signal.removeEventListener = () => listeners--
  const call = later(rc.call({ name: 'x', signal }))
  expect(listeners).toBe(1)
  await answer(socket, 'x', 1)
  await call
  expect(listeners).toBe(0)
  expect(clock.pending()).toEqual(before)
})

test('its signal rejects it with its reason, sent or not', async () => {
  const { rc, open } = rig()
  const early = new AbortController()
  const queued = later(rc.call({ name: 'queued', signal: early.signal }))
  early.abort(new Error('never mind'))
  expect(await outcome(queued)).toEqual({ error: new Error('never mind') })
  const socket = await open()
  expect(said(socket)).toEqual(['connect'])
  const late = new AbortController()
  const sent = later(rc.call({ name: 'sent', signal: late.signal }))
  late.abort('enough')
  expect(await outcome(sent)).toEqual({ error: 'enough' })
  socket.receive({ msg: 'result', id: 'm2', result: 1 })
  expect(rc.stats.malformed).toBe(0)
})

test('a signal that was aborted before sends nothing', async () => {
  const { rc, open } = rig()
  const socket = await open()
  expect(await outcome(rc.call({ name: 'x', signal: AbortSignal.abort('before') }))).toEqual({ error: 'before' })
  expect(said(socket)).toEqual(['connect'])
})

test('waits for the connection and goes out in the order in which it was called', async () => {
  const { rc, open } = rig()
  for (const name of ['first', 'second', 'third']) void rc.call(name)
  const socket = await open()
  expect(said(socket)).toEqual(['connect', 'method first', 'method second', 'method third'])
})

test('a call that never left says so at its deadline', async () => {
  const { rc, clock } = rig()
  const call = later(rc.call({ name: 'x', timeout: 1_000 }))
  await clock.advance(1_000)
  const { error } = (await outcome(call)) as { error: TimeoutError }
  expect(error.sent).toBe(false)
  expect(error.message).toContain('it was never sent')
})

test('in flight at a drop: once rejects, safe and keyed go out again under their own id, in their order', async () => {
  const { rc, open, clock } = rig()
  const first = await open()
  const once = later(rc.call('createChannel', 'x'))
  const safe = later(rc.call('loadHistory', 'GENERAL'))
  const keyed = later(rc.call('sendMessage', { _id: 'abc', rid: 'GENERAL', msg: 'hi' }))
  const nameless = later(rc.call('sendMessage', { _id: '', rid: 'GENERAL', msg: 'hi' }))
  first.drop()
  const { error } = (await outcome(once)) as { error: ConnectionLostError }
  expect(error).toBeInstanceOf(ConnectionLostError)
  expect(error.sent).toBe(true)
  expect(error.code).toBe('connection-lost')
  expect((error.cause as Error).message).toContain('has closed the connection (1006)')
  expect(await outcome(nameless)).toHaveProperty('error.code', 'connection-lost')
  const queued = later(rc.call('createChannel', 'y'))
  await clock.advance(250)
  const second = await open()
  expect(said(second)).toEqual(['connect', 'method loadHistory', 'method sendMessage', 'method createChannel'])
  expect(second.sent.slice(1)).toEqual([first.sent[2], first.sent[3], expect.objectContaining({ params: ['y'] })])
  await answer(second, 'loadHistory', 1)
  await answer(second, 'sendMessage', 2)
  await answer(second, 'createChannel', 3)
  expect(await Promise.all([safe, keyed, queued])).toEqual([1, 2, 3])
})

test('refused at the moment of a drop, a call is refused: it is not sent again', async () => {
  const { rc, open, redial } = rig()
  const first = await open()
  const call = later(rc.call({ name: 'loadHistory', timeout: 1 }, 'GENERAL'))
  first.receive({ msg: 'result', id: 'm1', error: { error: 'error-not-allowed' } })
  first.drop()
  expect(await outcome(call)).toHaveProperty('error.error', 'error-not-allowed')
  await redial()
  expect(said(await open())).toEqual(['connect'])
})

test('once refused, neither its deadline nor its signal has a say, and no timer is left', async () => {
  const { rc, open, clock } = rig()
  const socket = await open()
  const timers = clock.pending().length
  const over = new AbortController()
  const call = later(rc.call({ name: 'x', timeout: 5, signal: over.signal }))
  socket.receive({ msg: 'result', id: 'm1', error: { error: 'no' } })
  expect(clock.pending()).toHaveLength(timers)
  over.abort('too late')
  expect(await outcome(call)).toHaveProperty('error.error', 'no')
})

test('a call may say itself what becomes of it at a drop', async () => {
  const { rc, open } = rig()
  const socket = await open()
  const safe = later(rc.call({ name: 'unheard-of', retry: 'safe' }))
  const once = later(rc.call({ name: 'loadHistory', retry: 'once' }, 'GENERAL'))
  socket.drop()
  expect(await outcome(safe)).toBe('pending')
  expect(await outcome(once)).toHaveProperty('error.code', 'connection-lost')
})

test.each([
  'rooms/get',
  'subscriptions/get',
  'messages/get',
  'loadHistory',
  'loadMissedMessages',
  'loadSurroundingMessages',
  'getRoomByTypeAndName',
  'getRoomIdByNameOrId',
  'getRoomById',
  'getUsersOfRoom',
  'readMessages',
  'spotlight',
  'UserPresence:online',
  'UserPresence:away',
])('%s is safe to repeat', async (name) => {
  const { rc, open } = rig()
  const socket = await open()
  const call = later(rc.call(name))
  socket.drop()
  expect(await outcome(call)).toBe('pending')
})

test.each([
  'deleteMessage',
  'updateMessage',
  'leaveRoom',
  'createChannel',
  'getNewToken',
  'rooms/getAll',
  'uploadHistory',
  'x/messages/get',
  'unknown',
])('%s is not', async (name) => {
  const { rc, open } = rig()
  const socket = await open()
  const call = later(rc.call(name))
  socket.drop()
  expect(await outcome(call)).toHaveProperty('error.code', 'connection-lost')
})

test('the deadline goes on over drops', async () => {
  const { rc, open, clock } = rig()
  const socket = await open()
  const call = later(rc.call({ name: 'loadHistory', timeout: 1_000 }, 'GENERAL'))
  await clock.advance(900)
  socket.drop()
  await clock.advance(99)
  expect(await outcome(call)).toBe('pending')
  await clock.advance(1)
  // It had left, on the connection that fell.
  expect(await outcome(call)).toMatchObject({ error: { code: 'timeout', sent: true } })
})

test('closing settles every call: what was sent is lost, what was not never left', async () => {
  const { rc, open } = rig()
  await open()
  const sent = later(rc.call('x'))
  await rc.close()
  expect(await outcome(sent)).toMatchObject({ error: { code: 'connection-lost', sent: true } })
  expect(await outcome(rc.call('y'))).toHaveProperty('error.code', 'client-closed')
  const fallen = rig()
  const first = await fallen.open()
  const repeated = later(fallen.rc.call('rooms/get'))
  first.drop()
  await fallen.rc.close()
  expect(await outcome(repeated)).toMatchObject({ error: { code: 'connection-lost', sent: true } })
  const other = rig()
  const unsent = later(other.rc.call('z'))
  await other.rc.close()
  expect(await outcome(unsent)).toHaveProperty('error.code', 'client-closed')
})

test('parameters that are no JSON reject their own call and nobody else’s', async () => {
  const { rc, open } = rig()
  const cycle: Record<string, unknown> = {}
  cycle['self'] = cycle
  const bad = later(rc.call('bad', cycle))
  const good = later(rc.call('good'))
  const socket = await open()
  expect(await outcome(bad)).toHaveProperty('error')
  await answer(socket, 'good', 1)
  expect(await good).toBe(1)
  await settle()
})
