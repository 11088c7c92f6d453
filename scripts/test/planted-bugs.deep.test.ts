// Every planted bug is found by the checker of the simulation. The table is printed.
import { expect, it } from 'vitest'
import { PLANTED_BUGS } from '../planted-bugs.table.ts'
import { runScript } from './run-script.ts'

it('all planted bugs are caught within 200 seeds', { timeout: 900_000 }, async () => {
  const { code, output } = await runScript('planted-bugs.mjs')
  console.log(output)
  expect(output).toContain(`All ${PLANTED_BUGS.length} planted bugs were caught within 200 seeds.`)
  expect(code).toBe(0)
})
