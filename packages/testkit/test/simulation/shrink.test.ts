// A seed that breaks is made short: what is left is all needed, and it breaks the same promise.
import { expect, it } from 'vitest'
import { shrink, type SimulationReport } from '@quindar/testkit'

/** A world that breaks I1 when steps 3 and 17 are both played, and I2 when 17 is played alone. */
function world(): { play: (options: { only?: readonly number[] }) => Promise<SimulationReport>; tries: () => number } {
  let tries = 0
  return {
    tries: () => tries,
    play({ only = Array.from({ length: 40 }, (_, index) => index) }) {
      tries++
      const broken = only.includes(17) ? [only.includes(3) ? 'I1: a message is lost' : 'I2: it is there twice'] : []
      return Promise.resolve({ seed: 5, broken, story: [], caughtUp: [], commands: 0, faults: 0, played: only })
    },
  }
}

it('leaves what is needed, and nothing else', async () => {
  const { play, tries } = world()
  const short = await shrink({ seed: 5 }, await play({}), play as never)
  expect(short.played).toEqual([3, 17])
  expect(short.broken).toEqual(['I1: a message is lost'])
  expect(tries()).toBeLessThan(40)
})

it('leaves a seed as it is that breaks with nothing at all left out', async () => {
  const { play } = world()
  const all = await play({ only: [3, 17] })
  expect((await shrink({ seed: 5 }, all, play as never)).played).toEqual([3, 17])
})
