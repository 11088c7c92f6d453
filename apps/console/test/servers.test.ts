// The console against servers that are not ours, in Chromium: what keeps a socket from opening, what is no Rocket.Chat, and
// one that never stops talking.
import { launchBrowser, startPeer, type PeerSocket } from '@quindar/testkit'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frames, openConsole, runAll, step } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe('another server than ours', () => {
  const CORS = { 'access-control-allow-origin': '*' }
  const refused = { status: 404 }

  it.each([
    [
      'a Rocket.Chat behind a proxy that passes no upgrade on',
      { status: 200, headers: CORS, body: '{"version":"8.8"}' },
      'does not pass the upgrade on',
    ],
    ['no Rocket.Chat', { status: 200, headers: CORS, body: '<h1>It works!</h1>' }, 'but it is no Rocket.Chat'],
    [
      'somebody whom pages may not read',
      { status: 200, body: '{"version":"8.8"}' },
      'the browser does not let this page read more (CORS)',
    ],
  ])('that is %s is known for it', async (_what, answer, sentence) => {
    await using peer = await startPeer({ onUpgrade: () => refused, onRequest: () => answer })
    await using stage = await openConsole(browser)
    await stage.page.getByLabel('Server').fill(peer.url)
    await runAll(stage.page)
    expect(await step(stage.page, 'Open the socket').locator('.outcome').innerText()).toContain(sentence)
  })

  it('that speaks something else over its socket is known for it', async () => {
    await using peer = await startPeer({ onConnect: (socket) => socket.sendText('220 Welcome') })
    await using stage = await openConsole(browser)
    await stage.page.getByLabel('Server').fill(peer.url.replace('http', 'ws'))
    await runAll(stage.page)
    const said = step(stage.page, 'Connect').locator('.outcome')
    expect(await said.innerText()).toMatch(/What came back is no DDP|No answer in 10 seconds/)
  })
})

it('what a server says is text, wherever it is shown', async () => {
  const payload = '<img src=x onerror="document.title=1"><svg/onload=alert(1)>'
  let evil: PeerSocket | undefined
  await using peer = await startPeer({
    onConnect: (socket) => {
      evil = socket
    },
    onRequest: () => ({
      status: 200,
      headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
      body: JSON.stringify({ version: payload, status: 'error', message: payload }),
    }),
  })
  await using stage = await openConsole(browser)
  const { page } = stage
  await page.getByLabel('Server').fill(peer.url)
  await page.getByLabel('Log in with').selectOption('a token')
  await page.getByRole('button', { name: /^Get one/ }).click()
  await page.getByText(`The server refused: ${payload}`).waitFor()
  await step(page, 'Open the socket').getByRole('button', { name: 'Open', exact: true }).click()
  await step(page, 'Open the socket').getByText('done', { exact: true }).waitFor()
  await page.getByText(`Rocket.Chat ${payload}`).waitFor()
  await step(page, 'Send a message').getByRole('button', { name: 'Send', exact: true }).click()
  evil?.send({ msg: 'result', id: 'send-1', error: { error: payload, reason: payload } })
  evil?.send({ msg: 'changed', collection: payload, id: 'id', fields: { eventName: payload, [payload]: payload } })
  await step(page, 'Send a message').getByText(`The server refused: ${payload} [${payload}]`).waitFor()
  await frames(page).last().click()
  await expect.poll(() => page.locator('.log-detail .json').innerText()).toContain(payload.replaceAll('"', '\\"'))
  expect(await page.locator('img, svg[onload], [onerror]').count()).toBe(0)
  expect(await page.title()).toBe('The wire, step by step · Quindar')
  expect(stage.complaints).toEqual([])
})

it('of ten thousand frames the list has those that are in sight, and finds among all of them', async () => {
  let loud: PeerSocket | undefined
  await using peer = await startPeer({
    onConnect: (socket) => {
      loud = socket
    },
    onRequest: () => ({ status: 200, headers: { 'access-control-allow-origin': '*' }, body: '{"version":"8.8"}' }),
  })
  await using stage = await openConsole(browser)
  const { page } = stage
  await page.getByLabel('Server').fill(peer.url)
  await step(page, 'Open the socket').getByRole('button', { name: 'Open', exact: true }).click()
  await step(page, 'Open the socket').getByText('done', { exact: true }).waitFor()
  for (let n = 1; n <= 10_400; n++) {
    loud?.send({
      msg: 'changed',
      collection: 'noise',
      id: 'id',
      fields: { eventName: 'GENERAL', args: [`number ${n}.`] },
    })
  }
  const count = page.getByTestId('log-count')
  await expect.poll(() => count.innerText(), { timeout: 30_000 }).toBe('9901 frames · the 500 oldest are gone')
  expect(await frames(page).count()).toBeLessThan(60)
  expect(await frames(page).last().getAttribute('aria-setsize')).toBe('9901')
  expect(await frames(page).last().locator('.text').innerText()).toContain('number 10400.')

  await page.getByLabel('Search in frames').fill('number 10000.')
  await expect.poll(() => count.innerText()).toContain('1 of 9901 frames')
  await frames(page).click()
  await expect.poll(() => page.locator('.log-detail .json').innerText()).toContain('number 10000.')
  await page.getByLabel('Search in frames').fill('')

  // Who reads further up is left there, and told what is new.
  await page.getByRole('listbox', { name: 'Frames' }).evaluate((list) => (list.scrollTop = 1_000))
  loud?.send({ msg: 'updated', methods: ['late'] })
  await page.getByRole('button', { name: '1 new' }).click()
  await expect.poll(() => frames(page).last().locator('.what').innerText()).toBe('updated late')

  await page.getByRole('button', { name: 'Pause' }).click()
  loud?.send({ msg: 'updated', methods: ['later'] })
  await page.getByRole('button', { name: 'Resume (1 new)' }).click()
  await expect.poll(() => frames(page).last().locator('.what').innerText()).toBe('updated later')
  expect(stage.complaints).toEqual([])
})
