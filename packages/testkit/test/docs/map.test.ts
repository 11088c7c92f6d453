// The documents' map: what a link or a path in them names is there, and numbers and flags are those that hold.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { documents, readDocument } from '@quindar/testkit'
import { root } from './running.ts'
import { flagsIn, HELP, scriptNames } from './shell.ts'

const pages = documents()
const READMES = ['README.md', 'README.zh-CN.md']

/** The text around the fences, where `#` is a heading and brackets are links. */
const proseOf = (document: string): string => readDocument(document).replace(/^```[^]*?^```$/gm, '')

/** As GitHub makes them. */
function anchorsOf(document: string): Set<string> {
  const titles = [...proseOf(document).matchAll(/^#{1,6} (.*)$/gm)].map(([, title = '']) => title)
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}

/** What is wrong with a link of a document, if anything. */
function linkFault(document: string, target: string): string | undefined {
  if (/^https?:\/\//.test(target)) return undefined
  const [path = '', anchor] = target.split('#')
  const page = path === '' ? document : normalize(join(dirname(document), path)).replaceAll('\\', '/')
  if (!existsSync(join(root, page))) return `${document}: there is nothing at ${target}`
  if (anchor === undefined || anchorsOf(page).has(anchor)) return undefined
  return `${document}: ${page} has no heading for ${target}`
}

/** Folders in which a document's paths may be meant. */
const PLACES = ['', 'packages/quindar/src', 'packages/server/src', 'packages/testkit/src']

/** Paths in code spans that are no files here: doors of packages, and what the reader makes. */
const NO_FILES = new Set([
  'hello.ts',
  'quindar/protocol',
  'quindar/markup',
  'quindar/rxjs',
  'quindar/livechat',
  'quindar/node',
  '@quindar/server',
  '@quindar/testkit',
  '@quindar/source',
  // Written by a command, and not kept.
  'screenshots/',
  // Packages of others.
  '@rocket.chat/ddp-client',
  '@rocket.chat/sdk',
])

function pathsIn(document: string): string[] {
  const spans = [...proseOf(document).matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)
  return spans.filter((span) => /^[\w.@-]+(\/[\w.@-]+)*\/?$/.test(span) && /[/]|\.(ts|js|mjs|md|json)$/.test(span))
}

/** A file may be named alone, where its folder is clear. */
const fileNames = new Set(
  PLACES.filter((place) => place !== '').flatMap((place) =>
    readdirSync(join(root, place), { recursive: true, encoding: 'utf8' }).map((path) => basename(path)),
  ),
)

const builder = readFileSync(join(root, 'scripts/build.mjs'), 'utf8')

const isThere = (path: string): boolean =>
  fileNames.has(path) ||
  (path.startsWith('dist/') && builder.includes(`'${basename(path)}'`)) ||
  PLACES.some((place) => existsSync(join(root, place, path)))

/** These speak of methods such as `rooms/get`, which are no paths. */
const OF_METHODS = /^(PROTOCOL|docs\/(catching-up|compatibility|livechat-then-and-now)(\.zh-CN)?)\.md$/
const withPaths = pages.filter((page) => !OF_METHODS.test(page))

describe('the map', () => {
  it('has the documents of the house', () => {
    for (const document of [
      ...READMES,
      'PROTOCOL.md',
      'ARCHITECTURE.md',
      'ERRORS.md',
      'CONTRIBUTING.md',
      'SECURITY.md',
      'CHANGELOG.md',
    ])
      expect(pages).toContain(document)
    expect(existsSync(join(root, 'LICENSE'))).toBe(true)
  })

  it.each(pages)('%s links to what is there', (document) => {
    const targets = [...proseOf(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
    expect(targets.flatMap((target) => linkFault(document, target) ?? [])).toEqual([])
  })

  it.each(withPaths)('%s names only paths that are there', (document) => {
    expect(pathsIn(document).filter((path) => !NO_FILES.has(path) && !isThere(path))).toEqual([])
  })

  it.each(READMES)('%s names every folder of the house', (document) => {
    for (const path of ['packages/quindar', 'packages/server', 'packages/testkit', 'examples/', 'bench/'])
      expect(pathsIn(document)).toContain(path)
  })

  it.each(pages)('%s names only scripts that are there', (document) => {
    const named = [...proseOf(document).matchAll(/`npm (?:run )?([a-z:]+)[^`]*`/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !scriptNames.has(name) && !/^(i|install|ci|pack)$/.test(name))).toEqual([])
  })
})

describe('the check of the map bites', () => {
  it.each([
    ['NOWHERE.md', 'README.md: there is nothing at NOWHERE.md'],
    ['ERRORS.md#nowhere', 'README.md: ERRORS.md has no heading for ERRORS.md#nowhere'],
    ['#nowhere', 'README.md: README.md has no heading for #nowhere'],
    ['#the-map', undefined],
    ['ERRORS.md#timeout', undefined],
  ])('%s', (target, fault) => {
    expect(linkFault('README.md', target)).toBe(fault)
  })
})

const { default: limits } = (await import(join(root, '.size-limit.mjs'))) as {
  default: readonly { readonly limit: string }[]
}

/** The programs and pages in `examples`. */
function exampleFiles(): [path: string, text: string][] {
  const folder = join(root, 'examples')
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(js|mjs|ts|html|css)$/.test(path))
    .map((path) => [path, readFileSync(join(folder, path), 'utf8')])
}

describe('what the documents claim', () => {
  it.each(READMES)('%s: the sizes are those that size-limit checks', (document) => {
    const claimed = [...proseOf(document).matchAll(/\d+(\.\d+)? kB/g)].map(([size]) => size)
    expect(claimed).toEqual(limits.map(({ limit }) => limit))
  })

  it.each(pages)('%s: the flags are those of the commands', (document) => {
    const known = new Set([
      ...flagsIn(HELP),
      '--conditions',
      '--ignore-scripts',
      '--seed',
      '--seeds',
      '--steps',
      '--bug',
      '--minutes',
    ])
    expect([...flagsIn(proseOf(document))].filter((flag) => !known.has(flag))).toEqual([])
  })

  it('packages/server/README.md tells of every flag', () => {
    const told = flagsIn(proseOf('packages/server/README.md'))
    expect([...flagsIn(HELP)].filter((flag) => !told.has(flag) && !/--(help|version)/.test(flag))).toEqual([])
  })

  it('every example is at most 60 lines', () => {
    const long = exampleFiles().filter(([, text]) => text.trimEnd().split('\n').length > 60)
    expect(long.map(([path]) => path)).toEqual([])
  })
})
