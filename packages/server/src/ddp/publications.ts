// How a publication is registered, and what it may do while somebody is subscribed to it. Streams are publications too:
// `streams/stream.ts`. Whatever is not said here does not compile; whoever is not named may not subscribe.

import type { User } from '../domain/entities.ts'
import type { Fields } from './documents.ts'
import type { SharedFrame } from './wire.ts'

/** The session as publications and streams know it. */
export interface Subscriber {
  /** The session's. */
  readonly id: string
  readonly remoteAddress: string
  send(frame: SharedFrame): void
}

/** One run of a subscription: from `sub`, or from a login or logout that judges it anew, until it ends. */
export interface Feed {
  readonly subscriber: Subscriber
  /** Who was logged in when this run began. */
  readonly user: User | undefined
  /** False once the run has ended: whatever it sends then is not sent. */
  readonly live: boolean
  /** The room that this run is about, where it is about one: who leaves the room loses the subscription. */
  roomId: string | undefined
  /** Set when the right to read `roomId` changed before `ready`: whoever sees it asks his rule again. */
  outdated: boolean
  /** Sends a frame as it stands, past the documents. */
  raw(text: string): void
  added(collection: string, id: string, fields?: Fields): void
  /** Fields that are `undefined` are cleared; those not named stay. */
  changed(collection: string, id: string, fields: Fields): void
  removed(collection: string, id: string): void
  /** The client has everything that there is so far. */
  ready(): void
  /** The end, from our side: `nosub` without an error. */
  stop(): void
  /** Called once when the run ends, whoever ended it; at once when it has. */
  onStop(hook: () => void): void
}

export interface Publication {
  readonly name: string
  /** `user`: without login it is `not-allowed`. What else decides, decides in `start`. */
  readonly who: 'anyone' | 'user'
  /** Throws a DdpError to refuse: `nosub` with that error. */
  readonly start: (feed: Feed, params: readonly unknown[]) => void | Promise<void>
}

/** Registers nothing yet: checks types, so that each file can export its publications. */
export function definePublication(publication: Publication): Publication {
  return publication
}
