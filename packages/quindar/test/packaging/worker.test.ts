// Without a page: what is shipped, in a dedicated Worker of Chromium and in a thread of Node, against the real server. It
// hears, sends, survives a cut, and leaves nothing that would keep the thread alive.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Worker as Thread } from 'node:worker_threads'
import { launchBrowser, serveStatic, startFaultProxy, startServer } from '@quindar/testkit'
import { expect, onTestFinished, test } from 'vitest'

/** Says `ready`, what it hears, and `closed`; ends when it has heard `bye`. */
const program = (from: string, url: string, say: string): string => `
import { connect } from '${from}'
const say = ${say}
const rc = await connect('${url}', { user: 'alice', password: 'alice' })
const general = await rc.room('#general')
general.on('message', async ({ text }) => {
  say('heard ' + text)
  if (text !== 'bye') return
  await rc.close()
  say('closed')
})
await rc.ready()
await general.send('from a thread')
say('ready')
`

async function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'quindar-worker-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  symlinkSync(resolve(import.meta.dirname, '../../dist'), join(folder, 'quindar'), 'junction')
  const server = await startServer()
  onTestFinished(() => server[Symbol.asyncDispose]())
  const proxy = await startFaultProxy(server.url)
  onTestFinished(() => proxy[Symbol.asyncDispose]())
  const bob = (await server.domain.users.byUsername('bob'))!
  const speak = (text: string): Promise<unknown> => server.domain.messages.send(bob, { roomId: 'GENERAL', text })
  return { folder, proxy, speak }
}

/** Cuts the connection in the middle, and tells what was heard. */
async function playedOut(said: readonly string[], world: Awaited<ReturnType<typeof setUp>>): Promise<string[]> {
  const patiently = { timeout: 30_000 }
  await expect.poll(() => said, patiently).toContain('ready')
  world.proxy.cut()
  await world.speak('after the cut')
  await expect.poll(() => said, patiently).toContain('heard after the cut')
  await world.speak('bye')
  await expect.poll(() => said, patiently).toContain('closed')
  return said.filter((what) => what.startsWith('heard'))
}

const HEARD = ['heard from a thread', 'heard after the cut', 'heard bye']

test('a dedicated Worker of Chromium', async () => {
  const world = await setUp()
  const { folder, proxy } = world
  writeFileSync(join(folder, 'worker.js'), program('./quindar/quindar.min.js', proxy.url, 'postMessage'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>A page</title><link rel="icon" href="data:," />')
  await using site = await serveStatic(folder)
  await using browser = await launchBrowser()
  const page = await browser.newPage()
  const said: string[] = []
  await page.exposeFunction('say', (what: string) => void said.push(what))
  await page.goto(`${site.url}/`)
  await page.evaluate(() => {
    const { say } = globalThis as unknown as { say: (what: string) => void }
    const worker = new Worker('worker.js', { type: 'module' })
    worker.onmessage = ({ data }) => say(String(data))
    worker.onerror = ({ message }) => say(`failed: ${message}`)
  })
  expect(await playedOut(said, world)).toEqual(HEARD)
})

test('a thread of Node, which ends by itself when the client is closed', async () => {
  const world = await setUp()
  const { folder, proxy } = world
  const file = join(folder, 'worker.mjs')
  const preface = `import { parentPort } from 'node:worker_threads'\n`
  const say = '(what) => parentPort.postMessage(what)'
  writeFileSync(file, preface + program('./quindar/client/index.js', proxy.url, say))
  const worker = new Thread(file)
  const said: string[] = []
  worker.on('message', (what: string) => said.push(what))
  worker.on('error', (error) => said.push(`failed: ${String(error)}`))
  const ended = new Promise((done) => void worker.on('exit', done))
  expect(await playedOut(said, world)).toEqual(HEARD)
  expect(await ended).toBe(0)
})
