// `npm run check` fails when one of its steps fails, and says which.
import { expect, it } from 'vitest'
import { TinyHouse } from './tiny-house.ts'

const STEPS = ['types', 'lint', 'format', 'arrows', 'dead code', 'house rules']

/** The steps whose line begins with `mark`. */
const marked = (output: string, mark: '✓' | '✗'): readonly string[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith(`${mark} `))
    .map((line) => line.slice(2, line.lastIndexOf(' (')))
    .toSorted()

it('a house in order passes every step', () => {
  using house = new TinyHouse()
  const { code, output } = house.run('scripts/check.mjs')
  expect(marked(output, '✓'), output).toEqual(STEPS.toSorted())
  expect(code).toBe(0)
})

it('a long file is mentioned, and nothing fails', () => {
  using house = new TinyHouse()
  house.write(
    'packages/server/src/wire/message.ts',
    `${'// more\n'.repeat(300)}export const toWire = (text: string): string => text\n`,
  )
  const { code, output } = house.run('scripts/check.mjs')
  expect(output).toContain('packages/server/src/wire/message.ts:1:1: This file has 301 lines, more than 300')
  expect(marked(output, '✗')).toEqual([])
  expect(code).toBe(0)
})

it('one import of the server in the client makes it fail, and nothing else is blamed', () => {
  using house = new TinyHouse()
  house.write(
    'packages/quindar/src/client/connection/connection.ts',
    `import { serve } from '@quindar/server'\n\nexport const connect = (): string => serve()\n`,
  )
  const { code, output } = house.run('scripts/check.mjs')
  expect(code).toBe(1)
  expect(marked(output, '✗')).toContain('arrows')
  expect(output).toContain('client-and-server-never-meet: packages/quindar/src/client/connection/connection.ts')
})

it('every step fails on what it is there for', () => {
  using house = new TinyHouse()
  house.write(
    'packages/server/src/domain/messages.ts',
    `import '../net/websocket.ts'\nexport const  write: number = ''\n`,
  )
  house.write('packages/server/src/domain/unused.ts', `// @ts-${'ignore'}\nexport const at = Date.now()\n`)
  const { code, output } = house.run('scripts/check.mjs')
  expect(marked(output, '✗'), output).toEqual(STEPS.toSorted())
  expect(code).toBe(1)
})

it.each([
  ['a file that silences the linter', 'a.ts', `// oxlint-${'disable'} no-console\n`, 'silences a tool'],
  ['a file that silences the compiler', 'a.ts', `// @ts-${'nocheck'}\n`, 'silences a tool'],
  ['a drawer for odds and ends', 'utils.ts', 'export const a = 1\n', '“utils” does not say what is inside'],
  ['a folder of odds and ends', 'helpers/a.ts', 'export const a = 1\n', '“helpers” does not say what is inside'],
  ['a path of one machine', 'a.ts', `export const a = '/${'home'}/someone/file'\n`, 'exists on one machine only'],
])('the house rules refuse %s', (_claim, name, text, sentence) => {
  using house = new TinyHouse()
  house.write(`packages/server/src/domain/${name}`, text)
  const { code, output } = house.run('scripts/house-rules.mjs')
  expect(output).toContain(`packages/server/src/domain/${name}`)
  expect(output).toContain(sentence)
  expect(code).toBe(1)
})
