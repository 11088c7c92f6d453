// One request to the REST API, with the login of the socket.
import { ConnectionError, methodError, RateLimitError, TimeoutError } from '../../protocol/index.ts'
import { CALL_TIMEOUT_MS } from './calls.ts'
import { after } from './deadline.ts'
import { notify, stopWith } from '../emitter.ts'
import type { Ports } from '../ports.ts'
import type { SignedInUser } from '../login/session.ts'
import type { Progress, Transfer } from './transfer.ts'

/** What is special about a request. */
export interface RestOptions {
  /**
   * Milliseconds until it rejects with `TimeoutError`, waiting for the login included. With `onProgress`: milliseconds
   * without any progress.
   * @default 30_000
   */
  readonly timeout?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** Wait as long as the server says that it was asked too often, if the `timeout` allows. @default false */
  readonly waitForLimit?: boolean | undefined
  /** Sent beside the login's. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Hears how much of the body has left, several times a second while it does, and when all of it has. */
  readonly onProgress?: ((progress: Progress) => unknown) | undefined
}

/** What a request needs of the client. */
export interface RestHost {
  readonly ports: Ports
  /** Without a slash at its end. */
  readonly site: string
  /** Aborted when the client is closed. */
  readonly closed: AbortSignal
  /** Who is logged in, once that is decided. */
  readonly user: () => Promise<SignedInUser | undefined>
  /** Does the socket work? */
  readonly open: () => boolean
  /** Hears what a listener threw. */
  readonly report: (error: unknown) => void
}

/** An answer that says no: three spellings, by the route's age. */
interface Refusal {
  success?: boolean
  status?: string
  error?: unknown
  errorType?: string
  message?: string
  details?: unknown
}

/** One request on its way. */
export interface Exchange {
  readonly user: SignedInUser | undefined
  /** Aborted when nobody waits for it any more. */
  readonly signal: AbortSignal
  /** Something of it has left: its time begins anew. */
  readonly alive: () => void
}

/**
 * Waits for the login, and then for what `run` does, as long as the options say.
 * @param what For the sentence of a `TimeoutError`.
 * @param blocked What to do where a browser refuses such requests, for the sentence of a `ConnectionError`.
 */
export async function exchange<T>(
  { ports, site, closed, user: whoever, open }: RestHost,
  what: string,
  { timeout = CALL_TIMEOUT_MS, signal }: Pick<RestOptions, 'timeout' | 'signal'>,
  run: (exchange: Exchange) => Promise<T>,
  blocked = REST_BLOCKED,
): Promise<T> {
  signal?.throwIfAborted()
  closed.throwIfAborted()
  const over = new AbortController()
  const ended = new Promise<never>((_, reject) => stopWith(over.signal, () => reject(over.signal.reason as Error)))
  const late = (): void => over.abort(new TimeoutError(what, timeout))
  let timer = after(ports, timeout, late)
  const stops = [signal, closed].map((each) => stopWith(each, () => over.abort(each?.reason)))
  try {
    const user = await Promise.race([whoever(), ended])
    const alive = (): void => {
      ports.clearTimeout(timer)
      timer = after(ports, timeout, late)
    }
    // What runs may not notice that it is over.
    return await Promise.race([run({ user, signal: over.signal, alive }), ended])
  } catch (error) {
    if (over.signal.aborted) throw over.signal.reason
    if (error instanceof TypeError) throw new ConnectionError(unreached(site, open() ? blocked : undefined), error)
    throw error
  } finally {
    ports.clearTimeout(timer)
    for (const stop of stops) stop()
  }
}

/** What says who asks. */
export function headersOf(user: SignedInUser | undefined): Record<string, string> {
  return user ? { 'X-Auth-Token': user.token, 'X-User-Id': user.id } : {}
}

/**
 * @param route `GET /api/v1/me`; without a verb it is a GET.
 * @param input The query of a GET, the body of anything else: JSON, or a `FormData` as it is.
 */
export async function rest(host: RestHost, route: string, input: unknown, options: RestOptions = {}): Promise<unknown> {
  const { ports, site, report } = host
  const { headers, onProgress } = options
  const [, verb = 'GET', path = ''] = /^(?:([A-Z]+) )?\/?(.*)$/.exec(route) ?? []
  const isForm = input instanceof FormData
  const body = verb === 'GET' || input === undefined ? undefined : isForm ? input : JSON.stringify(input)
  return exchange(host, route, options, async ({ user, signal, alive }) => {
    const init = {
      method: verb,
      headers: { ...headersOf(user), ...(body && !isForm && { 'Content-Type': 'application/json' }), ...headers },
      ...(body && { body }),
      signal,
    }
    const url = `${site}/${path}${verb === 'GET' ? queryOf(input) : ''}`
    const response = await (onProgress && body ? told(url, init as Transfer) : ports.fetch(url, init))
    return answerOf(route, response, ports.now())

    async function told(url: string, init: Transfer): Promise<Response> {
      const { transfer } = await import('./transfer.ts')
      return transfer(ports, url, init, (progress) => {
        alive()
        notify([{ call: onProgress! }], [progress], report)
      })
    }
  })
}

/** What allows pages of other origins to use REST. */
const REST_BLOCKED = 'switch on API_Enable_CORS there and name this page in API_CORS_Origin'

/** Browsers keep to themselves why a request failed; a socket that works beside it is a hint. */
function unreached(site: string, blocked: string | undefined): string {
  return blocked
    ? `${site} answers over WebSocket, but not to HTTP requests: if a browser refused them, ${blocked}`
    : `${site} cannot be reached: does it run, does it allow this page?`
}

function queryOf(input: unknown): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input ?? {})) {
    if (value !== undefined) query.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  return query.size ? `?${query}` : ''
}

/** The JSON of an answer that says yes. @throws What the other ones say. */
export async function answerOf(route: string, response: Response, now: number): Promise<unknown> {
  const text = await response.text()
  let answer: Refusal | undefined
  try {
    answer = JSON.parse(text) as Refusal
  } catch {
    // A proxy's page, or nothing.
  }
  if (response.ok && answer && answer.success !== false && answer.status !== 'error') return answer
  const { error, errorType, message, details } = answer ?? {}
  const said = typeof error === 'string' ? error : undefined
  const reason = message ?? said ?? `HTTP ${response.status}${answer ? '' : ' without JSON'}`
  const wire = { error: errorType ?? said ?? response.status, reason, details }
  if (response.status !== 429) throw methodError(route, wire)
  const reset = untilReset(response.headers, now)
  const isSaid = typeof (details as { timeToReset?: unknown } | undefined)?.timeToReset === 'number'
  throw new RateLimitError(route, { ...wire, ...(!isSaid && reset > 0 && { details: { timeToReset: reset } }) })
}

/** Rocket.Chat's window for REST, in milliseconds, and one second for what the clocks differ. */
const WINDOW_MS = 61_000

/**
 * Rocket.Chat says when, in milliseconds since 1970 by its own clock, which its `Date` tells too. Where that is not to be
 * seen, this side's clock has to do, which may be wrong by days.
 */
function untilReset(headers: Headers, now: number): number {
  const at = Number(headers.get('x-ratelimit-reset'))
  const there = Date.parse(headers.get('date') ?? '')
  return there ? at - there : Math.min(WINDOW_MS, at - now)
}
