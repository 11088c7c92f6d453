// What goes wrong while twenty seconds of talk go on: the same for every subject, at the same times, from one seed.
import { swallow, type FaultProxy } from '@quindar/testkit'
import type { ServerOptions } from '@quindar/server'

export interface Schedule {
  readonly name: string
  readonly server?: ServerOptions
  /** @param at Resolves so many milliseconds after the talk has begun. @param chance Of the seed. */
  readonly play: (proxy: FaultProxy, at: (ms: number) => Promise<void>, chance: () => number) => Promise<void>
}

export const TALK_MS = 20_000

/** So many times within the talk, soonest first. */
const times = (count: number, chance: () => number): number[] =>
  Array.from({ length: count }, () => 1_000 + chance() * (TALK_MS - 2_000)).toSorted((a, b) => a - b)

export const SCHEDULES: readonly Schedule[] = [
  { name: 'nothing goes wrong', play: () => Promise.resolve() },
  {
    name: 'eight resets, each somewhere in a frame',
    async play(proxy, at, chance) {
      for (const time of times(8, chance)) {
        await at(time)
        proxy.cutAfter(Math.floor(chance() * 300))
      }
    },
  },
  {
    name: 'the server is away for six seconds',
    async play(proxy, at) {
      await at(5_000)
      await proxy.listen(false)
      await at(11_000)
      await proxy.listen(true)
    },
  },
  {
    name: 'the connection is dead, and nobody says so',
    async play(proxy, at) {
      await at(5_000)
      proxy.forget()
    },
  },
  {
    name: 'nothing comes from the server any more, all goes to it',
    async play(proxy, at) {
      await at(5_000)
      proxy.forget('down')
    },
  },
  {
    name: 'every third answer is lost, and three resets',
    async play(proxy, at, chance) {
      let count = 0
      proxy.rewrite = swallow((text) => text.includes('"msg":"result"') && text.includes('"mine ') && ++count % 3 === 0)
      for (const time of times(3, chance)) {
        await at(time)
        proxy.cut()
      }
      await at(TALK_MS)
      proxy.rewrite = undefined
    },
  },
  {
    name: "more is sent than Rocket.Chat's limits allow",
    server: { limits: 'strict' },
    play: () => Promise.resolve(),
  },
]
