// `npm run dev`: the server, begun again whenever a source of it changes, and the pages beside it, redrawn as they are
// written. Arguments go to the server: `npm run dev -- --port 4000 --memory`.
import { join } from 'node:path'
import { argv, env, exit } from 'node:process'
import { root, run, tool } from './run.mjs'
import { setup } from './setup.mjs'

const node = await setup()
const args = argv.slice(2)
const named = args.findIndex((arg) => arg === '--port' || arg.startsWith('--port='))
const port = named === -1 ? (env.PORT ?? '3000') : (args[named].split('=')[1] ?? args[named + 1])

const entry = join(root, 'packages', 'server', 'src', 'main.ts')
const server = run(node, [
  '--watch',
  '--conditions=@quindar/source',
  '--disable-warning=ExperimentalWarning',
  entry,
  ...args,
])
const pages = run(node, [tool('vite'), 'apps', '--clearScreen', 'false'], {
  env: { QUINDAR_SERVER: `http://127.0.0.1:${port}`, QUINDAR_DEMO: args.includes('--no-demo') ? '' : 'people' },
})
// Either of them is of no use without the other.
exit((await Promise.race([server, pages])).code)
