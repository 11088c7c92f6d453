// "npm i quindar" in an empty folder: one package, types that need no leniency, and ten lines that run in Node.
import { execFile, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { startServer } from '@quindar/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installed, readmeExample, root } from './installed.ts'
import { node22 } from './node-22.ts'

const app = installed()
afterAll(() => app[Symbol.dispose]())

it('adds one package, without any of somebody else’s code', () => {
  const names = readdirSync(join(app.folder, 'node_modules')).filter((name) => !name.startsWith('.'))
  expect(names).toEqual(['quindar'])
  const manifest = JSON.parse(readFileSync(join(app.folder, 'node_modules/quindar/package.json'), 'utf8')) as object
  expect(manifest).not.toHaveProperty('dependencies')
  // For quindar/rxjs alone, and nobody gets it who did not ask for it.
  expect(manifest).toMatchObject({
    peerDependencies: { rxjs: '^7.5.0' },
    peerDependenciesMeta: { rxjs: { optional: true } },
  })
  expect(Object.keys((manifest as { peerDependencies: object }).peerDependencies)).toEqual(['rxjs'])
  expect(manifest).not.toHaveProperty('scripts')
})

it('ships what runs, its types and its maps, and nothing else', () => {
  const files = readdirSync(join(app.folder, 'node_modules/quindar'), { recursive: true, withFileTypes: true })
  const odd = files
    .filter((file) => file.isFile() && !/[.](js|js[.]map|d[.]ts)$/.test(file.name))
    .map((file) => file.name)
    .toSorted()
  expect(odd).toEqual(['LICENSE', 'README.md', 'package.json'])
})

it('its modules and types name files that are there', () => {
  const dist = join(app.folder, 'node_modules/quindar/dist')
  const files = readdirSync(dist, { recursive: true }).map(String)
  const named = files
    .filter((file) => /[.](js|d[.]ts)$/.test(file) && !file.startsWith('quindar.'))
    .flatMap((file) =>
      [...readFileSync(join(dist, file), 'utf8').matchAll(/(?:from |import[ (])['"]([.][^'"]+)['"]/g)].map(([, name]) =>
        join(dirname(file), name ?? ''),
      ),
    )
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((file) => !files.includes(file))).toEqual([])
})

describe('its types hold without skipLibCheck', () => {
  const program = `${readmeExample('ten-lines', 'http://localhost:3000')}
import { createClient, QuindarError, type Client, type Message, type Room } from 'quindar'
import { parseServerFrame } from 'quindar/protocol'

const client: Client = createClient('http://localhost:3000')
const room: Room = await client.room('GENERAL')
for await (const message of room.messages()) console.log((message satisfies Message).text)
export const wrong = (error: unknown): string => (error instanceof QuindarError ? error.code : 'other')
export const frame: unknown = parseServerFrame('{}')
// @ts-expect-error a room's name is text
await client.room(42)
`
  const typeRoots = [join(root, 'node_modules/@types')]
  it.each([
    [
      'in a browser, for a bundler',
      { module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom'], types: [] },
    ],
    ['in a browser, for Node’s resolution', { module: 'nodenext', lib: ['es2022', 'dom', 'dom.iterable'], types: [] }],
    ['in Node', { module: 'nodenext', lib: ['es2023'], types: ['node'], typeRoots }],
  ])('%s', (_claim, options) => {
    app.write('types/program.ts', program)
    app.write(
      'types/tsconfig.json',
      JSON.stringify({
        compilerOptions: {
          target: 'es2022',
          strict: true,
          exactOptionalPropertyTypes: true,
          skipLibCheck: false,
          noEmit: true,
          ...options,
        },
        include: ['program.ts'],
      }),
    )
    const tsc = join(root, 'node_modules/typescript/lib/tsc.js')
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', join(app.folder, 'types')], { encoding: 'utf8' })
    expect(stdout).toBe('')
  })
})

describe('the ten lines run', () => {
  let oldest: string
  beforeAll(() => {
    oldest = node22()
  }, 300_000)

  it.each([
    ['22', () => oldest],
    ['24', () => process.execPath],
  ])('in Node %s', async (major, program) => {
    await using server = await startServer()
    const file = app.write('ten-lines.mjs', readmeExample('ten-lines', server.url))
    const run = promisify(execFile)
    expect((await run(program(), ['--version'])).stdout).toMatch(new RegExp(`^v${major}[.]`))

    // Ends by itself: nothing is left that would keep it alive.
    const { stdout, stderr } = await run(program(), [file])
    expect(stdout).toMatch(/^Alice[^:]*: Hello from the browser\n$/)
    expect(stderr).toBe('')
  })
})
