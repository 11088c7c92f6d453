// A console without a browser: sockets and answers of HTTP that the test plays, a clock that the test moves.
import { fakeClock, fakeNetwork, type FakeClock, type FakeNetwork } from '@quindar/testkit'
import { createConsole, type WireConsole } from '../model/console.ts'
import type { ConsolePorts, HttpAnswer, Socket } from '../model/ports.ts'

export interface Stage {
  readonly model: WireConsole
  readonly network: FakeNetwork
  readonly clock: FakeClock
  /** What HTTP answers, by address; a blind question has `blind ` before it. An address that is not there answers nothing. */
  readonly web: Map<string, HttpAnswer>
  /** What was asked over HTTP, in order. */
  readonly asked: string[]
  /** Opens the socket and lets it connect. */
  readonly open: () => Promise<void>
}

export function setStage(page = 'http://localhost:3000/console', demo = true): Stage {
  const network = fakeNetwork()
  const clock = fakeClock()
  const web = new Map<string, HttpAnswer>()
  const asked: string[] = []
  const ports: ConsolePorts = {
    openSocket: (url) => new network.WebSocket(url) as unknown as Socket,
    request: (url, { blind = false, method, body }) => {
      asked.push(`${method} ${url}${body === undefined ? '' : ` ${body}`}`)
      const answer = web.get(blind ? `blind ${url}` : url)
      return answer === undefined ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(answer)
    },
    now: clock.now,
    setTimeout: clock.setTimeout,
    clearTimeout: clock.clearTimeout,
    random: () => 0.5,
    page,
    demo,
  }
  const model = createConsole(ports)
  return {
    model,
    network,
    clock,
    web,
    asked,
    open: async () => {
      const opened = model.open()
      network.latest().open()
      await opened
    },
  }
}
