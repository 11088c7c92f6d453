// The package as a registry would give it: packed, and installed into a folder that was empty.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** The text that people read is the text that runs. */
export { readmeExample } from '@quindar/testkit'

export const root = resolve(import.meta.dirname, '../../../..')
const source = join(root, 'packages/quindar')

/** A folder with nothing but quindar in it. */
export interface Installed extends Disposable {
  readonly folder: string
  write(path: string, text: string): string
}

/** Packs quindar and installs it: `using app = installed()`. */
export function installed(): Installed {
  refuseStaleBuild()
  // `npm` is a script beside a shell on some systems, which needs no quoting of ours: no argument holds a space.
  const ground = mkdtempSync(join(tmpdir(), 'quindar-installed-'))
  const folder = join(ground, 'app')
  const write = (path: string, text: string): string => {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    return file
  }
  const npm = (cwd: string, ...args: string[]): string =>
    execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    })
  write('package.json', JSON.stringify({ name: 'app', private: true, type: 'module' }))
  npm(source, 'pack', '--pack-destination', ground)
  const [archive] = readdirSync(ground).filter((name) => name.endsWith('.tgz'))
  npm(folder, 'install', `../${archive}`)
  return { folder, write, [Symbol.dispose]: () => rmSync(ground, { recursive: true, force: true }) }
}

/** Whoever runs these tests alone gets told, instead of testing the package of yesterday. */
function refuseStaleBuild(): void {
  const newest = (folder: string): number =>
    Math.max(...readdirSync(join(source, folder), { recursive: true }).map((name) => age(join(folder, String(name)))))
  const age = (path: string): number => statSync(join(source, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (age('dist/quindar.global.js') < newest('src')) {
    throw new Error('packages/quindar/dist is older than its sources: run `npm run build` first.')
  }
}
