// Faults of a server's process, by their rows in the table of faults: it dies in the middle of a method, between what it
// has received and what it has committed, and comes back on the same database.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from 'quindar'
import { hurried, nextReady, PATIENTLY } from './stage.ts'

const PROGRAM = fileURLToPath(new URL('./programs/crashing-server.ts', import.meta.url))

interface Crashing {
  readonly child: ChildProcess
  readonly url: string
}

/** @param failpoint Where it dies. */
async function start(data: string, port: string, failpoint: string): Promise<Crashing> {
  const flags = ['--conditions=@quindar/source', '--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...flags, PROGRAM, data, port, failpoint], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // It starts four times: what was compiled once is kept.
    env: { ...process.env, NODE_COMPILE_CACHE: join(process.cwd(), 'node_modules', '.cache', 'crashing-server') },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { child, url: line.replace('ready ', '') }
}

test.each([
  ['before-commit', 'it was not done yet'],
  ['after-commit', 'it was done, and nobody says so'],
])('row 13: the server dies %s: %s; sent again under its id, it is one message', async (failpoint) => {
  const data = mkdtempSync(join(tmpdir(), 'quindar-crash-'))
  onTestFinished(() => rmSync(data, { recursive: true, force: true }))
  const first = await start(data, '0', failpoint)
  const alice = await hurried(first.url)
  onTestFinished(() => alice.close())
  const general = await alice.room('#general')
  const heard: string[] = []
  general.on('message', ({ id }) => heard.push(id))
  await general.send('before', { timeout: Infinity })
  const died = once(first.child, 'exit')
  const sending = general.send('crash', { timeout: Infinity })
  expect(await died).toEqual([null, 'SIGKILL'])

  const ready = nextReady(alice)
  const second = await start(data, new URL(first.url).port, 'never')
  await ready
  const sent = await sending
  expect(sent).toMatchObject({ text: 'crash', status: 'sent' })

  // In the room, and to everybody in it, there is one.
  const bob = await connect(second.url, { user: 'bob', password: 'bob' })
  onTestFinished(() => bob.close())
  const said = await (await bob.room('#general')).history({ limit: 100 })
  expect(said.filter(({ text }) => text === 'crash').map(({ id }) => id)).toEqual([sent.id])
  await expect.poll(() => heard.filter((id) => id === sent.id), PATIENTLY).toEqual([sent.id])
})
