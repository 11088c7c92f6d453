// `.ci/run` ends with the sum of what both test commands counted, and no failure gets lost on the way.
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const COUNTS = 'node_modules/.cache/quindar'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quindar-ci-'))
  mkdirSync(join(folder, 'bin'))
  mkdirSync(join(folder, COUNTS), { recursive: true })
  for (const path of ['.ci/run', 'scripts/ci.mjs', 'scripts/run.mjs']) cpSync(join(root, path), join(folder, path))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs it with an npm that does what is said here instead of `npm run test` and `npm run test:deep`. */
function ci(test: string, deep: string): { code: number | null; lastLine: string | undefined; named: string[] } {
  const npm = join(folder, 'bin/npm')
  writeFileSync(npm, `#!/bin/sh\nif [ "$2" = test ]; then\n${test}\nelse\n${deep}\nfi\n`)
  chmodSync(npm, 0o755)
  const { status, stdout } = spawnSync(join(folder, '.ci/run'), [], {
    encoding: 'utf8',
    env: { ...process.env, PATH: join(folder, 'bin') + delimiter + process.env['PATH'] },
  })
  const lines = stdout.trimEnd().split('\n')
  return { code: status, lastLine: lines.at(-1), named: lines.filter((line) => line.startsWith('✗')) }
}

function counted(file: 'test' | 'test-deep', passed: number, failed: number, skipped = 0): string {
  const failures = Array.from({ length: failed }, (_, index) => `failure ${index + 1}`)
  return `echo '${JSON.stringify({ passed, failed, skipped, failures })}' > ${COUNTS}/${file}.json`
}

it('adds up both commands', () => {
  expect(ci(counted('test', 40, 0), counted('test-deep', 2, 0))).toEqual({
    code: 0,
    lastLine: '42 passed, 0 failed',
    named: [],
  })
})

it('says what was skipped', () => {
  expect(ci(counted('test', 40, 0, 1), counted('test-deep', 2, 0, 2))).toEqual({
    code: 0,
    lastLine: '42 passed, 0 failed, 3 skipped',
    named: [],
  })
})

it.each([
  [
    'a failed test',
    `${counted('test', 39, 1)}; exit 1`,
    counted('test-deep', 2, 0),
    '41 passed, 1 failed',
    ['✗ npm run test: failure 1'],
  ],
  [
    'a failed deep test',
    counted('test', 40, 0),
    `${counted('test-deep', 1, 1)}; exit 1`,
    '41 passed, 1 failed',
    ['✗ npm run test:deep: failure 1'],
  ],
  [
    'a command that dies before it has counted',
    'exit 7',
    counted('test-deep', 2, 0),
    '2 passed, 1 failed',
    ['✗ npm run test: ended with exit code 7 without counting anything'],
  ],
  [
    'a command that fails though nothing it counted did',
    `${counted('test', 3, 0)}; exit 1`,
    'exit 1',
    '3 passed, 2 failed',
    [
      '✗ npm run test: ended with exit code 1 though nothing that it counted failed',
      '✗ npm run test:deep: ended with exit code 1 without counting anything',
    ],
  ],
  [
    'a count that does not say that it failed',
    `${counted('test', 3, 0)}`,
    'kill -9 $$',
    '3 passed, 1 failed',
    ['✗ npm run test:deep: ended with exit code 137 without counting anything'],
  ],
])('fails after %s', (_claim, test, deep, lastLine, named) => {
  expect(ci(test, deep)).toEqual({ code: 1, lastLine, named })
})

it('does not count what an earlier run has left behind', () => {
  writeFileSync(join(folder, COUNTS, 'test.json'), JSON.stringify({ passed: 99, failed: 0, skipped: 0 }))
  expect(ci('true', counted('test-deep', 2, 0))).toEqual({
    code: 1,
    lastLine: '2 passed, 1 failed',
    named: ['✗ npm run test: ended with exit code 0 without counting anything'],
  })
})
