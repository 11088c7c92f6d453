// S2 in Chromium: the page of the example, run against our server and against a release that lost some of the calls.

import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect } from 'quindar'
import { launchBrowser, serveStatic, startServer, type StaticServer } from '@quindar/testkit'

const PATIENTLY = { timeout: 30_000 }
let browser: Browser
let site: StaticServer

beforeAll(async () => {
  browser = await launchBrowser()
  site = await serveStatic(fileURLToPath(new URL('../../../../../examples/livechat-script', import.meta.url)))
})

afterAll(async () => {
  await browser.close()
  await site.close()
})

async function openPage(server: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${site.url}/`)
  await page.getByLabel('Server').fill(server)
  await page.getByRole('button', { name: 'Run' }).click()
  return { page, complaints }
}

it.each([undefined, 3, 4] as const)('all fourteen are answered, and they talk (--compat %s)', async (compat) => {
  await using server = await startServer({ livechat: { routing: 'manual' }, ...(compat && { compat }) })
  await server.domain.livechat.agents.add('alice')
  const alice = await connect(server.url, { user: 'alice', password: 'alice' })
  await alice.call('livechat:changeLivechatStatus', { status: 'available' })
  alice.stream('livechat-inquiry-queue-observer', 'public').on(async ({ type, _id, rid }) => {
    if (type !== 'added') return
    await alice.call('livechat:takeInquiry', _id)
    alice.stream('room-messages', rid).on(async ({ msg }) => {
      if (msg === 'Is anybody there?') await alice.call('sendMessage', { rid, msg: 'Alice is.' })
    })
  })
  const { page, complaints } = await openPage(server.url)
  await page.getByText('All fourteen are answered.').waitFor()
  expect(await page.getByRole('list', { name: 'Calls' }).getByRole('listitem').allInnerTexts()).toEqual(
    [
      'connect',
      'livechat:getInitialData',
      'livechat:loginByToken',
      'meteor.loginServiceConfiguration',
      'livechat:registerGuest',
      'stream-notify-room',
      'sendMessageLivechat',
      'UserPresence:connect',
      'livechat:loadHistory',
      'stream-room-messages',
      'livechat:getAgentData',
      'stream-livechat-room',
      'stream-notify-room',
      'UserPresence:online',
    ].map((name) => `${name}: answered`),
  )
  await page.getByLabel('Message', { exact: true }).fill('Is anybody there?')
  await page.getByRole('button', { name: 'Send' }).click()
  const said = () => page.getByRole('log').getByRole('listitem').allInnerTexts()
  await expect.poll(said, PATIENTLY).toEqual(['user28: Is anybody there?', 'Alice Chen: Alice is.'])
  expect(complaints).toEqual([])
  await alice.close()
  await page.close()
})

it('says which calls a release has lost', async () => {
  await using server = await startServer({ compat: 7 })
  const { page, complaints } = await openPage(server.url)
  await page.getByText('of the calls are gone in this release').waitFor()
  const calls = await page.getByRole('list', { name: 'Calls' }).getByRole('listitem').allInnerTexts()
  expect(calls[4]).toBe("livechat:registerGuest: Method 'livechat:registerGuest' not found [404]")
  expect(await page.getByRole('button', { name: 'Send' }).isVisible()).toBe(false)
  expect(complaints).toEqual([])
  await page.close()
})

it('says that no server is there, and fits every width', async () => {
  const { page } = await openPage('http://127.0.0.1:1')
  await page.getByText('No WebSocket at ws://127.0.0.1:1/websocket: is the server running there?').waitFor()
  for (const width of [320, 360, 768, 1440]) {
    await page.setViewportSize({ width, height: 800 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} px`).toBeLessThanOrEqual(width)
  }
  await page.close()
})
