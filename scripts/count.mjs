// What vitest's JSON report says, as the three numbers that the last line of a run shows.
import { readFileSync } from 'node:fs'

/** A file that could not even be loaded is one failure; no report, or a broken one, is nothing. */
export function countTests(reportPath) {
  try {
    const report = JSON.parse(readFileSync(reportPath, 'utf8'))
    const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + report.numTodoTests,
    }
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}

/**
 * Steps and tests together. A step of tests that failed without a failed test, as after an error that no test caught,
 * still counts.
 */
export function sum(steps, tests, testStep) {
  const failedSteps = steps.failures.filter((name) => name !== testStep || tests.failed === 0).length
  return { passed: steps.passed + tests.passed, failed: failedSteps + tests.failed, skipped: tests.skipped }
}
