// A server that says anything, right and wrong, for a while; for long in fuzz.deep.test.ts.
import { expect, test } from 'vitest'
import { liveThrough } from './fuzz.ts'

test.each([1, 2, 3])(
  'row 52: a thousand frames of any kind: nothing is thrown, all that was asked ends, and with a good server all is well (seed %i)',
  async (seed) => {
    const unheard: unknown[] = []
    const hear = (error: unknown): void => void unheard.push(error)
    process.on('unhandledRejection', hear)
    try {
      const life = await liveThrough(seed, 1_000)
      // Both kinds came, and there was something to lose.
      expect(life.malformed).toBeGreaterThan(100)
      expect(life.malformed).toBeLessThan(900)
      expect(life.promises).toBeGreaterThan(10)
      expect(unheard).toEqual([])
    } finally {
      process.off('unhandledRejection', hear)
    }
  },
)
