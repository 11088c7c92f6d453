import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { builtPages } from '@quindar/testkit'
import type { Page } from 'playwright-core'
import { createServer } from 'vite'
import { expect, test } from 'vitest'
import { openRoom, stage } from './stage.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

/** What axe finds wrong with the page as it stands. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } }
    return (await axe.run()).violations
  })
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  )
}

test('axe finds nothing in any state of the gallery, in light and dark, wide and narrow; nothing sticks out', async () => {
  await using s = await stage()
  const vite = await createServer({
    configFile: join(import.meta.dirname, '../../../vite.config.ts'),
    server: { port: 0, host: '127.0.0.1', hmr: false, ws: false },
    logLevel: 'error',
  })
  try {
    await vite.listen()
    const gallery = `${vite.resolvedUrls?.local[0]}chat/gallery/index.html`
    const looks = [
      { viewport: { width: 1280, height: 800 }, colorScheme: 'light' as const, locale: 'en-US' },
      { viewport: { width: 320, height: 640 }, colorScheme: 'dark' as const, locale: 'zh-CN' },
    ]
    const found: string[] = []
    for (const look of looks) {
      const page = await (await s.browser.newContext(look)).newPage()
      await page.goto(gallery)
      await page.waitForSelector('main li')
      const scenes = await page.locator('main li').allTextContents()
      expect(scenes.length).toBeGreaterThan(20)
      for (const scene of scenes) {
        await page.goto(`${gallery}?scene=${scene}`)
        await page.waitForSelector('#content')
        for (const finding of await findings(page)) found.push(`${scene}, ${look.colorScheme}: ${finding}`)
        const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        if (sticksOut > 0) found.push(`${scene} sticks out at ${look.viewport.width}`)
      }
      await page.context().close()
    }
    expect(found).toEqual([])
  } finally {
    await vite.close()
  }
}, 120_000)

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
  expect(await line.getAttribute('aria-label')).toMatch(/^Bob Okafor, \d\d:\d\d [AP]M: listen to \*this\*$/)
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
