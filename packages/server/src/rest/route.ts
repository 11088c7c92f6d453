// How a REST route is registered: like a method, whatever is not said here does not compile. Handlers are plain
// functions; nothing here knows what carries HTTP.

import type { RestVerb } from 'quindar/protocol'
import type { GenericSchema, InferOutput } from 'valibot'
import type { Domain } from '../domain/domain.ts'
import type { User } from '../domain/entities.ts'
import type { KnownVisitor, MethodRegistry, Versions, Who } from '../methods/index.ts'

export interface RestRequest {
  readonly query: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Values of the `:name` parts of the path. */
  readonly parameters: Readonly<Record<string, string>>
  /** The parsed JSON; undefined when there was none. */
  readonly body: unknown
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly remoteAddress: string
}

export interface RestAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

export interface RouteContext {
  readonly domain: Domain
  readonly methods: MethodRegistry
  /** For `who: 'user'` it is there. */
  readonly user: User | undefined
  /** For `who: { visitor }` it is there. */
  readonly visitor?: KnownVisitor
  readonly tokenHash: string | undefined
  readonly remoteAddress: string
  /** Stands for the connection that REST does not have: the token, or else the address. */
  readonly connectionId: string
  readonly report: (error: unknown) => void
}

/** `route`: REST's own limit. `method`: the method's limits alone. `none`: as often as one likes. */
type RouteRate = 'route' | 'method' | 'none'

/** Status 200 unless told otherwise. Dates stay dates: JSON makes ISO texts of them, as REST has them. */
export type RouteResult = {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** JSON, or the bytes of a file. */
  readonly body: Readonly<Record<string, unknown>> | Buffer
}

/** What a route is asked with. */
export interface RouteInput<Query = unknown, Body = unknown, Values = unknown> {
  readonly query: Query
  readonly body: Body
  /** Of the `:name` parts of the path. */
  readonly values: Values
  readonly headers: RestRequest['headers']
}

export interface Route<
  Query extends GenericSchema = GenericSchema,
  Body extends GenericSchema = GenericSchema,
  Values extends GenericSchema = GenericSchema,
> {
  readonly method: RestVerb
  /** The whole path, with `:name` where a part is a value. */
  readonly path: string
  readonly who: Who<RouteInput<InferOutput<Query>, InferOutput<Body>, InferOutput<Values>>>
  readonly rate: RouteRate
  /** Which releases have it; the facts are `quindar/protocol`'s. */
  readonly versions: Versions
  readonly query: Query
  readonly body: Body
  /** The values of the path; without a schema the route does not look at them. */
  readonly values?: Values
  /** `code`: a refusal is its code alone in `error`, as livechat's visitors read it. */
  readonly refusals?: 'code'
  readonly run: (
    context: RouteContext,
    input: RouteInput<InferOutput<Query>, InferOutput<Body>, InferOutput<Values>>,
  ) => RouteResult | Promise<RouteResult>
}

/** Checks types and gives the route back. */
export function defineRoute<
  Query extends GenericSchema,
  Body extends GenericSchema,
  Values extends GenericSchema = GenericSchema,
>(route: Route<Query, Body, Values>): Route {
  return route as unknown as Route
}
