// The linter refuses what DESIGN forbids: each row is a line of code in a file, and the rule that must name it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TinyHouse } from './tiny-house.ts'

const CORE = 'packages/server/src/domain'
const CLIENT = 'packages/quindar/src/client'
const TESTS = 'packages/server/test/domain'

const AMBIENT = 'quindar(ambient)'
const REFUSED = [
  [CORE, 'export const now = () => Date.now()', AMBIENT],
  [CORE, 'export const now = () => globalThis.Date.now()', AMBIENT],
  [CORE, `export const now = () => Date['now']()`, AMBIENT],
  [CORE, 'export const at = () => new Date()', AMBIENT],
  [CORE, 'export const at = () => Date()', AMBIENT],
  [CORE, 'const { now } = Date\nexport const at = () => now()', AMBIENT],
  [CORE, 'export const dice = () => Math.random()', AMBIENT],
  [CORE, 'export const clock = { dice: Math.random }', AMBIENT],
  [CORE, 'export const later = (task: () => void) => setTimeout(task, 1)', AMBIENT],
  [CORE, 'export const later = (task: () => void) => setInterval(task, 1)', AMBIENT],
  [CORE, 'export const later = (task: () => void) => setImmediate(task)', AMBIENT],
  [CORE, 'export const later = (task: () => void) => globalThis.setTimeout(task, 1)', AMBIENT],
  [CORE, 'const { setTimeout: later } = globalThis\nexport const wait = later', AMBIENT],
  [CORE, 'export const tick = () => performance.now()', AMBIENT],
  [CORE, 'export const tick = () => process.hrtime.bigint()', AMBIENT],
  [CORE, 'export const id = () => crypto.randomUUID()', AMBIENT],
  [CORE, 'export const id = () => crypto.getRandomValues(new Uint8Array(8))', AMBIENT],
  [CORE, `import { randomBytes } from 'node:crypto'\n\nexport const id = () => randomBytes(8)`, AMBIENT],
  [CORE, `import { randomUUID as id } from 'node:crypto'\n\nexport const make = id`, AMBIENT],
  [CORE, `import * as crypto from 'node:crypto'\n\nexport const id = () => crypto.randomInt(8)`, AMBIENT],
  [CORE, `import { setTimeout } from 'node:timers/promises'\n\nexport const wait = () => setTimeout(1)`, AMBIENT],
  [CORE, `import { performance as p } from 'node:perf_hooks'\n\nexport const tick = () => p.now()`, AMBIENT],
  [CLIENT, 'export const later = (task: () => void) => window.setTimeout(task, 1)', AMBIENT],
  [CLIENT, 'export const frame = (task: () => void) => requestAnimationFrame(task)', AMBIENT],
  [CORE, 'const send = async () => 1\nexport const go = () => {\n  send()\n}', 'typescript(no-floating-promises)'],
  [
    CORE,
    'const f = async () => 1\nexport const g = () => {\n  if (f()) return 2\n  return 3\n}',
    'typescript(no-misused-promises)',
  ],
  [CORE, 'export const g = async () => await 1', 'typescript(await-thenable)'],
  [
    CORE,
    `export const g = (kind: 'a' | 'b') => {\n  switch (kind) {\n    case 'a':\n      return 1\n  }\n}`,
    'typescript(switch-exhaustiveness-check)',
  ],
  [CORE, `export const g = () => {\n  throw 'a sentence'\n}`, 'typescript(only-throw-error)'],
  [CORE, 'export const g = (value: any) => value', 'typescript(no-explicit-any)'],
  [
    CORE,
    `export const g = (text: string) => {\n  const value = JSON.parse(text)\n  return value.name\n}`,
    'typescript(no-unsafe-member-access)',
  ],
  [CORE, '// TODO later\nexport const g = 1', 'eslint(no-warning-comments)'],
  [CORE, 'export default 1', 'import(no-default-export)'],
  [CORE, `export const g = () => console.log('hello')`, 'eslint(no-console)'],
  [CORE, '\n'.repeat(400) + 'export const g = 1', 'quindar(file-length)'],
  [TESTS, `import { it } from 'vitest'\n\nit.only('does', () => {})`, 'vitest(no-focused-tests)'],
  [TESTS, `import { it } from 'vitest'\n\nit.skip('does', () => {})`, 'vitest(no-disabled-tests)'],
  [TESTS, 'export const sleep = () => new Promise((resolve) => setTimeout(resolve, 500))', 'quindar(no-sleep)'],
  [TESTS, 'export const sleep = () => new Promise((done) => {\n  setTimeout(done, 500)\n})', 'quindar(no-sleep)'],
  [
    TESTS,
    `import { setTimeout } from 'node:timers/promises'\n\nexport const sleep = () => setTimeout(1)`,
    'quindar(no-sleep)',
  ],
] as const

const ACCEPTED = [
  ['the clock in an entry point', `${CLIENT}/entry.ts`, 'export const now = () => Date.now()'],
  ['the clock in an entry point with a longer name', `${CLIENT}/entry-node.ts`, 'export const now = () => Date.now()'],
  ['timers in the program', 'packages/server/src/main.ts', 'export const t = (f: () => void) => setTimeout(f, 1)'],
  ['a date made from a number', `${CORE}/a.ts`, 'export const at = (ms: number) => new Date(ms)'],
  ['arithmetic', `${CORE}/b.ts`, 'export const up = (n: number) => Math.ceil(n)'],
  [
    'a timer that came as an argument',
    `${CORE}/c.ts`,
    'export const f = (setTimeout: (ms: number) => void) => setTimeout(1)',
  ],
  [
    'a timer of a port',
    `${CORE}/d.ts`,
    'export const f = (clock: { setTimeout(ms: number): void }) => clock.setTimeout(1)',
  ],
  [
    'the type of a timer',
    `${CLIENT}/e.ts`,
    'export interface Ports {\n  readonly setTimeout: typeof globalThis.setTimeout\n  readonly later: typeof setTimeout\n}',
  ],
  ['a hash', `${CORE}/f.ts`, `import { createHash } from 'node:crypto'\n\nexport const h = () => createHash('sha256')`],
  ['400 lines', `${CORE}/g.ts`, `${'\n'.repeat(399)}export const g = 1`],
  ['a long table of wire facts', `${CORE}/facts.table.ts`, `${'\n'.repeat(900)}export const g = 1`],
  [
    'a deadline in a test',
    `${TESTS}/h.ts`,
    `export const h = () => new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 9))`,
  ],
] as const

interface Diagnostic {
  readonly code: string
  readonly severity: string
  readonly filename: string
}

function lint(house: TinyHouse, ...args: string[]): readonly Diagnostic[] {
  const { output } = house.run('node_modules/oxlint/bin/oxlint', '--format=json', ...args)
  return (JSON.parse(output) as { diagnostics: Diagnostic[] }).diagnostics
}

describe('the linter refuses', () => {
  const house = new TinyHouse()
  let found: readonly Diagnostic[]
  const rows = REFUSED.map(([folder, code, rule], index) => ({ code, rule, path: `${folder}/bad-${index}.ts` }))

  beforeAll(() => {
    for (const { path, code } of rows) house.write(path, `${code}\n`)
    found = lint(house, '--quiet')
  })
  afterAll(() => house[Symbol.dispose]())

  it.each(rows)('$code', ({ path, rule }) => {
    expect(found.filter(({ filename }) => filename === path).map(({ code }) => code)).toContain(rule)
  })
})

describe('the linter accepts', () => {
  const house = new TinyHouse()
  let found: readonly Diagnostic[]

  beforeAll(() => {
    for (const [, path, code] of ACCEPTED) house.write(path, `${code}\n`)
    found = lint(house, '--quiet')
  })
  afterAll(() => house[Symbol.dispose]())

  it.each(ACCEPTED)('%s', (_claim, path) => {
    expect(found.filter(({ filename }) => filename === path)).toEqual([])
  })
})

it('a file of 301 lines is worth a second look, one of 300 is not', () => {
  using house = new TinyHouse()
  house.write(`${CORE}/long.ts`, `${'\n'.repeat(300)}export const g = 1\n`)
  house.write(`${CORE}/fine.ts`, `${'\n'.repeat(299)}export const g = 1\n`)
  const warned = lint(house).map(({ filename, severity, code }) => `${filename} ${severity} ${code}`)
  expect(warned).toEqual([`${CORE}/long.ts warning quindar(file-length-warning)`])
})
