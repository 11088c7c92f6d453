// The chat page in a real browser, with a real server behind it: what the browser tests stand on.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type QuindarServer, type ServerOptions } from '@quindar/server'
import { builtPages, launchBrowser } from '@quindar/testkit'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { connect, type Client } from 'quindar'
import { vi } from 'vitest'

// A browser among others on a small machine takes its time.
vi.setConfig({ testTimeout: 180_000 })

export interface Stage extends AsyncDisposable {
  readonly url: string
  readonly browser: Browser
  /** What pages complained of: errors, warnings, violations of the policy. Lost connections are not among them. */
  readonly complaints: string[]
  /** A page of a reader of his own, at the server's first address. */
  readonly visit: (options?: BrowserContextOptions & { readonly path?: string }) => Promise<Page>
  /** The same, logged in, with the rooms in sight. */
  readonly enter: (user: string, options?: BrowserContextOptions & { readonly path?: string }) => Promise<Page>
  /** Somebody without a page. */
  readonly client: (user: string) => Promise<Client>
  /** The server is gone from now on; its data stays. */
  readonly stop: () => Promise<void>
  /** It is back, at the same address. */
  readonly start: () => Promise<void>
}

/** Said by browsers of every connection that is lost, which some tests do on purpose. */
const LOST = /WebSocket connection|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/

export async function stage(options: Pick<ServerOptions, 'limits' | 'demo' | 'mail'> = {}): Promise<Stage> {
  const data = mkdtempSync(join(tmpdir(), 'quindar-chat-'))
  const pages = await builtPages()
  const open = (port: number): Promise<QuindarServer> => createServer({ demo: true, data, pages, port, ...options })
  let server: QuindarServer | undefined = await open(0)
  const { url } = server
  const browser = await launchBrowser()
  const clients: Client[] = []
  const complaints: string[] = []

  async function visit({ path = '/', ...options }: Parameters<Stage['visit']>[0] = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-US', ...options })
    const page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => {
      const text = message.text()
      if (['error', 'warning'].includes(message.type()) && !LOST.test(text)) complaints.push(text)
    })
    await page.goto(`${url}${path}`)
    return page
  }

  return {
    url,
    browser,
    complaints,
    visit,
    async enter(user, options) {
      const page = await visit(options)
      await page.fill('input[autocomplete=username]', user)
      await page.fill('input[type=password]', user)
      await page.keyboard.press('Enter')
      await page.waitForSelector('.room-link')
      return page
    },
    async client(user) {
      const client = await connect(url, { user, password: user })
      clients.push(client)
      return client
    },
    async stop() {
      await server?.close()
      server = undefined
    },
    async start() {
      server = await open(Number(new URL(url).port))
    },
    async [Symbol.asyncDispose]() {
      for (const client of clients) await client.close()
      await browser.close()
      await server?.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** Opens a room by its name in the list. */
export async function openRoom(page: Page, name: string): Promise<void> {
  await page.locator('.room-link', { hasText: name }).first().click()
  await page.waitForSelector('.composer textarea')
  await page.waitForSelector('.messages article, .messages .nothing')
}

/** The texts of the messages on the page, oldest first. */
export function texts(page: Page): Promise<string[]> {
  return page.locator('article.message .text').allInnerTexts()
}

export async function say(page: Page, text: string): Promise<void> {
  await page.fill('.composer textarea', text)
  await page.press('.composer textarea', 'Enter')
}
