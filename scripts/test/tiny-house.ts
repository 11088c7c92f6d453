// A tiny copy of this repository in a temporary folder: its real rules, with a dozen one-line sources that keep them.
// A test adds a file that breaks one, and looks whether the tool says so.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

const RULES = [
  '.dependency-cruiser.mjs',
  '.gitignore',
  '.oxlintrc.json',
  '.prettierignore',
  '.prettierrc.json',
  'knip.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'tsconfig.tests.json',
  'scripts/check.mjs',
  'scripts/house-rules.mjs',
  'scripts/lint',
  'scripts/run.mjs',
  'scripts/setup.mjs',
  'scripts/steps.mjs',
  'apps/package.json',
  'apps/tsconfig.json',
  ...['quindar', 'server', 'testkit'].flatMap((name) => [
    `packages/${name}/package.json`,
    `packages/${name}/tsconfig.json`,
  ]),
]

/** Sources that keep every rule, each layer using the one below it. */
const SOURCES = {
  'packages/quindar/src/protocol/index.ts': `export * from './ddp.ts'\n`,
  'packages/quindar/src/protocol/ddp.ts': `export const VERSION = '1'\n`,
  'packages/quindar/src/client/index.ts': `export { connect } from './connection/connection.ts'\n`,
  'packages/quindar/src/client/connection/connection.ts': `import { VERSION } from '../../protocol/index.ts'\n\nexport const connect = (): string => VERSION\n`,
  'packages/server/src/index.ts': `export { serve } from './server.ts'\n`,
  'packages/server/src/server.ts': `import { receive } from './net/websocket.ts'\nimport { store } from './store/memory.ts'\n\nexport const serve = (): string => receive(store)\n`,
  'packages/server/src/net/websocket.ts': `import { answer } from '../ddp/session.ts'\nimport type { Store } from '../store/port.ts'\n\nexport const receive = (store: Store): string => answer(store)\n`,
  'packages/server/src/ddp/session.ts': `import { VERSION } from 'quindar/protocol'\nimport { send } from '../methods/messages.ts'\nimport type { Store } from '../store/port.ts'\n\nexport const answer = (store: Store): string => VERSION + send(store)\n`,
  'packages/server/src/methods/messages.ts': `import { write } from '../domain/messages.ts'\nimport type { Store } from '../store/port.ts'\nimport { toWire } from '../wire/message.ts'\n\nexport const send = (store: Store): string => toWire(write(store))\n`,
  'packages/server/src/wire/message.ts': `export const toWire = (text: string): string => text\n`,
  'packages/server/src/domain/messages.ts': `import type { Store } from '../store/port.ts'\n\nexport const write = (store: Store): string => store.name\n`,
  'packages/server/src/domain/entities.ts': `export interface Named {\n  readonly name: string\n}\n`,
  'packages/server/src/store/port.ts': `import type { Named } from '../domain/entities.ts'\n\nexport type Store = Named\n`,
  'packages/server/src/store/memory.ts': `import type { Store } from './port.ts'\n\nexport const store: Store = { name: 'memory' }\n`,
  'packages/testkit/src/index.ts': `import { serve } from '@quindar/server'\nimport { connect } from 'quindar'\n\nexport const both = (): string => connect() + serve()\n`,
  'apps/page/model/greeting.ts': `import { computed } from '@preact/signals-core'\nimport { connect } from 'quindar'\n\nexport const greeting = computed(() => connect())\n`,
  'apps/page/views/greeting.tsx': `import { greeting } from '../model/greeting.ts'\n\nexport const Greeting = () => <p>{greeting.value}</p>\n`,
  'apps/page/main.tsx': `import { render } from 'preact'\nimport { Greeting } from './views/greeting.tsx'\n\nrender(<Greeting />, document.body)\n`,
  'packages/testkit/test/both.test.ts': `import { both } from '@quindar/testkit'\nimport { expect, it } from 'vitest'\n\nit('has both', () => {\n  expect(both()).toBe('11memory')\n})\n`,
}

/** A tool's exit code and everything it printed. */
export interface Outcome {
  readonly code: number | null
  readonly output: string
}

export class TinyHouse {
  readonly #ground = mkdtempSync(join(tmpdir(), 'quindar-house-'))
  readonly folder = join(this.#ground, 'house')

  constructor() {
    for (const path of RULES) cpSync(join(root, path), join(this.folder, path), { recursive: true })
    this.#installTools()
    for (const [path, text] of Object.entries(SOURCES)) this.write(path, text)
    this.#shortenManifest('package.json', ['name', 'private', 'type', 'workspaces'], ['oxlint', 'vitest'])
    this.#shortenManifest(
      'apps/package.json',
      ['name', 'version', 'type'],
      ['@preact/signals-core', 'preact', 'quindar'],
    )
    this.#shortenManifest('packages/quindar/package.json', ['name', 'version', 'type', 'exports'], [])
    this.#shortenManifest('packages/server/package.json', ['name', 'version', 'type', 'exports'], ['quindar'])
    this.#shortenManifest(
      'packages/testkit/package.json',
      ['name', 'version', 'type', 'exports'],
      ['quindar', '@quindar/server'],
    )
  }

  /** Every installed package, but the workspace's own ones are this house's. */
  #installTools(): void {
    const from = join(root, 'node_modules')
    const to = join(this.folder, 'node_modules')
    mkdirSync(join(to, '@quindar'), { recursive: true })
    for (const name of readdirSync(from)) {
      if (name !== '.cache' && name !== '@quindar' && name !== 'quindar') symlinkSync(join(from, name), join(to, name))
    }
    symlinkSync(join(this.folder, 'packages/quindar'), join(to, 'quindar'))
    symlinkSync(join(this.folder, 'apps'), join(to, '@quindar/apps'))
    symlinkSync(join(this.folder, 'packages/server'), join(to, '@quindar/server'))
    symlinkSync(join(this.folder, 'packages/testkit'), join(to, '@quindar/testkit'))
  }

  /** The real manifest, with only those dependencies that the tiny sources use: all others would count as dead. */
  #shortenManifest(path: string, fields: readonly string[], dependencies: readonly string[]): void {
    const manifest = JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>
    const kept = Object.fromEntries(fields.map((field) => [field, manifest[field]]))
    const wanted = Object.fromEntries(dependencies.map((name) => [name, '*']))
    this.write(path, `${JSON.stringify({ ...kept, dependencies: wanted }, null, 2)}\n`)
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  /** Runs a JavaScript program of the house, such as `scripts/check.mjs` or a tool in `node_modules`. */
  run(file: string, ...args: string[]): Outcome {
    const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
      cwd: this.folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    })
    return { code: status, output: stdout + stderr }
  }

  [Symbol.dispose](): void {
    rmSync(this.#ground, { recursive: true, force: true })
  }
}
