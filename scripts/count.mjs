// What vitest's JSON report says, as the three numbers that the last line of a run shows, and what failed by name: the
// output of a long run is often cut, but its end is kept.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { root } from './run.mjs'

const firstLine = (text = '') => text.split('\n', 1)[0]

/** A file that could not even be loaded is one failure; no report, or a broken one, is nothing. */
export function countTests(reportPath) {
  try {
    const report = JSON.parse(readFileSync(reportPath, 'utf8'))
    const broken = report.testResults.filter(({ status }) => status === 'failed')
    const unloaded = broken.filter((file) => file.assertionResults.length === 0)
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + report.numTodoTests,
      failures: broken.flatMap(named),
    }
  } catch {
    return { passed: 0, failed: 0, skipped: 0, failures: [] }
  }
}

/** What failed in one file: a line for each test, or one for the file. */
function named({ name, message, assertionResults }) {
  const file = relative(root, name)
  if (assertionResults.length === 0) return [`${file}: ${firstLine(message)}`]
  return assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages = [] }) => `${file} > ${fullName}: ${firstLine(failureMessages[0])}`)
}

/**
 * Steps and tests together. A step of tests that failed without a failed test, as after an error that no test caught,
 * still counts.
 */
export function sum(steps, tests, testStep) {
  const failedSteps = steps.failures.filter((name) => name !== testStep || tests.failed === 0)
  return {
    passed: steps.passed + tests.passed,
    failed: failedSteps.length + tests.failed,
    skipped: tests.skipped,
    failures: [...failedSteps.map((name) => `the step “${name}”`), ...tests.failures],
  }
}
