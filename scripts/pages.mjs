// The pages, built into a folder that is named by what they were built of: nothing is built twice, two builds at a time
// do not meet, and who still reads an older one keeps it. Prints that folder.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { argv, exit, pid } from 'node:process'
import { fileURLToPath } from 'node:url'
import { root, run, tool } from './run.mjs'
import { setup } from './setup.mjs'

/** All that a page is made of. */
const SOURCES = [
  'apps',
  'packages/quindar/src',
  'packages/quindar/package.json',
  'package-lock.json',
  'tsconfig.base.json',
]
const NOT_SOURCES = new Set(['dist', 'node_modules', 'test'])
/** Builds that stay: another branch's, and the one that a test beside us has just been told of. */
const KEPT = 4

function files(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path]
  return readdirSync(join(root, path))
    .filter((name) => !NOT_SOURCES.has(name))
    .sort()
    .flatMap((name) => files(`${path}/${name}`))
}

function digest() {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap(files))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex').slice(0, 16)
}

/** Removes what nobody needs any more, the oldest first. */
function tidy(folder) {
  const age = (name) => statSync(join(folder, name)).mtimeMs
  const builds = readdirSync(folder).filter((name) => /^[0-9a-f]{16}$/.test(name))
  for (const name of builds.sort((a, b) => age(b) - age(a)).slice(KEPT)) {
    rmSync(join(folder, name), { recursive: true, force: true })
  }
}

/**
 * Builds the pages unless they are there.
 *
 * @returns {Promise<{ code: number, output: string, folder: string }>} `code` 0 and the folder, or what went wrong.
 */
export async function buildPages(node) {
  const builds = join(root, 'apps', 'dist')
  const folder = join(builds, digest())
  if (existsSync(folder)) return { code: 0, output: '', folder }
  const unfinished = join(builds, `unfinished-${pid}`)
  mkdirSync(builds, { recursive: true })
  const vite = [tool('vite'), 'build', 'apps', '--outDir', unfinished, '--logLevel', 'warn']
  const { code, output } = await run(node, vite, {
    quiet: true,
    env: { NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: '0' },
  })
  if (code !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    return { code, output, folder }
  }
  try {
    renameSync(unfinished, folder)
  } catch (error) {
    // Somebody else has built the same meanwhile.
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  tidy(builds)
  return { code, output, folder }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { code, output, folder } = await buildPages(await setup())
  if (code === 0) console.log(folder)
  else console.error(output)
  exit(code)
}
