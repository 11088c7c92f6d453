// What was done as programs. They are run, by Node, against real servers of both dialects, and watched from outside.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startServer, type TestServer } from '@quindar/testkit'
import { afterAll, describe, expect, it } from 'vitest'
import { createConsole, type WireConsole } from '../model/console.ts'
import { writePrograms } from '../model/programs.ts'
import type { Socket } from '../model/ports.ts'

const folder = mkdtempSync(join(tmpdir(), 'quindar-programs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A console on a real socket. */
function consoleOf(page: string): WireConsole {
  return createConsole({
    openSocket: (url) => new WebSocket(url) as Socket,
    request: async (url, { method, body }) => {
      const response = await fetch(url, {
        method,
        ...(body !== undefined && { body, headers: { 'content-type': 'application/json' } }),
      })
      return { status: response.status, text: await response.text() }
    },
    now: () => Date.now(),
    setTimeout: (callback, ms) => setTimeout(callback, ms),
    clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
    random: () => Math.random(),
    page,
    demo: true,
  })
}

/** Runs a program until it has printed what `until` finds, and ends it. */
async function runUntil(program: string, until: RegExp, environment: Record<string, string> = {}): Promise<string> {
  const file = join(folder, `${Math.random().toString(36).slice(2)}.mjs`)
  // In a folder of its own there is no package `quindar`: it is here.
  const client = pathToFileURL(join(import.meta.dirname, '../../../packages/quindar/src/client/index.ts')).href
  writeFileSync(file, program.replace("from 'quindar'", `from '${client}'`))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    env: { ...process.env, ...environment },
  })
  let printed = ''
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const seen = new Promise<void>((done) => {
    const hear = (text: Buffer): void => {
      printed += text.toString()
      if (until.test(printed)) done()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
  })
  await Promise.race([seen, ended])
  child.kill('SIGKILL')
  await ended
  return printed
}

const messagesOf = async (server: TestServer): Promise<string[]> => {
  const login = await fetch(`${server.url}/api/v1/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'bob', password: 'bob' }),
  })
  const { data } = (await login.json()) as { data: { authToken: string; userId: string } }
  const answer = await fetch(`${server.url}/api/v1/method.call/loadHistory`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-auth-token': data.authToken, 'x-user-id': data.userId },
    body: JSON.stringify({
      message: JSON.stringify({ msg: 'method', method: 'loadHistory', id: '1', params: ['GENERAL', null, 50] }),
    }),
  })
  const { message } = (await answer.json()) as { message: string }
  return (JSON.parse(message) as { result: { messages: { msg: string }[] } }).result.messages.map(({ msg }) => msg)
}

const times = (texts: readonly string[], text: string): number => texts.filter((one) => one === text).length

describe.each(['meteor', 'streamer'] as const)('over a server that speaks as %s', (dialect) => {
  it('the five steps work, and so does what was done, as plain JavaScript', async () => {
    await using server = await startServer({ dialect })
    const model = consoleOf(`${server.url}/console`)
    model.fields.text.value = `It's "quoted" – 你好 \${x} \``
    expect(await model.runAll()).toBe(true)
    const { script, asks } = writePrograms(model)
    model.wire.close()
    expect(asks).toBe(false)
    const printed = await runUntil(script, /"msg":"result","id":"send-1"/)
    // The id of the message is in the script: the server knows it for the one that it has.
    expect(printed).toMatch(
      /<< \{"msg":"connected".*<< .*"id":"login-1".*<< \{"msg":"ready","subs":\["sub-1"\]\}.*send-1/s,
    )
    expect(times(await messagesOf(server), model.fields.text.value)).toBe(1)
  })

  it('as lines of the client they do the same', async () => {
    await using server = await startServer({ dialect })
    const model = consoleOf(`${server.url}/console`)
    model.fields.text.value = `It's "quoted" – 你好 \${x} \` \\`
    expect(await model.runAll()).toBe(true)
    const { quindar } = writePrograms(model)
    model.wire.close()
    expect(await runUntil(quindar, /^alice: /m)).toContain(`alice: ${model.fields.text.value}`)
    expect(times(await messagesOf(server), model.fields.text.value)).toBe(2)
  })
})

it('before anything was sent the programs are the five steps', async () => {
  await using server = await startServer()
  const model = consoleOf(`${server.url}/console`)
  const { script } = writePrograms(model)
  expect(await runUntil(script, /"msg":"result","id":"send-1"/)).toContain('send-1')
  expect(times(await messagesOf(server), 'Hello World!')).toBe(1)
})

it('a program holds no secret unless secrets are shown: it asks for them', async () => {
  await using server = await startServer()
  const model = consoleOf(`${server.url}/console`)
  const { domain } = server
  expect(domain).toBeDefined()
  // Not the demo's: the page came from elsewhere.
  const elsewhere = consoleOf('http://elsewhere.example/console')
  elsewhere.fields.server.value = server.url
  elsewhere.fields.user.value = 'alice'
  elsewhere.fields.password.value = 'alice'
  const hidden = writePrograms(elsewhere)
  expect(hidden.asks).toBe(true)
  expect(hidden.script).toContain(`"digest": await digest(secret('PASSWORD'))`)
  expect(hidden.quindar).toContain(`{ user: 'alice', password: secret('PASSWORD') }`)
  expect(hidden.script).not.toContain('2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90')
  expect(await runUntil(hidden.script, /"msg":"result","id":"send-1"/, { PASSWORD: 'alice' })).toContain(
    '"msg":"result","id":"send-1"',
  )
  expect(await runUntil(hidden.quindar, /alice: Hello World!/, { PASSWORD: 'alice' })).toContain('alice: Hello World!')
  expect(await runUntil(hidden.script, /User not found/, { PASSWORD: 'wrong' })).toContain('User not found')

  elsewhere.revealed.value = true
  const shown = writePrograms(elsewhere)
  expect(shown.asks).toBe(false)
  expect(shown.script).toContain('2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90')
  expect(shown.quindar).toContain(`{ user: 'alice', password: 'alice' }`)

  model.fields.way.value = 'token'
  model.fields.token.value = "T'OKEN"
  expect(writePrograms(model).script).toContain(`"resume": secret('TOKEN')`)
  expect(writePrograms(model).quindar).toContain(`{ token: secret('TOKEN') }`)
  model.revealed.value = true
  expect(writePrograms(model).quindar).toContain(`{ token: 'T\\'OKEN' }`)
})

it('other calls and streams become the lines for those', async () => {
  await using server = await startServer()
  const model = consoleOf(`${server.url}/console`)
  await model.open()
  await model.steps.connect.run()
  await model.steps.login.run()
  for (const frame of [
    { msg: 'method', method: 'loadHistory', id: '1', params: ['GENERAL', { $date: 5 }, 2] },
    { msg: 'method', method: 'logout', id: '2' },
    { msg: 'sub', id: 'a', name: 'stream-notify-room', params: ['GENERAL/user-activity', false] },
    { msg: 'sub', id: 'b', name: 'stream-notify-room', params: ['GENERAL/deleteMessage', false] },
    { msg: 'sub', id: 'c', name: 'stream-user-presence', params: ['', { added: ['u1'] }] },
    { msg: 'method', method: 'sendMessage', id: '3', params: [{ rid: 'R2', msg: 'x', tmid: 'm1' }] },
    { msg: 'ping' },
  ]) {
    model.other.edit(JSON.stringify(frame))
    await model.other.run()
  }
  const { quindar, script } = writePrograms(model)
  expect(quindar.split('\n').filter(Boolean)).toEqual([
    "import { connect } from 'quindar'",
    `const rc = await connect('${server.url}', { user: 'alice', password: 'alice' })`,
    "console.log(await rc.call('loadHistory', 'GENERAL', new Date(5), 2))",
    "console.log(await rc.call('logout'))",
    "const room = await rc.room('GENERAL') // an id, #name or @username",
    "room.on('typing', (typing) => console.log(typing))",
    "room.on('deleted', ({ id }) => console.log(`${id} was deleted`))",
    "rc.stream('user-presence', '', { added: ['u1'] }).on((...event) => console.log(event))",
    "console.log(await rc.call('sendMessage', { rid: 'R2', msg: 'x', tmid: 'm1' }))",
    '// await rc.close() ends it: no timer, no socket is left.',
  ])
  expect(script).toContain('{ "$date": 5 }')
  model.wire.close()
})
