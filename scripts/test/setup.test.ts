// What `npm start` and `npm test` do first, in a project of two packages whose npm is a stand-in that writes down what
// it was asked for.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** Does what npm does when it has installed everything, unless it is told to fail. */
const NPM = `
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
writeFileSync('asked.json', JSON.stringify(process.argv.slice(2)))
if (process.env.NPM_FAILS) process.exit(1)
mkdirSync('node_modules', { recursive: true })
cpSync('package-lock.json', 'node_modules/.package-lock.json')
`

let folder: string

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'quindar-setup-')), 'a folder 文件夹')
  mkdirSync(join(folder, 'scripts'), { recursive: true })
  for (const name of ['run.mjs', 'setup.mjs']) cpSync(join(root, 'scripts', name), join(folder, 'scripts', name))
  writeFileSync(join(folder, 'npm.mjs'), NPM)
  lock({ 'node_modules/one': { version: '1.0.0' } })
})
afterEach(() => rmSync(resolve(folder, '..'), { recursive: true, force: true }))

function lock(packages: Readonly<Record<string, object>>): void {
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }))
}

/** Runs the setup; `asked` is what npm was asked for, or undefined when it was left alone. */
function setup(env: Readonly<Record<string, string>> = {}): { code: number | null; output: string; asked?: string[] } {
  rmSync(join(folder, 'asked.json'), { force: true })
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'scripts/setup.mjs')], {
    encoding: 'utf8',
    env: { ...process.env, npm_execpath: join(folder, 'npm.mjs'), ...env },
  })
  const asked = existsSync(join(folder, 'asked.json'))
    ? (JSON.parse(readFileSync(join(folder, 'asked.json'), 'utf8')) as string[])
    : undefined
  return { code: status, output: stdout + stderr, ...(asked && { asked }) }
}

it('installs from the lock file once, tools included, and then nothing', () => {
  expect(setup().asked).toEqual(expect.arrayContaining(['ci', '--include=dev', '--include=optional']))
  expect(setup()).toEqual({ code: 0, output: '' })
})

it('fetches the difference when the lock file has changed', () => {
  setup()
  lock({ 'node_modules/one': { version: '1.0.1' } })
  const { asked, output } = setup()
  expect(asked?.slice(0, 2)).toEqual(['install', '--no-save'])
  expect(output).toBe('Installing 1 package …\n')
})

it('does not ask for what is made for other machines', () => {
  setup()
  lock({
    'node_modules/one': { version: '1.0.0' },
    'node_modules/elsewhere': { version: '1.0.0', optional: true, os: ['plan9'], cpu: [process.arch] },
    'node_modules/other-chip': { version: '1.0.0', optional: true, os: [process.platform], cpu: ['pdp11'] },
    'node_modules/musl-or-not': {
      version: '1.0.0',
      optional: true,
      os: [process.platform],
      cpu: [process.arch],
      libc: ['musl'],
    },
  })
  expect(setup()).toEqual({ code: 0, output: '' })
})

it('asks for an optional package that is made for this machine', () => {
  setup()
  lock({
    'node_modules/one': { version: '1.0.0' },
    'node_modules/here': { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] },
  })
  expect(setup().output).toBe('Installing 1 package …\n')
})

it('starts again when an installation was interrupted', () => {
  mkdirSync(join(folder, 'node_modules/one'), { recursive: true })
  expect(setup().asked?.[0]).toBe('ci')
})

it('says in one sentence that npm has failed', () => {
  expect(setup({ NPM_FAILS: '1' })).toMatchObject({
    code: 1,
    output:
      'Installing 1 package …\nnpm ci failed (its reason is above): check network and disk, and run this again.\n',
  })
})

it('says in one sentence that the lock file is broken', () => {
  writeFileSync(join(folder, 'package-lock.json'), '{')
  expect(setup()).toEqual({ code: 1, output: 'package-lock.json is missing or broken: get it back from git.\n' })
})

it('lends npm a cache when the home folder cannot hold one', () => {
  const home = join(folder, 'npm.mjs', 'not-a-folder')
  const { asked } = setup({ HOME: home, USERPROFILE: home, npm_config_cache: join(home, '.npm') })
  expect(asked?.[asked.indexOf('--cache') + 1]).toContain(join(tmpdir(), 'quindar-npm-cache-'))
})

it('leaves npm its own cache when there is one', () => {
  expect(setup({ npm_config_cache: join(folder, 'cache') }).asked).not.toContain('--cache')
})

it.runIf(process.platform !== 'win32')('offers the Node of the project to npx where npm has not', () => {
  const own = join(folder, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin')
  mkdirSync(own, { recursive: true })
  writeFileSync(join(own, 'node'), '#!/bin/sh\necho v24.0.0\n', { mode: 0o755 })
  const command = join(folder, 'node_modules/.bin/node')
  expect(existsSync(command)).toBe(false)
  expect(setup().code).toBe(0)
  expect(spawnSync(command, { encoding: 'utf8' }).stdout).toBe('v24.0.0\n')
  expect(setup()).toEqual({ code: 0, output: '' })
})
