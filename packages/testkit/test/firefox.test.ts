// A smoke in Firefox: the recipe's page, and the client from static files without a bundler.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { describe, expect, test } from 'vitest'
import { findFirefox, launchFirefox, serveStatic, startServer } from '@quindar/testkit'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const firefox = findFirefox()
const PATIENTLY = { timeout: 30_000 }

describe.runIf(firefox === undefined)('without a Firefox', () => {
  test('nothing was run: there is none here (Debian: firefox-esr), or QUINDAR_FIREFOX names none', () => {
    expect(firefox).toBeUndefined()
  })
})

describe.runIf(firefox !== undefined)('in Firefox', () => {
  test('the recipe’s page gets a token, sends the five frames, and says what was sent', async () => {
    await using server = await startServer()
    await using site = await serveStatic(join(root, 'examples/raw-websocket'))
    await using browser = await launchFirefox(firefox ?? '')
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
    await using browser = await launchFirefox(firefox ?? '')
    const page = await browser.newPage()
    await page.goto(`${site.url}/`)
    const said = () => page.$eval('body', (element) => element.textContent.trim())
    await expect.poll(said, PATIENTLY).toBe('alice heard: from Firefox 火狐')
    await rm(folder, { recursive: true })
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
