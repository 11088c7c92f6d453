import { expect, test } from 'vitest'
import { killRounds } from './kill-rounds.ts'

test('a process that is killed 150 times loses nothing that it acknowledged', { timeout: 900_000 }, async () => {
  const { rounds } = await killRounds(150, Date.now() % 1_000_000)
  expect(rounds).toBe(150)
})
