// A client's way to the server, without a network: texts and requests arrive late but in order, or not at all. What
// either side knows of a cut is up to the kind of cut, as on real wires.
import type { SharedFrame, WireEvents } from '@quindar/server'
import type { Ports, Socket, SocketConstructor } from 'quindar'
import type { FakeClock } from '../fake-clock.ts'
import { createDelay, type Stalling } from './delay.ts'
import { createInspection, type Inspection } from './inspection.ts'
import type { Machine } from './machine.ts'
import { requester } from './requests.ts'

/** `loud`: both sides hear of it. `silent`: nobody does; each finds out by asking. `gone`: the client's process ended. */
export type Cut = 'loud' | 'silent' | 'gone'

export interface Link extends Stalling {
  /** For the client's ports. */
  readonly WebSocket: SocketConstructor
  readonly fetch: NonNullable<Ports['fetch']>
  readonly cut: (how: Cut) => void
  readonly inspection: Inspection
}

/** A client notices within this time, in milliseconds, that nobody is there any more. */
const NOTICED_MS = 20_000

export function createLink(clock: FakeClock, random: () => number, machine: Machine): Link {
  const connections = new Set<{ readonly cut: (how: Cut) => void; readonly abandoned: () => boolean }>()
  const inspection = createInspection(clock.now)
  /** Which of the client's processes it is. */
  let life = 0
  const stalling = { stalled: false }
  const delay = () => createDelay(clock, random, stalling)
  const requests = requester(delay, machine, inspection)

  return {
    get stalled() {
      return stalling.stalled
    },
    set stalled(stalled) {
      stalling.stalled = stalled
    },
    inspection,
    fetch: requests.fetch,
    cut(how) {
      if (how === 'gone') life++
      for (const connection of connections) connection.cut(how)
      requests.cut(how)
    },
    WebSocket: class implements Socket {
      onopen: Socket['onopen'] = null
      onmessage: Socket['onmessage'] = null
      onclose: Socket['onclose'] = null
      onerror: Socket['onerror'] = null
      readonly send: (text: string) => void
      readonly close: () => void

      constructor() {
        const up = delay()
        const down = delay()
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
              inspection.broke(`I9: a connection was dead for ${NOTICED_MS} ms, and was not given up`)
            }
            clock.setTimeout(notice, NOTICED_MS + 1)
            return
          }
          events?.closed()
          if (how === 'loud') clock.setTimeout(() => this.onclose?.({ code: 1006 }), down.lateness())
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
          }
          turn = undefined
        }
        this.send = (text) =>
          up.put(() => {
            const refusal = look.up(text, machine.without)
            if (refusal === undefined) events?.text(text)
            else down.put(() => hear(refusal))
          })
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
          down.put(() => this.onopen?.({}))
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
