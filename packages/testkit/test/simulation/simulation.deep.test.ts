// Many seeds of the simulation.
import { expect, it } from 'vitest'
import { simulate } from '@quindar/testkit'

const FIRST = 1_000
const HUNDREDS = Array.from({ length: 50 }, (_, index) => FIRST + index * 100)

it.each(HUNDREDS)('the hundred seeds from %i on', { timeout: 600_000 }, async (from) => {
  for (let seed = from; seed < from + 100; seed++) {
    const { broken } = await simulate({ seed })
    expect(broken, `see it again: npm run sim -- --seed ${seed}`).toEqual([])
  }
})
