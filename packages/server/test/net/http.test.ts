// What HTTP says beside REST: the word at the door, errors before a route is asked, who may read the answers.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, type QuindarServer } from '../../src/index.ts'
import { createHttp } from '../../src/net/http.ts'

let server: QuindarServer
let narrow: QuindarServer

beforeAll(async () => {
  server = await createServer()
  narrow = await createServer({ origins: ['https://good.example'], pathPrefix: 'chat/' })
})

afterAll(async () => {
  await server.close()
  await narrow.close()
})

const json = async (response: Response): Promise<unknown> => response.json()

describe('the address of the server', () => {
  it('says to people what is here and where to go', async () => {
    const response = await fetch(server.url)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    const text = await response.text()
    const here = `127.0.0.1:${server.port}`
    expect(text).toBe(
      `This is Quindar, a server that speaks Rocket.Chat's Realtime API.\n\n` +
        `Realtime API (DDP over WebSocket)   ws://${here}/websocket\n` +
        `REST API                            http://${here}/api/v1/\n` +
        `What it says it is                  http://${here}/api/info\n`,
    )
  })

  it('says it to programs in JSON', async () => {
    expect(await json(await fetch(narrow.url, { headers: { accept: 'application/json' } }))).toEqual({
      name: 'Quindar',
      speaks: "Rocket.Chat's Realtime API",
      realtime: `ws://127.0.0.1:${narrow.port}/chat/websocket`,
      rest: `http://127.0.0.1:${narrow.port}/chat/api/v1/`,
      info: `http://127.0.0.1:${narrow.port}/chat/api/info`,
    })
  })

  it('has its prefix, with and without a slash at the end', async () => {
    expect(narrow.url).toBe(`http://127.0.0.1:${narrow.port}/chat`)
    expect((await fetch(`${narrow.url}/`)).status).toBe(200)
    expect((await fetch(`${narrow.url}/api/info`)).status).toBe(200)
    expect((await fetch(`http://127.0.0.1:${narrow.port}/api/info`)).status).toBe(404)
  })
})

describe('what is not there', () => {
  it("is 404 in Rocket.Chat's words under /api", async () => {
    const response = await fetch(`${server.url}/api/v1/nothing`)
    expect(response.status).toBe(404)
    expect(await json(response)).toEqual({ success: false, error: 'API endpoint does not exist' })
  })

  it('is 400 in the same shape when its address cannot be read', async () => {
    const response = await fetch(`${server.url}/api/v1/%zz`)
    expect(response.status).toBe(400)
    expect(await json(response)).toEqual({
      success: false,
      error: "'/api/v1/%zz' is not a valid url component [invalid-params]",
      errorType: 'invalid-params',
    })
  })

  it('is 404 with a hint elsewhere', async () => {
    const response = await fetch(`${server.url}/nothing`)
    expect([response.status, await response.text()]).toEqual([404, 'There is nothing here. / says what there is.\n'])
  })

  it.each(['/websocket', '/sockjs/1/a/websocket'])('at %s is told to be WebSocket', async (path) => {
    const response = await fetch(server.url + path)
    expect([response.status, await response.text()]).toEqual([
      426,
      'This address speaks WebSocket: connect with ws:// instead.\n',
    ])
  })
})

it('says what SockJS asks before it connects', async () => {
  const info = (await json(await fetch(`${server.url}/sockjs/info`))) as Record<string, unknown>
  expect(info).toEqual({
    websocket: true,
    origins: ['*:*'],
    cookie_needed: false,
    entropy: expect.any(Number) as number,
  })
})

describe('a body', () => {
  const post = (body: string, type = 'application/json'): Promise<Response> =>
    fetch(`${server.url}/api/v1/login`, { method: 'POST', headers: { 'content-type': type }, body })

  it('that is no JSON is 400', async () => {
    const response = await post('{nope')
    expect(response.status).toBe(400)
    expect(await json(response)).toMatchObject({ success: false, errorType: 'invalid-params' })
  })

  it('with __proto__ is 400', async () => {
    expect((await post('{"__proto__":{"polluted":1}}')).status).toBe(400)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('of 128 KiB is read, and one byte more is 413', async () => {
    const filled = (length: number): string => `{"user":"x","password":"${'x'.repeat(length - 26)}"}`
    expect(filled(131_072)).toHaveLength(131_072)
    expect((await post(filled(131_072))).status).not.toBe(413)
    const response = await post(filled(131_073))
    expect(response.status).toBe(413)
    expect(await json(response)).toMatchObject({ success: false })
  })

  it('may be nothing although its type is named, as by clients that always name it', async () => {
    const response = await post('')
    expect(response.status).toBe(400)
    expect(await json(response)).toEqual({
      success: false,
      error: 'Match failed [invalid-params]',
      errorType: 'invalid-params',
    })
    const logout = await fetch(`${server.url}/api/v1/logout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    expect(logout.status).toBe(401)
  })

  it('of a type that nobody knows is 415', async () => {
    expect((await post('x', 'application/x-unknown')).status).toBe(415)
  })

  it('may be a form', async () => {
    const response = await post('user=nobody&password=wrong', 'application/x-www-form-urlencoded')
    expect(response.status).toBe(401)
  })
})

it('answers a fault without a word about it, and reports it', async () => {
  const faults: unknown[] = []
  const fault = new TypeError('a secret')
  const app = await createHttp({
    routes: [],
    surroundings: { domain: server.domain, methods: new Map(), report: (error) => faults.push(error) },
    pathPrefix: '',
    origins: undefined,
    entropy: () => {
      throw fault
    },
  })
  const response = await app.inject('/sockjs/info')
  expect([response.statusCode, response.json()]).toEqual([500, { success: false, error: 'Internal server error' }])
  expect(faults).toEqual([fault])
  await app.close()
})

it('waits ten seconds for headers and a minute for a request, looking every five seconds', async () => {
  const app = await createHttp({
    routes: [],
    surroundings: { domain: server.domain, methods: new Map(), report: () => undefined },
    pathPrefix: '',
    origins: undefined,
    entropy: () => 0,
  })
  const { headersTimeout, requestTimeout } = app.server
  expect([headersTimeout, requestTimeout, app.server]).toEqual([
    10_000,
    60_000,
    expect.objectContaining({ maxHeaderSize: 16_384, connectionsCheckingInterval: 5_000 }),
  ])
  await app.close()
})

describe('pages of other origins', () => {
  it('may read every answer, and the headers about limits', async () => {
    const response = await fetch(`${server.url}/api/info`, { headers: { origin: 'https://any.example' } })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-allow-credentials')).toBeNull()
    expect(response.headers.get('access-control-expose-headers')).toContain('X-RateLimit-Remaining')
  })

  it('may send the headers that log in', async () => {
    const response = await fetch(`${server.url}/api/v1/me`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://any.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'x-auth-token,x-user-id',
      },
    })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-headers')).toBe('x-auth-token,x-user-id')
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, POST, PUT, DELETE, OPTIONS')
    expect(response.headers.get('access-control-max-age')).toBe('600')
  })

  it('are only those allowed, when it is narrowed', async () => {
    const ask = async (origin: string) =>
      (await fetch(`${narrow.url}/api/info`, { headers: { origin } })).headers.get('access-control-allow-origin')
    expect(await ask('https://good.example')).toBe('https://good.example')
    expect(await ask('https://evil.example')).toBeNull()
  })
})
