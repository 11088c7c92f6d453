// `npm run check`: everything that can be said about the sources without running them, side by side.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { result, step } from './steps.mjs'
import { root, run, tool } from './run.mjs'
import { setup } from './setup.mjs'

const node = await setup()
const quietly = (file, ...args) => run(node, [file, ...args], { quiet: true })

const cruised = ['packages', 'scripts', 'bench', 'examples', 'apps'].filter((folder) => existsSync(join(root, folder)))

await Promise.all([
  step('types', () => quietly(tool('tsc', 'typescript'), '-b')),
  step('lint', () => quietly(tool('oxlint'), '--format=unix')),
  step('format', () => quietly(tool('prettier'), '--check', '--cache', '--log-level=warn', '.')),
  step('arrows', () =>
    quietly(tool('depcruise', 'dependency-cruiser'), '--config', '.dependency-cruiser.mjs', ...cruised),
  ),
  step('dead code', () => quietly(tool('knip'), '--no-progress', '--no-config-hints')),
  step('house rules', () => quietly('scripts/house-rules.mjs')),
])

if (result().failures.length > 0) process.exitCode = 1
