// What a page weighs before anything is to be seen: its HTML and all that this loads, compressed as the server does it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { builtPages } from '@quindar/testkit'
import { beforeAll, expect, it } from 'vitest'

const BUDGET = 60_000

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

let folder: string
let manifest: Readonly<Record<string, Chunk>>

beforeAll(async () => {
  folder = await builtPages()
  manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as typeof manifest
})

/** The files that a chunk needs at once, itself among them. */
function needed(name: string, seen = new Set<string>()): Set<string> {
  const { file, imports = [], css = [] } = manifest[name] ?? { file: '' }
  if (seen.has(file)) return seen
  for (const one of [file, ...css]) seen.add(one)
  for (const other of imports) needed(other, seen)
  return seen
}

const weight = (file: string): number => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length

it.each([
  ['chat', 'index.html'],
  ['console', 'console.html'],
])('the first load of the %s page is at most 60 kB', (page, html) => {
  const files = [...needed(`${page}/index.html`)]
  expect(files.some((file) => file.endsWith('.js'))).toBe(true)
  expect(files.some((file) => file.endsWith('.css'))).toBe(true)
  const bytes = [html, ...files].map(weight).reduce((sum, one) => sum + one, 0)
  expect(bytes).toBeGreaterThan(5_000)
  expect(bytes).toBeLessThanOrEqual(BUDGET)
})

it.each(['index.html', 'console.html'])(
  '%s has no script and no style inside, and names its parts by relative addresses',
  (html) => {
    const text = readFileSync(join(folder, html), 'utf8')
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/i)
    const addresses = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address)
    expect(addresses.length).toBeGreaterThan(3)
    for (const address of addresses) expect(address).toMatch(/^\.\/[\w./-]+$/)
  },
)
