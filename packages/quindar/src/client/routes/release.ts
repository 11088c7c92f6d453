// Which release of Rocket.Chat a server says it is: `/api/info`, asked once for a client. Servers hide it, proxies answer in
// their place, browsers do not let pages read it: then nobody knows, and what answers decides.
import { after } from '../calls/deadline.ts'
import type { Ports } from '../ports.ts'

/** Milliseconds that a command waits for the answer. */
const PATIENCE_MS = 3_000

export interface ReleaseHost {
  readonly ports: Ports
  readonly client: {
    /** Without a slash at its end. */
    readonly url: string
    readonly state: { getSnapshot(): { readonly status: string } }
  }
}

export interface Release {
  /**
   * `8.8.1` or `6.13`. `undefined` where the server does not say, and where what it says means nothing: see `extended`.
   */
  readonly version: string | undefined
  /** It names extensions of its own: it is no Rocket.Chat, and speaks what every release speaks. */
  readonly extended: boolean
  /** Has anything at all answered over HTTP? */
  readonly reached: boolean
  /** Nothing where it has answered already, or will not. */
  readonly ask: () => Promise<void> | undefined
}

export function createRelease({ ports, client }: ReleaseHost): Release {
  let said: Said = { version: undefined, extended: false }
  let done = false
  let reached = false
  let asked: Promise<void> | undefined

  async function ask(): Promise<void> {
    const over = new AbortController()
    const timer = after(ports, PATIENCE_MS, () => over.abort())
    try {
      const response = await ports.fetch(`${client.url}/api/info`, { signal: over.signal })
      reached = true
      if (response.ok) said = readInfo(await response.text())
      done = true
    } catch {
      // Nobody there now, who may be there later.
      done = client.state.getSnapshot().status === 'open'
    } finally {
      asked = undefined
      ports.clearTimeout(timer)
    }
  }

  return {
    get version() {
      return said.version
    },
    get extended() {
      return said.extended
    },
    get reached() {
      return reached
    },
    ask: () => (done ? undefined : (asked ??= ask())),
  }
}

type Said = Pick<Release, 'version' | 'extended'>

/** `{"version":"8.8","success":true}`; older ones `{"info":{"version":…}}`. Anything else is no Rocket.Chat's. */
export function readInfo(text: string): Said {
  let answer: { version?: unknown; info?: { version?: unknown }; extensions?: unknown } | null
  try {
    answer = JSON.parse(text) as typeof answer
  } catch {
    return { version: undefined, extended: false }
  }
  const extended = Boolean(answer?.extensions)
  const version = answer?.version ?? answer?.info?.version
  const readable = typeof version === 'string' && /^\d+\.\d+/.test(version) && !extended
  return { version: readable ? version : undefined, extended }
}
