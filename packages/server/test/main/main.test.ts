// The command as a stranger runs it: it starts, it says why it cannot, it ends cleanly.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Program, temporaryDirectory } from './program.ts'

let directory: ReturnType<typeof temporaryDirectory>
const programs: Program[] = []

beforeEach(() => {
  directory = temporaryDirectory()
})

afterEach(async () => {
  for (const { child, exit } of programs.splice(0)) {
    child.kill('SIGKILL')
    await exit
  }
  directory.remove()
})

function run(...args: string[]): Program {
  const program = new Program(args, { cwd: directory.path })
  programs.push(program)
  return program
}

async function logsIn(url: string, user: string, password: string): Promise<boolean> {
  const response = await fetch(`${url}/api/v1/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, password }),
  })
  return response.status === 200
}

describe('the command', () => {
  it('serves the demo from a database in its directory, and keeps it', async () => {
    const first = run('--admin', 'ada:se:cret')
    const url = await first.ready()
    expect(url).toMatch(/^http:\/\/localhost:\d+$/)
    expect(first.out).toBe(`Quindar is ready at ${url}\n`)
    expect(await logsIn(url, 'alice', 'alice')).toBe(true)
    expect(await logsIn(url, 'ada', 'se:cret')).toBe(true)
    expect(await logsIn(url, 'ada', 'ada')).toBe(false)
    first.child.kill('SIGTERM')
    expect(await first.exit).toEqual({ code: 0, signal: null })
    expect(first.errors).toBe('')
    expect(existsSync(join(directory.path, '.quindar', 'quindar.db'))).toBe(true)
    // Closed cleanly: nothing waits to be recovered.
    expect(existsSync(join(directory.path, '.quindar', 'quindar.db-wal'))).toBe(false)

    const second = run('--no-demo', '--admin', 'ada:another')
    expect(await logsIn(await second.ready(), 'alice', 'alice')).toBe(true)
    expect(await logsIn(await second.ready(), 'ada', 'se:cret')).toBe(false)
    expect(await logsIn(await second.ready(), 'ada', 'another')).toBe(true)
  })

  it('makes nobody with --no-demo, and no file with --memory', async () => {
    const url = await run('--no-demo', '--memory').ready()
    expect(await logsIn(url, 'alice', 'alice')).toBe(false)
    expect(existsSync(join(directory.path, '.quindar'))).toBe(false)
  })

  it('serves the pages of a folder, and says so where there are none', async () => {
    writeFileSync(join(directory.path, 'index.html'), '<title>Here</title>')
    const url = await run('--memory', '--no-demo', '--pages', '.').ready()
    expect(await (await fetch(url)).text()).toBe('<title>Here</title>')

    const wrong = run('--memory', '--pages', 'elsewhere')
    expect(await wrong.exit).toEqual({ code: 1, signal: null })
    expect(wrong.errors).toBe(
      `There are no built pages in ${join(directory.path, 'elsewhere')}: give --pages a folder with an index.html, or leave it out.\n`,
    )
  })

  it('says goodbye to its sockets when it is stopped', async () => {
    const program = run('--memory', '--no-demo')
    const socket = new WebSocket(`${(await program.ready()).replace('http', 'ws')}/websocket`)
    await new Promise((resolve) => socket.once('open', resolve))
    const closed = new Promise((resolve) => socket.once('close', (code) => resolve(code)))
    program.child.kill('SIGINT')
    expect(await closed).toBe(1012)
    expect((await program.exit).code).toBe(0)
  })

  it('ends when the channel to whoever started it ends', async () => {
    const program = run('--memory', '--no-demo')
    await program.ready()
    program.child.disconnect()
    expect(await program.exit).toEqual({ code: 0, signal: null })
  })

  it.each([
    ['at once', ''],
    ['while it starts', 'database'],
  ])('ends when that channel ends %s, before it is ready', async (_when, sign) => {
    const program = run('--data', 'early')
    if (sign === 'database') {
      while (!existsSync(join(directory.path, 'early', 'quindar.db'))) {
        await new Promise<void>((resolve) => void setImmediate(resolve))
      }
    }
    program.child.disconnect()
    expect(await program.exit).toEqual({ code: 0, signal: null })
    expect(program.errors).toBe('')
    expect(existsSync(join(directory.path, 'early', 'quindar.db-wal'))).toBe(false)
  })

  it('ends at once at the second signal', async () => {
    const program = run('--memory', '--no-demo')
    const socket = new WebSocket(`${(await program.ready()).replace('http', 'ws')}/websocket`)
    await new Promise((resolve) => socket.once('open', resolve))
    // This client never answers a close frame: a clean end has to wait for it.
    socket.pause()
    program.child.kill('SIGTERM')
    program.child.kill('SIGINT')
    expect((await program.exit).code).toBe(1)
    socket.terminate()
  })

  it('prints help and version and ends', async () => {
    const help = run('--help')
    expect(await help.exit).toEqual({ code: 0, signal: null })
    expect(help.out).toContain('--dialect meteor|streamer')
    const version = run('--version')
    expect((await version.exit).code).toBe(0)
    expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('what cannot be is one sentence and an exit code', () => {
  /** What it said and how it ended: nothing but the sentence, no stack. */
  async function refusal(...args: string[]): Promise<{ code: number | null; sentence: string; out: string }> {
    const program = run(...args)
    const { code } = await program.exit
    return { code, sentence: program.errors.trimEnd(), out: program.out }
  }

  it('for wrong flags', async () => {
    expect(await refusal('--port', 'x')).toEqual({
      code: 2,
      sentence: '"x" is no port: --port takes a number from 0 to 65535.',
      out: '',
    })
  })

  it('for a taken port', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    expect(await refusal('--memory', '--no-demo', '--port', String(port))).toEqual({
      code: 1,
      sentence: `Port ${port} of 127.0.0.1 is taken by another program: stop that one, or choose another with --port.`,
      out: '',
    })
    other.close()
  })

  it('for an address that this machine does not have', async () => {
    expect(await refusal('--memory', '--no-demo', '--host', '192.0.2.1')).toEqual({
      code: 1,
      sentence: 'This machine has no address 192.0.2.1: choose another with --host.',
      out: '',
    })
  })

  it('for a directory that cannot be written', async () => {
    writeFileSync(join(directory.path, 'file'), '')
    const { code, sentence } = await refusal('--data', 'file/below')
    expect(code).toBe(1)
    expect(sentence).toMatch(
      /^\S+file\/below cannot be written \(.+\): make it writable, or choose another directory\.$/,
    )
  })

  it('for a second process on the same database', async () => {
    const first = run('--data', 'shared', '--no-demo')
    await first.ready()
    const { code, sentence } = await refusal('--data', 'shared')
    expect(code).toBe(1)
    expect(sentence).toMatch(/^The database \S+shared\/quindar\.db is in use by another process: .+\.$/)
  })

  it('for a database of a newer version', async () => {
    const first = run('--data', 'newer', '--no-demo')
    await first.ready()
    first.child.kill('SIGTERM')
    await first.exit
    const database = new DatabaseSync(join(directory.path, 'newer', 'quindar.db'))
    database.exec('PRAGMA user_version = 9999')
    database.close()
    const { code, sentence } = await refusal('--data', 'newer')
    expect(code).toBe(1)
    expect(sentence).toMatch(/newer version of this server .*: install that version, or choose another directory\.$/)
    expect(sentence).not.toContain('\n')
  })

  it('for a file that is no database', async () => {
    mkdirSync(join(directory.path, 'odd'))
    writeFileSync(join(directory.path, 'odd', 'quindar.db'), 'this is a text that somebody put here'.repeat(100))
    const { code, sentence } = await refusal('--data', 'odd')
    expect(code).toBe(1)
    expect(sentence).toMatch(/quindar\.db is not a database: move it away, or choose another directory\.$/)
  })

  it('for an administrator whose name is somebody else’s', async () => {
    const { code, sentence } = await refusal('--memory', '--admin', 'alice:secret')
    expect(code).toBe(1)
    expect(sentence).toBe(
      'The first start could not be finished: alice is there and is no administrator: choose another name.',
    )
  })

  it('for the network while demo passwords exist, unless it is meant', async () => {
    const { code, sentence } = await refusal('--memory', '--host', '0.0.0.0')
    expect(code).toBe(1)
    expect(sentence).toBe(
      'Others on the network would reach 0.0.0.0, and here are demo users whose password is their name: ' +
        'start with --no-demo and a new --data directory, or say --allow-demo-on-network if it is meant.',
    )
    expect(await run('--memory', '--host', '0.0.0.0', '--allow-demo-on-network').ready()).toMatch(
      /^http:\/\/localhost:/,
    )
    expect(await run('--memory', '--host', '0.0.0.0', '--no-demo').ready()).toMatch(/^http:\/\/localhost:/)
  })
})
