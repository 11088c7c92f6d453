// One REST request: who asks, is it too often, do query and body fit; then the route runs, and its answer or its error
// becomes status, headers and body.

import type { Domain } from '../domain/domain.ts'
import type { MethodRegistry } from '../methods/call.ts'
import type { RestAnswer, RestRequest, Route } from './route.ts'

export interface RestSurroundings {
  readonly domain: Domain
  readonly methods: MethodRegistry
  /** Hears faults that nobody foresaw. */
  readonly report: (error: unknown) => void
}

/** Never rejects. */
export declare function callRoute(
  surroundings: RestSurroundings,
  route: Route,
  request: RestRequest,
): Promise<RestAnswer>
