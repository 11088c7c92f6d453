// npm run soak plays until its time is over or it is stopped, and says how far it came.
import { expect, it } from 'vitest'
import { runScript } from './run-script.ts'

it('plays seeds for some minutes, and ends well when nothing was broken', async () => {
  const { code, output } = await runScript('soak.mjs', '--seed', '1', '--minutes', '0.01')
  expect(output).toContain('Seeds from 1 on; Ctrl-C ends it.\n')
  expect(output).toMatch(
    /\d+ s: [1-9]\d* seeds \([\d.]+ a second\), [1-9]\d* commands, [1-9]\d* faults: nothing was broken\n/,
  )
  expect(code).toBe(0)
})

it.each([
  ['--seed', 'x'],
  ['--minutes', '0'],
  ['--minutes', 'soon'],
])('refuses %s %s', async (...words) => {
  const { code, output } = await runScript('soak.mjs', ...words)
  expect(output).toContain('--seed takes a whole number and --minutes a number, as in: npm run soak -- --minutes 20')
  expect(code).toBe(2)
})

it('the simulation refuses what is no seed, and a bug that nobody planted', async () => {
  const { code, output } = await runScript('sim.mjs', '--seed', '1.5')
  expect([code, output]).toEqual([2, expect.stringContaining('--seed, --seeds and --steps take whole numbers')])
  expect((await runScript('sim.mjs', '--bug', 'none')).output).toContain('There is no planted bug none. There are: ')
})
