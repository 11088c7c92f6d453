// The console as people use it, in Chromium: the five steps clicked through, the copied script run, keyboard alone,
// narrow screens, both languages and themes, without a finding of axe and without a word against the policy.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser, readRecording } from '@quindar/testkit'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allDone, findings, frames, openConsole, runAll, step } from './browser.ts'

let browser: Browser
const folder = mkdtempSync(join(tmpdir(), 'quindar-console-'))

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

const TITLES = ['Open the socket', 'Connect', 'Log in', 'Subscribe to a room', 'Send a message']
/** Runs a script with Node until it has said what is waited for. */
function runScript(text: string, until: RegExp): Promise<string> {
  const file = join(folder, 'script.mjs')
  writeFileSync(file, text)
  const child = spawn(process.execPath, [file])
  let said = ''
  return new Promise((done) => {
    const hear = (part: Buffer): void => {
      said += part.toString()
      if (until.test(said)) child.kill('SIGKILL')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('close', () => done(said))
  })
}

describe.each(['meteor', 'streamer'] as const)('against a server that speaks as %s', (dialect) => {
  it('the five steps are clicked through one by one, and the script that is copied then does the same', async () => {
    await using stage = await openConsole(browser, { dialect })
    const { page, complaints } = stage
    for (const [index, title] of TITLES.entries()) {
      const card = step(page, title)
      await card.getByRole('button', { name: index === 0 ? 'Open' : 'Send', exact: true }).click()
      await card.getByText('done', { exact: true }).waitFor()
    }
    expect(await step(page, 'Log in').getByRole('status').innerText()).toContain('You are logged in; your user id is')
    // The message comes back on the stream that step 4 subscribed to.
    expect(await step(page, 'Subscribe to a room').getByRole('status').innerText()).toContain('Hello World!')

    await page.getByRole('button', { name: 'Copy as JavaScript' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Copy', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Copied' }).waitFor()
    const script = await page.evaluate(() => navigator.clipboard.readText())
    expect(script).toContain(`new WebSocket("${stage.server.url.replace('http', 'ws')}/websocket")`)
    expect(await runScript(script, /"msg":"result","id":"send-1"/)).toContain('"msg":"result","id":"send-1"')
    expect(complaints).toEqual([])
  })

  it('one click logs in and sends, and every frame is in the list', async () => {
    await using stage = await openConsole(browser, { dialect })
    await runAll(stage.page)
    await allDone(stage.page)
    const titles = await frames(stage.page).locator('.what').allInnerTexts()
    const order = [
      'opened',
      'connect',
      'connected',
      'method login',
      'result login-1',
      'sub stream-room-messages',
      'ready sub-1',
    ]
    const places = order.map((title) => titles.indexOf(title))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places).not.toContain(-1)
    expect(stage.complaints).toEqual([])
  })
})

it('below a path one click does the same', async () => {
  await using stage = await openConsole(browser, { pathPrefix: '/team/chat' })
  const { page, server } = stage
  expect(await page.getByLabel('Server').inputValue()).toBe(server.url)
  expect(server.url).toMatch(/\/team\/chat$/)
  await runAll(page)
  await allDone(page)
  expect(
    await page.getByRole('link', { name: 'Chat', exact: true }).evaluate((link) => (link as HTMLAnchorElement).href),
  ).toBe(`${server.url}/`)
  expect(stage.complaints).toEqual([])
})

describe('secrets', () => {
  it('are nowhere on the page or in the download until they are asked for, and then not in the download', async () => {
    await using stage = await openConsole(browser)
    const { page } = stage
    await runAll(page)
    await allDone(page)
    const token = /"token":"([^"•]{20,})"/
    const digest = '2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90'
    await frames(page).filter({ hasText: 'result login-1' }).click()
    const hidden = await page.content()
    const values = await page
      .locator('textarea')
      .evaluateAll((areas) => areas.map((area) => (area as HTMLTextAreaElement).value))
    expect(hidden + values.join()).not.toContain(digest)
    expect(await page.locator('.log-detail .json').innerText()).toContain('"token": "••••••"')

    await page.getByLabel('Show secrets').check()
    const readSecret = async (): Promise<string> =>
      /"token": "([^"•]{20,})"/.exec(await page.locator('.log-detail .json').innerText())?.[1] ?? ''
    await expect.poll(readSecret).not.toBe('')
    const secret = await readSecret()

    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: /^Download/ }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe(`127.0.0.1-${stage.server.port}.log`)
    const text = readFileSync(await download.path(), 'utf8')
    expect(text).not.toContain(secret)
    expect(text).not.toContain(digest)
    expect(text).not.toMatch(token)
    expect(readRecording(text).map(({ section }) => section)).toContain('Subscribe to a room')
    expect(stage.complaints).toEqual([])
  })
})

describe('what is wrong is said', () => {
  it('of a frame, while it is typed', async () => {
    await using stage = await openConsole(browser)
    const card = step(stage.page, 'Connect')
    const editor = card.getByLabel('Frame', { exact: true })
    await editor.fill('{"msg": connect}')
    await card.getByText('Line 1, column 9: a value must stand here').waitFor()
    await editor.fill('{"msg":"method","method":"login","id":1}')
    await card.getByText('The "id" must be a text: "42", not 42.').waitFor()
    await card.getByRole('button', { name: 'Back to the template' }).click()
    await card.getByText('A valid frame.').waitFor()
    expect(stage.complaints).toEqual([])
  })

  it('of a wrong password, of a subscription before the login', async () => {
    await using stage = await openConsole(browser)
    const { page } = stage
    await step(page, 'Open the socket').getByRole('button', { name: 'Open', exact: true }).click()
    await step(page, 'Connect').getByRole('button', { name: 'Send', exact: true }).click()
    await step(page, 'Connect').getByText('done', { exact: true }).waitFor()
    await step(page, 'Subscribe to a room').getByRole('button', { name: 'Send', exact: true }).click()
    await step(page, 'Subscribe to a room').getByText('Log in first (step 3)').waitFor()
    await page.getByLabel('Password').fill('wrong')
    await step(page, 'Log in').getByRole('button', { name: 'Send', exact: true }).click()
    await step(page, 'Log in').getByText('A wrong name, a wrong password or an expired token').waitFor()
    expect(stage.complaints).toEqual([])
  })

  it('of a server that is not there', async () => {
    await using stage = await openConsole(browser)
    await stage.page.getByLabel('Server').fill('http://127.0.0.1:1')
    await runAll(stage.page)
    const card = step(stage.page, 'Open the socket')
    await card.getByText('Nobody answers at http://127.0.0.1:1').waitFor()
    expect(await stage.page.locator('.server-bar .outcome').innerText()).toBe(
      await card.locator('.outcome').innerText(),
    )
  })

  it('of a server that goes away', async () => {
    await using stage = await openConsole(browser)
    await runAll(stage.page)
    await allDone(stage.page)
    await stage.server.close()
    await stage.page.locator('.server-bar').getByText('The server closed the connection (1012').waitFor()
    await expect.poll(() => stage.page.locator('.connection').innerText()).toBe('Disconnected')
  })
})

it('everything can be done by keyboard alone, and the focus is always to be seen', async () => {
  await using stage = await openConsole(browser)
  const { page } = stage
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      const { activeElement: element } = document
      return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
    })
  const hasRing = (): Promise<boolean> =>
    page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    })
  async function tabTo(name: string): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab')
      expect(await hasRing()).toBe(true)
      if ((await focused()).includes(name)) return
    }
    throw new Error(`Tab does not lead to ${name}.`)
  }
  await tabTo('Skip to the content')
  await tabTo('Run all five steps')
  await page.keyboard.press('Enter')
  await allDone(page)
  await page.getByRole('button', { name: 'Copy as JavaScript' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await focused()).toBe('Copy as JavaScript')
  await tabTo('Frames')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  const list = page.getByRole('listbox', { name: 'Frames' })
  const active = async (): Promise<string> => {
    const id = await list.getAttribute('aria-activedescendant')
    return id === null ? '' : page.locator(`#${id}`).innerText()
  }
  await expect.poll(active).toMatch(/^sent.*connect/s)
  await expect.poll(() => page.locator('.log-detail .json').innerText()).toContain('"connect"')
  await page.keyboard.press('End')
  await expect.poll(active).toMatch(/^received.*result send-1/s)
})

it('the frames are a log to screen readers: what comes is said once, by its name, heartbeats are not', async () => {
  await using stage = await openConsole(browser)
  const { page } = stage
  await runAll(page)
  await allDone(page)
  const log = page.getByRole('log', { name: 'Frames' })
  expect(await log.getAttribute('aria-live')).toBe('off')
  const said = log.locator('[aria-live=polite]')
  await page.getByRole('button', { name: 'Ping', exact: true }).click()
  await frames(page).filter({ hasText: 'pong' }).waitFor()
  expect(await said.innerText()).toMatch(
    /^received (result send-1|updated send-1|changed stream-room-messages GENERAL)$/,
  )
  await page.getByRole('button', { name: 'Disconnect' }).click()
  await expect.poll(() => said.innerText()).toBe('closed')
})

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each(['en-US', 'zh-CN'])(
    'in %s axe finds nothing, before and after the steps, nor in the dialog',
    async (locale) => {
      await using stage = await openConsole(browser, { colorScheme, locale })
      const { page } = stage
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale === 'zh-CN' ? 'zh-CN' : 'en')
      expect(await findings(page)).toEqual([])
      await page.locator('.server-bar button[type=submit]').click()
      await allDone(page)
      await frames(page).or(page.locator('.log-row')).nth(3).click()
      await page.locator('.entries button').nth(5).click()
      await page.locator('.troubles summary').first().click()
      expect(await findings(page)).toEqual([])
      await page.locator('.take button').first().click()
      expect(await findings(page)).toEqual([])
      expect(stage.complaints).toEqual([])
    },
  )
})

it.each([
  [320, 'en-US'],
  [320, 'zh-CN'],
  [768, 'en-US'],
  [1_024, 'en-US'],
  [2_560, 'zh-CN'],
])('at %d px in %s nothing has to be scrolled sideways', async (width, locale) => {
  await using stage = await openConsole(browser, { viewport: { width, height: 700 }, locale })
  const { page } = stage
  await page.locator('.server-bar button[type=submit]').click()
  await allDone(page)
  await page.locator('.entries button').nth(5).click()
  const overflow = (): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await overflow()).toBe(0)
  // On wide ones each side scrolls by itself, and the page does not.
  const isHigher = await page.evaluate(() => document.documentElement.scrollHeight > innerHeight)
  expect(isHigher).toBe(width < 1_024)
  await page.locator('.recipes button').nth(1).click()
  await page.locator('.step').nth(14).waitFor()
  expect(await overflow()).toBe(0)
  await page.evaluate(() => document.querySelectorAll<HTMLButtonElement>('.tabs button')[1]?.click())
  await page.locator('.log-row').nth(3).click()
  expect(await overflow()).toBe(0)
})

it('speaks the language that was chosen, and remembers it with the theme', async () => {
  await using stage = await openConsole(browser)
  const { page } = stage
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('heading', { name: '协议，一步一步来' }).waitFor()
  await page.getByLabel('主题').selectOption({ label: '深色' })
  const root = (): Promise<unknown> =>
    page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset['theme'], document.title])
  expect(await root()).toEqual(['zh-CN', 'dark', '协议，一步一步来 · Quindar'])
  await page.reload()
  await page.getByRole('heading', { name: '协议，一步一步来' }).waitFor()
  expect(await root()).toEqual(['zh-CN', 'dark', '协议，一步一步来 · Quindar'])
  // The theme is there before the page's own script is: no flash of the other one.
  await page.route(/assets\/.*\.js$/, (route) => route.abort())
  await page.reload()
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
})
