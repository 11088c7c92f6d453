// Requests that tell how much of them has left: as a stream over a real socket, and by the XMLHttpRequest of browsers.
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { startServer } from '@quindar/testkit'
import { connect, type Progress, TimeoutError, type UploadRequest } from 'quindar'
import { transfer, type Transfer } from '../../src/client/calls/transfer.ts'
import { later, outcome, rig, settle } from './rig.ts'

const MIB = 1024 * 1024

/** Keeps what it gets, and answers that it has it. */
async function listener() {
  const got: { headers: IncomingHttpHeaders; body: Buffer }[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(pieces) })
      response.end('{"success":true}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    got,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const wish = (body: string | FormData, signal = new AbortController().signal): Transfer => ({
  method: 'POST',
  headers: { 'X-User-Id': 'u1' },
  body,
  signal,
})

test('in Node the body is a stream of known length, told as it is taken, all of it at the end', async () => {
  await using peer = await listener()
  const form = new FormData()
  form.set('msg', 'a "quoted" text\r\nof two lines')
  form.set('file', new File([new Uint8Array(MIB).fill(65)], 'a "b"\r\nc.txt', { type: 'text/plain' }))
  form.append('bare', new Blob(['x']), 'bare')
  const told: Progress[] = []
  const response = await transfer({ fetch, random: () => 0.5 }, peer.url, wish(form), (progress) => told.push(progress))
  expect(await response.json()).toEqual({ success: true })
  const { headers, body } = peer.got[0]!
  expect(headers).toMatchObject({ 'x-user-id': 'u1', 'content-length': String(body.length) })
  expect(headers['content-type']).toBe('multipart/form-data; boundary=quindar-i')
  const text = body.toString('latin1')
  expect(text.replace(/A{1048576}/, 'AAA')).toBe(
    [
      '--quindar-i',
      'Content-Disposition: form-data; name="msg"',
      '',
      'a "quoted" text',
      'of two lines',
      '--quindar-i',
      'Content-Disposition: form-data; name="file"; filename="a %22b%22%0D%0Ac.txt"',
      'Content-Type: text/plain',
      '',
      'AAA',
      '--quindar-i',
      'Content-Disposition: form-data; name="bare"; filename="bare"',
      'Content-Type: application/octet-stream',
      '',
      'x',
      '--quindar-i--',
      '',
    ].join('\r\n'),
  )
  expect(told.length).toBeGreaterThan(3)
  expect(told.map(({ sent }) => sent)).toEqual(told.map(({ sent }) => sent).toSorted((a, b) => a - b))
  expect(new Set(told.map(({ total }) => total))).toEqual(new Set([body.length]))
  expect(told.at(-1)).toEqual({ sent: body.length, total: body.length })
})

test('a text is told too', async () => {
  await using peer = await listener()
  const told: Progress[] = []
  await transfer({ fetch, random: () => 0.5 }, peer.url, wish('{"ü":1}'), (progress) => told.push(progress))
  expect(peer.got[0]?.body.toString()).toBe('{"ü":1}')
  expect(told).toEqual([{ sent: 8, total: 8 }])
})

/** As much of an XMLHttpRequest as is used, played by the test. */
class FakeRequest {
  static latest: FakeRequest
  status = 0
  responseText = ''
  headers: Record<string, string> = {}
  opened: string[] = []
  sent: unknown
  aborted = 0
  upload: { onprogress?: (event: object) => void; onload?: (event: object) => void } = {}
  onload?: () => void
  onerror?: () => void
  onabort?: () => void
  onloadend?: () => void
  constructor() {
    FakeRequest.latest = this
  }
  open(...args: string[]) {
    this.opened = args
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value
  }
  getAllResponseHeaders() {
    return 'x-ratelimit-reset: 12:30\r\ncontent-type: application/json\r\n'
  }
  send(body: unknown) {
    this.sent = body
  }
  abort() {
    this.aborted++
    this.onabort?.()
    this.onloadend?.()
  }
  answer(status: number, text: string) {
    Object.assign(this, { status, responseText: text })
    this.onload?.()
    this.onloadend?.()
  }
}
const XMLHttpRequest = FakeRequest as unknown as new () => UploadRequest

test('in a browser it is an XMLHttpRequest, whose answer is one of fetch', async () => {
  const told: Progress[] = []
  const { rc } = rig({}, { XMLHttpRequest, fetch: () => Promise.reject(new Error('fetch does not tell')) })
  const form = new FormData()
  form.set('file', new Blob(['x']))
  const answer = rc.rest('POST /api/v1/x', form, { headers: { a: 'b' }, onProgress: (progress) => told.push(progress) })
  await expect.poll(() => FakeRequest.latest?.sent).toBe(form)
  const request = FakeRequest.latest
  expect(request.opened).toEqual(['POST', 'http://localhost:3000/api/v1/x'])
  expect(request.headers).toEqual({ a: 'b' })
  request.upload.onprogress?.({ loaded: 3, total: 10 })
  request.upload.onload?.({ loaded: 10, total: 10 })
  request.answer(200, '{"success":true,"n":1}')
  expect(await answer).toEqual({ success: true, n: 1 })
  expect(told).toEqual([
    { sent: 3, total: 10 },
    { sent: 10, total: 10 },
  ])
})

test('its statuses without a body, its headers, its failure and its end by a signal are those of fetch', async () => {
  const ports = { XMLHttpRequest, fetch, random: () => 0 }
  const empty = transfer(ports, 'http://x', wish('a'), () => {})
  FakeRequest.latest.answer(204, '')
  expect((await empty).status).toBe(204)
  const limited = transfer(ports, 'http://x', wish('a'), () => {})
  FakeRequest.latest.answer(429, '{}')
  expect([...(await limited).headers]).toEqual([
    ['content-type', 'application/json'],
    ['x-ratelimit-reset', '12:30'],
  ])
  const failed = later(transfer(ports, 'http://x', wish('a'), () => {}))
  FakeRequest.latest.onerror?.()
  expect(await outcome(failed)).toEqual({ error: new TypeError('The request failed') })
  const over = new AbortController()
  const stopped = later(transfer(ports, 'http://x', wish('a', over.signal), () => {}))
  over.abort(new Error('enough'))
  expect(await outcome(stopped)).toEqual({ error: new Error('enough') })
  expect(FakeRequest.latest.aborted).toBe(1)
  const done = new AbortController()
  const answered = transfer(ports, 'http://x', wish('a', done.signal), () => {})
  FakeRequest.latest.answer(200, '{}')
  await answered
  done.abort()
  expect(FakeRequest.latest.aborted).toBe(0)
})

test('the time of a request that tells its progress counts from the last of it', async () => {
  const { rc, clock } = rig({}, { XMLHttpRequest })
  const told: Progress[] = []
  const options = { timeout: 1_000, onProgress: (progress: Progress) => told.push(progress) }
  const before = FakeRequest.latest
  const answer = later(rc.rest('POST /api/v1/x', { a: 1 }, options))
  await expect.poll(() => FakeRequest.latest !== before && FakeRequest.latest.sent).toBe('{"a":1}')
  const request = FakeRequest.latest
  await clock.advance(999)
  request.upload.onprogress?.({ loaded: 1, total: 10 })
  await clock.advance(999)
  expect(await outcome(answer)).toBe('pending')
  await clock.advance(1)
  expect(((await outcome(answer)) as { error: unknown }).error).toBeInstanceOf(TimeoutError)
  expect(request.aborted).toBe(1)
})

test('a listener of progress that throws is reported, and the request goes on', async () => {
  const { rc, log } = rig({}, { XMLHttpRequest })
  const before = FakeRequest.latest
  const answer = rc.rest(
    'POST /api/v1/x',
    { a: 1 },
    {
      onProgress: () => {
        throw new Error('mine')
      },
    },
  )
  await expect.poll(() => FakeRequest.latest !== before && FakeRequest.latest.sent).toBe('{"a":1}')
  FakeRequest.latest.upload.onprogress?.({ loaded: 1, total: 10 })
  FakeRequest.latest.answer(200, '{"success":true}')
  expect(await answer).toEqual({ success: true })
  expect(log).toEqual(['A listener threw'])
})

test('without a body there is nothing to tell', async () => {
  const { rc } = rig({}, { XMLHttpRequest, fetch: () => Promise.resolve(new Response('{"success":true}')) })
  expect(await rc.rest('GET /api/v1/x', { a: 1 }, { onProgress: () => {} })).toEqual({ success: true })
  expect(await rc.rest('POST /api/v1/x', undefined, { onProgress: () => {} })).toEqual({ success: true })
})

test('a request that is refused while the socket works names the settings that browsers ask for', async () => {
  const { rc, open } = rig({}, { fetch: () => Promise.reject(new TypeError('Failed to fetch')) })
  const error = async () => ((await outcome(later(rc.rest('/api/info')))) as { error: Error }).error.message
  expect(await error()).toContain('does it run, does it allow this page?')
  await open()
  await settle()
  expect(await error()).toBe(
    'http://localhost:3000 answers over WebSocket, but not to HTTP requests: if a browser refused them, switch on API_Enable_CORS there and name this page in API_CORS_Origin (ERRORS.md#connection-failed)',
  )
})

test('the real server takes such a form, from Node', async () => {
  await using server = await startServer()
  const rc = await connect(server.url, { user: 'alice', password: 'alice' })
  const form = new FormData()
  form.set('file', new File([new Uint8Array(MIB)], '猫.bin'))
  const told: Progress[] = []
  const route = 'POST /api/v1/rooms.media/GENERAL'
  expect(await rc.rest(route, form, { onProgress: (progress) => told.push(progress) })).toMatchObject({ success: true })
  expect(told.at(-1)!.sent).toBe(told.at(-1)!.total)
  await rc.close()
})
