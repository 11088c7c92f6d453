// Everything that livechat's other tests claim, at every release: cut wires, reloads, tabs, refusals.
import { beforeAll, describe } from 'vitest'
import { edition } from './stage.ts'

const SUITES = ['continuity', 'cuts', 'files', 'refusals', 'tokens']

describe.each([3, 4, 5, 6, 7, 8, 9] as const)('Rocket.Chat %i', async (compat) => {
  beforeAll(() => {
    edition.compat = compat
    return () => (edition.compat = undefined)
  })
  // Another copy of each for each release: what a module has defined it defines once.
  for (const suite of SUITES) await import(/* @vite-ignore */ `./${suite}.test.ts?release=${compat}`)
})
