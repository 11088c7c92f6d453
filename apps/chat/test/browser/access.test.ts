import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { builtPages, launchBrowser } from '@quindar/testkit'
import { expect, test } from 'vitest'
import { findings, findingsOfGallery, LOOKS, type Look } from './axe.ts'
import { openRoom, stage } from './stage.ts'

test('axe finds nothing in the states of the gallery, in turn light and wide, dark and narrow; nothing sticks out', async () => {
  await using browser = await launchBrowser()
  expect(await findingsOfGallery(browser, (_scene, index) => [LOOKS[index % 2] as Look])).toEqual([])
}, 300_000)

test('the running page: a log with a name, one stop of Tab for all messages, new ones said once, history never', async () => {
  await using s = await stage()
  const bob = await s.client('bob')
  const general = await bob.room('#general')
  const page = await s.enter('alice', { locale: 'zh-CN' })
  await openRoom(page, 'general')
  expect(await page.getAttribute('html', 'lang')).toBe('zh-CN')
  await page.getByRole('button', { name: 'English' }).click()
  expect(await page.getAttribute('html', 'lang')).toBe('en')
  const log = page.getByRole('log', { name: 'Messages: #general' })
  expect(await log.getAttribute('aria-live')).toBe('off')
  expect(await log.locator('article[tabindex="0"]').count()).toBe(1)
  expect(await page.locator('.room > [aria-live=polite].unseen').textContent()).toBe('')
  await general.send('listen to *this*')
  await page.waitForSelector('.unseen[aria-live=polite]:has-text("Bob Okafor: listen to *this*")')
  const line = log.getByRole('article').last()
  expect(await line.getAttribute('aria-label')).toMatch(/^Bob Okafor, \d{1,2}:\d\d\s[AP]M: listen to \*this\*$/)
  expect(await findings(page)).toEqual([])
})

test('the first load of the page is at most 60 kB', async () => {
  const folder = await builtPages()
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  const files = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, file = '']) => file)
  expect(files.some((file) => file.endsWith('.js'))).toBe(true)
  expect(files.some((file) => file.endsWith('.css'))).toBe(true)
  const bytes = [html, ...files.map((file) => readFileSync(join(folder, file)))].map((text) => gzipSync(text).length)
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(60_000)
})
