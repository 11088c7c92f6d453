// A smoke in Firefox: the recipe's page, the client from static files without a bundler, the chat page, the console.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'puppeteer-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtPages, findFirefox, launchFirefox, serveStatic, startServer } from '@quindar/testkit'
import { connect } from 'quindar'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const firefox = findFirefox()
const PATIENTLY = { timeout: 30_000 }

describe.runIf(firefox === undefined)('without a Firefox', () => {
  test('nothing was run: there is none here (Debian: firefox-esr), or QUINDAR_FIREFOX names none', () => {
    expect(firefox).toBeUndefined()
  })
})

describe.runIf(firefox !== undefined)('in Firefox', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchFirefox(firefox ?? '')
  })
  afterAll(() => browser.close())

  test('the recipe’s page gets a token, sends the five frames, and says what was sent', async () => {
    await using server = await startServer()
    await using site = await serveStatic(join(root, 'examples/raw-websocket'))
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(`${site.url}/`)
    const field = await page.locator('::-p-aria([name="Server"])').waitHandle()
    await field.evaluate((input, url) => ((input as HTMLInputElement).value = url), server.url)
    const status = () => page.$eval('[role=status]', (element) => element.textContent)
    await page.locator('::-p-text(Get a token)').click()
    await expect.poll(status, PATIENTLY).toBe('Here is a token of alice: run the recipe.')
    await page.locator('::-p-aria([name="Run"][role="button"])').click()
    await expect.poll(status, PATIENTLY).toMatch(/^Sent: Hello World! /)
    expect(complaints).toEqual([])
  })

  test('the client logs in with a password, sends and hears itself', async () => {
    await using server = await startServer()
    const folder = await mkdtemp(join(tmpdir(), 'quindar-firefox-'))
    const entry = join(root, 'packages/quindar/src/client/index.ts')
    await build({
      configFile: false,
      logLevel: 'error',
      root,
      resolve: { conditions: ['@quindar/source'] },
      build: { outDir: folder, emptyOutDir: true, lib: { entry, formats: ['es'], fileName: 'quindar' } },
    })
    await writeFile(join(folder, 'index.html'), pageAt(server.url))
    await using site = await serveStatic(folder)
    const page = await browser.newPage()
    await page.goto(`${site.url}/`)
    const said = () => page.$eval('body', (element) => element.textContent.trim())
    await expect.poll(said, PATIENTLY).toBe('alice heard: from Firefox 火狐')
    await rm(folder, { recursive: true })
  })

  test('on the chat page one logs in, sends, hears another, and all of it is there after a reload', async () => {
    await using server = await startServer({ pages: await builtPages() })
    const bob = await connect(server.url, { user: 'bob', password: 'bob' })
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(`${server.url}/`)
    await page.locator('input[autocomplete=username]').fill('alice')
    await page.locator('input[type=password]').fill('alice')
    await page.keyboard.press('Enter')
    await page.locator('.room-link').click()
    await page.locator('.composer textarea').fill('from Firefox 火狐')
    await page.keyboard.press('Enter')
    await page.waitForSelector('article.sent')
    const general = await bob.room('#general')
    await general.send('and to Firefox')
    const said = () =>
      page.$$eval('article.message .text', (all) => all.map(({ textContent }) => textContent).slice(-2))
    await expect.poll(said, PATIENTLY).toEqual(['from Firefox 火狐', 'and to Firefox'])
    await page.reload()
    await expect.poll(said, PATIENTLY).toEqual(['from Firefox 火狐', 'and to Firefox'])
    expect(complaints).toEqual([])
    await bob.close()
  })

  test('on the console one click runs the five steps', async () => {
    await using server = await startServer({ pages: await builtPages() })
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(`${server.url}/console`)
    await page.locator('.server-bar button[type=submit]').click()
    await expect.poll(() => page.$$eval('.step.good', ({ length }) => length), PATIENTLY).toBe(5)
    expect(complaints).toEqual([])
  })
})

const pageAt = (address: string): string => `<!doctype html>
<meta charset="utf-8" />
<title>A client</title>
<body></body>
<script type="module">
  import { connect } from './quindar.js'
  try {
    const rc = await connect('${address}', { user: 'alice', password: 'alice' })
    const general = await rc.room('#general')
    const heard = []
    general.on('message', ({ text }) => heard.push(text))
    await general.send('from Firefox 火狐')
    document.body.textContent = \`\${rc.user.username} heard: \${heard}\`
    await rc.close()
  } catch (error) {
    document.body.textContent = error
  }
</script>`
