// The page about the livechat script says what the tables say: written by its script, and not edited since.

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { sentByTheOriginal } from '../examples/livechat-script/original.ts'

const root = new URL('../../../../', import.meta.url)

interface PageScript {
  readonly PAGES: Readonly<Record<'en' | 'zh', string>>
  readonly pageOf: (language: 'en' | 'zh') => Promise<string>
}

const { PAGES, pageOf } = (await import(new URL('scripts/then-and-now.mjs', root).href)) as PageScript

it.each(['en', 'zh'] as const)('the page in %s is what the script writes', async (language) => {
  expect(readFileSync(new URL(PAGES[language], root), 'utf8')).toBe(await pageOf(language))
})

it('has the fourteen calls of the script, in their order', async () => {
  const page = await pageOf('en')
  const rows = [...page.matchAll(/^\| \d+ +\| `([^`]+)`/gm)].map(([, call]) => call)
  expect(rows).toEqual(sentByTheOriginal().frames.map(({ msg, method, name }) => method ?? name ?? msg))
})
