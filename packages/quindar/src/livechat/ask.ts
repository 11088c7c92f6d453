// One job, several ways: REST where the methods are gone, a method where there is no REST. What a server says it does not
// have is not asked for again.
import { ConnectionError, NotSupportedError, type Client, type RestOptions } from '../client/index.ts'
import { ROUTES, type Job } from './routes.table.ts'

/** What the words of the table stand for. */
export type Given = Readonly<Record<string, unknown>>

/** Calls a method. */
export type Call = (method: string, ...params: unknown[]) => Promise<unknown>

/**
 * Does the job in the first of its ways that the server has.
 * @param call @default the client's own, which waits while it is catching up
 * @throws `NotSupportedError` when it has none.
 */
export type Ask = (job: Job, given: Given, options?: RestOptions, call?: Call) => Promise<unknown>

/**
 * Said about the name, not about what was asked: 404 of either; a proxy's page, or none, in the place of an answer;
 * Rocket.Chat's word for a route that it does not know.
 */
const ABSENT: readonly unknown[] = [404, 405, 200, 'API endpoint does not exist']

/** @param answered A request has been answered. */
export function createAsk(rc: Pick<Client, 'rest' | 'call' | 'state'>, answered: () => void): Ask {
  const absent = new Set<string>()

  return async (job, given, options, call = rc.call) => {
    const [needs, ...ways] = ROUTES[job] as readonly [string, ...string[]]
    let unreached: ConnectionError | undefined
    for (const way of ways) {
      if (absent.has(way)) continue
      const [, verb, name = '', words = ''] = /^(?:([A-Z]+) )?(\S+) ?(.*)$/.exec(way) ?? []
      const object = (list: string): Given => Object.fromEntries(list.split(',').map((word) => [word, given[word]]))
      try {
        if (!verb)
          return await call(name, ...words.split(' ').map((word) => (word.includes(',') ? object(word) : given[word])))
        const path = name.replace(/:(\w+)/g, (_, word: string) => encodeURIComponent(given[word] as string))
        // Dates as texts: a query has no better way to say them.
        const input =
          given[words] instanceof FormData
            ? given[words]
            : words
              ? (JSON.parse(JSON.stringify(object(words))) as object)
              : undefined
        const answer = await rc.rest(`${verb} /api/v1/livechat/${path}`, input, options)
        answered()
        return answer
      } catch (error) {
        if (ABSENT.includes((error as { error?: unknown }).error)) absent.add(way)
        // Requests are blocked where the socket is not: by a proxy, or because the server does not allow this page.
        else if (verb && error instanceof ConnectionError && rc.state.getSnapshot().status === 'open') unreached = error
        else throw error
      }
    }
    throw unreached ?? new NotSupportedError(needs)
  }
}
