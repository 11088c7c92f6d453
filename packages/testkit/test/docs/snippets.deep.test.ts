// Snippets that are written with a package too large to install for every `npm test`.

import { documents, snippetsOf } from '@quindar/testkit'
import { expect, it } from 'vitest'
import { exampleOf, HEAVY, placeOf, runProgram } from './programs.ts'

const heavy = documents()
  .flatMap((document) => snippetsOf(document))
  .filter((snippet) => exampleOf(snippet)?.peer === HEAVY)

it.for(heavy.map((one) => [placeOf(one), one] as const))('%s runs', async ([, snippet], context) => {
  const { code, output, errors } = await runProgram(snippet, context)
  expect(errors).toBe('')
  expect(output).toMatch(exampleOf(snippet)?.prints ?? /^$/)
  expect(code).toBe(0)
})

it('there are some', () => {
  expect(heavy.length).toBeGreaterThan(0)
})
