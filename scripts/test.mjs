// `npm test`: what a stranger runs. Installs what is missing, checks the sources, builds, tests everything, and looks
// at what would be shipped. `--deep` runs the long matrices (`*.deep.test.ts`) instead.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { countTests, sum } from './count.mjs'
import { root, run, tool } from './run.mjs'
import { setup } from './setup.mjs'
import { result, step } from './steps.mjs'

const deep = process.argv.includes('--deep')
const node = await setup()
const { installChromium } = await import('./chromium.mjs')

const reports = join(root, 'node_modules', '.cache', 'quindar')
const vitestReport = join(reports, 'vitest.json')
mkdirSync(reports, { recursive: true })
rmSync(vitestReport, { force: true })

const quietly = (file, ...args) => run(node, [file, ...args], { quiet: true })

/** Without a browser the browser tests fail, each with the sentence that says why. */
async function chromium() {
  try {
    process.env.QUINDAR_CHROMIUM = await installChromium()
    return { code: 0 }
  } catch (error) {
    return { code: 1, output: error.message }
  }
}

const vitest = () =>
  run(node, [tool('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`], {
    env: { QUINDAR_DEEP: deep ? '1' : '0' },
  })

await step('Chromium', chromium)
if (!deep) await step('check', () => run(node, ['scripts/check.mjs']))
await step('build', () => quietly('scripts/build.mjs'))
await step('tests', vitest)
if (!deep) {
  await step('what is shipped', () => run(node, ['scripts/shipping.mjs']))
}

const counts = sum(result(), countTests(vitestReport), 'tests')
writeFileSync(join(reports, deep ? 'test-deep.json' : 'test.json'), JSON.stringify(counts))

for (const failure of counts.failures) console.log(`✗ ${failure}`)
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
if (counts.failed > 0) process.exitCode = 1
