// A raw socket to a real server: frames as they are, and the ones that were waited for.

import { onTestFinished } from 'vitest'
import { createServer, type QuindarServer, type ServerOptions } from '../../src/server.ts'
import { plainPasswords } from '../domain/world.ts'

export type Frame = Record<string, unknown>

/** A server with the demo's people, in memory; what goes wrong in it fails the test. */
export async function livechatServer(options: ServerOptions = {}): Promise<QuindarServer> {
  const faults: unknown[] = []
  const server = await createServer({
    demo: 'people',
    passwords: plainPasswords,
    report: (fault) => faults.push(fault),
    ...options,
  })
  onTestFinished(async () => {
    await server.close()
    if (faults.length > 0) throw new AggregateError(faults, String(faults[0]))
  })
  return server
}

export class RawSocket {
  readonly frames: Frame[] = []
  private readonly socket: WebSocket
  private count = 0
  private waiting: (() => void)[] = []

  private constructor(socket: WebSocket) {
    this.socket = socket
    socket.addEventListener('message', ({ data }) => {
      const frame = JSON.parse(String(data)) as Frame
      if (frame['msg'] === 'ping') return this.send({ msg: 'pong' })
      this.frames.push(frame)
      for (const wake of this.waiting.splice(0)) wake()
    })
  }

  static async dial(url: string): Promise<RawSocket> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/websocket`)
    await new Promise((open, fail) => {
      socket.addEventListener('open', open)
      socket.addEventListener('error', fail)
    })
    const raw = new RawSocket(socket)
    onTestFinished(() => raw.close())
    return raw
  }

  /** The same, connected in DDP's sense. */
  static async connect(url: string): Promise<RawSocket> {
    const raw = await RawSocket.dial(url)
    raw.send({ msg: 'connect', version: '1', support: ['1'] })
    await raw.until(({ msg }) => msg === 'connected')
    return raw
  }

  send(frame: unknown): void {
    this.socket.send(JSON.stringify(frame))
  }

  /** The first frame, of those that came or will come, that fits. */
  async until(fits: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const found = this.frames.find(fits)
      if (found) return found
      await new Promise<void>((wake) => this.waiting.push(wake))
    }
  }

  /** Sends a call as it stands and waits for its result. */
  async result(frame: { readonly id: string } & Frame): Promise<Frame> {
    this.send(frame)
    return this.until(({ msg, id }) => msg === 'result' && id === frame.id)
  }

  async call(method: string, ...params: unknown[]): Promise<Frame> {
    return this.result({ msg: 'method', id: `call-${++this.count}`, method, params })
  }

  /** `ready`, or the `nosub` that it was refused with. */
  async sub(name: string, ...params: unknown[]): Promise<Frame> {
    const id = `sub-${++this.count}`
    this.send({ msg: 'sub', id, name, params })
    return this.until(({ msg, id: other, subs }) =>
      msg === 'ready' ? (subs as string[]).includes(id) : msg === 'nosub' && other === id,
    )
  }

  async login(username: string): Promise<string> {
    const { result } = await this.call('login', { user: { username }, password: username })
    return (result as { id: string }).id
  }

  /** The arguments of the events of a stream that have come. */
  events(stream: string, key?: string): unknown[][] {
    return this.frames
      .filter(({ msg, collection }) => msg === 'changed' && collection === `stream-${stream}`)
      .map(({ fields }) => fields as { eventName: string; args: unknown[] })
      .filter(({ eventName }) => key === undefined || eventName === key)
      .map(({ args }) => args)
  }

  /** The first event of a stream whose first argument fits. */
  async event(stream: string, fits: (arg: unknown, key: string) => boolean = () => true): Promise<unknown[]> {
    const frame = await this.until(({ msg, collection, fields }) => {
      if (msg !== 'changed' || collection !== `stream-${stream}`) return false
      const { eventName, args } = fields as { eventName: string; args: unknown[] }
      return fits(args[0], eventName)
    })
    return (frame['fields'] as { args: unknown[] }).args
  }

  close(): void {
    this.socket.close()
  }
}
