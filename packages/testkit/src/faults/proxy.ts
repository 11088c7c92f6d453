// Stands between a client and a server as a bad network would, on a real port: late, slow, stalled either way, cut in the
// middle of a frame, half closed, an HTML page in the place of an upgrade; and, frame by frame, a server that repeats,
// forgets and mixes up what it says. Seeded: the same faults in the same places every time.
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import type { PeerAnswer } from '../scripted-peer.ts'
import { createLink, type Cut, type Link, type Way } from './link.ts'
import { FAIR_WEATHER, type Weather } from './pipe.ts'
import { seededRandom } from '../fake-clock.ts'
import type { Rewrite } from './rewrites.ts'

export interface FaultProxy extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`, as one gives it to a client. */
  readonly url: string
  /** Of this proxy's seed. */
  readonly chance: () => number
  /** From the client to the server: of all connections, those to come too. */
  readonly up: Weather
  /** From the server to the client. */
  readonly down: Weather
  /** Connections that are open. */
  readonly open: number
  /** Connections so far, refused ones too. */
  readonly total: number
  /** What becomes of the texts that the server sends from now on. */
  rewrite: Rewrite | undefined
  /** Given, every request gets this instead of the server: an upgrade that is refused, a captive portal. */
  refuse: PeerAnswer | undefined
  /** Cuts what is open. @param how @default 'reset' */
  cut(how?: Cut): void
  /** Cuts each open connection after so many more bytes of the server: in the middle of a frame, if it falls so. */
  cutAfter(bytes: number, how?: Cut): void
  /** Says goodbye to the clients (FIN) and hears on: the server does not notice. */
  halfClose(): void
  /** Says a text in the server's name, to everyone who is connected: what was held back, or what no server says. */
  say(text: string): void
  /** The network is gone, and nobody says so; or it is back, with all that was on its way. */
  stall(stalled: boolean): void
  /**
   * What is open now leads nowhere any more, for ever, and nobody says so, as when a router has forgotten it. New
   * connections go through.
   * @param ways @default both
   */
  forget(...ways: Way[]): void
  /** Cuts everything and listens no more, as a server that is down; then, on the same port, again. */
  listen(listening: boolean): Promise<void>
}

/**
 * @param target The server, as `http://127.0.0.1:41234`.
 * @param seed Decides every chance. @default 1
 */
export async function startFaultProxy(target: string, seed = 1): Promise<FaultProxy> {
  const links = new Set<Link>()
  const chance = seededRandom(seed)
  const up = { ...FAIR_WEATHER }
  const down = { ...FAIR_WEATHER }
  let total = 0
  // A half-closed connection stays half open, as on the wire.
  const server = createServer({ allowHalfOpen: true }, (near) => {
    total++
    if (proxy.refuse) answer(near, proxy.refuse)
    else join(near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  function join(near: Socket): void {
    const link: Link = createLink(near, {
      port: Number(new URL(target).port),
      up,
      down,
      chance,
      rewrite: () => proxy.rewrite,
      over: () => void links.delete(link),
    })
    links.add(link)
  }

  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${port}`,
    chance,
    up,
    down,
    get open() {
      return links.size
    },
    get total() {
      return total
    },
    rewrite: undefined,
    refuse: undefined,
    cut(how = 'reset') {
      for (const link of links) link.cut(how)
    },
    cutAfter(bytes, how = 'reset') {
      for (const link of links) link.cutAfter(bytes, how)
    },
    halfClose() {
      for (const link of links) link.halfClose()
    },
    say(text) {
      for (const link of links) link.say(text)
    },
    stall(stalled) {
      up.stalled = down.stalled = stalled
      for (const link of links) link.wake()
    },
    forget(...ways) {
      for (const link of links) link.forget(...(ways.length > 0 ? ways : (['up', 'down'] as const)))
    },
    async listen(listening) {
      if (listening === server.listening) return
      if (listening) server.listen(port, '127.0.0.1')
      else server.close()
      proxy.cut()
      await once(server, listening ? 'listening' : 'close')
    },
    async [Symbol.asyncDispose]() {
      await proxy.listen(false)
    },
  }
  return proxy
}

/** Reads the request and answers it, whatever it was. */
function answer(near: Socket, { status, headers = {}, body = '' }: PeerAnswer): void {
  near.on('error', () => {})
  near.once('data', () => {
    const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' })
    near.end(`HTTP/1.1 ${status} No\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`)
  })
}
