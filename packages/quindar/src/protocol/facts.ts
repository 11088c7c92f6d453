// What a table says about one thing on the wire, and how the types are read out of the tables.

import type { WireErrorCode } from './error-codes.table.ts'
import type { Evidence } from './evidence.ts'

/** A release of Rocket.Chat, `major.minor`. */
export type Release = `${number}.${number}`

/** From when to when Rocket.Chat has something. */
export interface Lifetime {
  /** The first release that has it; absent: it was there before 1.0. */
  readonly since?: Release
  /** The first release without it; absent: the newest has it. */
  readonly until?: Release
  /** The release that is announced to be without it; nobody has seen it go. */
  readonly announcedUntil?: Release
  /** No Rocket.Chat has it: our own server does, where it plays none of them exactly. PROTOCOL.md#extensions */
  readonly extension?: true
}

/** Whether our own server plays along; what it does not have is known all the same. */
export interface Answered {
  /** `false`: our server answers as if nobody had ever heard of it. */
  readonly answered?: false
}

/** One method of the Realtime API. */
export interface MethodFact<Name extends string = string, Params extends unknown[] = unknown[], Result = unknown>
  extends Lifetime, Answered {
  readonly name: Name
  /** Codes of `error` that it answers, beside the general ones of PROTOCOL.md#errors. */
  readonly errors?: readonly WireErrorCode[]
  /** The REST route that does the same. */
  readonly rest?: string
  readonly evidence: Evidence
  /** For the compiler alone: never there at run time. */
  readonly types?: { params: Params; result: Result }
}

/** One event of a stream. */
export interface StreamEventFact<Args extends unknown[] = unknown[]> extends Lifetime {
  /** Who may subscribe, in words. */
  readonly read: string
  /** Who may write it with a method named like the stream, in words; absent: nobody. */
  readonly write?: string
  readonly evidence: Evidence
  /** For the compiler alone: never there at run time. */
  readonly types?: { args: Args }
}

/** One stream. The key of an event is what follows the id; `*` stands for a key that is an id alone. */
export interface StreamFact<
  Name extends string = string,
  Events extends Record<string, StreamEventFact> = Record<string, StreamEventFact>,
> extends Lifetime {
  /** Without `stream-`. */
  readonly name: Name
  /** What stands before the event in the key: `GENERAL/typing`, `<user id>/message`, `roles`. */
  readonly keys: 'room' | 'user' | 'none'
  readonly events: Events
}

/** One publication that is no stream. */
export interface PublicationFact<Name extends string = string, Fields = unknown> extends Lifetime {
  readonly name: Name
  readonly collection: string
  readonly read: string
  readonly evidence: Evidence
  /** For the compiler alone: never there at run time. */
  readonly types?: { fields: Fields }
}

export type RestVerb = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** One REST route. */
export interface RestFact<
  Verb extends RestVerb = RestVerb,
  Path extends string = string,
  Input = unknown,
  Answer = unknown,
>
  extends Lifetime, Answered {
  readonly verb: Verb
  /** The whole path, with `:name` where a part is a value. */
  readonly path: Path
  /** Who may call it. */
  readonly login: 'required' | 'optional' | 'none' | 'visitor token'
  readonly evidence: Evidence
  /** For the compiler alone: never there at run time. `input`: query of a GET, body of a POST. */
  readonly types?: { input: Input; answer: Answer }
}
