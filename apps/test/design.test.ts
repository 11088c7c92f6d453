// What holds for all of the pages at once: every view can be looked at in a gallery, and what it looks like is said once,
// in the tokens.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

function filesOf(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(root, folder, name))
}

/** The files that one file loads, at once or later, itself among them; types do not count. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  const text = readFileSync(file, 'utf8').replaceAll(/^import type [^']*'[^']*'$/gm, '')
  for (const [, address = ''] of text.matchAll(/(?:from |import\()'(\.{1,2}\/[^']+\.tsx?)'/g))
    loadedBy(join(dirname(file), address), seen)
  return seen
}

it.each(['chat', 'console'])('the gallery of the %s page shows each of its views', (page) => {
  const shown = loadedBy(join(root, page, 'gallery', 'gallery.tsx'))
  const views = filesOf(`${page}/views`, /\.tsx$/)
  expect(views.length).toBeGreaterThan(20)
  // The whole page is what the running one is for.
  const hidden = views.filter((view) => !shown.has(view)).map((view) => relative(root, view))
  expect(hidden).toEqual(page === 'chat' ? ['chat/views/page.tsx'] : [])
})

it('colours are said in the tokens, and nowhere else', () => {
  const sheets = ['design', 'chat', 'console'].flatMap((folder) => filesOf(folder, /\.css$/))
  expect(sheets.length).toBeGreaterThan(15)
  const said = sheets
    .filter((sheet) => !sheet.endsWith('tokens.css'))
    .flatMap((sheet) =>
      [...readFileSync(sheet, 'utf8').matchAll(/#[\da-f]{3,8}\b|\b(?:rgb|hsl|oklch|color)a?\([^)]*\)?/gi)].map(
        ([colour]) => `${relative(root, sheet)}: ${colour}`,
      ),
    )
  expect(said).toEqual([
    // Each person's own hue.
    'chat/styles/face.css: hsl(var(--hue)',
    'chat/styles/face.css: hsl(var(--hue)',
    'chat/styles/face.css: hsl(var(--hue)',
    'chat/styles/face.css: hsl(var(--hue)',
    // How much of a text is to be seen, not its colour.
    'chat/styles/message-row.css: #000',
  ])
})

it('the tokens are those of the brief: text of 15 px, a sidebar of 260, a measure of 720, a panel of 380, three corners, steps of 4', () => {
  const css = readFileSync(join(root, 'design', 'tokens.css'), 'utf8')
  const token = (name: string): string | undefined => new RegExp(`--${name}: ([^;]+);`).exec(css)?.[1]
  expect(['text-normal', 'line-height', 'text-small', 'sidebar', 'measure', 'panel', 'motion'].map(token)).toEqual([
    '0.9375rem',
    '1.4667',
    '0.8125rem',
    '260px',
    '720px',
    '380px',
    '120ms ease-out',
  ])
  expect(['radius-small', 'radius', 'radius-large'].map(token)).toEqual(['6px', '10px', '16px'])
  for (let step = 1; step <= 6; step++) expect(Number.parseInt(token(`space-${step}`) ?? '', 10) % 4).toBe(0)
  expect(token('font')).toMatch(/^system-ui,.*'PingFang SC', 'Noto Sans SC'/)
  expect(css).toMatch(/prefers-reduced-motion: reduce\) \{\s*:root \{\s*--motion: 0s;/)
})
