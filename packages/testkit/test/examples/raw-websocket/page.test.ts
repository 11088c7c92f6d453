// S1 in Chromium: the page of the example, served from another port than the server's, filled in and clicked.

import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { launchBrowser, serveStatic, startServer, type StaticServer } from '@quindar/testkit'
import { DIALECTS, expectOneMessage, expectTheFiveFrames, PATIENTLY, pongsOf, setStage } from './stage.ts'

let browser: Browser
let site: StaticServer

beforeAll(async () => {
  browser = await launchBrowser()
  site = await serveStatic(fileURLToPath(new URL('../../../../../examples/raw-websocket', import.meta.url)))
})

afterAll(async () => {
  await browser.close()
  await site.close()
})

/** The page, pointed at `server`. Whatever it complains about lands in `complaints`. */
async function openPage(server: string, complaints: string[] = []): Promise<Page> {
  const page = await browser.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
  await page.goto(`${site.url}/`)
  await page.getByLabel('Server').fill(server)
  return page
}

const status = (page: Page): Promise<string> => page.getByRole('status').innerText()

/** A click, and what the page says of it in the end. */
async function press(page: Page, name: string): Promise<string> {
  const button = page.getByRole('button', { name })
  await button.click()
  await expect.poll(() => button.isEnabled(), PATIENTLY).toBe(true)
  return status(page)
}

describe.each(DIALECTS)('the recipe in Chromium, from another port, at a server that speaks as %s', (dialect) => {
  it("gets a token, sends the answer's five frames unchanged, again too, and shows what happens", async () => {
    await using stage = await setStage(dialect)
    const complaints: string[] = []
    const page = await openPage(stage.relay.url, complaints)
    expect(await press(page, 'Get a token')).toBe('Here is a token of alice: run the recipe.')
    const authToken = await page.getByLabel('Token', { exact: true }).inputValue()

    const filling = { authToken, roomId: 'GENERAL', event: 'user-activity', messageId: 'message-id' }
    for (const round of [0, 1]) {
      expect(await press(page, 'Run')).toMatch(/^Sent: Hello World! /)
      const conversation = stage.relay.conversations[round] ?? []
      expectTheFiveFrames(conversation, filling)
      // The frames of this run alone, each as it went by; and one socket beside the witness's.
      await vi.waitFor(async () => {
        const shown = await page.getByRole('listitem').allInnerTexts()
        expect(shown.sort()).toEqual(conversation.map(({ text }) => text).sort())
      }, PATIENTLY)
      await expect.poll(() => stage.server.connections, PATIENTLY).toBe(2)
      expect(await page.getByRole('status').getAttribute('class')).toBe('')
    }
    await expectOneMessage(stage, 'message-id')

    const [, conversation = []] = stage.relay.conversations
    const before = pongsOf(conversation)
    await stage.untilPing()
    await expect
      .poll(() => conversation.filter(({ text }) => text === '{"msg":"pong"}').length, PATIENTLY)
      .toBe(before + 1)

    const general = await stage.witness.room('#general')
    await general.typing()
    await page.getByRole('listitem').filter({ hasText: '"GENERAL/user-activity"' }).filter({ hasText: 'bob' }).waitFor()
    expect(complaints).toEqual([])
    await page.close()
  })

  it('shows in one sentence that the token is wrong', async () => {
    await using server = await startServer({ dialect })
    const page = await openPage(server.url)
    await page.getByLabel('Token', { exact: true }).fill('stale')
    expect(await press(page, 'Run')).toMatch(/^The server refused login \(.+\): is the token one of this server/)
    expect(await page.getByRole('status').getAttribute('class')).toBe('failed')
    await page.close()
  })
})

describe('the page says what is wrong', () => {
  it('with a password', async () => {
    await using server = await startServer()
    const page = await openPage(server.url)
    await page.getByLabel('Password').fill('wrong')
    expect(await press(page, 'Get a token')).toBe(`The login of alice at ${server.url} was refused: Unauthorized`)
    await page.close()
  })

  it('where no server is', async () => {
    const server = await startServer()
    await server.close()
    const page = await openPage(server.url)
    expect(await press(page, 'Get a token')).toBe(`No server answers at ${server.url}: is it running there?`)
    await page.getByLabel('Token', { exact: true }).fill('any')
    const socket = `${server.url.replace('http', 'ws')}/websocket`
    expect(await press(page, 'Run')).toBe(`No WebSocket at ${socket}: is the server running there?`)
    await page.close()
  })

  it('fits every width, in light and in dark', async () => {
    const page = await openPage('http://localhost:3000')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const width of [320, 360, 768, 1440]) {
        await page.setViewportSize({ width, height: 800 })
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(wide, `${width} px`).toBeLessThanOrEqual(width)
      }
    }
    await page.close()
  })
})
