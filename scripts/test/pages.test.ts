// The pages are built once for what they are made of, and a build that fails says why.
import { execFile } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { builtPages } from '@quindar/testkit'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

const build = (): Promise<string> =>
  new Promise((done, failed) => {
    execFile(process.execPath, [join(root, 'scripts/pages.mjs')], (error, folder, output) => {
      if (error) failed(new Error(output))
      else done(folder.trim())
    })
  })

it('builds both pages into a folder of what they are made of, and finds them there the next time', async () => {
  const folder = await builtPages()
  expect(folder).toMatch(/[\\/]apps[\\/]dist[\\/][0-9a-f]{16}$/)
  for (const name of ['index.html', 'console.html', 'favicon.svg', '.vite/manifest.json']) {
    expect(existsSync(join(folder, name))).toBe(true)
  }
  const before = statSync(join(folder, 'console.html')).mtimeMs
  const [again, beside] = await Promise.all([build(), build()])
  expect(again).toBe(beside)
  // Somebody may be typing while this runs; then it is another folder, and nothing can be said of this one.
  expect(again === folder ? statSync(join(again, 'console.html')).mtimeMs : before).toBe(before)
})
