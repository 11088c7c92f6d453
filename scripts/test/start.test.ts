// `npm start` as a person types it, with a database in a temporary folder: however it is stopped, nothing of it stays.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const PATIENCE = { timeout: 30_000, interval: 50 }

const data = mkdtempSync(join(tmpdir(), 'quindar-start-'))
const groups: number[] = []

afterEach(() => {
  for (const group of groups.splice(0)) if (somebodyIsLeft(group)) process.kill(-group, 'SIGKILL')
  rmSync(data, { recursive: true, force: true })
})

interface Started {
  readonly npm: ChildProcess & { readonly pid: number }
  readonly output: () => string
}

function npmStart(...args: string[]): Started {
  // A process group of its own, so that we can ask whether anybody of it is left.
  const npm = spawn('npm', ['start', '--', ...args], { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  npm.stdout.on('data', (text: Buffer) => (output += text.toString()))
  npm.stderr.on('data', (text: Buffer) => (output += text.toString()))
  const { pid } = npm
  if (pid === undefined) throw new Error('npm is not there')
  groups.push(pid)
  return { npm: Object.assign(npm, { pid }), output: () => output }
}

/** The port that the server says it is ready on. */
const readyPort = (started: Started): Promise<number> =>
  vi.waitFor(() => {
    const port = /^Quindar is ready at http:\/\/localhost:(\d+)$/m.exec(started.output())?.[1]
    if (port === undefined) throw new Error(`not ready: ${started.output()}`)
    return Number(port)
  }, PATIENCE)

function somebodyIsLeft(group: number): boolean {
  try {
    return process.kill(-group, 0)
  } catch {
    return false
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => done(socket.destroy() === socket))
    socket.on('error', () => done(false))
  })

it.each(['SIGTERM', 'SIGINT'] as const)(
  '%s to npm ends with the server closed, the port free and exit code 0',
  async (signal) => {
    const started = npmStart('--port', '0', '--data', data)
    const port = await readyPort(started)
    expect(await answers(port)).toBe(true)
    for (const path of ['', 'console']) {
      const page = await fetch(`http://localhost:${port}/${path}`)
      expect(await page.text()).toMatch(/^<!doctype html>/)
    }

    started.npm.kill(signal)
    const [code] = (await once(started.npm, 'exit')) as [number | null]

    expect(code).toBe(0)
    expect(await answers(port)).toBe(false)
    expect(somebodyIsLeft(started.npm.pid)).toBe(false)
    // SQLite removes its journals when the last connection is closed properly.
    expect(readdirSync(data)).toEqual(['quindar.db'])
  },
)

it('when npm is killed, the server closes its database and leaves', async () => {
  const started = npmStart('--port', '0', '--data', data)
  const port = await readyPort(started)

  started.npm.kill('SIGKILL')

  await vi.waitFor(() => expect(somebodyIsLeft(started.npm.pid)).toBe(false), PATIENCE)
  expect(await answers(port)).toBe(false)
  expect(readdirSync(data)).toEqual(['quindar.db'])
})

it('ends with the exit code of the server', async () => {
  const started = npmStart('--no-such-flag')
  const [code] = (await once(started.npm, 'exit')) as [number | null]
  expect(code).toBe(2)
  expect(started.output()).toContain('--no-such-flag')
})
