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
      { status: 'failed', name: resolve('a.test.ts'), message: 'SyntaxError: oh\n at a', assertionResults: [] },
      {
        status: 'failed',
        name: resolve('b/b.test.ts'),
        message: '',
        assertionResults: [
          { status: 'failed', fullName: 'a room opens', failureMessages: ['Error: it is shut\n at b', 'more'] },
          { status: 'failed', fullName: 'a room closes' },
          { status: 'passed', fullName: 'a room is' },
        ],
      },
      { status: 'passed', name: resolve('c.test.ts'), message: '', assertionResults: [] },
    ],
  }
  expect(countReport(report)).toEqual({
    passed: 5,
    failed: 2,
    skipped: 5,
    failures: [
      'a.test.ts: SyntaxError: oh',
      'b/b.test.ts > a room opens: Error: it is shut',
      'b/b.test.ts > a room closes: ',
    ],
  })
})

it('counts nothing where there is no report', () => {
  expect(countReport('{"numPassed')).toEqual({ passed: 0, failed: 0, skipped: 0, failures: [] })
})

it.each([
  ['all is well', [], [], []],
  ['tests failed: the step is not counted beside them', ['tests'], ['a', 'b'], ['a', 'b']],
  ['the step failed though no test did', ['tests'], [], ['the step “tests”']],
  ['another step failed too', ['check', 'tests'], ['a', 'b'], ['the step “check”', 'a', 'b']],
])('%s', (_claim, failedSteps, failedTests, failures) => {
  const steps = { passed: 2, failures: failedSteps }
  const tests = { passed: 10, failed: failedTests.length, skipped: 1, failures: failedTests }
  const counts = { passed: 12, failed: failures.length, skipped: 1, failures }
  expect(evaluate(`sum(${JSON.stringify(steps)}, ${JSON.stringify(tests)}, 'tests')`)).toEqual(counts)
})
