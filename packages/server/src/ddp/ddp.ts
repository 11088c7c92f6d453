// DDP as a whole: sessions, their methods, publications and streams, and the fan-out that feeds them.

import * as facts from 'quindar/protocol'
import type { Domain } from '../domain/domain.ts'
import { callMethod, type MethodRegistry } from '../methods/index.ts'
import type { MethodDoor } from './calls.ts'
import type { DialectName } from './dialect.ts'
import { dialectOf } from './dialects.ts'
import { startFanout } from './fanout.ts'
import { Memberships } from './memberships.ts'
import { ownUser } from './own-user.ts'
import type { Publication } from './publications.ts'
import { Session } from './session.ts'
import { Sessions } from './sessions.ts'
import { clientVersions, loginServices } from './static-publications.ts'
import { streamPublication, streams, userPresence } from './streams/index.ts'
import { Topics } from './topics.ts'
import type { Wire, WireEvents } from './wire.ts'

export interface DdpOptions {
  readonly domain: Domain
  readonly methods: MethodRegistry
  readonly dialect: DialectName
  /** Hears of faults that nobody foresaw. */
  readonly report: (error: unknown) => void
}

export interface Ddp {
  /** A client has come: the session that is told what it says. */
  accept(wire: Wire): WireEvents
  /** What may be subscribed to, by name. */
  readonly publications: ReadonlyMap<string, Publication>
  readonly connections: number
  /** Lets running calls come to an end, then says goodbye to everybody. */
  close(): Promise<void>
}

/** How long running calls may take while the server goes down. */
const CLOSE_PATIENCE_MS = 5_000
const RESTART = { code: 1012, reason: 'The server is going down' }

export function createDdp({ domain, methods, dialect: name, report }: DdpOptions): Ddp {
  const { bus, clock, random } = domain.ground
  const { edition } = domain
  const dialect = dialectOf(name, edition.habits)
  const topics = new Topics()
  const memberships = new Memberships((userId) => domain.rooms.idsOf(userId))
  const sessions = new Sessions(domain.presence)
  const ground = { access: domain.access, topics, memberships, trustsParams: dialect.trustsStreamParams }
  const publications = byName([
    ...streams.filter(({ fact }) => edition.has(fact)).map((stream) => streamPublication(stream, ground)),
    ...(edition.has(facts.userPresence) ? [userPresence(topics)] : []),
    loginServices,
    clientVersions,
  ])
  const door: MethodDoor = {
    has: (called) => methods.has(called),
    call: (called, params, caller) =>
      callMethod(methods, { ...caller, domain, name: called, params, connectionId: caller.session.id }),
  }
  const stopFanout = startFanout({ bus, epoch: domain.epoch, habits: edition.habits, topics, memberships, sessions })
  const ports = {
    clock,
    random,
    dialect,
    methods: door,
    publications,
    universal: [ownUser(domain)],
    admitSub(publication: string, session: Session) {
      const { user, id: connectionId, remoteAddress } = session
      const rate = publication.startsWith('stream-') ? 'stream' : 'default'
      domain.limiter.call(publication, rate, { user, connectionId, remoteAddress })
    },
    observer: sessions,
    report,
  }

  return {
    publications,
    get connections() {
      return sessions.count
    },
    accept(wire) {
      const session = new Session(ports, wire)
      sessions.add(session)
      return session
    },
    async close() {
      const patience = new Promise<void>((resolve) => void clock.after(CLOSE_PATIENCE_MS, resolve))
      await sessions.close(RESTART, patience)
      stopFanout()
    },
  }
}

function byName(publications: readonly Publication[]): ReadonlyMap<string, Publication> {
  return new Map(publications.map((publication) => [publication.name, publication]))
}
