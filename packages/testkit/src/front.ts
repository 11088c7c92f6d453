// What stands before a server in the wild: a reverse proxy with or without TLS, which passes the upgrade on, or does not.
import { createServer as createPlain, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTls } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { SelfSigned } from './certificate.ts'

export interface FrontOptions {
  /** With TLS by this certificate; without: plain. */
  readonly certificate?: SelfSigned
  /** Whether sockets may be opened through it. @default true */
  readonly upgrades?: boolean
}

export interface Front extends AsyncDisposable {
  /** `https://127.0.0.1:<port>` */
  readonly url: string
}

/** Starts one before the server at `target`, on a free port of 127.0.0.1. */
export async function startFront(target: string, { certificate, upgrades = true }: FrontOptions = {}): Promise<Front> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Duplex>()

  function pass(request: IncomingMessage, response: ServerResponse): void {
    const { method, url, headers } = request
    const onward = ask({ hostname, port, method, path: url, headers: withoutUpgrade(headers) }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  }

  const server = certificate ? createTls({ key: certificate.key, cert: certificate.cert }, pass) : createPlain(pass)
  // Without a listener, a request for an upgrade is one like any other.
  if (upgrades) {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const onward = connect(Number(port), hostname, () => {
        const lines = Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}`)
        onward.write(`GET ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
        onward.write(head)
        socket.pipe(onward).pipe(socket)
      })
      for (const one of [socket, onward]) {
        sockets.add(one)
        one.on('error', () => one.destroy())
        one.on('close', () => sockets.delete(one))
      }
    })
  }
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      await new Promise<void>((done) => void server.close(() => done()))
    },
  }
}

function withoutUpgrade(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  const { upgrade: _upgrade, connection: _connection, ...rest } = headers
  return rest
}
