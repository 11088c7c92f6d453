// A server that says anything, right and wrong: a hundred thousand frames.
import { expect, test } from 'vitest'
import { liveThrough } from './fuzz.ts'

const LIVES = 50
const FRAMES = 2_000

test(
  `row 52: ${LIVES} lives of ${FRAMES} frames of any kind: nothing is thrown, all that was asked ends, and with a good server all is well`,
  { timeout: 600_000 },
  async () => {
    const unheard: unknown[] = []
    const hear = (error: unknown): void => void unheard.push(error)
    process.on('unhandledRejection', hear)
    let [frames, malformed, promises] = [0, 0, 0]
    try {
      for (let seed = 1_000; seed < 1_000 + LIVES; seed++) {
        const life = await liveThrough(seed, FRAMES)
        expect(unheard, `seed ${seed}`).toEqual([])
        frames += life.frames
        malformed += life.malformed
        promises += life.promises
      }
    } finally {
      process.off('unhandledRejection', hear)
    }
    expect(frames).toBe(100_000)
    expect(malformed).toBeGreaterThan(10_000)
    expect(promises).toBeGreaterThan(1_000)
  },
)
