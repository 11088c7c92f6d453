// A real Firefox for a test, where this machine has one. Nobody is made to install it: a test that finds none says so.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Browser } from 'puppeteer-core'

const NAMES = ['firefox-esr', 'firefox', 'firefox.exe']
const APPLICATIONS = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  'C:\\Program Files (x86)\\Mozilla Firefox\\firefox.exe',
]

/** The path of an installed Firefox, or undefined. `QUINDAR_FIREFOX` names another one. */
export function findFirefox(): string | undefined {
  const { QUINDAR_FIREFOX: own, PATH = '' } = process.env
  const onPath = NAMES.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)))
  return [...(own === undefined ? [] : [own]), ...onPath, ...APPLICATIONS].find((path) => existsSync(path))
}

/** Starts it headless, with a profile of its own. `await using browser = await launchFirefox(path)`. */
export async function launchFirefox(executablePath: string): Promise<Browser> {
  // Most tests that use the test kit need no Firefox, and loading its driver takes a while.
  const { launch } = await import('puppeteer-core')
  return launch({ browser: 'firefox', executablePath, headless: true })
}
