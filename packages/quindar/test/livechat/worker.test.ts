// The library's own files, as they are installed, talking to the real server: in a page of Chromium and in a Worker from
// another port, in Node by themselves, and in a thread of Node's.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { Worker as Thread } from 'node:worker_threads'
import type { Page } from 'playwright-core'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { launchBrowser, serveStatic } from '@quindar/testkit'
import { setStage } from './stage.ts'

const BARE = '<!doctype html><title>A page</title><link rel="icon" href="data:," />'

const WORKER = `
import { livechat } from './quindar/dist/livechat/index.js'
onmessage = async ({ data }) => {
  const chat = livechat(data)
  chat.on('message', ({ author, text }) => postMessage(author.name + ': ' + text))
  const { agent } = await chat.start({ name: 'Ada' })
  await chat.send('from a Worker, to ' + agent.name)
}
`

let browser: Awaited<ReturnType<typeof launchBrowser>>

beforeAll(async () => {
  browser = await launchBrowser()
  return () => browser[Symbol.asyncDispose]()
})

/** A site with the library in static files, and these. */
async function siteOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'quindar-livechat-site-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'quindar'))
  symlinkSync(resolve(import.meta.dirname, '../../dist'), join(folder, 'quindar/dist'), 'junction')
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const site = await serveStatic(folder)
  onTestFinished(() => site[Symbol.asyncDispose]())
  return `${site.url}/`
}

test('it runs in a Worker', async () => {
  const { server } = await setStage()
  const site = await siteOf({ 'worker.js': WORKER, 'index.html': BARE })
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  await page.goto(site)
  const told = await page.evaluate(
    (url) =>
      new Promise((resolve, reject) => {
        const worker = new Worker('worker.js', { type: 'module' })
        worker.onmessage = ({ data }) => resolve(data)
        worker.onerror = ({ message }) => reject(new Error(message))
        worker.postMessage(url)
      }),
    server.url,
  )
  expect(told).toBe('Ada: from a Worker, to Alice Chen')
})

const PAGE = `${BARE}
<script type="module">
  import { livechat } from './quindar/dist/livechat/index.js'
  Object.assign(window, { livechat })
</script>`

/** Does this browser load a module that it could not load before, in the same page? Chromium 150 does not, 156 does. */
async function forgives(page: Page, site: string): Promise<boolean> {
  const load = `import('${site}probe.js').then(() => true, () => false)`
  await page.route('**/probe.js', (route) => route.abort())
  expect(await page.evaluate(load)).toBe(false)
  await page.unroute('**/probe.js')
  return page.evaluate<boolean>(load)
}

test('what few chats need is loaded by them, and tried again where it could not be loaded', async () => {
  const { server, reply } = await setStage()
  const site = await siteOf({ 'index.html': PAGE, 'probe.js': 'export {}' })
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  const loaded: string[] = []
  page.on('request', (request) => {
    const [, name] = /\/livechat\/([\w.-]+)\.js$/.exec(request.url()) ?? []
    if (name) loaded.push(name)
  })
  await page.goto(site)
  await page.waitForFunction(() => 'livechat' in window)
  await page.evaluate(`window.chat = livechat(${JSON.stringify(server.url)})`)
  const before = [...loaded]
  expect(before).toContain('index')
  // Nothing more before the visitor does something.
  expect(before).not.toContain('chat')

  const roomId = await page.evaluate<string>(`(async () => {
    await chat.start({ name: 'Ada' })
    window.heard = new Promise((resolve) => chat.on('message', ({ mine, text }) => mine || resolve(text)))
    await chat.send('Hello')
    await chat.typing()
    await chat.history()
    return chat.state.getSnapshot().roomId
  })()`)
  await reply(roomId, 'Hi')
  expect(await page.evaluate('heard')).toBe('Hi')
  const usual = loaded.filter((name) => !before.includes(name))
  expect(usual).toContain('chat')
  // Neither what few do, nor the ways of old servers.
  for (const name of ['more', 'more-routes.table', 'methods', 'methods.table']) expect(loaded).not.toContain(name)

  await page.route('**/livechat/more.js', (route) => route.abort())
  const rated = await page.evaluate<string>(
    'chat.rate(5).then(() => "rated", ({ name, message }) => name + ": " + message)',
  )
  expect(rated).toContain(
    'ConnectionError: A part of this chat cannot be loaded: is the network there? Try again or reload',
  )
  await page.unroute('**/livechat/more.js')
  // A browser that has failed to load a module may remember that, as long as the page is there.
  const again = await page.evaluate<string>('chat.rate(5).then(() => "rated", ({ message }) => message)')
  const forgiving = await forgives(page, site)
  expect(again).toContain(forgiving ? 'rated' : 'Try again or reload')
  expect(loaded).toContain('more')
  await page.evaluate('chat.close()')
  const room = await server.domain.ground.store.room({ id: roomId })
  expect(room?.chat?.survey).toEqual(forgiving ? { satisfaction: '5' } : undefined)
})

/** The files as they are installed, with nothing of a test around them. */
const LIBRARY = pathToFileURL(resolve(import.meta.dirname, '../../dist/livechat/index.js')).href

test('it runs in Node, and leaves nothing that keeps the process alive', async () => {
  const { server } = await setStage()
  const program = `
    import { livechat } from ${JSON.stringify(LIBRARY)}
    const chat = livechat(process.argv[1])
    chat.on('message', ({ author, text }) => console.log(author.name + ': ' + text))
    const told = new Promise((resolve) => chat.on('message', resolve))
    const { agent } = await chat.start({ name: 'Ada' })
    await chat.send('from Node, to ' + agent.name)
    await told
    await chat.destroy()
  `
  const node = promisify(execFile)
  const { stdout } = await node(process.execPath, ['--input-type=module', '-e', program, '--', server.url])
  expect(stdout).toBe('Ada: from Node, to Alice Chen\n')
})

test('it runs in a thread of Node’s', async () => {
  const { server } = await setStage()
  const program = `
    import { parentPort, workerData } from 'node:worker_threads'
    const { livechat } = await import(workerData.library)
    const chat = livechat(workerData.url)
    chat.on('message', ({ author, text }) => parentPort.postMessage(author.name + ': ' + text))
    const { agent } = await chat.start({ name: 'Ada' })
    await chat.send('from a thread, to ' + agent.name)
  `
  const thread = new Thread(new URL(`data:text/javascript,${encodeURIComponent(program)}`), {
    workerData: { library: LIBRARY, url: server.url },
  })
  onTestFinished(async () => {
    await thread.terminate()
  })
  const told = await new Promise((resolve_, reject) => {
    thread.on('message', resolve_)
    thread.on('error', reject)
  })
  expect(told).toBe('Ada: from a thread, to Alice Chen')
})
