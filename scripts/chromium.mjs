// Finds the Chromium that the browser tests drive, and with `--install` gets one where there is none. Prints its path,
// or one sentence that says what to do.
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { argv, env, exit, platform } from 'node:process'
import { fileURLToPath } from 'node:url'
import { run, tool } from './run.mjs'

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

const HELP = 'install Chromium or Chrome, or set QUINDAR_CHROMIUM to the path of one, and run this again.'

/** Where playwright would keep its own Chromium. */
async function playwrightPath() {
  const { chromium } = await import('playwright-core')
  return chromium.executablePath()
}

/** A file that is there may still not run: libraries can be missing, or it is a hull that only names another package. */
async function works(path) {
  if (!existsSync(path)) return false
  if (platform === 'win32') return true
  const { code, output } = await run(path, ['--version'], { quiet: true })
  return code === 0 && /\d+\.\d+\.\d+/.test(output)
}

/** The path of an installed Chromium, or undefined. */
export async function findChromium() {
  if (env.QUINDAR_CHROMIUM) {
    if (await works(env.QUINDAR_CHROMIUM)) return env.QUINDAR_CHROMIUM
    throw new Error(`QUINDAR_CHROMIUM names ${env.QUINDAR_CHROMIUM}, which does not run as a Chromium.`)
  }
  const folders = (env.PATH ?? '').split(delimiter)
  const onPath = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)))
  for (const path of [...onPath, ...APPLICATIONS, await playwrightPath()]) {
    if (await works(path)) return path
  }
  return undefined
}

/** Debian keeps its Chromium up to date; Ubuntu's package of that name is a hull around a snap. */
function isDebian() {
  return existsSync('/usr/bin/apt-get') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
}

async function installDebianPackage() {
  const isRoot = process.getuid() === 0
  if (!isRoot && (await run('sudo', ['-n', 'true'], { quiet: true })).code !== 0) return
  const apt = (...args) =>
    run(isRoot ? 'apt-get' : 'sudo', [...(isRoot ? [] : ['-n', 'apt-get']), '-qq', ...args], {
      quiet: true,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    })
  await apt('update')
  await apt('-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', 'chromium')
}

async function installPlaywrightsOwn() {
  await run(process.execPath, [tool('playwright-core'), 'install', 'chromium'], { quiet: true })
}

/** The path of a Chromium, installed now if there was none. Throws one sentence when there is no way. */
export async function installChromium() {
  const installed = await findChromium()
  if (installed !== undefined) return installed
  console.log('Installing Chromium for the browser tests …')
  for (const install of [...(isDebian() ? [installDebianPackage] : []), installPlaywrightsOwn]) {
    await install()
    const path = await findChromium()
    if (path !== undefined) return path
  }
  throw new Error(`The browser tests need a Chromium and none could be installed: ${HELP}`)
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const path = argv.includes('--install') ? await installChromium() : await findChromium()
    if (path === undefined) throw new Error(`There is no Chromium: run \`npm test\`, which gets one, or ${HELP}`)
    console.log(path)
  } catch (error) {
    console.error(error.message)
    exit(1)
  }
}
