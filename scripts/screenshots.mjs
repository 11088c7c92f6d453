// `npm run screenshots [-- --only console,chat --scene NAME]`: every state of both pages at three widths, in both themes
// and both languages, as files in screenshots/, and a sheet of each to look at them side by side. The states are those of
// the galleries, with made-up models; and the pages themselves before a real server. The deep tests take them too, so that
// a CI can keep them.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { builtPages, launchBrowser, serveStatic, startServer } from '@quindar/testkit'
import { buildGalleries } from './galleries.mjs'
import { root } from './run.mjs'

export const WIDTHS = [360, 768, 1_440]
export const THEMES = ['light', 'dark']
export const LANGUAGES = ['en', 'zh-CN']
/** CSS pixels: a phone, a tablet, a desk. */
const HEIGHTS = { 360: 740, 768: 1_024, 1_440: 900 }
/** States of the console whose point is the list of frames, which narrow screens show apart. */
const OF_FRAMES =
  /^(fresh|done|hung up|heartbeats|pings unanswered|long frames|ten thousand frames|paused|nothing fits)$/
/** Where there is room for both, the steps scroll by themselves: a window this high shows all of them. */
const WHOLE = 3_400

/**
 * @param {{ folder?: string, only?: readonly string[], scene?: string, say?: (line: string) => void }} [options]
 * @returns {Promise<{ count: number, complaints: string[] }>} How many were taken; and what is wrong in any of them: an
 * error of the page, or something that has to be scrolled sideways.
 */
export async function takeScreenshots({ folder = join(root, 'screenshots'), only, scene, say = () => {} } = {}) {
  const complaints = []
  const taken = new Map()
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await using built = await buildGalleries()
  const galleries = await serveStatic(built.folder)
  const server = await startServer({ pages: await builtPages(), demo: true })
  const browser = await launchBrowser()

  async function shoot(page, state, theme, language) {
    for (const width of WIDTHS) {
      const isWhole = state.startsWith('console') && width === 1_440
      await page.setViewportSize({ width, height: isWhole ? WHOLE : HEIGHTS[width] })
      const name = `${state.replace(/[^\w]+/g, '-').toLowerCase()}.${width}.${theme}.${language}.png`
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (sideways > 0) complaints.push(`${name}: ${sideways} px stick out`)
      await page.screenshot({ path: join(folder, name), fullPage: width < 1_024, animations: 'disabled' })
      const sheet = `${state.split(' ', 1)[0]}.${width}.${theme}.${language}`
      taken.set(sheet, [...(taken.get(sheet) ?? []), { name, state }])
    }
  }

  for (const theme of THEMES) {
    for (const language of LANGUAGES) {
      const context = await browser.newContext({ colorScheme: theme, locale: language, reducedMotion: 'reduce' })
      const page = await context.newPage()
      let state = ''
      page.on('pageerror', (error) => complaints.push(`${state}: ${error.message}`))
      for (const gallery of ['chat', 'console']) {
        if (only && !only.includes(gallery)) continue
        await page.goto(`${galleries.url}/${gallery}/gallery/`)
        const scenes = await page.locator('li a').allTextContents()
        for (const name of scenes.filter((each) => scene === undefined || each === scene)) {
          state = `${gallery} ${name}`
          const address = `${galleries.url}/${gallery}/gallery/?scene=${encodeURIComponent(name)}`
          await page.goto(address)
          await page.locator('main#content').waitFor()
          await settle(page)
          await shoot(page, state, theme, language)
          if (gallery === 'console' && OF_FRAMES.test(name)) {
            // Another address alone is no other page.
            await page.goto('about:blank')
            await page.goto(`${address}#frames`)
            await page.locator('main#content').waitFor()
            await settle(page)
            await shoot(page, `frames ${name}`, theme, language)
          }
        }
        say(`${gallery} in ${theme}, ${language}`)
      }
      if (!only && scene === undefined)
        await shootLive(page, server.url, (name) => shoot(page, (state = name), theme, language))
      await context.close()
    }
  }
  for (const [sheet, pictures] of taken) await writeSheet(browser, folder, sheet, pictures)
  await writeFile(join(folder, 'index.html'), indexOf([...taken.keys()]))
  await browser.close()
  await server.close()
  await galleries.close()
  const count = (await readdir(folder)).filter((name) => name.endsWith('.png') && !name.startsWith('sheet.')).length
  return { count, complaints }
}

/** The parts that come later are there, and drawn. */
async function settle(page) {
  await page.waitForFunction(() => !document.querySelector('.console') || document.querySelectorAll('.card').length > 6)
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((done) => requestIdleCallback(done))
  })
}

/** The pages themselves, as `npm start` has them. */
async function shootLive(page, url, shoot) {
  await page.setViewportSize({ width: 1_440, height: 900 })
  await page.goto(`${url}/console`)
  await page.locator('.server-bar button[type=submit]').click()
  await page.locator('.step.good').nth(4).waitFor()
  await shoot('live console, five steps')
  await page.setViewportSize({ width: 1_440, height: 900 })
  await page.goto(`${url}/`)
  await page.locator('input[autocomplete=username]').waitFor()
  await shoot('live chat, log in')
  await page.setViewportSize({ width: 1_440, height: 900 })
  await page.locator('input[autocomplete=username]').fill('alice')
  await page.locator('input[type=password]').fill('alice')
  await page.keyboard.press('Enter')
  await page.locator('.room-link', { hasText: 'general' }).first().click()
  await page.locator('article.message').first().waitFor()
  await shoot('live chat, general')
}

const THUMBNAIL = { 360: 180, 768: 300, 1_440: 460 }

/** All states of one width, theme and language side by side. */
async function writeSheet(browser, folder, sheet, pictures) {
  const width = THUMBNAIL[Number(sheet.split('.')[1])]
  const page = await browser.newPage({ viewport: { width: 1_900, height: 1_000 } })
  const figures = pictures.map(
    ({ name, state }) =>
      `<figure style="margin:0;width:${width}px"><img src="file://${join(folder, name)}" style="width:100%;max-height:${width * 3}px;object-fit:cover;object-position:top;border:1px solid #8888"><figcaption>${state}</figcaption></figure>`,
  )
  const file = join(folder, `sheet.${sheet}.html`)
  await writeFile(
    file,
    `<!doctype html><meta charset="utf-8"><body style="display:flex;flex-wrap:wrap;gap:12px;font:12px sans-serif;background:#999">${figures.join('\n')}`,
  )
  await page.goto(`file://${file}`)
  await page.screenshot({ path: join(folder, `sheet.${sheet}.png`), fullPage: true })
  await page.close()
  await rm(file)
}

function indexOf(sheets) {
  const pictures = sheets.map(
    (sheet) => `<h2>${sheet}</h2><img src="sheet.${sheet}.png" loading="lazy" style="max-width:100%">`,
  )
  return `<!doctype html>\n<meta charset="utf-8">\n<title>Screenshots</title>\n${pictures.join('\n')}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { only, scene } = parseArgs({ options: { only: { type: 'string' }, scene: { type: 'string' } } }).values
  const { count, complaints } = await takeScreenshots({ only: only?.split(','), scene, say: console.log })
  for (const complaint of complaints) console.log(complaint)
  console.log(`${count} screenshots in screenshots/; screenshots/index.html shows them side by side.`)
  process.exitCode = complaints.length > 0 ? 1 : 0
}
