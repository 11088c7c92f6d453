// How a stream is registered, and how a subscription to one runs: the rule is asked, and in one step the subscription
// takes its slot and the client is told `ready`. So no event after `ready` is missed, and none comes before the right to
// it was clear. When the right changes while the rule is being asked, it is asked again.

import { encode, type StreamFact } from 'quindar/protocol'
import type { Access } from '../../domain/access.ts'
import type { User } from '../../domain/entities.ts'
import { DdpError } from '../errors.ts'
import type { Memberships } from '../memberships.ts'
import type { Publication } from '../publications.ts'
import type { Topics } from '../topics.ts'

/** What the rules of streams may ask. */
export interface StreamGround {
  readonly access: Access
  readonly topics: Topics
  readonly memberships: Memberships
  /** See `Dialect.trustsStreamParams`. */
  readonly trustsParams: boolean
}

/** Who wants to read. */
interface Reader {
  readonly user: User | undefined
  /** `args[0]` of the subscription's options: the token of a visitor, for instance. */
  readonly extra: unknown
}

/** Whatever is not said here does not compile: no stream is readable by default. Writing is a method: `methods/`. */
export interface StreamDefinition {
  /** Its name, its events, since when servers have it. */
  readonly fact: StreamFact
  /** May a livechat visitor's token, in `extra`, open something? */
  readonly forVisitors: boolean
  /** May this reader hear this key? */
  readonly read: (reader: Reader, key: string, ground: StreamGround) => boolean | Promise<boolean>
  /** The room whose members alone keep the subscription, if the key is about one. */
  readonly room: (key: string) => string | undefined
  /** The key hears of every room that its reader is in. */
  readonly followsMemberships: (key: string) => boolean
  /** The topics of fan-out behind a key. Without this: `topicOf(name, key)`. */
  readonly topics?: (reader: Reader, key: string) => readonly string[]
}

/** A visitor's token in a subscription's options: both spellings are about, and clients send either or both. */
export function tokenIn(extra: unknown): unknown {
  if (typeof extra !== 'object' || extra === null) return undefined
  const { visitorToken, token } = extra as { visitorToken?: unknown; token?: unknown }
  return visitorToken ?? token
}

/** A user who may read the room, or the visitor whose open chat it is. */
export async function mayReadRoom(user: User | undefined, token: unknown, roomId: string, access: Access) {
  if ((await access.readableRoom(user, roomId)) !== undefined) return true
  return (await access.visitorRoom(token, roomId)) !== undefined
}

/** Checks types and gives the definition back. */
export function defineStream(definition: StreamDefinition): StreamDefinition {
  return definition
}

export function topicOf(stream: string, key: string): string {
  return `${stream}/${key}`
}

/** The publication behind a stream. */
export function streamPublication(stream: StreamDefinition, ground: StreamGround): Publication {
  const name = `stream-${stream.fact.name}`
  return {
    name,
    // Each stream's own rule decides, and it is asked for everybody.
    who: 'anyone',
    async start(feed, params) {
      const { key, useCollection, extra } = readParams(params, ground)
      const reader: Reader = { user: feed.user, extra }
      feed.roomId = stream.room(key)
      if (feed.user && stream.followsMemberships(key)) feed.onStop(await ground.memberships.follow(feed.user.id))
      let allowed: boolean
      do {
        feed.outdated = false
        allowed = await stream.read(reader, key, ground)
      } while (feed.outdated && feed.live)
      // From here to `ready` nothing is waited for.
      if (!allowed) throw new DdpError('not-allowed')
      if (!feed.live) return
      const topics = stream.topics?.(reader, key) ?? [topicOf(stream.fact.name, key)]
      for (const topic of topics) {
        feed.onStop(ground.topics.join(topic, { subscriber: feed.subscriber, userId: feed.user?.id }))
      }
      if (useCollection) feed.raw(encode({ msg: 'added', collection: name, id: 'id', fields: { eventName: key } }))
      feed.ready()
    },
  }
}

interface StreamParams {
  key: string
  useCollection: boolean
  extra: unknown
}

/** `[key, false | true | { useCollection, args }]` */
function readParams(params: readonly unknown[], { trustsParams }: StreamGround): StreamParams {
  if (trustsParams && params.length === 0) throw new DdpError(500, 'Internal server error')
  const [key = '', options] = params
  if (typeof key !== 'string') throw new DdpError(400, 'Match failed')
  if (key === '') throw new DdpError('invalid-event-name')
  if (typeof options !== 'object' || options === null) return { key, useCollection: options === true, extra: undefined }
  const { useCollection, args } = options as { useCollection?: unknown; args?: unknown }
  return { key, useCollection: useCollection === true, extra: Array.isArray(args) ? (args as unknown[])[0] : undefined }
}
