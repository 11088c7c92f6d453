// What the tables of the protocol say of a way: what it is called, in which releases it is, and how that is known.
import { isInAsAnnounced, METHODS, ROUTES, STREAMS, type Evidence, type Lifetime } from 'quindar/protocol'
import type { Way } from './capabilities.table.ts'

export interface WayFact extends Lifetime {
  /** As people say it: `sendMessage`, `POST /api/v1/chat.sendMessage`, `stream-notify-room typing`. */
  readonly name: string
  readonly over: 'DDP' | 'REST'
  readonly evidence: Evidence
}

/** @throws when the tables do not know it. */
export function factOf(way: Way): WayFact {
  if ('method' in way) {
    const { since, until, announcedUntil, extension, evidence } = known(METHODS.get(way.method), way.method)
    return lifetime({ since, until, announcedUntil, extension }, way.method, 'DDP', evidence)
  }
  if ('route' in way) {
    const { since, until, announcedUntil, extension, evidence } = known(ROUTES.get(way.route), way.route)
    return lifetime({ since, until, announcedUntil, extension }, way.route, 'REST', evidence)
  }
  const stream = known(STREAMS.get(way.stream), way.stream)
  const event = known(stream.events[way.event], way.event)
  const name = `stream-${way.stream}${way.event === '*' ? '' : ` ${way.event}`}`
  const since = event.since ?? stream.since
  const until = event.until ?? stream.until
  return lifetime(
    { since, until, announcedUntil: event.announcedUntil, extension: undefined },
    name,
    'DDP',
    event.evidence,
  )
}

/** Has a release it, if all that was announced has come true? */
export const isThere = (release: string, way: Way): boolean => isInAsAnnounced(release, factOf(way))

/** The way that the client takes at a release, as far as the tables know. */
export const chosen = (release: string, ways: readonly Way[]): Way | undefined =>
  ways.find((way) => isThere(release, way))

type Loose = { readonly [Field in keyof Lifetime]: Lifetime[Field] | undefined }

function lifetime(
  { since, until, announcedUntil, extension }: Loose,
  name: string,
  over: WayFact['over'],
  evidence: Evidence,
): WayFact {
  return {
    name,
    over,
    evidence,
    ...(since && { since }),
    ...(until && { until }),
    ...(announcedUntil && { announcedUntil }),
    ...(extension && { extension }),
  }
}

function known<Fact>(fact: Fact | undefined, name: string): Fact {
  if (fact === undefined) throw new Error(`The tables do not know ${name}`)
  return fact
}
