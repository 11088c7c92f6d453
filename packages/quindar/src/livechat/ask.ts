// One job, several ways: REST where the methods are gone, a method where there is no REST. What a server says it does not
// have is not asked for again.
import { ConnectionError, NotSupportedError, type Client, type RestOptions } from '../client/index.ts'
import type { Route } from './routes.table.ts'

/** What the words of the tables stand for. */
export type Given = Readonly<Record<string, unknown>>

/** What words of a line stand for: see routes.table.ts. */
export type Value = (words: string) => unknown

/**
 * The ways of before: does the job of that name by a method.
 * @param urgent As {@link AskOptions.urgent}.
 * @throws `MethodError` 404 where there is no method for it.
 */
export type Methods = (needs: string, value: Value, urgent: boolean) => Promise<unknown>

/** What is special about asking. */
export interface AskOptions extends RestOptions {
  /** Not to wait while the client is catching up: it may be waiting for the answer. */
  readonly urgent?: boolean
}

/**
 * Does the job in the first of its ways that the server has.
 * @throws `NotSupportedError` when it has none.
 */
export type Ask = (job: Route, given: Given, options?: AskOptions) => Promise<unknown>

/**
 * Said about the name, not about what was asked: 404 of either; a proxy's page, or none, in the place of an answer;
 * Rocket.Chat's word for a route that it does not know.
 */
const ABSENT: readonly unknown[] = [404, 405, 200, 'API endpoint does not exist']

/**
 * @param answered A request has been answered.
 * @param methods The ways of before, loaded where there is none of today.
 */
export function createAsk(
  rc: Pick<Client, 'rest' | 'state'>,
  answered: () => void,
  methods: () => Promise<Methods>,
): Ask {
  const absent = new Set<string>()

  return async ([needs, ...ways], given, { urgent = false, ...options } = {}) => {
    let unreached: ConnectionError | undefined
    const value: Value = (words) =>
      words.includes(',') ? Object.fromEntries(words.split(',').map((word) => [word, given[word]])) : given[words]

    for (const way of [...ways, needs]) {
      if (absent.has(way)) continue
      try {
        if (way === needs) return await (await methods())(needs, value, urgent)
        const [verb, name = '', words = ''] = way.split(' ')
        const path = name.replace(/:(\w+)/g, (_, word: string) => encodeURIComponent(given[word] as string))
        const input = value(words)
        // Dates as texts: a query has no better way to say them.
        const said = input && !(input instanceof FormData) ? (JSON.parse(JSON.stringify(input)) as object) : input
        const answer = await rc.rest(`${verb} /api/v1/livechat/${path}`, said, options)
        answered()
        return answer
      } catch (error) {
        if (ABSENT.includes((error as { error?: unknown }).error)) absent.add(way)
        // Requests are blocked where the socket is not: by a proxy, or because the server does not allow this page.
        else if (way !== needs && error instanceof ConnectionError && rc.state.getSnapshot().status === 'open') {
          unreached = error
        } else throw error
      }
    }
    throw unreached ?? new NotSupportedError(needs)
  }
}
