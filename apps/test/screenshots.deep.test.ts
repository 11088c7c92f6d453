// Every state of both pages at three widths, in both themes and languages: nothing sticks out, no page complains, and the
// pictures are kept in screenshots/ for whoever wants to look.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

interface ScreenshotScript {
  readonly takeScreenshots: () => Promise<{ readonly count: number; readonly complaints: readonly string[] }>
}

const root = new URL('../../', import.meta.url)
const { takeScreenshots } = (await import(new URL('scripts/screenshots.mjs', root).href)) as ScreenshotScript

it('every state of both pages is seen in every width, theme and language, and nothing sticks out', async () => {
  const { count, complaints } = await takeScreenshots()
  expect(complaints).toEqual([])
  // Three widths, two themes, two languages; some sixty states.
  expect(count % 12).toBe(0)
  expect(count / 12).toBeGreaterThan(60)
  expect(existsSync(fileURLToPath(new URL('screenshots/index.html', root)))).toBe(true)
}, 1_200_000)
