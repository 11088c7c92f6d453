// The livechat script as people use it on the console, in Chromium: run, read, copied, against our newest server and
// against a release that has lost most of it.
import { launchBrowser } from '@quindar/testkit'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findings, frames, openConsole } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const showLivechat = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Livechat script' }).click()
  await page.getByRole('listitem', { name: 'Call 14' }).waitFor()
}
const call = (page: Page, number: number): Locator => page.getByRole('listitem', { name: `Call ${number}:` })
const runAll = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Run all fourteen calls' }).first().click()

it('all fourteen are answered, the agent’s reply comes, and the lines of the library can be taken along', async () => {
  await using stage = await openConsole(browser, { demo: true })
  const { page } = stage
  await showLivechat(page)
  expect(await page.evaluate(() => location.hash)).toBe('#livechat')
  await runAll(page)
  // The socket, and the fourteen.
  await page.locator('.step.good').nth(14).waitFor()
  expect(await page.locator('.step.bad').count()).toBe(0)
  await call(page, 10).getByText('You said: first message').first().waitFor()
  await call(page, 11).getByText('"Echo (bot)"').first().waitFor()
  expect(await call(page, 5).locator('.releases li').allTextContents()).toEqual([
    ...['3', '4', '5', '6'].map((major) => `${major} answers`),
    ...['7', '8', '9'].map((major) => `${major} answers 404`),
  ])
  await call(page, 5).getByText('answers 404 from 7.0 on').waitFor()
  await call(page, 7).getByText("await chat.send('first message')").waitFor()
  expect(await frames(page).locator('.what').allInnerTexts()).toContain('method livechat:registerGuest')

  // A frame is changed and sent by itself.
  const editor = call(page, 7).getByLabel('Frame', { exact: true })
  await editor.fill((await editor.inputValue()).replace('first message', 'one more'))
  await call(page, 7).getByRole('button', { name: 'Send', exact: true }).click()
  await call(page, 10).getByText('You said: one more').first().waitFor()

  await page.getByRole('button', { name: 'Copy as quindar' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Copy', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Copied' }).waitFor()
  const lines = await page.evaluate(() => navigator.clipboard.readText())
  expect(lines).toContain("import { livechat } from 'quindar/livechat'")
  expect(lines).toContain("await chat.send('one more')")
  expect(await findings(page)).toEqual([])
  await page.keyboard.press('Escape')
  expect(await findings(page)).toEqual([])

  // What was done is still there after a look at the five steps.
  await page.getByRole('button', { name: 'Five steps' }).click()
  await page.getByRole('listitem', { name: 'Send a message' }).waitFor()
  await page.getByRole('button', { name: 'Livechat script' }).click()
  await call(page, 11).getByText('"Echo (bot)"').first().waitFor()
  expect(stage.complaints).toEqual([])
})

it('what a release has lost answers 404 there, and the page says what does the same', async () => {
  await using stage = await openConsole(browser, { compat: 7 })
  const { page, server } = stage
  await page.goto(`${server.url}/console#livechat`)
  await runAll(page)
  await call(page, 14).getByText('done', { exact: true }).waitFor()
  await call(page, 5)
    .getByText(
      "The server refused: Method 'livechat:registerGuest' not found [404] This release does not have the call any more: use POST /api/v1/livechat/visitor",
    )
    .waitFor()
  expect(await page.locator('.step.bad h2 code').allInnerTexts()).toEqual(
    expect.arrayContaining(['livechat:getInitialData', 'livechat:loadHistory', 'livechat:getAgentData']),
  )
  expect(await call(page, 5).locator('.releases .own').innerText()).toMatch(/^7/)
  expect(stage.complaints).toEqual([])
})
