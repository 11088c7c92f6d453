// The console against servers that people have: over TLS, behind proxies, not there. Each is real, and so is the browser:
// what is said of it is what its reader needs to know.
import { createServer, type AddressInfo, type Server } from 'node:net'
import { launchBrowser, selfSigned, startFront, startPeer, startServer, type Front } from '@quindar/testkit'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { allDone, openConsole, type OpenConsole, runAll, step } from './browser.ts'

const trusted = selfSigned()
const untrusted = selfSigned()
let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser({ hosts: { 'chat.lan': '127.0.0.1' }, trusts: [trusted.fingerprint] })
})
afterAll(() => browser.close())

/** What the console says when it tries to open a socket to `address`. */
async function saidOf(page: Page, address: string): Promise<string> {
  // What was said of the one before is not to be taken for what is said of this one.
  await page.reload()
  await page.getByLabel('Server').fill(address)
  await runAll(page)
  return step(page, 'Open the socket').locator('.outcome').innerText()
}

const UNTRUSTED = (url: string): string =>
  `Nobody answers at ${url}, or its certificate is none that this browser trusts. Open ${url} in a tab: it says which.`
const UPGRADE = (url: string): string =>
  `A Rocket.Chat answers at ${url}, but the socket did not open: a proxy in front of it does not pass the upgrade on. It must speak HTTP/1.1 to the server and send the headers Upgrade and Connection along.`

describe('from a page over http', () => {
  let stage: OpenConsole
  beforeAll(async () => {
    stage = await openConsole(browser)
  })
  afterAll(() => stage[Symbol.asyncDispose]())

  it.each([
    ['that nobody has signed', untrusted],
    ['that has run out', selfSigned({ expired: true })],
  ])('a certificate %s: nobody is there, or it is that, and where to see which', async (_what, certificate) => {
    await using front = await startFront(stage.server.url, { certificate })
    expect(await saidOf(stage.page, front.url)).toBe(UNTRUSTED(front.url))
    expect(await saidOf(stage.page, front.url.replace('https', 'wss'))).toBe(UNTRUSTED(front.url))
  })

  it.each([
    ['plain', undefined],
    ['with TLS', trusted],
  ])('a proxy (%s) that passes no upgrade on is named', async (_how, certificate) => {
    await using other = await startServer()
    await using front = await startFront(other.url, { upgrades: false, ...(certificate && { certificate }) })
    expect(await saidOf(stage.page, front.url)).toBe(UPGRADE(front.url))
  })

  it('TLS where the server has none, and none where it has, is said', async () => {
    await using other = await startServer()
    const asTls = other.url.replace('http', 'https')
    expect(await saidOf(stage.page, asTls)).toBe(
      `The server at ${asTls} does not speak TLS: try http:// (or ws://) instead.`,
    )
    await using front = await startFront(other.url, { certificate: trusted })
    const asPlain = front.url.replace('https', 'http')
    expect(await saidOf(stage.page, asPlain)).toBe(
      `The server at ${asPlain} wants TLS: try https:// (or wss://) instead.`,
    )
  })

  it('somebody who is no Rocket.Chat, and nobody at all', async () => {
    await using site = await startPeer({
      onUpgrade: () => ({ status: 404 }),
      onRequest: () => ({ status: 200, headers: { 'access-control-allow-origin': '*' }, body: '<h1>It works!</h1>' }),
    })
    expect(await saidOf(stage.page, site.url)).toBe(
      `Somebody answers at ${site.url}, but it is no Rocket.Chat (${site.url}/api/info says nothing of one). Check host, port and path.`,
    )
    const gone = await startPeer()
    await gone.close()
    expect(await saidOf(stage.page, gone.url)).toBe(
      `Nobody answers at ${gone.url}: is the server running, and are host and port right?`,
    )
  })

  it('with a certificate that is trusted there is no trouble, and the five steps run over TLS', async () => {
    await using front = await startFront(stage.server.url, { certificate: trusted })
    await stage.page.getByLabel('Server').fill(front.url)
    await stage.page.getByLabel('User').fill('alice')
    await stage.page.getByLabel('Password').fill('alice')
    await runAll(stage.page)
    await allDone(stage.page)
    expect(await step(stage.page, 'Open the socket').locator('.outcome').innerText()).toContain('wss://')
  })

  it('a firewall that swallows everything: no answer in ten seconds', async () => {
    const silent: Server = createServer(() => undefined)
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
    const address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
    await stage.page.clock.install()
    await stage.page.reload()
    await stage.page.getByLabel('Server').fill(address)
    await runAll(stage.page)
    await step(stage.page, 'Open the socket').getByText('waiting for the answer').waitFor()
    await stage.page.clock.fastForward(10_000)
    await expect
      .poll(() => stage.page.locator('.server-bar .outcome').allInnerTexts())
      .toEqual([`No answer from ${address} in 10 seconds: a firewall may swallow the connection.`])
    silent.close()
  })
})

describe('from a page over https', () => {
  let stage: OpenConsole
  let site: Front
  beforeAll(async () => {
    stage = await openConsole(browser)
    site = await startFront(stage.server.url, { certificate: trusted })
  })
  afterAll(async () => {
    await site[Symbol.asyncDispose]()
    await stage[Symbol.asyncDispose]()
  })
  beforeEach(() => stage.page.goto(`${site.url}/console`))

  it('ws:// is refused before it is tried, with the reason, and the browser would not have let it', async () => {
    const { page, server } = stage
    const plain = server.url.replace('http://127.0.0.1', 'ws://chat.lan')
    await page.getByLabel('Server').fill(plain)
    await page
      .getByText(
        'This page came over https, so the browser only lets it open wss://. Use the server’s https address, or open this console over http.',
      )
      .waitFor()
    expect(await page.getByRole('button', { name: 'Run all five steps' }).first().isDisabled()).toBe(true)
    const tried = await page.evaluate((url) => {
      try {
        return new WebSocket(`${url}/websocket`).url
      } catch (error) {
        return (error as Error).name
      }
    }, plain)
    expect(tried).toBe('SecurityError')
  })

  it('wss:// to its own server runs, and so does plain to this very machine', async () => {
    const { page, server } = stage
    expect(await page.getByLabel('Server').inputValue()).toBe(site.url)
    await runAll(page)
    await allDone(page)
    await page.getByLabel('Server').fill(server.url)
    await page.getByLabel('User').fill('alice')
    await page.getByLabel('Password').fill('alice')
    await page.getByRole('button', { name: 'Run all again' }).click()
    await expect
      .poll(() => page.locator('.answers .good').first().innerText())
      .toContain(server.url.replace('http', 'ws'))
    await allDone(page)
  })

  it('a certificate that nobody has signed, and a proxy that passes no upgrade on', async () => {
    const { page, server } = stage
    await using other = await startFront(server.url, { certificate: untrusted })
    await using stubborn = await startFront(server.url, { certificate: trusted, upgrades: false })
    expect(await saidOf(page, other.url)).toBe(UNTRUSTED(other.url))
    expect(await saidOf(page, stubborn.url)).toBe(UPGRADE(stubborn.url))
  })
})
