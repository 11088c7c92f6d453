// The outbox in a real browser: IndexedDB and Web Locks, a page that is reloaded in the middle of sending, and two tabs.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser, serveStatic, startFaultProxy, startServer, swallowResults } from '@quindar/testkit'
import type { Client, Room } from 'quindar'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'

const PATIENTLY = { timeout: 30_000 }

/** What the page keeps for the test. */
interface World {
  rc: Client
  general: Room
  start: (url: string, token?: string) => Promise<string>
  waiting: () => Promise<readonly string[]>
  written: () => Promise<number>
  troubles: string[]
}

const PAGE = `
import { connect, indexedDBStorage } from 'quindar'
globalThis.troubles = []
globalThis.start = async (url, token) => {
  const who = token ? { token } : { user: 'alice', password: 'alice' }
  globalThis.rc = await connect(url, { ...who, storage: indexedDBStorage() })
  rc.on('storage', ({ error }) => troubles.push(error.message))
  return rc.user.token
}
globalThis.written = async () => (await indexedDBStorage().entries('outbox/')).length
globalThis.waiting = async () => (await rc.outbox()).getSnapshot().map(({ text }) => text)
`

let browser: Awaited<ReturnType<typeof launchBrowser>>
let pages: Awaited<ReturnType<typeof serveStatic>>
let folder: string
beforeAll(async () => {
  browser = await launchBrowser()
  folder = await mkdtemp(join(tmpdir(), 'quindar-page-'))
  await writeFile(join(folder, 'page.js'), PAGE)
  const client = new URL('../../src/client/index.ts', import.meta.url).pathname
  await build({
    configFile: false,
    logLevel: 'silent',
    root: folder,
    resolve: { alias: { quindar: client } },
    build: { rolldownOptions: { input: join(folder, 'page.js'), output: { entryFileNames: 'page.js' } } },
  })
  await writeFile(join(folder, 'dist', 'index.html'), '<!doctype html><script type="module" src="page.js"></script>')
  pages = await serveStatic(join(folder, 'dist'))
})
afterAll(async () => {
  await browser.close()
  await pages.close()
  await rm(folder, { recursive: true })
})

async function open(page: Page, url: string, token?: string): Promise<string> {
  await page.goto(pages.url + '/index.html')
  await page.waitForFunction(() => 'start' in globalThis)
  return page.evaluate(([to, as]) => (globalThis as unknown as World).start(to, as), [url, token] as const)
}

/** Sends, and waits for nothing. */
async function send(page: Page, texts: readonly string[]): Promise<void> {
  await page.evaluate(async (all) => {
    const world = globalThis as unknown as World
    world.general ??= await world.rc.room('#general')
    for (const text of all) world.general.send(text).catch(() => {})
  }, texts)
}

const waiting = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (globalThis as unknown as World).waiting())

/** How many messages are in the database: what is not there yet does not survive. */
const written = (page: Page): Promise<number> => page.evaluate(() => (globalThis as unknown as World).written())

/** What the room holds, of all that begins so. */
const said = (page: Page, begin: string): Promise<string[]> =>
  page.evaluate(async (beginning) => {
    const { rc } = globalThis as unknown as World
    const messages = await (await rc.room('#general')).history({ limit: 500 })
    return messages.map(({ text }) => text).filter((text) => text.startsWith(beginning))
  }, begin)

test('row 53: a page that is reloaded in the middle of sending sends the rest, each message once, in order', async () => {
  await using server = await startServer()
  await using proxy = await startFaultProxy(server.url)
  const context = await browser.newContext()
  const page = await context.newPage()
  const token = await open(page, proxy.url)
  const texts = Array.from({ length: 10 }, (_, n) => `reloaded ${n}`)
  // The first three land and are answered, the fourth lands and nobody says so.
  let answers = 3
  const swallow = swallowResults('sendMessage', Infinity)
  proxy.rewrite = (text, told) => {
    const rest = swallow(text, told)
    return rest.length === 0 && answers-- > 0 ? [text] : rest
  }
  await send(page, texts)
  await expect.poll(() => said(page, 'reloaded'), PATIENTLY).toEqual(texts.slice(0, 4))
  expect(await waiting(page)).toEqual(texts.slice(3))
  await expect.poll(() => written(page), PATIENTLY).toBe(7)
  proxy.rewrite = undefined
  await open(page, proxy.url, token)
  await expect.poll(() => said(page, 'reloaded'), PATIENTLY).toEqual(texts)
  await expect.poll(() => waiting(page), PATIENTLY).toEqual([])
  await expect.poll(() => written(page), PATIENTLY).toBe(0)
  await context.close()
})

test('row 12: of two tabs one sends; when it is closed, the other inherits what it had left', async () => {
  await using server = await startServer()
  await using proxy = await startFaultProxy(server.url)
  const context = await browser.newContext()
  const [one, two] = [await context.newPage(), await context.newPage()]
  const token = await open(one, proxy.url)
  proxy.rewrite = swallowResults('sendMessage', Infinity)
  const texts = ['tabs 0', 'tabs 1', 'tabs 2']
  await send(one, texts)
  await expect.poll(() => said(one, 'tabs'), PATIENTLY).toEqual(['tabs 0'])
  await expect.poll(() => written(one), PATIENTLY).toBe(3)
  proxy.rewrite = undefined
  await open(two, proxy.url, token)
  expect(await waiting(two)).toEqual([])
  expect(await said(two, 'tabs')).toEqual(['tabs 0'])
  await one.close()
  await expect.poll(() => said(two, 'tabs'), PATIENTLY).toEqual(texts)
  await expect.poll(() => waiting(two), PATIENTLY).toEqual([])
  await context.close()
})

test('a browser that forbids storage is told of in an event, and sends all the same', async () => {
  await using server = await startServer()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      },
    })
  })
  await open(page, server.url)
  await send(page, ['forbidden'])
  await expect.poll(() => said(page, 'forbidden'), PATIENTLY).toEqual(['forbidden'])
  const troubles = () => page.evaluate(() => (globalThis as unknown as World).troubles)
  // Told of reading, if the page listened by then, and of writing.
  await expect.poll(troubles, PATIENTLY).not.toEqual([])
  expect([...new Set(await troubles())]).toEqual([expect.stringContaining('cannot be used')])
  await context.close()
})
