// `npm start`: installs what is missing, builds the pages when they have changed, then runs the server from its sources
// until it is stopped.
//
// Stopping npm stops all of it, however npm ends. A signal is passed on as the end of the channel between this process
// and the server; when this process is killed the channel ends by itself; when npm is killed, this process sees that it
// has another parent. The server closes its database and leaves when the channel ends.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { buildPages } from './pages.mjs'
import { root } from './run.mjs'
import { setup } from './setup.mjs'

const PATIENCE_MS = 15_000
const PARENT_CHECK_MS = 250

const npm = process.ppid
const node = await setup()
const pages = await buildPages(node)
if (pages.code !== 0) {
  console.error(`${pages.output.trimEnd()}\nThe pages could not be built: the reason is above.`)
  process.exit(pages.code)
}
const entry = join(root, 'packages', 'server', 'src', 'main.ts')
const server = spawn(
  node,
  [
    '--conditions=@quindar/source',
    '--disable-warning=ExperimentalWarning',
    entry,
    `--pages=${pages.folder}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
)

function stop() {
  if (!server.connected) return
  server.disconnect()
  setTimeout(() => server.kill('SIGKILL'), PATIENCE_MS).unref()
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.removeAllListeners(signal)
  process.on(signal, stop)
}

// Without npm in between, whoever started this may go: under nohup, say, the server stays.
if (process.env.npm_lifecycle_event === 'start') {
  setInterval(() => {
    if (process.ppid !== npm) stop()
  }, PARENT_CHECK_MS).unref()
}

server.on('error', (error) => {
  console.error(`The server could not be started: ${error.message}`)
  process.exit(1)
})
server.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
