// What axe finds wrong with a page, and with every state of the gallery.
import { serveStatic } from '@quindar/testkit'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

interface Finding {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

/** What axe finds wrong with the page as it stands. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const { axe: there } = window as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } }
    return (await there.run()).violations
  })
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  )
}

interface Galleries {
  readonly buildGalleries: () => Promise<AsyncDisposable & { readonly folder: string }>
}

const { buildGalleries } = (await import(
  new URL('../../../../scripts/galleries.mjs', import.meta.url).href
)) as Galleries

/** How a page may be looked at. */
export type Look = Required<Pick<BrowserContextOptions, 'viewport' | 'colorScheme' | 'locale'>>

export const LOOKS: readonly Look[] = [
  { viewport: { width: 1280, height: 800 }, colorScheme: 'light', locale: 'en-US' },
  { viewport: { width: 320, height: 640 }, colorScheme: 'dark', locale: 'zh-CN' },
  { viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: 'en-US' },
  { viewport: { width: 320, height: 640 }, colorScheme: 'light', locale: 'zh-CN' },
  { viewport: { width: 768, height: 1024 }, colorScheme: 'light', locale: 'zh-CN' },
]

/**
 * What is wrong in the gallery, what sticks out of its page included.
 * @param looksOf Which looks a scene is looked at with.
 * @param app Whose gallery.
 */
export async function findingsOfGallery(
  browser: Browser,
  looksOf: (scene: string, index: number) => readonly Look[],
  app: 'chat' | 'console' = 'chat',
): Promise<string[]> {
  await using built = await buildGalleries()
  await using site = await serveStatic(built.folder)
  const found: string[] = []
  const gallery = `${site.url}/${app}/gallery/`
  const pages = new Map<Look, Page>()
  for (const look of LOOKS) pages.set(look, await (await browser.newContext(look)).newPage())
  const list = pages.get(LOOKS[0] as Look) as Page
  await list.goto(gallery)
  await list.waitForSelector('li a')
  const scenes = await list.locator('li a').allTextContents()
  if (scenes.length < 20) throw new Error(`The gallery shows ${scenes.length} scenes only.`)
  for (const [index, scene] of scenes.entries()) {
    for (const look of looksOf(scene, index)) {
      const page = pages.get(look) as Page
      const where = `${scene}, ${look.viewport?.width} px, ${look.colorScheme}`
      await page.goto(`${gallery}?scene=${encodeURIComponent(scene)}`)
      await page.waitForSelector('#content')
      for (const finding of await findings(page)) found.push(`${where}: ${finding}`)
      const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (sticksOut > 0) found.push(`${where}: sticks out by ${sticksOut} px`)
    }
  }
  return found
}
