// Some seeds of the simulation: in each, three people talk in two rooms while networks and the server fail.
import { expect, it } from 'vitest'
import { simulate } from '@quindar/testkit'

const FIFTIES = Array.from({ length: 10 }, (_, index) => 1 + index * 50)

it.each(FIFTIES)('the fifty seeds from %i on: nothing is lost, doubled, out of order or left hanging', async (from) => {
  let commands = 0
  for (let seed = from; seed < from + 50; seed++) {
    const report = await simulate({ seed })
    expect(report.broken, `see it again: npm run sim -- --seed ${seed}`).toEqual([])
    commands += report.commands
  }
  expect(commands).toBeGreaterThan(500)
})

it('plays the same every time', async () => {
  const first = await simulate({ seed: 7 })
  const second = await simulate({ seed: 7 })
  expect(second.story).toEqual(first.story)
})

it('without faults nothing is ever lost', async () => {
  const { broken, faults } = await simulate({ seed: 3, faults: 0 })
  expect([broken, faults]).toEqual([[], 0])
})
