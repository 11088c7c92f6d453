// The livechat script as programs, run by Node against our server: the plain one where all calls are there and where most
// are gone, and the lines of quindar/livechat against both.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startServer } from '@quindar/testkit'
import { afterAll, describe, expect, it } from 'vitest'
import { createLivechat } from '../model/livechat.ts'
import { writeLivechatPrograms } from '../model/livechat-programs.ts'
import { setStage } from './stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'quindar-livechat-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a program until it has printed all of `until`, and ends it. */
async function run(program: string, ...until: readonly string[]): Promise<string> {
  const file = join(folder, `${Math.random().toString(36).slice(2)}.mjs`)
  const library = pathToFileURL(join(import.meta.dirname, '../../../packages/quindar/src/livechat/index.ts')).href
  writeFileSync(file, program.replace("from 'quindar/livechat'", `from '${library}'`))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file])
  let printed = ''
  const hear = (text: Buffer): void => {
    printed += text.toString()
    if (until.every((part) => printed.includes(part))) child.kill('SIGKILL')
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  await new Promise<void>((done) => child.once('close', () => done()))
  return printed
}

function programs(server: string): { script: string; quindar: string; asks: boolean } {
  const { model } = setStage()
  model.fields.server.value = server
  let seed = 0
  const random = (): number => (seed = (seed + 0.37) % 1)
  const recipe = createLivechat(model, { random, now: () => 0 })
  recipe.visitor.text.value = "It's me"
  return writeLivechatPrograms(model, recipe)
}

describe.each([undefined, 7] as const)('against our server (--compat %s)', (compat) => {
  it('the plain script sends all fourteen, whatever is refused, and the library’s lines get an answer', async () => {
    await using server = await startServer({ demo: true, ...(compat !== undefined && { compat }) })
    const { script, quindar, asks } = programs(server.url)
    expect(asks).toBe(false)
    const said = await run(script, '"msg":"result","id":"14"')
    const refused = [...said.matchAll(/refused: .*?Method '([^']+)' not found/g)].map(([, method]) => method)
    expect(refused).toEqual(
      compat === undefined
        ? []
        : [
            'livechat:getInitialData',
            'livechat:loginByToken',
            'livechat:registerGuest',
            'UserPresence:connect',
            'livechat:loadHistory',
            'livechat:getAgentData',
          ],
    )
    expect(await run(quindar, 'You said: It')).toContain("You said: It's me")
  })
})

it('the programs hold what was typed, and neither token nor room of this page', () => {
  const { script, quindar } = programs('https://chat.example.com/team')
  expect(script).toContain('new WebSocket("wss://chat.example.com/team/websocket")')
  expect(script).toMatch(/"token": visitorToken,\s+"name": "user28"/)
  expect(script).toContain('`${roomId}/typing`')
  expect(script).toContain('"$date": Date.now()')
  expect(script).toContain('"_id": newId()')
  expect(script).not.toMatch(/••|"[2-9A-HJ-Za-km-z]{17}"/)
  expect(quindar).toBe(`import { livechat } from 'quindar/livechat'

// In a browser: livechat(url, { storage: localStorage }), and a reload goes on with the same chat.
const chat = livechat('https://chat.example.com/team')

chat.on('message', ({ author, text }) => console.log(\`\${author.name}: \${text}\`))
chat.on('agent', (agent) => console.log(agent ? \`\${agent.name} is here\` : 'Nobody is here'))
chat.on('queue', (queue) => queue && console.log(\`You are number \${queue.position}\`))
chat.on('typing', ({ username, typing }) => console.log(username, typing ? 'writes' : 'stops'))
await chat.start({ name: 'user28', email: 'user28@example.com' })
await chat.typing()
await chat.send('It\\'s me')
console.log(await chat.history())

// await chat.destroy() ends it: no timer, no socket is left. The chat stays open until chat.close().
`)
})
