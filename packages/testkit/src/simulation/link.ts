// A client's way to the server, without a network: texts and requests arrive late but in order, or not at all. What
// either side knows of a cut is up to the kind of cut, as on real wires.
import type { SharedFrame, WireEvents } from '@quindar/server'
import type { Ports, Socket, SocketConstructor } from 'quindar'
import type { FakeClock } from '../fake-clock.ts'
import { createDelay, type Delay } from './delay.ts'
import { createInspection, type Inspection } from './inspection.ts'
import type { Machine } from './machine.ts'
import { createNetwork, type Network } from './network.ts'
import { requester, type Cut } from './requests.ts'

export interface Link {
  /** For the client's ports. */
  readonly WebSocket: SocketConstructor
  readonly fetch: NonNullable<Ports['fetch']>
  readonly cut: (how: Cut) => void
  /** The machine falls asleep, or wakes up: nobody could notice anything. */
  readonly slept: () => void
  readonly network: Network
  readonly inspection: Inspection
  /** When each of the connections that came about did so, in milliseconds since 1970. */
  readonly openedAt: readonly number[]
}

/** A client notices within this time, in milliseconds, that nobody is there any more. */
export const NOTICED_MS = 20_000
/** Who is woken while he waits for an answer, or whose clock jumps, gives it so many milliseconds more. */
const WOKEN_MS = 3_000
/** With which code a client hears of a cut. */
const CODES = { loud: 1006, half: 1006, dropped: 4008 }

export function createLink(clock: FakeClock, random: () => number, machine: Machine): Link {
  const connections = new Set<{ readonly cut: (how: Cut) => void; readonly abandoned: () => boolean }>()
  const inspection = createInspection(clock.now)
  const network = createNetwork()
  const openedAt: number[] = []
  const noticed = NOTICED_MS + WOKEN_MS
  /** Which of the client's processes it is, and of its days. */
  let life = 0
  const delays = (): { up: Delay; down: Delay } => ({
    up: createDelay(clock, random, network.up),
    down: createDelay(clock, random, network.down),
  })
  const requests = requester(delays, machine, inspection)

  return {
    network,
    inspection,
    openedAt,
    slept: () => life++,
    fetch: requests.fetch,
    cut(how) {
      if (how === 'gone') life++
      for (const connection of connections) connection.cut(how)
      // A server that gives up a reader of its socket still answers what that asks beside it.
      if (how !== 'dropped') requests.cut(how)
    },
    WebSocket: class implements Socket {
      onopen: Socket['onopen'] = null
      onmessage: Socket['onmessage'] = null
      onclose: Socket['onclose'] = null
      onerror: Socket['onerror'] = null
      readonly send: (text: string) => void
      readonly close: () => void

      constructor() {
        const { up, down } = delays()
        const look = inspection.connection()
        let events: WireEvents | undefined
        let over = false
        let abandoned = false
        const mine = life
        let turn: SharedFrame[] | undefined

        const finish = (how: Cut): void => {
          if (over) return
          over = true
          connections.delete(connection)
          up.stop()
          down.stop()
          if (how === 'silent') {
            const notice = (): void => {
              if (abandoned || mine < life) return
              inspection.broke(`I9: a connection was dead for ${noticed} ms, and was not given up`)
            }
            clock.setTimeout(notice, noticed + 1)
            return
          }
          if (how !== 'half') events?.closed()
          if (how !== 'gone') clock.setTimeout(() => this.onclose?.({ code: CODES[how] }), down.lateness())
        }
        const connection = { cut: finish, abandoned: () => abandoned }
        if ([...connections].some((other) => !other.abandoned()))
          inspection.broke('I11: a client dialled while another connection of its was open')
        connections.add(connection)

        const hear = (text: string): void => this.onmessage?.({ data: text })
        const flush = (): void => {
          for (const { text } of turn ?? []) {
            look.down(text)
            down.put(() => hear(text))
            if (network.stuttering) down.put(() => hear(text))
          }
          turn = undefined
        }
        this.send = (text) => {
          const frame = look.read(text)
          up.put(() => {
            const refusal = look.up(frame, machine.without)
            if (refusal === undefined) events?.text(text)
            else down.put(() => hear(refusal))
          })
        }
        this.close = () => {
          abandoned = true
          if (over) return
          // What was sent before arrives before the goodbye does.
          up.put(() => finish('loud'))
        }
        up.put(() => {
          const { core } = machine
          if (!core) {
            finish('loud')
            return
          }
          down.put(() => {
            openedAt.push(clock.now())
            this.onopen?.({})
          })
          events = core.accept({
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
}
