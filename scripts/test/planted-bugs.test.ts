// The checker of the simulation is checked: planted bugs are found. A few here, all of them in the deep tests.
import { describe, expect, it } from 'vitest'
import { filesOf, planted } from '../plant.ts'
import { findBug, PLANTED_BUGS } from '../planted-bugs.table.ts'
import { runScript } from './run-script.ts'

describe('the table', () => {
  it('has at least twelve bugs, each with its own name and the promises that it breaks', () => {
    expect(PLANTED_BUGS.length).toBeGreaterThanOrEqual(12)
    expect(new Set(PLANTED_BUGS.map(({ name }) => name)).size).toBe(PLANTED_BUGS.length)
    for (const { by } of PLANTED_BUGS) for (const invariant of by) expect(invariant).toMatch(/^I\d+$/)
  })

  it.each(PLANTED_BUGS.map((bug) => [bug.name, bug] as const))('%s fits the sources as they are', (_name, bug) => {
    for (const [file, text] of filesOf(bug)) expect(text, file).not.toBe('')
  })

  it('says so when a bug does not fit any more', () => {
    const bug = { ...findBug('reorder-off'), patches: [{ file: 'a.ts', find: 'gone', put: '' }] }
    expect(() => planted(bug, 'a.ts', 'something else')).toThrow(
      'The planted bug reorder-off does not fit a.ts any more: mend its row in planted-bugs.table.ts',
    )
    expect(() => planted(bug, 'a.ts', 'gone, gone')).toThrow('does not fit a.ts')
    expect(planted(bug, 'a.ts', 'all gone')).toBe('all ')
    expect(() => findBug('none')).toThrow('There is no planted bug none. There are: ack-before-commit, ')
  })
})

it('some are found, and the table says by which promise', { timeout: 300_000 }, async () => {
  const { code, output } = await runScript('planted-bugs.mjs', 'reorder-off', 'floor-unknown')
  expect(output).toMatch(/\| reorder-off +\| I3 +\| \d+ +\|/)
  expect(output).toMatch(/\| floor-unknown +\| I6 +\| \d+ +\|/)
  expect(output).toContain('All 2 planted bugs were caught within 200 seeds.')
  expect(code).toBe(0)
})

it('a seed that breaks says how to see it again, whole and short', { timeout: 300_000 }, async () => {
  const { code, output } = await runScript('sim.mjs', '--bug', 'retry-with-a-new-id', '--seed', '1')
  expect(code).toBe(1)
  expect(output).toContain('See it again: npm run sim -- --bug retry-with-a-new-id --seed 1\n')
  const [, steps = ''] =
    /See only them: npm run sim -- --bug retry-with-a-new-id --seed 1 --steps ([\d,]+)\n/.exec(output) ?? []
  expect(steps.split(',').length).toBeLessThan(10)
  const again = await runScript('sim.mjs', '--bug', 'retry-with-a-new-id', '--seed', '1', '--steps', steps)
  expect(again.code).toBe(1)
  // To the letter.
  const sentence = (text: string): string | undefined => /They break: (.*)/.exec(text)?.[1]
  expect(sentence(output)).toBeDefined()
  expect(again.output).toContain(`Seed 1 broke: ${sentence(output)}`)
})
