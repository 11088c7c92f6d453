// What `.ci/run` does: both test commands, as a stranger would type them, within a time limit, and the sum of what they
// counted on the last line. A command that dies before it has counted is one failure. What failed is named just above.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, stopAll } from './run.mjs'

const LIMIT_MS = 39 * 60_000
/** @type {{ passed: number, failed: number, skipped: number, failures: string[] }} */
const total = { passed: 0, failed: 0, skipped: 0, failures: [] }

function report() {
  const { passed, failed, skipped, failures } = total
  for (const failure of failures) console.log(`✗ ${failure}`)
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
}

setTimeout(() => {
  total.failed += 1
  total.failures.push(`stopped after ${LIMIT_MS / 60_000} minutes`)
  stopAll('SIGTERM')
  report()
  process.exit(1)
}, LIMIT_MS).unref()

for (const [script, counts] of [
  ['test', 'test.json'],
  ['test:deep', 'test-deep.json'],
]) {
  const file = join(root, 'node_modules', '.cache', 'quindar', counts)
  rmSync(file, { force: true })
  const { code } = await run('npm', ['run', script], { shell: process.platform === 'win32' })
  try {
    const { passed, failed, skipped, failures } = JSON.parse(readFileSync(file, 'utf8'))
    total.passed += passed
    if (failed === 0 && code !== 0) failures.push(`ended with exit code ${code} though nothing that it counted failed`)
    total.failed += failed === 0 && code !== 0 ? 1 : failed
    total.skipped += skipped
    total.failures.push(...failures.map((failure) => `npm run ${script}: ${failure}`))
  } catch {
    total.failed += 1
    total.failures.push(`npm run ${script}: ended with exit code ${code} without counting anything`)
  }
}

report()
if (total.failed > 0) process.exitCode = 1
