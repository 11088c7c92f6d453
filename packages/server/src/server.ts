// A server, put together: the only file that knows which store and which bus there are.

import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { MajorRelease } from 'quindar/protocol'
import { createLocalBus } from './bus/local.ts'
import type { Clock, Randomness } from './clock.ts'
import { createDdp, type Ddp } from './ddp/ddp.ts'
import type { DialectName } from './ddp/dialect.ts'
import type { Wire, WireEvents } from './ddp/wire.ts'
import { makeAdministrator } from './domain/administrator.ts'
import { startCompanion } from './domain/demo/companion.ts'
import { demoPasswordsExist, makeDemo } from './domain/demo/demo.ts'
import { makeLivechatDemo } from './domain/demo/livechat.ts'
import { createDomain, type Domain } from './domain/domain.ts'
import { editionOf } from './domain/edition.ts'
import type { LimiterMode } from './domain/limiter.ts'
import { startEchoAgent } from './domain/livechat/echo-agent.ts'
import type { LivechatSettings } from './domain/livechat/settings.ts'
import { watchAgents } from './domain/livechat/watch.ts'
import type { SendMail } from './domain/mail.ts'
import type { Passwords } from './domain/passwords.ts'
import { systemClock, systemRandomness } from './entry-clock.ts'
import { mailFolder } from './mail-folder.ts'
import { createMethods, type MethodRegistry } from './methods/index.ts'
import { createHttp } from './net/http.ts'
import { hostOfUrl, isThisMachine, listen, ListenError } from './net/listen.ts'
import { readPages } from './net/pages.ts'
import { Upgrades } from './net/upgrade.ts'
import { createRestDoor, NOT_FOUND, routesOf, type RestDoor } from './rest/index.ts'
import { createMemoryStore } from './store/memory.ts'
import type { Store, StoreFailure } from './store/port.ts'
import { openSqliteStore } from './store/sqlite/driver.ts'

export { createMemoryStore, type Delays } from './store/memory.ts'
export { openSqliteInLoop, WRITES } from './store/sqlite/in-loop.ts'

/** What a server may be told; every field may be left out. */
export interface ServerOptions {
  /** 0 finds a free one. @default 0 */
  readonly port?: number
  /** The address to listen on. @default '127.0.0.1' */
  readonly host?: string
  /** The directory of the database. Without it everything is in memory and gone with the process. */
  readonly data?: string
  /** Whose wire habits to have: Meteor's, as most deployments of Rocket.Chat, or those of its ddp-streamer. @default 'meteor' */
  readonly dialect?: DialectName
  /**
   * Plays the last known minor release of this Rocket.Chat, 3 to 9, exactly: what it has not is not there, and nothing
   * of our own. 9 is what has been announced of it; nobody here has seen it. Without it: all that any release had, as
   * the newest does it.
   */
  readonly compat?: MajorRelease
  /** `developer`: Rocket.Chat's DDP limits, REST more generous. `strict`: Rocket.Chat's own. @default 'none', with `compat` 'strict' */
  readonly limits?: LimiterMode
  /** Origins of the pages that may connect; without it all may, since no cookie logs anybody in. */
  readonly origins?: readonly string[]
  /** Put before every path, for a server behind `https://example.org/chat`. @default '' */
  readonly pathPrefix?: string
  /** A folder of built pages: its `index.html` is served at `/`, `console.html` at `/console`, its other files by name. */
  readonly pages?: string
  /**
   * Makes alice, bob, carol and admin (password = name), rooms, days of talk, and a bot that answers, unless this
   * database has had them. `people`: only the four, and #general with a short talk. @default false
   */
  readonly demo?: boolean | 'people'
  /** An administrator to make, or to give this password. */
  readonly admin?: { readonly username: string; readonly password: string }
  /** Listens on an address that others reach although there are users whose password is their name. @default false */
  readonly allowDemoOnNetwork?: boolean
  /** How visitors without an account are met, and who gets their chats; what is left out is as Rocket.Chat has it. */
  readonly livechat?: Partial<LivechatSettings>
  /** Sends e-mail, such as transcripts of chats. Without it each is a file in `mail` below `data`, and none without that. */
  readonly mail?: SendMail
  /** Hears of faults that nobody foresaw. Without it they are warnings of the process. */
  readonly report?: (error: unknown) => void
  /** Hears, once, that the database cannot go on. Nothing is acknowledged any more; end the process and start it again. */
  readonly onFatal?: (failure: StoreFailure) => void
  /** For tests and simulations: another clock, other chance, cheaper passwords, a store that is open already. */
  readonly clock?: Clock
  readonly random?: Randomness
  readonly passwords?: Passwords
  readonly store?: Store
  /** For tests: what may be called beside or instead of this server's own methods. */
  readonly methods?: MethodRegistry
}

/** A server that listens. */
export interface QuindarServer {
  /** As clients want it: `http://127.0.0.1:3000/prefix`. */
  readonly url: string
  readonly port: number
  /** What it serves, for whoever runs in the same process: making users, reading rooms. */
  readonly domain: Domain
  /** Open DDP sessions. */
  readonly connections: number
  /** Accepts nobody new, answers what is running, says goodbye (1012), closes the database. May be called again. */
  close(): Promise<void>
}

/**
 * Starts a server.
 * @throws StoreOpenError when the database cannot be opened, PagesError when there are no pages where they should be,
 * {@link ListenError} when the address cannot be had or should not be.
 */
export async function createServer(options: ServerOptions = {}): Promise<QuindarServer> {
  const { host = '127.0.0.1' } = options
  const pages = options.pages === undefined ? undefined : readPages(options.pages, Boolean(options.demo))
  const { clock, random, report, limits, store, domain, methods, ddp } = await assemble(options)
  const pathPrefix = normalPrefix(options.pathPrefix ?? '')
  const upgrades = new Upgrades({
    clock,
    pathPrefix,
    origins: options.origins,
    socketsPerAddress: limits === 'none' ? Infinity : SOCKETS_PER_ADDRESS,
    accept: (wire) => ddp.accept(wire),
  })
  const http = await createHttp({
    routes: routesOf(domain.edition),
    surroundings: { domain, methods, report },
    pathPrefix,
    origins: options.origins,
    pages,
    entropy: () => Buffer.from(random.bytes(4)).readUInt32BE(),
  })
  http.server.on('upgrade', (request, stream, head) => upgrades.handle(request, stream, head))

  const silence: (() => void)[] = []
  let closing = false
  // What happens by itself may be under way when the store closes: that is nobody's fault.
  const reportOwn = (fault: unknown): void => {
    if (!closing) report(fault)
  }
  const close = onlyOnce(() => {
    closing = true
    for (const hush of silence) hush()
    return closeAll({ upgrades, ddp, http, store })
  })
  store.onFatal((failure) => options.onFatal?.(failure))
  let port: number
  try {
    await populate(domain, options)
    silence.push(await watchAgents(domain, reportOwn))
    if (options.demo === true) {
      silence.push(await startCompanion(domain, reportOwn), await startEchoAgent(domain, reportOwn))
    }
    if (!options.allowDemoOnNetwork) await refuseDemoOnNetwork(domain, host, options.passwords)
    port = await listen(http, { host, port: options.port ?? 0 })
  } catch (error) {
    await close()
    throw error
  }
  return {
    url: `http://${hostOfUrl(host)}:${port}${pathPrefix}`,
    port,
    domain,
    get connections() {
      return ddp.connections
    },
    close,
  }
}

/** The server without a network: sessions over whatever carries texts. For simulations. */
export interface ServerCore {
  readonly domain: Domain
  /** Open DDP sessions. */
  readonly connections: number
  /** Begins a session: what the transport hears goes to the answer, what the session says to `wire`. */
  accept(wire: Wire): WireEvents
  /** One request to the REST API. Never rejects. */
  readonly request: RestDoor
}

/** What {@link createServer} puts on sockets. Its store is in memory, or the one that is given; nobody closes it. */
export async function createServerCore(options: ServerOptions): Promise<ServerCore> {
  const { domain, ddp, methods, report } = await assemble(options)
  await populate(domain, options)
  return {
    domain,
    request: createRestDoor(routesOf(domain.edition), { domain, methods, report }, NOT_FOUND),
    get connections() {
      return ddp.connections
    },
    accept: (wire) => ddp.accept(wire),
  }
}

async function assemble(options: ServerOptions) {
  const { clock = systemClock, random = systemRandomness, report = warn } = options
  const limits = options.limits ?? (options.compat === undefined ? 'none' : 'strict')
  const store = options.store ?? (await openStore(options.data, clock, random))
  const bus = createLocalBus(report)
  const mail = options.mail ?? (options.data && mailFolder(join(options.data, 'mail'), clock, random))
  const domain = createDomain(
    { store, bus, clock, random },
    {
      limits,
      edition: editionOf(options.compat),
      livechat: {
        ...(options.livechat && { settings: options.livechat }),
        ...(mail && { mail }),
      },
      ...(options.passwords && { passwords: options.passwords }),
    },
  )
  const methods = options.methods ?? createMethods(domain.edition)
  const ddp = createDdp({ domain, methods, dialect: options.dialect ?? 'meteor', report })
  return { clock, random, report, limits, store, domain, methods, ddp } as const
}

/** Sockets of one address of the network; this machine's own are not counted. */
const SOCKETS_PER_ADDRESS = 200

async function openStore(data: string | undefined, clock: Clock, random: Randomness): Promise<Store> {
  if (data === undefined) return createMemoryStore({ clock, random })
  return openSqliteStore({ path: join(data, 'quindar.db'), clock, random })
}

async function populate(domain: Domain, { demo, admin, passwords }: ServerOptions): Promise<void> {
  if (demo) await makeDemo(domain.ground, demo === 'people' ? demo : 'town', passwords)
  if (demo === true) await makeLivechatDemo(domain)
  if (admin) await makeAdministrator(domain, admin.username, admin.password, passwords)
}

async function refuseDemoOnNetwork(domain: Domain, host: string, passwords: Passwords | undefined): Promise<void> {
  if (isThisMachine(host) || !(await demoPasswordsExist(domain.ground, passwords))) return
  throw new ListenError(
    `Others on the network would reach ${host}, and here are demo users whose password is their name: ` +
      'start with --no-demo and a new --data directory, or say --allow-demo-on-network if it is meant.',
  )
}

async function closeAll(parts: { upgrades: Upgrades; ddp: Ddp; http: FastifyInstance; store: Store }): Promise<void> {
  parts.upgrades.close()
  await parts.ddp.close()
  await parts.http.close()
  await parts.store.close()
}

/** `chat/` and `/chat` mean the same; `/` means none. */
function normalPrefix(prefix: string): string {
  const inner = prefix.replace(/^\/+|\/+$/g, '')
  return inner === '' ? '' : `/${inner}`
}

function onlyOnce(task: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => (done ??= task())
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error))
}
