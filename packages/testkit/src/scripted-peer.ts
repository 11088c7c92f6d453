// A server that does what a test tells it: a real WebSocket on a free port, good or bad as the script wants.

import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { ClientFrame, ServerFrame } from 'quindar/protocol'
import { PeerSocket, type Dialect } from './peer-socket.ts'
import { EndOfWaiting, Waiting } from './waiting.ts'

/** An HTTP answer. */
export interface PeerAnswer {
  status: number
  headers?: Record<string, string>
  body?: string
}

export interface PeerOptions {
  /** The script of each connection, the first of which is number 1. What it throws is thrown by `peer.close()`, unless the client just left. */
  onConnect?: (socket: PeerSocket, number: number) => void | Promise<void>
  /** Greeting and order of answers; `meteor` unless given. */
  dialect?: Dialect
  /** Given an answer, the upgrade to WebSocket is refused with it: an HTML page, a 429, a redirect. */
  onUpgrade?: (request: IncomingMessage) => PeerAnswer | undefined
  /** What plain HTTP requests get; 404 unless given. */
  onRequest?: (request: IncomingMessage, body: string) => PeerAnswer
}

export interface ScriptedPeer extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`, as one gives it to a client. */
  readonly url: string
  readonly port: number
  /** All connections so far, oldest first. */
  readonly connections: readonly PeerSocket[]
  /** The next connection that no script and no earlier call has taken; waits for it. */
  readonly connection: () => Promise<PeerSocket>
  /** The newest connection. @throws when there is none. */
  readonly latest: () => PeerSocket
  /** Takes the next frame of the newest connection; waits for the first connection if need be. */
  readonly next: (fits?: (frame: ClientFrame) => boolean) => Promise<ClientFrame>
  /** These five go to the newest connection. */
  readonly send: (frame: ServerFrame) => void
  readonly sendText: (text: string) => void
  readonly mute: () => void
  readonly freeze: () => void
  readonly cut: () => void
  /** Cuts all connections and refuses new ones, as a server that is down does. */
  readonly down: () => Promise<void>
  /** Listens again, on the same port. */
  readonly up: () => Promise<void>
  /** Ends everything. @throws what a script threw. */
  readonly close: () => Promise<void>
}

/** Starts a peer on a free port of 127.0.0.1. Use it with `await using`. */
export async function startPeer(options: PeerOptions = {}): Promise<ScriptedPeer> {
  const connections: PeerSocket[] = []
  const arrivals = new Waiting<PeerSocket>('a connection')
  const failures: unknown[] = []
  const websockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  const http = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => (body += part))
    request.on('end', () => {
      const answer = options.onRequest?.(request, body) ?? { status: 404, body: 'Not found' }
      response.writeHead(answer.status, answer.headers).end(answer.body)
    })
  })

  const accept = (request: IncomingMessage, tcp: Duplex, head: Buffer) => {
    const refusal = options.onUpgrade?.(request)
    if (refusal) {
      tcp.end(rawAnswer(refusal))
      return
    }
    websockets.handleUpgrade(request, tcp, head, (websocket) => {
      const socket = new PeerSocket(websocket, request.url ?? '', options.dialect ?? 'meteor')
      connections.push(socket)
      arrivals.put(socket)
      void runScript(socket, connections.length)
    })
  }
  http.on('upgrade', accept)

  const runScript = async (socket: PeerSocket, number: number): Promise<void> => {
    try {
      await options.onConnect?.(socket, number)
    } catch (error) {
      // A client may leave in the middle of a script; what matters then is what the test sees of it.
      if (!(error instanceof EndOfWaiting)) failures.push(error)
    }
  }

  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      http.once('error', reject).listen(port, '127.0.0.1', resolve)
    })

  const down = () =>
    new Promise<void>((resolve) => {
      for (const websocket of websockets.clients) websocket.terminate()
      http.close(() => resolve())
      http.closeAllConnections()
    })

  const latest = () => {
    const socket = connections.at(-1)
    if (!socket) throw new Error('Nobody has connected yet.')
    return socket
  }

  const close = async () => {
    if (http.listening) await down()
    arrivals.end('the peer was closed')
    if (failures.length > 0) throw failures[0]
  }

  await listen(0)
  const { port } = http.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    connections,
    connection: () => arrivals.take(() => true),
    latest,
    next: async (fits = () => true) => {
      if (connections.length === 0) arrivals.put(await arrivals.take(() => true))
      return latest().next(fits)
    },
    send: (frame) => latest().send(frame),
    sendText: (text) => latest().sendText(text),
    mute: () => latest().mute(),
    freeze: () => latest().freeze(),
    cut: () => latest().cut(),
    down,
    up: () => listen(port),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function rawAnswer({ status, headers = {}, body = '' }: PeerAnswer): string {
  const all = {
    'content-type': 'text/html',
    connection: 'close',
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n${body}`
}
