// Starting other programs: the project's own tools, with the project's own Node, without a shell in between (a path may
// hold spaces and Chinese characters). Plain JavaScript that old Nodes run too.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

const running = new Set()
let stopping

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopping = signal
    if (running.size === 0) process.exit(128 + constants.signals[signal])
    stopAll(signal)
  })
}

/** Sends a signal to every program that {@link run} has started and that still runs. */
export function stopAll(signal) {
  for (const child of running) child.kill(signal)
}

/** The JavaScript file behind the command `name` of the installed package `from`. */
export function tool(name, from = name) {
  const folder = join(root, 'node_modules', from)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[name])
}

/**
 * Runs a program to its end. Signals that reach this process reach the program too, and nothing new starts after one.
 * `quiet` collects what the program prints instead of showing it.
 *
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { env = {}, cwd = root, quiet = false, shell = false } = {}) {
  if (stopping !== undefined) process.exit(128 + constants.signals[stopping])
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd,
      shell,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    })
    const output = []
    const settle = (code) => {
      running.delete(child)
      if (stopping !== undefined) process.exit(128 + constants.signals[stopping])
      done({ code, output: Buffer.concat(output).toString() })
    }
    running.add(child)
    child.stdout?.on('data', (data) => output.push(data))
    child.stderr?.on('data', (data) => output.push(data))
    child.on('error', (error) => {
      output.push(Buffer.from(`${error.message}\n`))
      if (!quiet) console.error(error.message)
      settle(127)
    })
    child.on('close', (code, signal) => settle(code ?? 128 + constants.signals[signal]))
  })
}

/** The environment in which `node` and the tools of the project are found first. */
export function toolPath() {
  return { PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter) }
}
