// Other clients for Rocket.Chat, as a registry has them, with what their own documents say to install beside them. They
// are no dependency of anything here: whoever compares with one installs it, once, into a folder of its own in the cache.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package that is compared with comes first. */
export const PEERS = {
  simpleddp: {
    packages: { simpleddp: '2.2.4', 'simpleddp-plugin-login': '4.0.2', 'isomorphic-ws': '5.0.0', ws: '8.23.0' },
  },
  'rocket.chat.realtime.api.rxjs': { packages: { 'rocket.chat.realtime.api.rxjs': '2.1.1', rxjs: '6.6.7' } },
  '@rocket.chat/sdk': { packages: { '@rocket.chat/sdk': '1.0.0-alpha.42' } },
  asteroid: { packages: { asteroid: '2.0.3', ws: '8.23.0' } },
  '@rocket.chat/ddp-client': {
    packages: { '@rocket.chat/ddp-client': '1.1.2', '@rocket.chat/emitter': '0.33.0' },
    // What its dependencies ask for is a patched file of somebody's disk, which npm cannot install.
    overrides: { typia: '9.7.2' },
  },
} as const

export type PeerName = keyof typeof PEERS

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/quindar/peers/', import.meta.url))

/** There is no registry to have a peer from: what compares with it cannot be run here. */
export class PeerNotInstalledError extends Error {
  override readonly name = 'PeerNotInstalledError'
}

/**
 * The folder whose `node_modules` hold the peer: programs in it find the peer by its name.
 * @throws {@link PeerNotInstalledError} when it is not there yet and cannot be installed.
 */
export function peerFolder(name: PeerName): string {
  const { packages, ...more } = PEERS[name]
  const manifest = JSON.stringify({ private: true, dependencies: packages, ...more })
  const folder = join(CACHE, name.replace('/', '-'))
  const file = join(folder, 'package.json')
  if (existsSync(file) && readFileSync(file, 'utf8') === manifest) return folder
  mkdirSync(CACHE, { recursive: true })
  const fresh = mkdtempSync(join(CACHE, 'fresh-'))
  writeFileSync(join(fresh, 'package.json'), manifest)
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error']
  try {
    execFileSync('npm', ['install', ...flags], { cwd: fresh, shell: process.platform === 'win32', stdio: 'pipe' })
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    const [reason = ''] = String((error as { stderr?: unknown }).stderr ?? error).split('\n', 1)
    throw new PeerNotInstalledError(`Not run: npm could not install ${name} to compare with (${reason}).`)
  }
  rmSync(folder, { recursive: true, force: true })
  // Whole or not at all, whoever else installs it at the same time.
  renameSync(fresh, folder)
  return folder
}

/** Loads one of a peer's packages. */
export function loadPeer(name: PeerName, module: string = name): unknown {
  return createRequire(join(peerFolder(name), 'package.json'))(module)
}
