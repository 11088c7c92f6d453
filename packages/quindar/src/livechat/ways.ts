// One job, several ways: REST where the methods are gone, a method where there is no REST. What a server says it does not
// have is not asked for again.
import { ConnectionError, MethodError, NotSupportedError, type Client } from '../client/index.ts'

/** A route with its verb and input, or a method with its parameters. */
export type Way = readonly [name: string, ...params: unknown[]]

/** Does the job in the first of these ways that the server has. @throws `NotSupportedError` when it has none. */
export type Ways = (job: string, ways: readonly Way[], form?: { headers: Record<string, string> }) => Promise<unknown>

/**
 * Said about the name, not about what was asked: 404 of either; a proxy's page, or none, in the place of an answer;
 * Rocket.Chat's word for a route that it does not know.
 */
const ABSENT: readonly unknown[] = [404, 405, 200, 'API endpoint does not exist']

export function createWays(rc: Client): Ways {
  const absent = new Set<string>()

  return async (job, ways, form) => {
    let unreached: ConnectionError | undefined
    for (const [index, [name, ...params]] of ways.entries()) {
      const way = `${job} ${index}`
      if (absent.has(way)) continue
      const isRoute = name.includes(' ')
      try {
        return await (isRoute ? rc.rest(name, params[0], form) : rc.call(name, ...params))
      } catch (error) {
        if (error instanceof MethodError && ABSENT.includes(error.error)) absent.add(way)
        // Requests are blocked where the socket is not: by a proxy, or because the server does not allow this page.
        else if (isRoute && error instanceof ConnectionError && rc.state.getSnapshot().status === 'open')
          unreached = error
        else throw error
      }
    }
    throw unreached ?? new NotSupportedError(job)
  }
}
