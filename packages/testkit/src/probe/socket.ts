// One anonymous conversation over the server's socket: the handshake, then methods without parameters and streams that
// nobody may read, so that all of them are refused. How they are refused tells which of them are there.
import { encode, parseServerFrame, ProtocolError, type ClientFrame, type ServerFrame } from 'quindar/protocol'
import { WebSocket, type RawData } from 'ws'
import { Trouble, troubleOf } from './trouble.ts'

export interface Socket {
  readonly dialect: Dialect
  /** Is there a method of this name? It is called without parameters and without a login. */
  readonly hasMethod: (name: string) => Promise<boolean>
  readonly hasStream: (name: string, event: string) => Promise<boolean>
  readonly close: () => void
}

/** Which server answers: Meteor's own, or Rocket.Chat's `ddp-streamer`. */
export interface Dialect {
  readonly name: 'meteor' | 'streamer' | 'unknown'
  /** Does it greet before the handshake? */
  readonly greets: boolean
  /** What that rests on. */
  readonly because: string
}

/** Somebody answered the upgrade, but not with 101. */
export class NoUpgrade extends Error {
  readonly status: number
  constructor(status: number) {
    super(`HTTP ${status}`)
    this.status = status
  }
}

type Pending = { readonly fits: (frame: ServerFrame) => boolean; readonly take: (frame: ServerFrame) => void }

/** @throws `NoUpgrade`, `Trouble` */
export async function openSocket(url: string, site: string, patienceMs: number): Promise<Socket> {
  const socket = new WebSocket(url, { perMessageDeflate: false, handshakeTimeout: patienceMs })
  const seen: ServerFrame[] = []
  const waiting = new Set<Pending>()
  let connected = false
  let greets = false
  let over: Error | undefined
  let lastId = 0
  const failed = new Set<(error: Error) => void>()

  function end(error: Error): void {
    over ??= error
    for (const fail of failed) fail(over)
    failed.clear()
  }

  socket.on('message', (data: RawData) => {
    const text = (data as Buffer).toString()
    const frame = parseServerFrame(text)
    if (frame instanceof ProtocolError) {
      if (!connected) end(strange(`says “${text.slice(0, 60)}”`))
    } else if (frame.msg === 'server_id') greets = true
    else {
      connected ||= frame.msg === 'connected'
      seen.push(frame)
      if (frame.msg === 'ping') send({ ...frame, msg: 'pong' })
      for (const one of waiting) if (one.fits(frame)) one.take(frame)
    }
  })
  socket.on('unexpected-response', (request, response) => {
    request.destroy()
    end(new NoUpgrade(response.statusCode ?? 0))
  })
  socket.on('error', (error) => end(troubleOf(error, site)))
  socket.on('close', () => end(strange('closes it in the middle')))

  function strange(what: string): Trouble {
    return new Trouble('stranger', `${site} opens a socket, and ${what}: that is no Rocket.Chat.`)
  }

  function send(frame: ClientFrame): void {
    socket.send(encode(frame))
  }

  /** @throws what ended the connection, or that nobody said it in time. */
  function heard(fits: Pending['fits'], what: string): Promise<ServerFrame> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer)
        waiting.delete(one)
        failed.delete(fail)
      }
      const one: Pending = {
        fits,
        take: (frame) => {
          stop()
          resolve(frame)
        },
      }
      const fail = (error: Error): void => {
        stop()
        reject(error)
      }
      const timer = setTimeout(() => fail(strange(`does not answer ${what}`)), patienceMs)
      if (over) {
        fail(over)
        return
      }
      waiting.add(one)
      failed.add(fail)
    })
  }

  async function refusalOf(name: string): Promise<unknown> {
    const id = `p${++lastId}`
    const result = heard((frame) => frame.msg === 'result' && frame.id === id, `the method ${name}`)
    send({ msg: 'method', method: name, id, params: [] })
    return ((await result) as ServerFrame & { msg: 'result' }).error?.error
  }

  async function shakeHands(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      socket.on('open', resolve)
      failed.add(reject)
      if (over) reject(over)
    })
    const answer = heard((frame) => frame.msg === 'connected' || frame.msg === 'failed', '“connect”')
    send({ msg: 'connect', version: '1', support: ['1', 'pre2', 'pre1'] })
    const frame = await answer
    if (frame.msg === 'connected') return frame.session
    throw new Trouble('stranger', `${site} speaks DDP, but none of the versions 1, pre2 and pre1.`)
  }

  try {
    const session = await shakeHands()
    // Refused by its own words, not for want of a method: that is where the two servers differ in their order.
    await refusalOf('login')
    const dialect = dialectOf(session, greets, seen)
    return {
      dialect,
      hasMethod: async (name) => (await refusalOf(name)) !== 404,
      async hasStream(name, event) {
        const id = `p${++lastId}`
        const answer = heard(
          (frame) => (frame.msg === 'nosub' && frame.id === id) || (frame.msg === 'ready' && frame.subs.includes(id)),
          `the stream ${name}`,
        )
        send({ msg: 'sub', id, name: `stream-${name}`, params: [event, false] })
        const frame = await answer
        return !(frame.msg === 'nosub' && frame.error?.error === 404)
      },
      close: () => socket.terminate(),
    }
  } catch (error) {
    socket.terminate()
    throw error
  }
}

/** The session's id is a Meteor one of 17 characters, or a UUID; `updated` comes before the result, or after it. */
function dialectOf(session: string, greets: boolean, seen: readonly ServerFrame[]): Dialect {
  const order = seen.filter(({ msg }) => msg === 'result' || msg === 'updated').map(({ msg }) => msg)
  const first = order[0] === 'updated' ? 'meteor' : 'streamer'
  const kind = /^[\w-]{17}$/.test(session) ? 'meteor' : /^[\da-f-]{36}$/.test(session) ? 'streamer' : undefined
  const shape = kind === undefined ? 'of no known kind' : kind === 'meteor' ? 'one of Meteor’s' : 'a UUID'
  const because = `the session’s id is ${shape}, and ${first === 'meteor' ? '“updated” comes before the result' : 'the result comes first'}`
  return { name: kind === first ? kind : 'unknown', greets, because }
}
