// What differs between the two servers that a client of Rocket.Chat meets: Meteor's own DDP server, which speaks for a
// Rocket.Chat of one process, and its ddp-streamer, which speaks for the micro-services. Facts: the recordings in
// `packages/testkit/fixtures`, PROTOCOL.md#dialects. Everything else is the same session.

import type { ClientFrame, ProtocolError, WireError } from 'quindar/protocol'
import type { Clock, Randomness } from '../clock.ts'
import type { LoginWords } from '../wire/login-error.ts'
import type { ErrorParts } from './errors.ts'
import type { HeartbeatTimes } from './heartbeat.ts'

export type DialectName = 'meteor' | 'streamer'

/** A WebSocket close. */
export interface Goodbye {
  readonly code: number
  readonly reason: string
}

/** What is done about something that should not have been sent: an `error` frame, the end, or nothing. */
export type Verdict = { readonly send: string } | { readonly close: Goodbye } | 'ignore'

export interface Dialect {
  readonly name: DialectName
  /** Text sent when the socket opens. */
  readonly greeting: string | undefined
  readonly heartbeat: HeartbeatTimes
  /** The heartbeat of a socket that has not said `connect` yet; `undefined`: none. */
  readonly heartbeatBeforeConnect: HeartbeatTimes | undefined
  /** How a socket ends whose heartbeat stopped. */
  readonly silent: Goodbye
  sessionId(clock: Clock, random: Randomness): string
  /** The version to speak, or `undefined`: `failed` and the end. */
  negotiate(connect: Extract<ClientFrame, { msg: 'connect' }>): string | undefined
  /** Takes one layer of wrapping off a text, where this server does that on any socket. */
  unwrap(text: string): string
  connectedAlready(frame: ClientFrame): Verdict
  notConnected(frame: unknown): Verdict
  malformed(error: ProtocolError, text: string): Verdict
  readonly binary: Verdict
  /** The frames that answer a method call, in their order. `known`: there is such a method. */
  answer(id: string, outcome: { result: unknown } | { error: WireError }, known: boolean): readonly string[]
  /** The error object as this server writes it, its keys in order. */
  error(parts: ErrorParts): WireError
  /** What it says to a refused login. */
  readonly loginWords: LoginWords
  /** `unsub` of an id that is not live is answered with `nosub`. */
  readonly answersUnknownUnsub: boolean
  /** Universal publications (the user's own document) follow the login's answer instead of preceding it. */
  readonly publishesAfterAnswer: boolean
  /** A login or logout runs subscriptions again, and says `ready` again for those that stay. */
  readonly repeatsReady: boolean
  /** How the socket ends after a logout; `undefined`: it stays. */
  readonly afterLogout: Goodbye | undefined
  /** A stream's subscription without parameters runs into the server's own error. */
  readonly trustsStreamParams: boolean
  /** A stream that is not to be read is answered with `nosub` alone, as up to Rocket.Chat 4. */
  readonly deniesInSilence: boolean
}
