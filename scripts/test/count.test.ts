// The numbers on the last line of `npm test` come from vitest's own report.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const counter = resolve(import.meta.dirname, '../count.mjs')
const folder = mkdtempSync(join(tmpdir(), 'quindar-count-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs an expression with what the module exports, in a process of its own, as `npm test` does. */
function evaluate(expression: string): unknown {
  const program = `import { countTests, sum } from ${JSON.stringify(counter)}\nconsole.log(JSON.stringify(${expression}))`
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }))
}

function countReport(report: unknown): unknown {
  const file = join(folder, 'report.json')
  writeFileSync(file, typeof report === 'string' ? report : JSON.stringify(report))
  return evaluate(`countTests(${JSON.stringify(file)})`)
}

it('counts tests, and a file that could not be loaded as one failure', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 3,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'passed', assertionResults: [] },
    ],
  }
  expect(countReport(report)).toEqual({ passed: 5, failed: 2, skipped: 5 })
})

it('counts nothing where there is no report', () => {
  expect(countReport('{"numPassed')).toEqual({ passed: 0, failed: 0, skipped: 0 })
})

it.each([
  ['all is well', [], 0, { passed: 12, failed: 0, skipped: 1 }],
  ['tests failed: the step is not counted beside them', ['tests'], 3, { passed: 12, failed: 3, skipped: 1 }],
  ['the step failed though no test did', ['tests'], 0, { passed: 12, failed: 1, skipped: 1 }],
  ['another step failed too', ['check', 'tests'], 3, { passed: 12, failed: 4, skipped: 1 }],
])('%s', (_claim, failures, failed, counts) => {
  const steps = { passed: 2, failures }
  const tests = { passed: 10, failed, skipped: 1 }
  expect(evaluate(`sum(${JSON.stringify(steps)}, ${JSON.stringify(tests)}, 'tests')`)).toEqual(counts)
})
