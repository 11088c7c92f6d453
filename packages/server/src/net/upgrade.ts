// Which upgrade requests become WebSockets, and what the others are told.

import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocketServer } from 'ws'
import type { Clock } from '../clock.ts'
import type { Wire, WireEvents } from '../ddp/wire.ts'
import { TurnEnd } from './outbox.ts'
import { sockjsWrapping } from './sockjs.ts'
import { carry, createHandshake, rawWrapping, type Wrapping } from './websocket.ts'

export interface UpgradeOptions {
  readonly clock: Clock
  /** Before every path, without a slash at its end: `/chat`. */
  readonly pathPrefix: string
  /** Origins that pages may come from, beside our own; `undefined`: all. Programs send none and are let in. */
  readonly origins: readonly string[] | undefined
  /** Sockets of one address, this machine's own excepted: a developer's load test is no attack. */
  readonly socketsPerAddress: number
  readonly accept: (wire: Wire) => WireEvents
}

/** Raw DDP: `/websocket`, and the name under which SockJS has it. */
const RAW = /^(\/sockjs)?\/websocket\/?$/
const SOCKJS = /^\/sockjs\/[^/.]+\/[^/.]+\/websocket\/?$/

export class Upgrades {
  private readonly options: UpgradeOptions
  private readonly handshake: WebSocketServer = createHandshake()
  private readonly turn: TurnEnd
  private readonly perAddress = new Map<string, number>()
  private isClosing = false

  constructor(options: UpgradeOptions) {
    this.options = options
    this.turn = new TurnEnd(options.clock)
  }

  /** The listener of an HTTP server's `upgrade`. */
  handle(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const address = request.socket.remoteAddress ?? ''
    const wrapping = this.wrappingOf(request.url ?? '')
    if (this.isClosing) return refuse(stream, 503, 'This server is going down.')
    if (!wrapping) return refuse(stream, 404, `WebSockets are at ${this.options.pathPrefix}/websocket.`)
    if (!this.fromAllowedOrigin(request)) return refuse(stream, 403, 'This server does not serve pages of that origin.')
    if (this.countOf(address) >= this.options.socketsPerAddress) {
      return refuse(stream, 429, `This address has ${this.options.socketsPerAddress} connections, which is the limit.`)
    }
    this.handshake.handleUpgrade(request, stream, head, (socket) => {
      this.count(address, 1)
      socket.once('close', () => this.count(address, -1))
      carry({ socket, stream, request, wrapping }, this.turn, this.options.clock, this.options.accept)
    })
  }

  /** From now on everybody is refused. */
  close(): void {
    this.isClosing = true
  }

  private wrappingOf(url: string): Wrapping | undefined {
    const { pathPrefix } = this.options
    const path = decoded(url.split('?', 1)[0] ?? '')
    if (!path.startsWith(pathPrefix)) return undefined
    const rest = path.slice(pathPrefix.length)
    if (RAW.test(rest)) return rawWrapping
    return SOCKJS.test(rest) ? sockjsWrapping : undefined
  }

  private fromAllowedOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
    const { origins } = this.options
    if (!origins || origin === undefined || origins.includes(origin)) return true
    return origin.slice(origin.indexOf('://') + 3) === host
  }

  private countOf(address: string): number {
    return isLoopback(address) ? 0 : (this.perAddress.get(address) ?? 0)
  }

  private count(address: string, change: 1 | -1): void {
    const now = (this.perAddress.get(address) ?? 0) + change
    if (now === 0) this.perAddress.delete(address)
    else this.perAddress.set(address, now)
  }
}

/** Of this machine. */
export function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}

function refuse(stream: Duplex, status: number, sentence: string): void {
  // Whoever has gone away meanwhile is no error of ours.
  stream.on('error', () => stream.destroy())
  stream.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(sentence)}\r\n\r\n${sentence}`,
  )
}

/** As HTTP's router reads a path: a prefix may have spaces and any script's letters, which travel as percent signs. */
function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
