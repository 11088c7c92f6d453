// What is shipped of the server, run as it is shipped: compiled, without the sources, with a database on disk.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'

const program = join(import.meta.dirname, '../../dist/main.js')
const data = mkdtempSync(join(tmpdir(), 'quindar-built-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))

it('the compiled server serves, keeps its database in a thread of its own, and ends', async () => {
  if (!existsSync(program)) throw new Error('packages/server/dist is not there: run `npm run build` first.')
  const server = spawn(process.execPath, [program, '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  server.stdout.on('data', (text: Buffer) => (output += text.toString()))
  server.stderr.on('data', (text: Buffer) => (output += text.toString()))
  try {
    const url = await vi.waitFor(
      () => {
        const found = /^Quindar is ready at (\S+)$/m.exec(output)?.[1]
        if (found === undefined) throw new Error(`not ready: ${output}`)
        return found
      },
      { timeout: 30_000, interval: 50 },
    )
    const login = await fetch(`${url}/api/v1/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'alice', password: 'alice' }),
    })
    expect(login.status).toBe(200)
    expect(existsSync(join(data, 'quindar.db'))).toBe(true)
  } finally {
    server.kill('SIGTERM')
  }
  const [code] = (await once(server, 'exit')) as [number | null]
  expect(code).toBe(0)
  expect(output).toMatch(/^Quindar is ready at \S+\n$/)
})
