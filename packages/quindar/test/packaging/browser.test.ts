// The installed package in a real browser, in every way that people load it, against a real server elsewhere.
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { launchBrowser, serveStatic, startServer, type TestServer } from '@quindar/testkit'
import type { Browser } from 'playwright-core'
import { build, createServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installed, readmeExample } from './installed.ts'

/** A name that only this browser knows, for machines that are on no network. */
const SOME_NAME = 'quindar.lan'
/** An address of this machine that others could use; pages from there are no secure context. */
const lanAddress = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === 'IPv4' && !address.internal)?.address

const app = installed()
let browser: Browser
let server: TestServer
beforeAll(async () => {
  browser = await launchBrowser({ hosts: { [SOME_NAME]: '127.0.0.1' } })
  // Open to the network of this machine for as long as the tests run, with users of its own making and no secrets.
  server = await startServer({ host: '0.0.0.0', allowDemoOnNetwork: true })
})
afterAll(async () => {
  await browser.close()
  await server[Symbol.asyncDispose]()
  app[Symbol.dispose]()
})

/** The ten lines, writing what they print into the page's title, which says so when something fails. */
function page(head: string, lines: string): string {
  return `<!doctype html>
<meta charset="utf-8" />
<title>nothing yet</title>
<link rel="icon" href="data:," />
<script>
  console.log = (text) => { document.title = text }
  onerror = onunhandledrejection = (event) => { document.title = 'failed: ' + (event.reason ?? event) }
</script>
${head}
<script type="module">
${lines}
</script>
`
}

const SAID = /^Alice[^:]*: Hello from the browser$/

/** Opens the page and waits until it has said something; everything that the console complains of is a failure. */
async function whatItSays(
  url: string,
): Promise<{ title: string; complaints: string[]; secure: boolean; subtle: string }> {
  const tab = await browser.newPage()
  const complaints: string[] = []
  tab.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  tab.on('pageerror', (error) => complaints.push(error.message))
  await tab.goto(url)
  await tab.waitForFunction(() => document.title !== 'nothing yet')
  const says = await tab.evaluate(() => ({
    title: document.title,
    secure: isSecureContext,
    subtle: `${typeof crypto.subtle} ${typeof crypto.randomUUID}`,
  }))
  await tab.close()
  return { ...says, complaints }
}

const tenLines = (url: string, from = 'quindar'): string =>
  readmeExample('ten-lines', url).replace(`from 'quindar'`, `from '${from}'`)

const quindar = './node_modules/quindar/dist'
const localUrl = (): string => `http://127.0.0.1:${server.port}`

describe('from static files, without bundler or import map', () => {
  it.each([
    ['module by module, as it was compiled', 'client/index.js'],
    ['as one minified module', 'quindar.min.js'],
  ])('%s', async (_claim, file) => {
    app.write('module.html', page('', tenLines(localUrl(), `${quindar}/${file}`)))
    await using pages = await serveStatic(app.folder)
    expect(await whatItSays(`${pages.url}/module.html`)).toMatchObject({
      title: expect.stringMatching(SAID) as string,
      complaints: [],
      secure: true,
    })
  })

  it('as one global script', async () => {
    const lines = tenLines(localUrl()).replace(/import (.*) from 'quindar'/, 'const $1 = Quindar')
    app.write('global.html', page(`<script src="${quindar}/quindar.global.js"></script>`, lines))
    await using pages = await serveStatic(app.folder)
    expect(await whatItSays(`${pages.url}/global.html`)).toMatchObject({
      title: expect.stringMatching(SAID) as string,
      complaints: [],
    })
  })
})

describe('in a fresh Vite app on another port than the server', () => {
  beforeAll(() => {
    app.write('vite/index.html', page('', `import './main.js'`))
    app.write('vite/main.js', tenLines(localUrl()))
  })

  it('while it is developed', async () => {
    const vite = await createServer({
      configFile: false,
      root: join(app.folder, 'vite'),
      logLevel: 'silent',
      server: { port: 0, host: '127.0.0.1' },
    })
    await vite.listen()
    try {
      const says = await whatItSays(vite.resolvedUrls?.local[0] ?? '')
      expect(says).toMatchObject({ title: expect.stringMatching(SAID) as string, complaints: [] })
    } finally {
      await vite.close()
    }
  })

  it('built for production', async () => {
    const folder = join(app.folder, 'vite')
    await build({ configFile: false, root: folder, logLevel: 'silent' })
    await using pages = await serveStatic(join(folder, 'dist'))
    expect(await whatItSays(`${pages.url}/`)).toMatchObject({
      title: expect.stringMatching(SAID) as string,
      complaints: [],
    })
  })
})

it.each([
  ['an address of the network', lanAddress ?? SOME_NAME],
  ['a name of the network', SOME_NAME],
])('over plain HTTP from %s, where browsers hide crypto.subtle and randomUUID', async (_claim, host) => {
  app.write('lan.html', page('', tenLines(`http://${host}:${server.port}`, `${quindar}/client/index.js`)))
  await using pages = await serveStatic(app.folder, '0.0.0.0')
  expect(await whatItSays(`http://${host}:${pages.port}/lan.html`)).toEqual({
    title: expect.stringMatching(SAID) as string,
    complaints: [],
    secure: false,
    subtle: 'undefined undefined',
  })
})
