// `npm run build`: what is shipped. `tsc` writes every module and its types beside each other, with relative imports
// only, so that a browser can load `dist` as it is; Vite adds the client in one file, as a module and as a script.
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, tool } from './run.mjs'
import { setup } from './setup.mjs'

const SHIPPED = ['quindar', 'server']

const node = await setup()
const { build } = await import('vite')

for (const name of SHIPPED) rmSync(join(root, 'packages', name, 'dist'), { recursive: true, force: true })

const { code } = await run(node, [tool('tsc', 'typescript'), '-b', ...SHIPPED.map((name) => `packages/${name}`)])
if (code !== 0) process.exit(code)

/** `tsc` writes `./x.js` into modules, but leaves `./x.ts` in their types, which not every reader of types understands. */
function nameCompiledFiles(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue
    const file = join(folder, name)
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace(/(\bfrom |\bimport[ (])(['"])([.][^'"]*)[.]ts\2/g, '$1$2$3.js$2'))
  }
}

for (const name of SHIPPED) {
  nameCompiledFiles(join(root, 'packages', name, 'dist'))
  copyFileSync(join(root, 'LICENSE'), join(root, 'packages', name, 'LICENSE'))
}

const folder = join(root, 'packages', 'quindar')
for (const [format, file] of [
  ['es', 'quindar.min.js'],
  ['iife', 'quindar.global.js'],
]) {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: folder,
    build: {
      emptyOutDir: false,
      lib: { entry: 'dist/client/index.js', name: 'Quindar', formats: [format], fileName: () => file },
      // A library is minified by Vite only in part unless its bundler is told so.
      rolldownOptions: { output: { minify: true, codeSplitting: false } },
      sourcemap: true,
      target: 'es2022',
    },
  })
}
