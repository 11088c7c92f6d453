// Looks at a server without changing anything there, and without logging in: which release it is, which of the two servers
// answers its socket, which way each thing goes that a chat client does, and what is missing or blocked.
//
// Methods are called without parameters and without a login, routes without a login: what is there refuses, and how it
// refuses tells it from what is not there.
import { parseServerUrl, type ServerUrl } from 'quindar'
import { CAPABILITIES, type Way } from './capabilities.table.ts'
import { createAsk, whatItIs, type Answer, type Ask } from './http.ts'
import { NoUpgrade, openSocket, type Dialect, type Socket } from './socket.ts'
import { Trouble } from './trouble.ts'
import { factOf, isThere } from './ways.ts'

export interface ProbeOptions {
  /** Where a page would come from whose browser is to be let in. @default 'https://page.example' */
  readonly origin?: string
  /** Milliseconds for each answer. @default 10_000 */
  readonly patienceMs?: number
}

export interface ProbedWay {
  readonly name: string
  readonly over: 'DDP' | 'REST'
  readonly there: boolean
}

export interface ProbedCapability {
  readonly job: string
  /** In the order in which the client prefers them. */
  readonly ways: readonly ProbedWay[]
  /** The name of the way that the client takes; absent: it cannot be done here. */
  readonly takes: string | undefined
  /** Can a page on another origin do it? */
  readonly inPages: boolean
}

export interface ProbeReport {
  readonly site: string
  readonly socket: string
  /** As it says; absent where it does not say. */
  readonly release: string | undefined
  /** Why it does not say. */
  readonly hidden: string | undefined
  readonly extensions: readonly string[]
  readonly dialect: Dialect
  /** May a page of this origin use REST? */
  readonly cors: { readonly origin: string; readonly allowed: boolean }
  readonly capabilities: readonly ProbedCapability[]
  /** Ways that its release should have, as far as the tables know, and that it has not; and the other way round. */
  readonly surprises: readonly string[]
}

/** @throws `Trouble` where there is nothing to look at. */
export async function probe(address: string, options: ProbeOptions = {}): Promise<ProbeReport> {
  const { origin = 'https://page.example', patienceMs = 10_000 } = options
  const { http: site, socket: url } = parsed(address)
  const ask = createAsk(site, patienceMs)
  const info = await ask('GET', '/api/info')
  const { release, extensions } = releaseIn(info)
  const socket = await dial(url, site, patienceMs, info, release)
  try {
    const found = new Map<string, boolean>()
    const known = extensions.length > 0 ? undefined : release
    for (const way of CAPABILITIES.flatMap(({ ways }) => ways)) {
      const { name } = factOf(way)
      if (!found.has(name)) found.set(name, (await has(way, socket, ask)) && !isSilent(way, known))
    }
    if (![...found.values()].some(Boolean))
      throw new Trouble(
        'stranger',
        `${site} speaks DDP, and has none of Rocket.Chat’s methods: another Meteor program?`,
      )
    const allowed = await allows(ask, origin)
    const capabilities = CAPABILITIES.map(({ job, ways }) => {
      const probed = ways.map((way): ProbedWay => {
        const { name, over } = factOf(way)
        return { name, over, there: found.get(name) === true }
      })
      const takes = probed.find(({ there }) => there)?.name
      return {
        job,
        ways: probed,
        takes,
        inPages: probed.some(({ there, over }) => there && (over === 'DDP' || allowed)),
      }
    })
    return {
      site,
      socket: url,
      release,
      hidden: release === undefined ? whatItIs(info) : undefined,
      extensions,
      dialect: socket.dialect,
      cors: { origin, allowed },
      capabilities,
      surprises: known === undefined ? [] : surprisesOf(known, found),
    }
  } finally {
    socket.close()
  }
}

function parsed(address: string): ServerUrl {
  try {
    return parseServerUrl(address)
  } catch {
    throw new Trouble('address', `“${address}” is no address of a server: write it like https://chat.example.com.`)
  }
}

function releaseIn({ status, json }: Answer): { release: string | undefined; extensions: string[] } {
  const { info, extensions } = json ?? {}
  const version = json?.['version'] ?? (info as { version?: unknown } | undefined)?.version
  const known = status === 200 && typeof version === 'string' && /^\d+\.\d+/.test(version)
  const own = known && Array.isArray(extensions) ? extensions.map(String) : []
  return { release: known ? version : undefined, extensions: own }
}

/** Why there is no socket depends on what answers beside it. */
async function dial(
  url: string,
  site: string,
  patienceMs: number,
  info: Answer,
  release: string | undefined,
): Promise<Socket> {
  try {
    return await openSocket(url, site, patienceMs)
  } catch (error) {
    if (!(error instanceof NoUpgrade)) throw error
    const answer = `HTTP ${error.status} instead of 101`
    if (release !== undefined) {
      throw new Trouble(
        'upgrade',
        `A Rocket.Chat ${release} answers at ${site}, but its socket is blocked (${url}: ${answer}). A proxy in front of it has to pass the upgrade on: HTTP/1.1 to the server, with the headers Upgrade and Connection.`,
        error,
      )
    }
    throw new Trouble(
      'stranger',
      `What answers at ${site} is no Rocket.Chat: /api/info is ${whatItIs(info)}, and ${url} is ${answer}. Check host, port and path.`,
      error,
    )
  }
}

async function has(way: Way, socket: Socket, ask: Ask): Promise<boolean> {
  if ('method' in way) return socket.hasMethod(way.method)
  if ('stream' in way) return socket.hasStream(way.stream, way.event === '*' ? 'probe' : `probe/${way.event}`)
  const [verb = '', path = ''] = way.route.split(' ')
  const { status, json } = await ask(verb, path.replaceAll(/:\w+/g, 'probe'))
  // What is there wants a login, or is told too little; a page in its place is a proxy's, or Rocket.Chat's own.
  return status !== 404 && status !== 405 && (json !== undefined || status === 401 || status === 403 || status === 429)
}

/** A stream takes subscriptions to events that its release does not tell of any more, or not yet. */
function isSilent(way: Way, release: string | undefined): boolean {
  return 'stream' in way && release !== undefined && !isThere(release, way)
}

/** Asks as a browser does before it lets a page send a login along. */
async function allows(ask: Ask, origin: string): Promise<boolean> {
  const { status, headers } = await ask('OPTIONS', '/api/v1/me', {
    Origin: origin,
    'Access-Control-Request-Method': 'GET',
    'Access-Control-Request-Headers': 'x-auth-token,x-user-id',
  })
  const allowed = headers.get('access-control-allow-origin')
  const names = (headers.get('access-control-allow-headers') ?? '').toLowerCase()
  const named = names === '*' || (names.includes('x-auth-token') && names.includes('x-user-id'))
  return status < 300 && (allowed === '*' || allowed === origin) && named
}

function surprisesOf(release: string, found: ReadonlyMap<string, boolean>): string[] {
  const ways = new Map(CAPABILITIES.flatMap(({ ways }) => ways).map((way) => [factOf(way).name, way]))
  return [...ways].flatMap(([name, way]) => {
    // An event of a stream cannot be told from its stream without a login.
    if ('stream' in way) return []
    const there = found.get(name) === true
    if (there === isThere(release, way)) return []
    return there
      ? `${name} is there, which the tables do not expect of ${release}`
      : `${name} is missing, which the tables expect of ${release}`
  })
}
