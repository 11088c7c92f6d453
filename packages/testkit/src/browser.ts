// A real Chromium for a test. Which one: `scripts/chromium.mjs` knows; `npm test` installs one where there is none.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'

const FINDER = fileURLToPath(new URL('../../../scripts/chromium.mjs', import.meta.url))

/** Nothing of its own on the network, no graphics card, no QUIC: only what the page asks for. */
const ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** What a test may ask of its browser. */
export interface BrowserOptions {
  /**
   * Host names that the browser is to find at an address, as `{ 'chat.lan': '127.0.0.1' }`. Pages from such a name over
   * plain HTTP are no secure context, unlike those from `localhost`.
   */
  readonly hosts?: Readonly<Record<string, string>>
  /** Fingerprints of certificates that it is to trust, although nobody has signed them. */
  readonly trusts?: readonly string[]
}

/**
 * Starts a headless Chromium: `await using browser = await launchBrowser()`.
 * @throws with one sentence when there is no Chromium on this machine.
 */
export async function launchBrowser({ hosts = {}, trusts = [] }: BrowserOptions = {}): Promise<Browser> {
  // Most tests that use the test kit need no browser, and loading its driver takes a while.
  const { chromium } = await import('playwright-core')
  const rules = Object.entries(hosts).map(([name, address]) => `MAP ${name} ${address}`)
  const options = {
    executablePath: await chromiumPath(),
    args: [
      ...ARGUMENTS,
      ...(rules.length > 0 ? [`--host-resolver-rules=${rules.join(',')}`] : []),
      ...(trusts.length > 0 ? [`--ignore-certificate-errors-spki-list=${trusts.join(',')}`] : []),
    ],
  }
  const isRoot = process.getuid?.() === 0
  try {
    return await chromium.launch({ ...options, chromiumSandbox: !isRoot })
  } catch (error) {
    // Containers often forbid ordinary users what Chromium builds its sandbox of. Our own pages need none.
    if (isRoot || !/sandbox/i.test(String(error))) throw error
    return chromium.launch({ ...options, chromiumSandbox: false })
  }
}

function chromiumPath(): Promise<string> {
  return new Promise((found, missing) => {
    execFile(process.execPath, [FINDER], (error, path, sentence) => {
      if (error) missing(new Error(sentence.trim() || error.message))
      else found(path.trim())
    })
  })
}
