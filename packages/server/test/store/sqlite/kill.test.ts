import { expect, test } from 'vitest'
import { killRounds } from './kill-rounds.ts'

test(
  'a process that is killed while it appends loses nothing that it acknowledged, and writes nothing twice',
  { timeout: 300_000 },
  async () => {
    const { rounds, acked } = await killRounds(20, 20_181_122)
    expect(rounds).toBe(20)
    expect(acked).toBeGreaterThan(20)
  },
)
