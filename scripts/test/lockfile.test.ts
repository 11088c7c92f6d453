// The lock file installs on every machine: npm leaves packages for other machines out of it when the registry of the
// day lacks them, and then `npm ci` refuses to work anywhere.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

interface Entry {
  readonly resolved?: string
  readonly link?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const file = join(import.meta.dirname, '../../package-lock.json')
const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Readonly<Record<string, Entry>> }

/** Where Node would look for `name` from the package at `path`, nearest first. */
function* places(path: string, name: string): Generator<string> {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    yield at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (at === '') return
  }
}

it('has an entry for everything that its entries need', () => {
  const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => ![...places(path, name)].some((place) => packages[place] !== undefined))
      .map((name) => `${path} needs ${name}`),
  )
  expect(missing).toEqual([])
})

it('names no registry, so that it installs from any', () => {
  const hosts = Object.values(packages).flatMap(({ link, resolved }) => (resolved && !link ? [resolved] : []))
  expect(hosts).toEqual([])
})
