// The console in Chromium, served as `npm start` serves it; whatever it complains about fails the test.
import axe from 'axe-core'
import { builtPages, startServer, type TestServer } from '@quindar/testkit'
import type { MajorRelease } from 'quindar/protocol'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'

export interface OpenConsole extends AsyncDisposable {
  readonly server: TestServer
  readonly page: Page
  /** Errors, warnings, and what the policy forbade. */
  readonly complaints: string[]
}

export interface ConsoleOptions extends BrowserContextOptions {
  readonly dialect?: 'meteor' | 'streamer'
  /** Below which path the server lives. */
  readonly pathPrefix?: string
  readonly demo?: boolean
  readonly compat?: MajorRelease
}

/** A server of its own, and the console of that server in a browser that has seen nothing yet. */
export async function openConsole(
  browser: Browser,
  { dialect = 'meteor', pathPrefix = '', demo, compat, ...options }: ConsoleOptions = {},
): Promise<OpenConsole> {
  const server = await startServer({
    pages: await builtPages(),
    dialect,
    pathPrefix,
    ...(demo !== undefined && { demo }),
    ...(compat !== undefined && { compat }),
  })
  const context = await browser.newContext({
    viewport: { width: 1_440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    locale: 'en-US',
    ...options,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') complaints.push(line.text())
  })
  await page.exposeFunction('complain', (complaint: string) => void complaints.push(complaint))
  await page.addInitScript(() => {
    const { complain } = globalThis as unknown as { complain: (complaint: string) => void }
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      complain(`The policy forbids ${violatedDirective}: ${blockedURI}`)
    })
  })
  await page.goto(`${server.url}/console`)
  return {
    server,
    page,
    complaints,
    [Symbol.asyncDispose]: async () => {
      await context.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** What axe finds, as `rule: where`. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  // Colours that are on their way would be measured on their way.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
  )
  return page.evaluate(async () => {
    const { axe: inPage } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }> }
    }
    const { violations } = await inPage.run()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
  })
}

/** The card of a step, by its English title. */
export const step = (page: Page, title: string): Locator => page.getByRole('listitem', { name: title })
/** The rows of the log that are drawn. */
export const frames = (page: Page): Locator => page.getByRole('listbox', { name: 'Frames' }).getByRole('option')
export const runAll = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Run all five steps' }).first().click()
/** All five steps have gone well. */
export const allDone = (page: Page): Promise<void> => page.locator('.step.good').nth(4).waitFor()
