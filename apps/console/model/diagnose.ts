// Why a socket did not open. A browser does not say (close code 1006, no reason), so the same server is asked over
// HTTP: what it answers there, or that it does not, tells one cause from another.
import type { Address } from './address.ts'
import type { ConsolePorts, Socket } from './ports.ts'

/**
 * The likely cause. `upgrade`: a Rocket.Chat answers over HTTP, so something between does not let the upgrade through.
 * `stranger`: somebody answers who is no Rocket.Chat. `plain`, `tls`: the server speaks the other scheme. `hidden`:
 * somebody answers, and does not let this page read it. `nobody`: nothing there, or (over TLS) a certificate that this
 * browser does not trust. `timeout`: no answer in time. `blocked`: the browser did not even try.
 */
export type OpenFailure =
  'upgrade' | 'stranger' | 'plain' | 'tls' | 'hidden' | 'nobody' | 'untrusted' | 'timeout' | 'blocked'

/** Asks around, a few seconds at most. Never rejects. */
export async function diagnose(address: Address, ports: ConsolePorts): Promise<OpenFailure> {
  const seen = await look(address.http, ports)
  if (seen !== 'nobody') return seen
  const other = otherScheme(address.http)
  const isTls = address.http.startsWith('https:')
  // A page that came over https may not look there.
  const elsewhere = isTls && ports.page.startsWith('https:') ? 'nobody' : await look(other, ports)
  if (!isTls) return elsewhere === 'nobody' ? 'nobody' : 'tls'
  // Servers with TLS answer what is plain too, if only with a complaint: a socket that opens is no complaint.
  const isPlain = elsewhere === 'upgrade' || (elsewhere !== 'nobody' && (await opens(plainSocket(address), ports)))
  return isPlain ? 'plain' : 'untrusted'
}

/** Milliseconds for a socket that is opened to see whether it opens. */
const TRIAL_MS = 3_000

function opens(url: string, ports: ConsolePorts): Promise<boolean> {
  return new Promise((done) => {
    let trial: Socket | undefined
    const end = (opened: boolean): void => {
      ports.clearTimeout(timer)
      if (trial) {
        trial.onopen = null
        trial.onclose = null
        trial.close()
      }
      done(opened)
    }
    const timer = ports.setTimeout(() => end(false), TRIAL_MS)
    try {
      trial = ports.openSocket(url)
    } catch {
      return end(false)
    }
    trial.onopen = () => end(true)
    trial.onclose = () => end(false)
  })
}

const plainSocket = ({ socket }: Address): string => socket.replace('wss:', 'ws:')

async function look(site: string, ports: ConsolePorts): Promise<'upgrade' | 'stranger' | 'hidden' | 'nobody'> {
  try {
    const { status, text } = await ports.request(`${site}/api/info`, { method: 'GET' })
    return status === 200 && isRocketChat(text) ? 'upgrade' : 'stranger'
  } catch {
    try {
      await ports.request(`${site}/api/info`, { method: 'GET', blind: true })
      return 'hidden'
    } catch {
      return 'nobody'
    }
  }
}

/** `/api/info` says `{"version":"8.8","success":true}`; older ones `{"info":{"version":…}}`. */
export function releaseOf(text: string): string | undefined {
  try {
    const { version, info } = JSON.parse(text) as { version?: unknown; info?: { version?: unknown } }
    const found = version ?? info?.version
    return typeof found === 'string' ? found : undefined
  } catch {
    return undefined
  }
}

function isRocketChat(text: string): boolean {
  return releaseOf(text) !== undefined
}

function otherScheme(site: string): string {
  return site.startsWith('https:') ? site.replace('https:', 'http:') : site.replace('http:', 'https:')
}
