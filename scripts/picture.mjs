// `npm run picture`: the README's picture, taken from the running pages: the wire console after its five steps, and the
// chat page with the message that they sent. In light and in dark.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launchBrowser, startServer } from '@quindar/testkit'
import { buildPages } from './pages.mjs'
import { root } from './run.mjs'

const DESK = { width: 1_280, height: 800 }
const PHONE = { width: 375, height: 720 }
const STAGE = { width: 1_480, height: 900 }

const pages = await buildPages(process.execPath)
if (pages.code !== 0) throw new Error(pages.output)
const server = await startServer({ pages: pages.folder, demo: true })
const browser = await launchBrowser()

for (const colorScheme of ['light', 'dark']) {
  const context = await browser.newContext({ viewport: DESK, colorScheme, locale: 'en', deviceScaleFactor: 1.25 })
  const chat = await context.newPage()
  await chat.setViewportSize(PHONE)
  await chat.goto(`${server.url}/`)
  await chat.getByLabel('Username or e-mail').fill('bob')
  await chat.getByLabel('Password').fill('bob')
  await chat.getByRole('button', { name: 'Log in' }).click()
  await chat
    .getByRole('link', { name: /general/ })
    .first()
    .click()
  await chat.getByText('send something, we all see it').waitFor()

  const wire = await context.newPage()
  await wire.goto(`${server.url}/console`)
  await wire.getByRole('button', { name: 'Run all five steps' }).first().click()
  await wire.getByRole('button', { name: 'Run all again' }).waitFor()
  await chat.getByText('Alice Chen').last().scrollIntoViewIfNeeded()

  // Nothing is pointed at.
  await chat.mouse.move(PHONE.width / 2, 4)
  const shots = await Promise.all([wire, chat].map(async (page) => (await page.screenshot()).toString('base64')))
  const scene = await context.newPage()
  await scene.setViewportSize(STAGE)
  await scene.setContent(sceneOf(shots))
  await mkdir(join(root, 'docs', 'pictures'), { recursive: true })
  const path = join(root, 'docs', 'pictures', `first-screen-${colorScheme}.png`)
  await writeFile(path, await scene.screenshot({ omitBackground: true }))
  console.log(path)
  await context.close()
}
await browser.close()
await server.close()

/** A desk with the console, and before it a phone with the chat. */
function sceneOf([desk, phone]) {
  const frame = 'position:absolute;border:1px solid #8886;box-shadow:0 12px 40px #0006'
  return `<body style="margin:0;background:transparent">
    <img style="${frame};left:24px;top:24px;width:1280px;border-radius:12px" src="data:image/png;base64,${desk}">
    <img style="${frame};right:24px;bottom:32px;width:350px;border-radius:24px" src="data:image/png;base64,${phone}">`
}
