// A client's way to the server, without a network: texts arrive late but in order, or not at all. What either side knows
// of a cut is up to the kind of cut, as on real wires.
import type { ServerCore, SharedFrame, WireEvents } from '@quindar/server'
import type { Socket, SocketConstructor } from 'quindar'
import type { FakeClock } from '../fake-clock.ts'

/** `loud`: both sides hear of it. `silent`: nobody does; each finds out by asking. */
export type Cut = 'loud' | 'silent'

export interface Link {
  /** For the client's ports. */
  readonly WebSocket: SocketConstructor
  readonly cut: (how: Cut) => void
  /** Nothing passes, either way, until it is false again; then everything does. */
  stalled: boolean
}

export interface LinkOptions {
  readonly clock: FakeClock
  readonly random: () => number
  /** The server that runs now; none while it is down. */
  readonly core: () => ServerCore | undefined
}

/** How late a text is, in milliseconds, at most. */
const LATEST_MS = 60
/** Held-back texts look this often, in milliseconds, whether they may pass. */
const LOOK_MS = 100

interface Connection {
  /** The server process went away: nothing more comes from it. */
  readonly cut: (how: Cut) => void
}

export function createLink({ clock, random, core }: LinkOptions): Link {
  const connections = new Set<Connection>()

  const link = {
    stalled: false,
    cut(how: Cut) {
      for (const connection of connections) connection.cut(how)
    },
    WebSocket: class implements Socket {
      onopen: Socket['onopen'] = null
      onmessage: Socket['onmessage'] = null
      onclose: Socket['onclose'] = null
      onerror: Socket['onerror'] = null
      readonly send: (text: string) => void
      readonly close: () => void

      constructor() {
        const up = queue()
        const down = queue()
        let events: WireEvents | undefined
        let over = false
        let turn: SharedFrame[] | undefined

        const finish = (how: Cut): void => {
          if (over) return
          over = true
          connections.delete(connection)
          up.stop()
          down.stop()
          if (how === 'silent') return
          events?.closed()
          clock.setTimeout(() => this.onclose?.({ code: 1006 }), random() * LATEST_MS)
        }
        const connection: Connection = { cut: finish }
        connections.add(connection)

        const flush = (): void => {
          for (const { text } of turn ?? []) down.put(() => this.onmessage?.({ data: text }))
          turn = undefined
        }
        this.send = (text) => up.put(() => events?.text(text))
        this.close = () => {
          if (over) return
          // What was sent before arrives before the goodbye does.
          up.put(() => finish('loud'))
        }
        up.put(() => {
          const server = core()
          if (!server) {
            finish('loud')
            return
          }
          down.put(() => this.onopen?.({}))
          events = server.accept({
            remoteAddress: '10.0.0.1',
            send(frame) {
              if (over) return
              if (!turn) queueMicrotask(flush)
              turn = [...(turn ?? []), frame]
            },
            revoke(topic) {
              turn = turn?.filter(
                (frame) => frame.topic === undefined || (topic !== undefined && frame.topic !== topic),
              )
            },
            close: () => down.put(() => finish('loud')),
          })
        })
      }
    },
  }

  /** Tasks, each late, none before one that was put earlier. */
  function queue() {
    const waiting: { due: number; task: () => void }[] = []
    let timer: unknown
    let last = 0
    let stopped = false

    function arm(ms: number): void {
      timer = clock.setTimeout(run, ms)
    }

    function run(): void {
      timer = undefined
      while (!link.stalled && waiting[0] && waiting[0].due <= clock.now()) waiting.shift()?.task()
      const [next] = waiting
      if (next) arm(link.stalled ? LOOK_MS : Math.max(0, next.due - clock.now()))
    }

    return {
      put(task: () => void): void {
        if (stopped) return
        last = Math.max(last, clock.now() + random() * LATEST_MS)
        waiting.push({ due: last, task })
        if (timer === undefined) arm(last - clock.now())
      },
      stop(): void {
        stopped = true
        waiting.length = 0
        clock.clearTimeout(timer)
      },
    }
  }

  return link
}
