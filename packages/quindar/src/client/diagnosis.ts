// Why a server was not reached, as far as it can be told by asking the same address over HTTP: loaded by `connect` when it
// has waited in vain.
import { ConnectionError } from '../protocol/index.ts'
import { after } from './calls/deadline.ts'
import type { Ports } from './ports.ts'
import { readInfo } from './routes/release.ts'

/** Milliseconds that the answer may take. */
const PATIENCE_MS = 3_000

/** A better error where there is one, else the same. Never rejects. */
export async function diagnose(error: ConnectionError, site: string, ports: Ports): Promise<ConnectionError> {
  const over = new AbortController()
  const timer = after(ports, PATIENCE_MS, () => over.abort())
  try {
    const response = await ports.fetch(`${site}/api/info`, { signal: over.signal })
    const text = await response.text()
    const { version, extended } = readInfo(response.ok ? text : '')
    const sentence =
      version === undefined && !extended
        ? `${site} answers, but not as a Rocket.Chat does (${whatItIs(response.status, text)}): check host, port and path`
        : `A Rocket.Chat answers at ${site}, but its socket does not open: a proxy in front of it has to pass the upgrade to WebSocket on`
    return new ConnectionError(sentence, error)
  } catch {
    // Nobody there, or a browser that does not let this page ask.
    return error
  } finally {
    ports.clearTimeout(timer)
  }
}

function whatItIs(status: number, text: string): string {
  return /<html|<!doctype/i.test(text) ? `HTTP ${status}, a web page` : `HTTP ${status}`
}
