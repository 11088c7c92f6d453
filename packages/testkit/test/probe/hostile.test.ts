// The probe at whatever else may answer: each has its kind and its sentence, and none keeps it waiting for long.
import { once } from 'node:events'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  probe,
  reportText,
  selfSigned,
  startFaultProxy,
  startPeer,
  startServer,
  Trouble,
  type PeerAnswer,
  type PeerOptions,
} from '@quindar/testkit'

const HTML: PeerAnswer = { status: 200, body: '<!doctype html><title>Welcome to nginx!</title>' }
const INFO: PeerAnswer = { status: 200, body: '{"version":"7.4.1","success":true}' }

/** Kind and sentence of what became of the probe. */
async function troubleAt(address: string, patienceMs = 5_000): Promise<[kind: string, sentence: string]> {
  try {
    await probe(address, { patienceMs })
  } catch (error) {
    if (error instanceof Trouble) return [error.kind, error.message]
    throw error
  }
  throw new Error('The probe found nothing wrong.')
}

async function troubleWith(options: PeerOptions, patienceMs?: number): Promise<[kind: string, sentence: string]> {
  await using peer = await startPeer(options)
  const [kind, sentence] = await troubleAt(peer.url, patienceMs)
  return [kind, sentence.replaceAll(peer.url, 'URL').replaceAll(peer.url.replace('http', 'ws'), 'WS')]
}

/** A plain TCP server; its port. */
async function listen(onSocket: (socket: Socket) => void): Promise<number> {
  const server = createServer(onSocket).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

describe('an address', () => {
  it.each(['', 'chat', 'ftp://chat.example.com', 'localhost:3000', 'https://', 'mailto:a@b.c'])(
    '“%s” is none',
    async (address) => {
      expect(await troubleAt(address)).toEqual([
        'address',
        `“${address}” is no address of a server: write it like https://chat.example.com.`,
      ])
    },
  )
})

describe('nobody', () => {
  it('listens', async () => {
    const server = await startServer()
    await server.close()
    expect(await troubleAt(server.url)).toEqual([
      'nobody',
      `Nothing listens at 127.0.0.1:${server.port}: does the server run, and is the port right?`,
    ])
  })

  it('is called that', async () => {
    const [kind, sentence] = await troubleAt('https://nowhere.invalid')
    expect(kind).toBe('nobody')
    expect(sentence).toBe(
      'There is no host called nowhere.invalid: check the spelling, and that this machine is online.',
    )
  })

  it('answers in time', async () => {
    const port = await listen(() => {})
    expect(await troubleAt(`http://127.0.0.1:${port}`, 100)).toEqual([
      'nobody',
      `No answer from 127.0.0.1:${port} in time: a firewall may swallow the connection, or the port is wrong.`,
    ])
  })

  it('stays on the line', async () => {
    const port = await listen((socket) => socket.destroy())
    expect(await troubleAt(`http://127.0.0.1:${port}`)).toEqual([
      'nobody',
      `127.0.0.1:${port} hung up before it answered: try https://127.0.0.1:${port}, if it wants TLS.`,
    ])
  })
})

describe('TLS', () => {
  async function tls(certificate: { key: string; cert: string }): Promise<number> {
    const server = createTlsServer(certificate, (_, response) => response.end('{}')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    return (server.address() as AddressInfo).port
  }

  it('with a certificate that nobody vouches for', async () => {
    const port = await tls(selfSigned())
    const [kind, sentence] = await troubleAt(`https://127.0.0.1:${port}`)
    expect(kind).toBe('tls')
    expect(sentence).toMatch(
      /^This machine does not trust the certificate of 127\.0\.0\.1:\d+ \[DEPTH_ZERO_SELF_SIGNED_CERT\]: let the server send its whole chain, or name the authority in NODE_EXTRA_CA_CERTS\./,
    )
  })

  it('asked of a server that has none', async () => {
    await using server = await startServer()
    expect(await troubleAt(server.url.replace('http:', 'https:'))).toEqual([
      'tls',
      `What answers at 127.0.0.1:${server.port} does not speak TLS: try http://127.0.0.1:${server.port}.`,
    ])
  })

  it('not spoken to a server that wants it', async () => {
    const port = await tls(selfSigned())
    expect(await troubleAt(`http://127.0.0.1:${port}`)).toEqual([
      'nobody',
      `127.0.0.1:${port} hung up before it answered: try https://127.0.0.1:${port}, if it wants TLS.`,
    ])
  })
})

describe('a stranger', () => {
  it('with a web page, and no socket', async () => {
    expect(await troubleWith({ onRequest: () => HTML, onUpgrade: () => HTML })).toEqual([
      'stranger',
      'What answers at URL is no Rocket.Chat: /api/info is HTTP 200, a web page called “Welcome to nginx!”, and WS/websocket is HTTP 200 instead of 101. Check host, port and path.',
    ])
  })

  it.each<[string, PeerAnswer, string]>([
    ['a redirect', { status: 302, headers: { location: '/login' } }, 'HTTP 302, a redirect to /login'],
    ['other JSON', { status: 200, body: '{"hello":1}' }, 'HTTP 200, JSON of another kind'],
    ['a number', { status: 200, body: '42' }, 'HTTP 200, no JSON'],
    ['a page without a title', { status: 503, body: '<html>' }, 'HTTP 503, a web page'],
  ])('with %s', async (_, answer, what) => {
    expect(await troubleWith({ onRequest: () => answer, onUpgrade: () => ({ status: 404 }) })).toEqual([
      'stranger',
      `What answers at URL is no Rocket.Chat: /api/info is ${what}, and WS/websocket is HTTP 404 instead of 101. Check host, port and path.`,
    ])
  })

  it('that does not speak HTTP', async () => {
    const port = await listen((socket) => socket.on('error', () => {}).end('220 mail.example.com ESMTP\r\n'))
    expect(await troubleAt(`http://127.0.0.1:${port}`)).toEqual([
      'stranger',
      `What answers at 127.0.0.1:${port} does not speak HTTP: is that the port of the chat?`,
    ])
  })

  it('that says something else over its socket', async () => {
    expect(await troubleWith({ onConnect: (socket) => socket.sendText('hello') })).toEqual([
      'stranger',
      'URL opens a socket, and says “hello”: that is no Rocket.Chat.',
    ])
  })

  it('that says nothing over its socket', async () => {
    expect(await troubleWith({ onConnect: (socket) => socket.mute() }, 3_000)).toEqual([
      'stranger',
      'URL opens a socket, and does not answer “connect”: that is no Rocket.Chat.',
    ])
  })

  it('that hangs up its socket', async () => {
    expect(await troubleWith({ onConnect: (socket) => socket.cut() })).toEqual([
      'stranger',
      'URL opens a socket, and closes it in the middle: that is no Rocket.Chat.',
    ])
  })

  it('that speaks DDP, of another version', async () => {
    expect(
      await troubleWith({
        async onConnect(socket) {
          await socket.next()
          socket.send({ msg: 'failed', version: 'pre9' })
        },
      }),
    ).toEqual(['stranger', 'URL speaks DDP, but none of the versions 1, pre2 and pre1.'])
  })

  it('that speaks DDP, and is another program of Meteor', async () => {
    expect(
      await troubleWith({
        async onConnect(socket) {
          await socket.next()
          socket.send({ msg: 'connected', session: 'ABCDEFGHIJKLMNOPQ' })
          for (;;) {
            const frame = await socket.next()
            const error = { error: 404, reason: 'not found' }
            if (frame.msg === 'method') socket.send({ msg: 'result', id: frame.id, error })
            else if (frame.msg === 'sub') socket.send({ msg: 'nosub', id: frame.id, error })
          }
        },
      }),
    ).toEqual(['stranger', 'URL speaks DDP, and has none of Rocket.Chat’s methods: another Meteor program?'])
  })
})

it.each([200, 400, 404, 426, 502])('a proxy that answers the upgrade with %i is named', async (status) => {
  expect(await troubleWith({ onRequest: () => INFO, onUpgrade: () => ({ status, body: '<html>' }) })).toEqual([
    'upgrade',
    `A Rocket.Chat 7.4.1 answers at URL, but its socket is blocked (WS/websocket: HTTP ${status} instead of 101). A proxy in front of it has to pass the upgrade on: HTTP/1.1 to the server, with the headers Upgrade and Connection.`,
  ])
})

it('a portal that answers everything is a stranger, until it lets the server through', async () => {
  await using server = await startServer({ compat: 6 })
  await using proxy = await startFaultProxy(server.url)
  proxy.refuse = { status: 200, body: '<title>Airport</title>' }
  expect((await troubleAt(proxy.url))[1]).toContain('a web page called “Airport”')
  proxy.refuse = undefined
  expect((await probe(proxy.url)).release).toBe('6.13')
})

it('where /api/info is hidden and CORS off, it goes by what answers, and names the setting', async () => {
  await using server = await startServer({ compat: 8, dialect: 'meteor' })
  const target = new URL(server.url)
  // A page in front: no release, no CORS, and everything else passed on.
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await fetch(server.url + request.url, { method: request.method! })
    response.writeHead(request.method === 'OPTIONS' ? 404 : answer.status, { 'content-type': 'application/json' })
    response.end(await answer.text())
  }
  const front = createHttpServer((request, response) => {
    if (request.url === '/api/info') response.writeHead(200).end('<title>Chat</title>')
    else void pass(request, response)
  })
  front.on('upgrade', (request, near: Socket) => {
    const far = connect(Number(target.port), target.hostname)
    const lines = request.rawHeaders.flatMap((text, index) =>
      index % 2 ? [] : [`${text}: ${request.rawHeaders[index + 1]}`],
    )
    far.write(`GET ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
    far.pipe(near).pipe(far)
    for (const socket of [far, near]) socket.on('error', () => socket.destroy())
  })
  await once(front.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void front.close())
  const report = await probe(`http://127.0.0.1:${(front.address() as AddressInfo).port}`)
  expect([report.release, report.hidden]).toEqual([undefined, 'HTTP 200, a web page called “Chat”'])
  expect(report.cors.allowed).toBe(false)
  const told = Object.fromEntries(report.capabilities.map(({ job, takes, inPages }) => [job, [takes, inPages]]))
  expect(told['send']).toEqual(['sendMessage', true])
  expect(told['delete']).toEqual(['POST /api/v1/chat.delete', false])
  const text = reportText(report)
  expect(text).toContain('not told (/api/info is HTTP 200, a web page called “Chat”): the client goes by what answers')
  expect(text).toContain(
    'a page of https://page.example may not use REST, so it cannot: have a code mailed, delete, react, list what is pinned, list what one has starred, list what names one, ask about one person, ask who is online, send a file. The settings: API_Enable_CORS and API_CORS_Origin (Settings → General → REST API)',
  )
  expect(text).toContain(
    'delete                           REST  POST /api/v1/chat.delete (not in pages of another origin)',
  )
})
