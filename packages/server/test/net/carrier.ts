// A door for WebSockets on a free port, with whatever sessions a test puts behind it, and a client that remembers.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import type { Clock } from '../../src/clock.ts'
import type { Wire, WireEvents } from '../../src/ddp/wire.ts'
import { Upgrades, type UpgradeOptions } from '../../src/net/upgrade.ts'

export interface Door {
  /** `ws://127.0.0.1:port` */
  readonly url: string
  close(): Promise<void>
  /** From now on everybody is refused. */
  goDown(): void
}

export async function openDoor(
  accept: (wire: Wire) => WireEvents,
  clock: Clock,
  { from, ...options }: Partial<UpgradeOptions> & { from?: () => string } = {},
): Promise<Door> {
  const upgrades = new Upgrades({
    clock,
    pathPrefix: '',
    origins: undefined,
    socketsPerAddress: Infinity,
    accept,
    ...options,
  })
  const http = createServer()
  const streams = new Set<{ destroy(): void }>()
  http.on('upgrade', (request, stream, head) => {
    streams.add(stream)
    // As if it came from another machine.
    if (from) Object.defineProperty(request.socket, 'remoteAddress', { value: from() })
    upgrades.handle(request, stream, head)
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  return {
    url: `ws://127.0.0.1:${port}`,
    goDown: () => upgrades.close(),
    async close() {
      for (const stream of streams) stream.destroy()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

/** Reads texts in their order; waits for those that have not come. */
export class Client {
  readonly socket: WebSocket
  readonly closed: Promise<{ code: number; reason: string }>
  private readonly texts: string[] = []
  private waiting: (() => void)[] = []
  private isClosed = false

  private constructor(url: string, options: { origin?: string }) {
    this.socket = new WebSocket(url, options)
    this.socket.on('message', (data: Buffer) => {
      this.texts.push(data.toString())
      this.wake()
    })
    this.socket.on('error', () => undefined)
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => {
        this.isClosed = true
        this.wake()
        resolve({ code, reason: reason.toString() })
      })
    })
  }

  static async open(url: string, options: { origin?: string } = {}): Promise<Client> {
    const client = new Client(url, options)
    await new Promise<void>((resolve, reject) => {
      client.socket.once('open', resolve)
      client.socket.once('error', reject)
    })
    return client
  }

  /** What has come and was not taken. */
  get left(): readonly string[] {
    return this.texts
  }

  send(text: string): void {
    this.socket.send(text)
  }

  say(frame: unknown): void {
    this.send(JSON.stringify(frame))
  }

  /** The next text. @throws when the connection ended instead. */
  async next(): Promise<string> {
    while (this.texts.length === 0) {
      if (this.isClosed) throw new Error('The connection is over, and nothing more has come.')
      await new Promise<void>((resolve) => this.waiting.push(resolve))
    }
    return this.texts.shift() ?? ''
  }

  async nextFrame(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.next()) as Record<string, unknown>
  }

  /** Skips to the next frame that fits. */
  async until(fits: (frame: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    for (;;) {
      const frame = await this.nextFrame()
      if (fits(frame)) return frame
    }
  }

  async close(): Promise<void> {
    this.socket.close()
    await this.closed
  }

  private wake(): void {
    const waiting = this.waiting
    this.waiting = []
    for (const resolve of waiting) resolve()
  }
}

/** Waits until it is so: turn by turn, for as long as the machine needs. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise<void>((resolve) => void setImmediate(resolve))
}
