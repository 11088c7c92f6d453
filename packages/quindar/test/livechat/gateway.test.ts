// The gateway by itself: what leaves, what arrives, and until when the socket has to give a sign of life.
import { expect, test } from 'vitest'
import type { Ports, Socket } from 'quindar'
import { fakeClock } from '@quindar/testkit'
import { createGateway, type Translations } from '../../src/livechat/gateway.ts'
import { createUrgentCall } from '../../src/livechat/methods.ts'
import { createSockets } from '../../src/livechat/sockets.ts'

/** Both ends of a socket, and a gateway between them. */
function between(translations: Translations = {}, token: string | null = 'T') {
  const clock = fakeClock()
  const left: unknown[] = []
  let far: Socket = undefined as never
  const Far = function (url: string): Socket {
    expect(url).toBe('wss://server/websocket')
    return (far = {
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      send: (text) => left.push(JSON.parse(text)),
      close: () => left.push('closed'),
    })
  } as unknown as Ports['WebSocket']
  const sockets = createSockets(Far)
  let denials = 0
  const gateway = createGateway({
    sockets,
    timers: clock,
    token: () => token ?? undefined,
    translations,
    denied: () => denials++,
  })
  const arrived: unknown[] = []
  const errors: unknown[] = []
  const dial = (): Socket => {
    const near = new sockets.WebSocket('wss://server/websocket')
    near.onmessage = ({ data }) => arrived.push(JSON.parse(data as string))
    near.onerror = (error) => errors.push(error)
    return near
  }
  return {
    clock,
    left,
    arrived,
    errors,
    gateway,
    dial,
    near: dial(),
    say: (frame: object) => far.onmessage?.({ data: JSON.stringify(frame) }),
    denials: () => denials,
  }
}

const calls = (frame: object): string => JSON.stringify({ msg: 'method', id: '1', ...frame })
const settled = async (): Promise<void> => {
  for (let turns = 0; turns < 5; turns++) await Promise.resolve()
}

test('a call that has a translation is answered here, with dates as dates; every other one leaves as it is', async () => {
  const asked: unknown[] = []
  const { near, left, arrived } = between({
    since: (at: Date) => (asked.push(at), { at: new Date(7) }),
    refused: () => {
      throw Object.assign(new Error('No.'), { error: 'not-today', reason: 'Not today', details: { why: 1 } })
    },
  })
  near.send(calls({ method: 'since', params: [{ $date: 5 }] }))
  await settled()
  near.send(calls({ id: '2', method: 'refused' }))
  near.send(calls({ id: '3', method: 'other', params: [1] }))
  near.send(JSON.stringify({ msg: 'ping' }))
  await settled()
  expect(asked).toEqual([new Date(5)])
  expect(left).toEqual([{ msg: 'method', id: '3', method: 'other', params: [1] }, { msg: 'ping' }])
  expect(arrived).toEqual([
    { msg: 'result', id: '1', result: { at: { $date: 7 } } },
    { msg: 'updated', methods: ['1'] },
    { msg: 'result', id: '2', error: { error: 'not-today', reason: 'Not today', details: { why: 1 } } },
    { msg: 'updated', methods: ['2'] },
  ])
})

test.each([
  ['connection-failed', undefined, 2_000],
  ['connection-lost', undefined, 2_000],
  ['timeout', undefined, 2_000],
  ['rate-limited', 9_000, 9_000],
])('what passes by itself (%s) is to be asked again, in %s milliseconds or two seconds', async (code, after, wait) => {
  const { near, arrived } = between({
    fails: () => Promise.reject(Object.assign(new Error('It passes.'), { code, retryAfterMs: after })),
  })
  near.send(calls({ method: 'fails' }))
  await settled()
  expect(arrived[0]).toEqual({
    msg: 'result',
    id: '1',
    error: { error: 'too-many-requests', details: { timeToReset: wait } },
  })
})

test('an error without a code of the server’s has the client’s, or 500', async () => {
  const { near, arrived } = between({
    closed: () => Promise.reject(Object.assign(new Error('It is over.'), { code: 'room-closed' })),
    broken: () => Promise.reject(new TypeError('x is undefined')),
  })
  near.send(calls({ method: 'closed' }))
  near.send(calls({ id: '2', method: 'broken' }))
  await settled()
  expect(arrived.filter((frame) => (frame as { msg: string }).msg === 'result')).toEqual([
    { msg: 'result', id: '1', error: { error: 'room-closed', reason: 'It is over.' } },
    { msg: 'result', id: '2', error: { error: 500, reason: 'x is undefined' } },
  ])
})

test('that one writes leaves with the token in the place of what a user adds, and has the socket asked', async () => {
  const { near, left, clock, errors } = between()
  const params = ['R/user-activity', 'guest-1', ['user-typing'], {}]
  near.send(calls({ method: 'stream-notify-room', params }))
  expect(left).toEqual([
    { msg: 'ping', id: 'quindar-proof' },
    { msg: 'method', id: '1', method: 'stream-notify-room', params: [...params.slice(0, 3), { token: 'T' }] },
  ])
  await clock.advance(4_000)
  expect(errors).toHaveLength(1)
})

test('a call with the name of something that every object has is the server’s, as any other', () => {
  const { near, left } = between()
  for (const method of ['toString', '__proto__', 'constructor']) near.send(calls({ method }))
  expect(left.map((frame) => (frame as { method: string }).method)).toEqual(['toString', '__proto__', 'constructor'])
})

test('an answer that comes after the socket has gone is told to nobody', async () => {
  let answer: (value: string) => void = () => {}
  const { near, dial, arrived } = between({ slow: () => new Promise<string>((resolve) => (answer = resolve)) })
  near.send(calls({ method: 'slow' }))
  dial()
  answer('too late')
  await settled()
  expect(arrived).toEqual([])
})

test('subscriptions carry the token in both spellings, and none where there is none', () => {
  const sub = { msg: 'sub', id: 's1', name: 'stream-room-messages', params: ['R', false] }
  const { near, left } = between()
  near.send(JSON.stringify(sub))
  const key = { useCollection: false, args: [{ token: 'T', visitorToken: 'T' }] }
  expect(left).toEqual([{ ...sub, params: ['R', key] }])
  const nobody = between({}, null)
  nobody.near.send(JSON.stringify(sub))
  expect(nobody.left).toEqual([sub])
})

test('who may not listen is told that he does, and the chat is looked at; a limit and an end are told as they are', () => {
  const { near, say, arrived, denials } = between()
  const sub = (id: string): void => near.send(JSON.stringify({ msg: 'sub', id, name: 'stream-x', params: ['R'] }))
  for (const id of ['s1', 's2', 's3']) sub(id)
  say({ msg: 'nosub', id: 's1', error: { error: 'not-allowed' } })
  expect(arrived).toEqual([{ msg: 'ready', subs: ['s1'] }])
  expect(denials()).toBe(1)
  // Releases up to 4 say nothing more than that.
  say({ msg: 'nosub', id: 's2' })
  expect(arrived.at(-1)).toEqual({ msg: 'ready', subs: ['s2'] })
  expect(denials()).toBe(2)
  const limit = { msg: 'nosub', id: 's3', error: { error: 'too-many-requests' } }
  say(limit)
  expect(arrived.at(-1)).toEqual(limit)
  near.send(JSON.stringify({ msg: 'unsub', id: 's1' }))
  say({ msg: 'nosub', id: 's1' })
  expect(arrived.at(-1)).toEqual({ msg: 'nosub', id: 's1' })
  expect(denials()).toBe(2)
})

test('calls of its own are answered to it alone', async () => {
  const { gateway, left, say, arrived, dial } = between()
  const call = createUrgentCall(gateway)
  const answer = call('livechat:loadHistory', { end: new Date(3) })
  const [frame] = left as [{ id: string }]
  expect(frame).toEqual({
    msg: 'method',
    id: frame.id,
    method: 'livechat:loadHistory',
    params: [{ end: { $date: 3 } }],
  })
  say({ msg: 'result', id: 'another', result: 1 })
  say({ msg: 'result', id: frame.id, result: { at: { $date: 4 } } })
  expect(await answer).toEqual({ at: new Date(4) })
  expect(arrived).toEqual([{ msg: 'result', id: 'another', result: 1 }])
  const refused = call('x')
  say({ msg: 'result', id: (left.at(-1) as { id: string }).id, error: { error: 404, reason: 'Method not found' } })
  await expect(refused).rejects.toMatchObject({ error: 404, name: 'MethodError' })
  // Nobody waits for a socket that is gone.
  const lost = call('y')
  dial()
  await expect(lost).rejects.toMatchObject({ code: 'connection-lost', sent: true })
  expect(gateway.asked.size).toBe(0)
})

test('the socket proves itself within four seconds, or is given up; one proof at a time is enough', async () => {
  const { gateway, left, say, clock, errors } = between()
  gateway.prove()
  gateway.prove()
  expect(left).toHaveLength(1)
  const [ping] = left as [{ msg: string; id: string }]
  expect(ping.msg).toBe('ping')
  await clock.advance(3_999)
  say({ msg: 'pong', id: ping.id })
  await clock.advance(10_000)
  expect(errors).toEqual([])
  gateway.prove()
  expect(left).toHaveLength(2)
  say({ msg: 'pong' })
  await clock.advance(3_999)
  expect(errors).toEqual([])
  await clock.advance(1)
  expect(errors.map(String)).toEqual(['Error: The socket brings nothing any more'])
})

test('what is expected counts from when it is due, may come before, and ends with the socket', async () => {
  const { gateway, say, clock, errors, dial } = between()
  const early = gateway.expect('message-1')
  say({ msg: 'changed', collection: 'c', id: 'id', fields: { args: [{ _id: 'message-1' }] } })
  early()
  const late = gateway.expect('message-2')
  await clock.advance(60_000)
  late()
  await clock.advance(3_999)
  expect(errors).toEqual([])
  dial()
  await clock.advance(60_000)
  late()
  await clock.advance(60_000)
  expect(errors).toEqual([])
  const taken = gateway.expect('message-3')
  gateway.forget('message-3')
  taken()
  const over = gateway.expect('message-4')
  over()
  dial()
  await clock.advance(60_000)
  expect(errors).toEqual([])
})
