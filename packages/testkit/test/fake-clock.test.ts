// The fake clock keeps time as a real one would, or every test that trusts it proves nothing.
import { describe, expect, it } from 'vitest'
import { fakeClock, seededRandom } from '@quindar/testkit'

describe('fakeClock', () => {
  it('runs timers in the order of their time, then of their setting, and not a millisecond early', async () => {
    const clock = fakeClock(1_000)
    const ran: string[] = []
    clock.setTimeout(() => ran.push('late'), 20)
    clock.setTimeout(() => ran.push('first'), 10)
    clock.setTimeout(() => ran.push('second'), 10)
    await clock.advance(9)
    expect(ran).toEqual([])
    await clock.advance(1)
    expect(ran).toEqual(['first', 'second'])
    expect(clock.now()).toBe(1_010)
    expect(clock.pending()).toEqual([10])
    await clock.advance(1_000)
    expect(ran).toEqual(['first', 'second', 'late'])
    expect(clock.pending()).toEqual([])
  })

  it('lets promises settle between timers and runs what they set', async () => {
    const clock = fakeClock(0)
    const at: number[] = []
    const loop = async (): Promise<void> => {
      await Promise.resolve()
      at.push(clock.now())
      if (at.length < 3) clock.setTimeout(() => void loop(), 5)
    }
    void loop()
    await clock.advance(10)
    expect(at).toEqual([0, 5, 10])
  })

  it('forgets a cleared timer', async () => {
    const clock = fakeClock()
    let ran = false
    clock.clearTimeout(clock.setTimeout(() => (ran = true), 1))
    await clock.advance(10)
    expect(ran).toBe(false)
  })

  it('runs timers late after a sleep', async () => {
    const clock = fakeClock(0)
    const at: number[] = []
    clock.setTimeout(() => at.push(clock.now()), 10)
    await clock.sleep(60_000)
    expect(at).toEqual([60_000])
  })
})

describe('seededRandom', () => {
  it('is the same for the same seed, another for another, and stays within [0, 1)', () => {
    const take = (seed: number) => Array.from({ length: 1_000 }, seededRandom(seed))
    expect(take(7)).toEqual(take(7))
    expect(take(7)).not.toEqual(take(8))
    expect(Math.min(...take(7))).toBeGreaterThanOrEqual(0)
    expect(Math.max(...take(7))).toBeLessThan(1)
    expect(new Set(take(7)).size).toBeGreaterThan(990)
  })
})
