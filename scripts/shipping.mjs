// Looks at the built packages as a registry and a bundler would: are the doors right, are the types found, is it small?
import { join } from 'node:path'
import { root, run, tool } from './run.mjs'
import { setup } from './setup.mjs'
import { result, step } from './steps.mjs'

const node = await setup()
const quietly = (cwd, file, ...args) => run(node, [file, ...args], { quiet: true, cwd })

for (const name of ['quindar', 'server']) {
  const folder = join(root, 'packages', name)
  await step(`publint ${name}`, () => quietly(folder, tool('publint'), '--strict', '--pack', 'npm'))
  await step(`types of ${name}`, () =>
    quietly(folder, tool('attw', '@arethetypeswrong/cli'), '--pack', '.', '--profile', 'esm-only'),
  )
}
await step('size', async () => {
  const { code, output } = await quietly(root, tool('size-limit'))
  console.log(output.trim())
  return { code }
})

if (result().failures.length > 0) process.exitCode = 1
