import { expect, test } from 'vitest'
import { ConnectionError, MethodError, RateLimitError } from 'quindar'
import { later, outcome, rig, settle } from './rig.ts'

interface Seen {
  url: string
  init: RequestInit
}

function world(answer: () => Response | Promise<Response>, options: Parameters<typeof rig>[0] = {}) {
  const seen: Seen[] = []
  const r = rig(
    options,
    {
      fetch: (url, init = {}) => {
        seen.push({ url, init })
        return Promise.resolve(answer())
      },
    },
    'http://localhost:3000/chat',
  )
  return { ...r, seen }
}

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(body), { status, headers })

test('a GET has its input as query, arrays with commas, undefined left out, and the login of the socket', async () => {
  const { rc, openAs, seen } = world(json({ success: true, users: [] }), { token: 'T' })
  await openAs()
  const answer = await rc.rest('GET /api/v1/users.presence', { ids: ['a', 'b'], from: undefined as never })
  expect(answer).toEqual({ success: true, users: [] })
  expect(seen[0]?.url).toBe('http://localhost:3000/chat/api/v1/users.presence?ids=a%2Cb')
  expect(seen[0]?.init).toMatchObject({ method: 'GET', headers: { 'X-Auth-Token': 'token-u1', 'X-User-Id': 'u1' } })
  expect(seen[0]?.init.body).toBeUndefined()
})

test('anything else has it as JSON', async () => {
  const { rc, seen } = world(json({ success: true }))
  await rc.rest('POST /api/v1/chat.sendMessage', { message: { rid: 'R', msg: 'hi' } })
  expect(seen[0]?.url).toBe('http://localhost:3000/chat/api/v1/chat.sendMessage')
  expect(seen[0]?.init).toMatchObject({
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"message":{"rid":"R","msg":"hi"}}',
  })
  expect(Object.keys(seen[0]?.init.headers as object)).toEqual(['Content-Type'])
  await rc.rest('DELETE /api/v1/x')
  expect(seen[1]?.init).toMatchObject({ method: 'DELETE', headers: {} })
  expect(seen[1]?.init.body).toBeUndefined()
})

test('without a verb it is a GET', async () => {
  const { rc, seen } = world(json({ version: '8.8' }))
  await rc.rest('/api/info')
  expect(seen[0]).toMatchObject({ url: 'http://localhost:3000/chat/api/info', init: { method: 'GET' } })
})

test('waits for a login that is under way', async () => {
  const { rc, openAs, seen } = world(json({ success: true }), { token: 'T' })
  const answer = rc.rest('GET /api/v1/me')
  await settle()
  expect(seen).toEqual([])
  await openAs()
  await answer
  expect(seen[0]?.init.headers).toMatchObject({ 'X-User-Id': 'u1' })
})

test.each<[string, number, unknown, string | number, string]>([
  [
    'a code and a sentence',
    400,
    { success: false, errorType: 'error-room-not-found', error: 'No room' },
    'error-room-not-found',
    'No room',
  ],
  ['a code in error', 400, { success: false, error: 'error-x' }, 'error-x', 'error-x'],
  [
    'a status',
    401,
    { status: 'error', message: 'You must be logged in to do this.' },
    401,
    'You must be logged in to do this.',
  ],
  ['a no with 200', 200, { success: false, error: 'nope' }, 'nope', 'nope'],
  ['a status error with 200', 200, { status: 'error', error: 'x' }, 'x', 'x'],
  ['nothing', 500, {}, 500, 'HTTP 500'],
  ['null', 500, null, 500, 'HTTP 500 without JSON'],
])('a refusal with %s is a MethodError', async (_, status, body, code, reason) => {
  const { rc } = world(json(body, status))
  const { error } = (await outcome(rc.rest('GET /api/v1/x'))) as { error: MethodError }
  expect(error).toBeInstanceOf(MethodError)
  expect([error.error, error.reason]).toEqual([code, reason])
  expect(error.message).toContain('The server refused "GET /api/v1/x"')
})

test('a page instead of JSON is a refusal too, also with 200', async () => {
  for (const status of [200, 502]) {
    const { rc } = world(() => new Response('<html>', { status }))
    expect(await outcome(rc.rest('GET /api/v1/x'))).toMatchObject({
      error: { error: status, reason: `HTTP ${status} without JSON` },
    })
  }
})

test('too many requests say when, by the header or by the body', async () => {
  for (const [headers, body, ms] of [
    [(now: number) => ({ 'x-ratelimit-reset': String(now + 1_234) }), { error: 'slow down' }, 1_234],
    [() => ({}), { error: 'x', details: { timeToReset: 777 } }, 777],
    [(now: number) => ({ 'x-ratelimit-reset': String(now - 5) }), { error: 'x' }, 10_000],
    // A clock that is a day behind the server's.
    [(now: number) => ({ 'x-ratelimit-reset': String(now + 86_400_000) }), { error: 'x' }, 61_000],
    [() => ({ 'x-ratelimit-reset': '86409000', date: 'Fri, 02 Jan 1970 00:00:00 GMT' }), { error: 'x' }, 9_000],
    [() => ({ 'x-ratelimit-reset': '86400900', date: 'Fri, 02 Jan 1970 00:00:01 GMT' }), { error: 'x' }, 10_000],
    [
      (now: number) => ({ 'x-ratelimit-reset': String(now + 5_000) }),
      { error: 'x', details: { timeToReset: 777 } },
      777,
    ],
  ] as const) {
    const r: ReturnType<typeof world> = world(() => json(body, 429, headers(r.clock.now()))())
    const { error } = (await outcome(r.rc.rest('GET /api/v1/x'))) as { error: RateLimitError }
    expect(error).toBeInstanceOf(RateLimitError)
    expect(error.retryAfterMs).toBe(ms)
  }
})

test('a server that cannot be reached is a ConnectionError; other mistakes stay what they are', async () => {
  const { rc } = world(() => Promise.reject(new TypeError('fetch failed')))
  const { error } = (await outcome(rc.rest('GET /api/v1/x'))) as { error: ConnectionError }
  expect(error).toBeInstanceOf(ConnectionError)
  expect((error.cause as Error).message).toBe('fetch failed')
  const other = world(() => Promise.reject(new Error('bug')))
  expect(await outcome(other.rc.rest('GET /api/v1/x'))).toEqual({ error: new Error('bug') })
})

/** A server that answers when its client gives up, with what the signal says. */
const never = (r: { seen: Seen[] }) => () =>
  new Promise<Response>((_, reject) => {
    const signal = r.seen.at(-1)?.init.signal
    signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
  })

test('has a deadline, thirty seconds unless told, and leaves no timer', async () => {
  for (const timeout of [undefined, 50]) {
    const r: ReturnType<typeof world> = world(() => never(r)())
    const timers = r.clock.pending().length
    const answer = later(r.rc.rest('GET /api/v1/x', undefined, { timeout }))
    await settle()
    expect(r.clock.pending()).toHaveLength(timers + 1)
    expect(r.clock.pending()).toContain(timeout ?? 30_000)
    await r.clock.advance(timeout ?? 30_000)
    expect(await outcome(answer)).toHaveProperty('error.code', 'timeout')
  }
})

test('its signal ends it with its reason', async () => {
  const r: ReturnType<typeof world> = world(() => never(r)())
  const timers = r.clock.pending().length
  const over = new AbortController()
  const answer = later(r.rc.rest('GET /api/v1/x', undefined, { signal: over.signal }))
  await settle()
  over.abort('enough')
  expect(await outcome(answer)).toEqual({ error: 'enough' })
  expect(r.clock.pending()).toHaveLength(timers)
  expect(await outcome(r.rc.rest('/x', undefined, { signal: AbortSignal.abort('before') }))).toEqual({
    error: 'before',
  })
  expect(r.seen).toHaveLength(1)
})

test('closing ends what is under way, and a closed client asks nothing more', async () => {
  const r: ReturnType<typeof world> = world(() => never(r)())
  const answer = later(r.rc.rest('GET /api/v1/x'))
  await settle()
  await r.rc.close()
  expect(await outcome(answer)).toHaveProperty('error.code', 'client-closed')
  expect(r.clock.pending()).toEqual([])
  expect(await outcome(r.rc.rest('GET /api/v1/x'))).toHaveProperty('error.code', 'client-closed')
  expect(r.seen).toHaveLength(1)
  const fresh = world(json({}))
  await fresh.rc.close()
  expect(await outcome(fresh.rc.rest('GET /api/v1/x'))).toHaveProperty('error.code', 'client-closed')
  expect(fresh.seen).toEqual([])
})

test('what cannot be written as JSON is no trouble of the network', async () => {
  const { rc, seen } = world(json({}))
  const answer = rc.rest('POST /api/v1/x', { number: 1n })
  expect(await outcome(answer)).toHaveProperty('error.message', 'Do not know how to serialize a BigInt')
  expect(seen).toEqual([])
})

test('a route needs no slash at its beginning', async () => {
  const { rc, seen } = world(json({}))
  await rc.rest('api/info')
  expect(seen[0]?.url).toBe('http://localhost:3000/chat/api/info')
})

test('its deadline and its signal count while it waits for the login', async () => {
  const { rc, clock, seen } = world(json({}), { token: 'T' })
  const late = later(rc.rest('GET /api/v1/me', undefined, { timeout: 50 }))
  const over = new AbortController()
  const given = later(rc.rest('GET /api/v1/me', undefined, { signal: over.signal }))
  await settle()
  over.abort('enough')
  expect(await outcome(given)).toEqual({ error: 'enough' })
  await clock.advance(49)
  expect(await outcome(late)).toBe('pending')
  await clock.advance(1)
  expect(await outcome(late)).toHaveProperty('error.code', 'timeout')
  expect(seen).toEqual([])
})
