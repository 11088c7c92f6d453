// Snippets that are written with a package too large to install for every `npm test`.

import { documents, snippetsOf } from '@quindar/testkit'
import { expect, it } from 'vitest'
import { exampleOf, expectToRun, HEAVY, placeOf } from './programs.ts'

const heavy = documents()
  .flatMap((document) => snippetsOf(document))
  .filter((snippet) => exampleOf(snippet)?.peer === HEAVY)

it.for(heavy.map((one) => [placeOf(one), one] as const))('%s runs', ([, snippet], context) =>
  expectToRun(snippet, context),
)

it('there are some', () => {
  expect(heavy.length).toBeGreaterThan(0)
})
