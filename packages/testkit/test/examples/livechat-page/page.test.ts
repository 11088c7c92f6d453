// The example's page in Chromium, with the library from static files, and an agent who answers: name, chat, typing, end,
// rate; a reload in the middle; nobody there.

import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { connect, type Client } from 'quindar'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { launchBrowser, serveStatic, startServer, type StaticServer, type TestServer } from '@quindar/testkit'

const root = resolve(import.meta.dirname, '../../../../..')
const PATIENTLY = { timeout: 20_000 }
const WIDTHS = [320, 360, 768, 1440]
/** Where to leave pictures for people to look at. */
const pictures = process.env['QUINDAR_PICTURES']

let browser: Browser
let site: StaticServer
let folder: string

beforeAll(async () => {
  const dist = join(root, 'packages/quindar/dist')
  if (!existsSync(join(dist, 'livechat/index.js')))
    throw new Error('The library is not built: run `npm run build` first.')
  folder = mkdtempSync(join(tmpdir(), 'quindar-livechat-page-'))
  cpSync(join(root, 'examples/livechat-page'), folder, { recursive: true })
  mkdirSync(join(folder, 'node_modules/quindar'), { recursive: true })
  symlinkSync(dist, join(folder, 'node_modules/quindar/dist'), 'junction')
  site = await serveStatic(folder)
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  await site.close()
  rmSync(folder, { recursive: true, force: true })
})

async function openPage(server: TestServer, complaints: string[]): Promise<Page> {
  const page = await browser.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
  await page.goto(`${site.url}/?server=${server.url}`)
  return page
}

/** An agent at her desk. */
async function desk(server: TestServer): Promise<Client> {
  const alice = await connect(server.url, { user: 'alice', password: 'alice' })
  onTestFinished(() => alice.close())
  const { agents } = server.domain.livechat
  const user = await agents.add('alice')
  await agents.setStatus(user, user.id, 'available')
  return alice
}

const sentence = (page: Page): Promise<string> => page.getByRole('status').innerText()
const said = (page: Page): Promise<string[]> => page.getByRole('log').getByRole('listitem').allInnerTexts()

/** It fits every width, in light and in dark. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 700 })
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide, `${name} at ${width} px`).toBeLessThanOrEqual(width)
      if (pictures) await page.screenshot({ path: join(pictures, `livechat-${name}-${width}-${colorScheme}.png`) })
    }
  }
}

it('name, chat, typing, reload, end, rate, and again', async () => {
  await using server = await startServer()
  const alice = await desk(server)
  const complaints: string[] = []
  const page = await openPage(server, complaints)
  expect(await sentence(page)).toBe('Ask us anything.')
  await look(page, 'hello')
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByRole('button', { name: 'Start chat' }).click()
  await expect.poll(() => sentence(page), PATIENTLY).toBe('You are talking to Alice Chen.')

  const { rooms } = await server.domain.ground.store.chats({ states: ['taken'], order: 'begun', offset: 0, limit: 2 })
  const [roomId = ''] = rooms.map(({ id }) => id)
  const typed: unknown[] = []
  await alice.stream('notify-room', `${roomId}/user-activity`).on((...args) => typed.push(args)).ready
  const line = page.getByLabel('Message', { exact: true })
  await line.pressSequentially('Do you ship to Mars?')
  await expect.poll(() => typed, PATIENTLY).toHaveLength(1)
  await line.press('Enter')
  await expect.poll(() => said(page), PATIENTLY).toEqual(['Do you ship to Mars?'])
  await alice.call('stream-notify-room', `${roomId}/user-activity`, 'alice', ['user-typing'], {})
  await page.getByText('is writing…').waitFor()
  await alice.rest('POST /api/v1/chat.sendMessage', { message: { rid: roomId, msg: 'Every Tuesday.' } })
  await expect.poll(() => said(page), PATIENTLY).toEqual(['Do you ship to Mars?', 'Every Tuesday.'])
  await expect.poll(() => page.getByText('is writing…').count(), PATIENTLY).toBe(0)
  await alice.rest('POST /api/v1/chat.sendMessage', { message: { rid: roomId, msg: 'M'.repeat(200) } })
  await expect.poll(async () => (await said(page)).length, PATIENTLY).toBe(3)
  await look(page, 'chat')

  await page.reload()
  await expect.poll(() => said(page), PATIENTLY).toEqual(['Do you ship to Mars?', 'Every Tuesday.', 'M'.repeat(200)])
  await page.getByRole('button', { name: 'End chat' }).click()
  await expect.poll(() => sentence(page), PATIENTLY).toBe('This chat has ended.')
  await look(page, 'over')
  await page.getByRole('button', { name: '5 of 5' }).click()
  await expect.poll(() => sentence(page), PATIENTLY).toBe('Thank you.')
  const room = await server.domain.ground.store.room({ id: roomId })
  expect(room?.chat?.survey).toEqual({ satisfaction: '5' })
  await page.getByRole('button', { name: 'New chat' }).click()
  await expect.poll(() => sentence(page), PATIENTLY).toBe('You are talking to Alice Chen.')
  expect(await said(page)).toEqual([])
  expect(complaints).toEqual([])
  await page.close()
})

it('the demo’s agent greets, and answers', async () => {
  await using server = await startServer({ demo: true })
  const page = await openPage(server, [])
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByRole('button', { name: 'Start chat' }).click()
  const greeting = 'Hello Ada! I am a bot that says back what it hears. 你好！'
  await expect.poll(() => said(page), PATIENTLY).toEqual([greeting])
  const line = page.getByLabel('Message', { exact: true })
  await line.fill('Do you ship to Mars?')
  await line.press('Enter')
  const answer = 'You said: Do you ship to Mars?'
  await expect.poll(() => said(page), PATIENTLY).toEqual([greeting, 'Do you ship to Mars?', answer])
  expect(await sentence(page)).toBe('You are talking to Echo (bot).')
  expect(await line.inputValue()).toBe('')
  await page.close()
})

it('says that nobody is there, keeps what it cannot leave, and takes a message', async () => {
  await using server = await startServer()
  const page = await openPage(server, [])
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByRole('button', { name: 'Start chat' }).click()
  await expect
    .poll(() => sentence(page), PATIENTLY)
    .toBe('Nobody is here just now. Leave a message, and we will answer by e-mail.')
  await look(page, 'nobody')
  const line = page.getByLabel('Message', { exact: true })
  await line.fill('Call me')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect.poll(() => sentence(page), PATIENTLY).toContain('offline')
  expect(await line.inputValue()).toBe('Call me')
  const admin = await connect(server.url, { user: 'admin', password: 'admin' })
  onTestFinished(() => admin.close())
  await admin.rest('POST /api/v1/channels.create', { name: 'offline-messages' })
  await page.getByRole('button', { name: 'Send' }).click()
  await expect.poll(() => sentence(page), PATIENTLY).toBe('Thank you, your message is with us.')
  const room = await admin.room('#offline-messages')
  expect((await room.history()).at(-1)?.text).toBe('Ada <ada@example.com>\nCall me')
  await expect.poll(() => line.inputValue(), PATIENTLY).toBe('')
  await page.close()
})
