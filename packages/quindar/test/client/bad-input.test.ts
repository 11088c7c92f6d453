// What people type, and what answers there instead of a Rocket.Chat: a typed error, and a sentence that says what to do.
import { createServer } from 'node:net'
import { once } from 'node:events'
import { describe, expect, onTestFinished, test } from 'vitest'
import { connect, ConnectionError, createClient, MethodError, QuindarError, type ConnectOptions } from 'quindar'
import { startPeer, startServer, type PeerAnswer, type PeerOptions } from '@quindar/testkit'

const HTML: PeerAnswer = { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html><h1>Hi</h1>' }

/** The error of a connect, with the peer's address as URL. */
async function errorAt(url: string, options: ConnectOptions = {}): Promise<ConnectionError> {
  const error: unknown = await connect(url, { connectTimeout: 300, ...options }).then(
    (client) => client.close(),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ConnectionError)
  return error as ConnectionError
}

async function sentenceWith(peer: PeerOptions, options?: ConnectOptions): Promise<string> {
  await using at = await startPeer(peer)
  const { message } = await errorAt(at.url, options)
  return message.replaceAll(at.url, 'URL')
}

describe('an address', () => {
  test.each([
    '',
    'chat.example.com',
    'localhost:3000',
    'ftp://chat.example.com',
    'javascript:alert(1)',
    'https://',
    'http://a b',
  ])('“%s” is none, and says how one is written', async (address) => {
    const sentence = `"${address}" is no address of a server: write it like https://chat.example.com (ERRORS.md#connection-failed)`
    expect(() => createClient(address)).toThrow(ConnectionError)
    expect((await errorAt(address)).message).toBe(sentence)
  })

  test.each([undefined, null, 7, {}])('%j, which is no text, is none either', (address) => {
    expect(() => createClient(address as string)).toThrow(/is no address of a server: write it like/)
  })
})

describe('instead of a Rocket.Chat', () => {
  const STRANGER = (what: string) =>
    `URL answers, but not as a Rocket.Chat does (${what}): check host, port and path (ERRORS.md#connection-failed)`

  test.each<[string, PeerOptions, string]>([
    ['a web page', { onRequest: () => HTML, onUpgrade: () => HTML }, 'HTTP 200, a web page'],
    [
      'a server with other JSON',
      { onRequest: () => ({ status: 200, body: '{"a":1}' }), onUpgrade: () => ({ status: 404 }) },
      'HTTP 200',
    ],
    ['nothing but 404', { onUpgrade: () => ({ status: 404 }) }, 'HTTP 404'],
    [
      'another program with a WebSocket',
      { onRequest: () => HTML, onConnect: (socket) => socket.sendText('hello') },
      'HTTP 200, a web page',
    ],
    [
      'a socket that is silent',
      { onRequest: () => HTML, onConnect: (socket) => socket.mute() },
      'HTTP 200, a web page',
    ],
  ])('%s is named', async (_, peer, what) => {
    expect(await sentenceWith(peer)).toBe(STRANGER(what))
  })

  test('nothing at all: does it run?', async () => {
    const gone = await startPeer()
    await gone.close()
    const { message, code, cause } = await errorAt(gone.url)
    expect(message).toBe(
      `${gone.url} was not reached within 300 ms: does the server run? (ERRORS.md#connection-failed)`,
    )
    expect(code).toBe('connection-failed')
    expect(cause).toMatchObject({ message: expect.stringContaining('cannot be reached') as string })
  })

  test('a server that takes the connection and says nothing, the answer to the second question included', async () => {
    const server = createServer(() => {}).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as { port: number }
    expect((await errorAt(`http://127.0.0.1:${port}`)).message).toMatch(
      /was not reached within 300 ms: does the server run\?/,
    )
  })

  test('a proxy that does not pass the upgrade on is named', async () => {
    const info: PeerAnswer = { status: 200, body: '{"version":"7.4","success":true}' }
    expect(await sentenceWith({ onRequest: () => info, onUpgrade: () => HTML })).toBe(
      'A Rocket.Chat answers at URL, but its socket does not open: a proxy in front of it has to pass the upgrade to WebSocket on (ERRORS.md#connection-failed)',
    )
  })

  test('a refusal that names a version is no Rocket.Chat’s word', async () => {
    const refusal: PeerAnswer = { status: 403, body: '{"version":"7.4","success":false}' }
    expect(await sentenceWith({ onRequest: () => refusal, onUpgrade: () => HTML })).toBe(STRANGER('HTTP 403'))
  })

  test('a server that lets us connect and never answers the login is not taken for a stranger', async () => {
    const connected: PeerOptions = {
      async onConnect(socket) {
        await socket.next()
        socket.send({ msg: 'connected', session: 'ABCDEFGHIJKLMNOPQ' })
      },
    }
    expect(await sentenceWith(connected, { token: 'T' })).toMatch(/^URL was not reached within 300 ms/)
  })

  test('a browser that does not let this page ask leaves it at what is known', async () => {
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'))
    expect(await sentenceWith({ onUpgrade: () => HTML }, { ports: { fetch } })).toMatch(
      /^URL was not reached within 300 ms/,
    )
  })

  test('another program of Meteor lets us connect, and a login says that it is none of Rocket.Chat’s', async () => {
    await using peer = await startPeer({
      async onConnect(socket) {
        await socket.next()
        socket.send({ msg: 'connected', session: 'ABCDEFGHIJKLMNOPQ' })
        for (;;) {
          const frame = await socket.next()
          if (frame.msg !== 'method') continue
          const reason = `Method '${frame.method}' not found`
          socket.send({ msg: 'result', id: frame.id, error: { error: 404, reason } })
        }
      },
    })
    const error: unknown = await connect(peer.url, { token: 'T' }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(QuindarError)
    expect(error).toMatchObject({
      code: 'login-failed',
      message: expect.stringContaining("Method 'login' not found") as string,
    })
  })
})

test('HTML instead of JSON over REST is a MethodError that says so', async () => {
  await using peer = await startPeer({ onRequest: () => HTML })
  const rc = createClient(peer.url)
  onTestFinished(() => rc.close())
  const error: unknown = await rc.rest('GET /api/v1/me').catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(MethodError)
  expect((error as MethodError).message).toMatch(/^The server refused "GET \/api\/v1\/me": HTTP 200 without JSON/)
})

test.each([
  ['a number', 7],
  ['an object', { token: 'x' }],
  ['nothing', ''],
  ['another’s', 'no such token'],
])('a token from a storage with garbage (%s) is refused, and the client says which error', async (_, token) => {
  await using server = await startServer()
  const error: unknown = await connect(server.url, { token: token as string }).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(QuindarError)
  expect((error as QuindarError).code).toMatch(/^(token-expired|login-failed)$/)
})
