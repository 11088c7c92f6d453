// The REST API without HTTP: finds the route of a request by its verb and path, and calls it. For simulations.

import { callRoute, type RestSurroundings } from './call.ts'
import type { RestAnswer, RestRequest, Route } from './route.ts'

export interface DoorRequest extends Pick<RestRequest, 'headers' | 'body' | 'remoteAddress'> {
  readonly method: string
  /** Path and query: `/api/v1/rooms.get?updatedSince=…`. */
  readonly target: string
}

export type RestDoor = (request: DoorRequest) => Promise<RestAnswer>

/** @param notFound What a path is answered that no route has. */
export function createRestDoor(
  routes: readonly Route[],
  surroundings: RestSurroundings,
  notFound: RestAnswer,
): RestDoor {
  const patterns = new Map<Route, RegExp>()

  /** Where a path fits a route, the values that it holds. */
  function fits(route: Route, path: string): RegExpExecArray | null {
    const pattern = patterns.get(route) ?? patternOf(route.path)
    patterns.set(route, pattern)
    return pattern.exec(path)
  }

  return async ({ method, target, ...rest }) => {
    const { pathname, searchParams } = new URL(target, 'http://door')
    for (const route of routes) {
      const found = route.method === method && fits(route, pathname)
      if (!found) continue
      const request = { ...rest, query: Object.fromEntries(searchParams), parameters: { ...found.groups } }
      return callRoute(surroundings, route, request)
    }
    return notFound
  }
}

/** `/a.b/:id` → a pattern with the group `id`. */
function patternOf(path: string): RegExp {
  const parts = path
    .split('/')
    .map((part) => (part.startsWith(':') ? `(?<${part.slice(1)}>[^/]+)` : part.replaceAll('.', '\\.')))
  return new RegExp(`^${parts.join('/')}$`)
}
