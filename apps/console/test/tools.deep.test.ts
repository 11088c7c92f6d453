// The tools of the console, clicked through: the list's filters, a frame copied as a line, the heartbeat, what every step
// says may go wrong, and any other call picked from the catalogue.
import { launchBrowser } from '@quindar/testkit'
import { METHODS, STREAMS } from 'quindar/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { allDone, frames, openConsole, runAll, step } from './browser.ts'

vi.setConfig({ testTimeout: 120_000 })

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

it('frames are filtered by direction, heartbeat and word, and one is copied as a line with its time and direction', async () => {
  await using stage = await openConsole(browser)
  const { page } = stage
  await runAll(page)
  await allDone(page)
  const all = await frames(page).count()
  await page.getByLabel('Direction').selectOption({ label: 'Sent' })
  const titles = (): Promise<string[]> => frames(page).locator('.what').allInnerTexts()
  await expect.poll(titles).toEqual(['connect', 'method login', 'sub stream-room-messages', 'method sendMessage'])
  await page.getByLabel('Direction').selectOption({ label: 'Received' })
  // Without what was sent, and without the line that tells of the opening.
  await expect.poll(() => frames(page).count()).toBe(all - 5)
  await page.getByLabel('Search in frames').fill('ready')
  await expect.poll(titles).toEqual(['ready sub-1'])
  await frames(page).first().click()
  const detail = page.locator('.log-detail')
  await detail.getByRole('button', { name: 'Copy as line' }).click()
  await detail.getByRole('button', { name: 'Copied' }).waitFor()
  const line = await page.evaluate(() => navigator.clipboard.readText())
  expect(line).toMatch(/^\d\d:\d\d:\d\d\.\d{3} A << \{"msg":"ready","subs":\["sub-1"\]\}$/)
  await page.getByLabel('Search in frames').fill('no frame has this')
  await page.getByText('No frame fits the filter.').waitFor()
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect.poll(() => frames(page).count()).toBe(all)

  await page.getByRole('button', { name: 'Ping', exact: true }).click()
  await frames(page).filter({ hasText: 'pong' }).waitFor()
  await page
    .locator('.heartbeat')
    .getByText(/\d+ ms there and back/)
    .waitFor()
  await page.getByLabel('Heartbeats').uncheck()
  await expect.poll(() => frames(page).count()).toBe(all)
  await page.getByLabel('Answer', { exact: true }).uncheck()
  await page.getByText('Without an answer the server hangs up, after some 15 to 30 seconds.').waitFor()
  expect(stage.complaints).toEqual([])
})

it('each step says why it is there, and what can go wrong with it', async () => {
  await using stage = await openConsole(browser)
  const { page } = stage
  const said = new Set<string>()
  for (const title of ['Open the socket', 'Connect', 'Log in', 'Subscribe to a room', 'Send a message']) {
    const card = step(page, title)
    const why = await card.locator('.why').first().innerText()
    expect(why.length).toBeGreaterThan(40)
    await card.locator('.troubles summary').click()
    const troubles = (await card.locator('.troubles li').allInnerTexts()).filter((text) => text.length > 20)
    expect(troubles.length, title).toBeGreaterThanOrEqual(2)
    for (const text of [why, ...troubles]) said.add(text)
  }
  // Each has its own.
  expect(said.size).toBeGreaterThanOrEqual(15)
})

it('every method and stream can be picked, with its parameters, releases and evidence; what was picked is sent', async () => {
  await using stage = await openConsole(browser)
  const { page } = stage
  await runAll(page)
  await allDone(page)
  const other = page.locator('.other')
  await other.locator('.entries button').first().waitFor()
  const titles = await other.locator('.entries button').allInnerTexts()
  const known = [...METHODS.values(), ...STREAMS.values()].map(({ name }) => name)
  expect(
    known.filter((name) => !titles.some((title) => title.startsWith(name) || title.startsWith(`stream-${name}`))),
  ).toEqual([])

  await other.getByRole('textbox', { name: 'Find a method or stream' }).fill('saveUserPreferences')
  await other.locator('.entries button', { hasText: 'saveUserPreferences' }).click()
  await other.locator('.facts').getByText('our server does not answer it').waitFor()
  await other.getByRole('textbox', { name: 'Find a method or stream' }).fill('getRoomByTypeAndName')
  await other.locator('.entries button', { hasText: 'getRoomByTypeAndName' }).click()
  await other.locator('.facts', { hasText: 'getRoomByTypeAndName' }).waitFor()
  const facts = await other.locator('.facts').innerText()
  expect(facts).toContain('getRoomByTypeAndName')
  expect(facts).not.toContain('our server does not answer it')
  for (const heading of ['Parameters', 'Releases', 'How it is known']) expect(facts).toContain(heading)
  const editor = other.getByLabel('Frame', { exact: true })
  const frame = JSON.parse(await editor.inputValue()) as { method: string; params: unknown[] }
  expect(frame.method).toBe('getRoomByTypeAndName')
  await editor.fill(JSON.stringify({ ...frame, params: ['c', 'general'] }))
  await other.getByText('A valid frame.').waitFor()
  await other.getByRole('button', { name: 'Send', exact: true }).click()
  await other.locator('.answers').getByText('GENERAL').first().waitFor()
  expect(stage.complaints).toEqual([])
})
