// One connection through the fault proxy: two sockets, and a pipe each way.
import { connect, type Socket } from 'node:net'
import { createFrameCutter, serverTextFrame } from './frames.ts'
import { createPipe, type Weather } from './pipe.ts'
import type { Rewrite } from './rewrites.ts'

/** How a connection is cut. `reset`: an RST, as after a crash. `close`: a FIN to both sides, as a proxy that restarts. */
export type Cut = 'reset' | 'close'

/** Which way: from the client to the server, or back. */
export type Way = 'up' | 'down'

export interface LinkOptions {
  readonly port: number
  readonly up: Weather
  readonly down: Weather
  readonly chance: () => number
  /** Asked for each text of the server as it comes. */
  readonly rewrite: () => Rewrite | undefined
  /** Bytes of the server that may still pass before the cut, of this link. */
  readonly over: () => void
}

export interface Link {
  readonly cut: (how: Cut) => void
  readonly cutAfter: (bytes: number, how: Cut) => void
  readonly halfClose: () => void
  readonly say: (text: string) => void
  readonly forget: (...ways: Way[]) => void
  readonly wake: () => void
}

/** Joins a client to the server at a port of 127.0.0.1. */
export function createLink(near: Socket, { port, up, down, chance, rewrite, over }: LinkOptions): Link {
  const far = connect(port, '127.0.0.1')
  const said: string[] = []
  const cutUp = createFrameCutter()
  const cutDown = createFrameCutter()
  let left = { bytes: Infinity, how: 'reset' as Cut }
  let ended = false
  /** Has the upgrade been answered? Before that a frame would stand in the middle of it. */
  let upgraded = false
  const forgotten = new Set<Way>()

  const toServer = createPipe(up, (bytes) => far.write(bytes), chance)
  const toClient = createPipe(
    down,
    (bytes) => {
      near.write(bytes.subarray(0, left.bytes))
      left.bytes -= bytes.length
      if (left.bytes <= 0) cut(left.how)
    },
    chance,
  )

  near.on('data', (bytes: Buffer) => {
    if (forgotten.has('up')) return
    for (const { text } of cutUp(bytes).frames) if (text !== undefined) said.push(text)
    toServer.put(bytes)
  })
  far.on('data', (bytes: Buffer) => {
    if (forgotten.has('down')) return
    const { head, frames } = cutDown(bytes)
    toClient.put(head)
    upgraded ||= head.length > 0
    for (const frame of frames) {
      const change = rewrite()
      if (frame.text === undefined || !change) toClient.put(frame.bytes)
      else for (const text of change(frame.text, said)) toClient.put(serverTextFrame(text))
    }
  })
  near.on('end', () => !forgotten.has('up') && toServer.end(() => far.end()))
  far.on('end', () => !forgotten.has('down') && toClient.end(() => near.end()))
  for (const [socket, way] of [
    [near, 'up'],
    [far, 'down'],
  ] as const) {
    socket.setNoDelay(true)
    // The other side learns of it from the socket that closes.
    socket.on('error', () => {})
    socket.on('close', (failed) => {
      if (failed && !forgotten.has(way)) cut('reset')
      else if (near.destroyed && far.destroyed) finish()
    })
  }

  function finish(): void {
    if (ended) return
    ended = true
    toServer.destroy()
    toClient.destroy()
    over()
  }

  function cut(how: Cut): void {
    for (const socket of [near, far]) {
      if (how === 'reset') socket.resetAndDestroy()
      else socket.destroy()
    }
    finish()
  }

  return {
    cut,
    cutAfter(bytes, how) {
      left = { bytes, how }
    },
    halfClose: () => void near.end(),
    say(text) {
      if (upgraded) toClient.put(serverTextFrame(text))
    },
    forget(...ways) {
      for (const way of ways) forgotten.add(way)
    },
    wake() {
      toServer.wake()
      toClient.wake()
    },
  }
}
