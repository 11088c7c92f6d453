// One request to the REST API, with the login of the socket.
import { ConnectionError, methodError, RateLimitError, TimeoutError } from '../protocol/index.ts'
import { CALL_TIMEOUT_MS } from './calls.ts'
import { after } from './deadline.ts'
import { stopWith } from './emitter.ts'
import type { Ports } from './ports.ts'
import type { SignedInUser } from './session.ts'

export interface RestOptions {
  /**
   * Milliseconds until it rejects with `TimeoutError`, waiting for the login included.
   * @default 30_000
   */
  readonly timeout?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** Sent beside the login's. */
  readonly headers?: Readonly<Record<string, string>> | undefined
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

/**
 * @param route `GET /api/v1/me`; without a verb it is a GET.
 * @param input The query of a GET, the body of anything else: JSON, or a `FormData` as it is.
 */
export async function rest(
  { ports, site, closed, user: whoever }: RestHost,
  route: string,
  input: unknown,
  { timeout = CALL_TIMEOUT_MS, signal, headers }: RestOptions = {},
): Promise<unknown> {
  signal?.throwIfAborted()
  closed.throwIfAborted()
  const [, verb = 'GET', path = ''] = /^(?:([A-Z]+) )?\/?(.*)$/.exec(route) ?? []
  const isForm = input instanceof FormData
  const body = verb === 'GET' || input === undefined ? undefined : isForm ? input : JSON.stringify(input)
  const over = new AbortController()
  const ended = new Promise<undefined>((resolve) => stopWith(over.signal, () => resolve(undefined)))
  const timer = after(ports, timeout, () => over.abort(new TimeoutError(route, timeout)))
  const stops = [signal, closed].map((each) => stopWith(each, () => over.abort(each?.reason)))
  try {
    const user = await Promise.race([whoever(), ended])
    over.signal.throwIfAborted()
    const response = await ports.fetch(`${site}/${path}${verb === 'GET' ? queryOf(input) : ''}`, {
      method: verb,
      headers: {
        ...(user && { 'X-Auth-Token': user.token, 'X-User-Id': user.id }),
        ...(body && !isForm && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body && { body }),
      signal: over.signal,
    })
    return await answerOf(route, response, ports.now())
  } catch (error) {
    if (over.signal.aborted) throw over.signal.reason
    if (error instanceof TypeError)
      throw new ConnectionError(`${site} cannot be reached: does it run, does it allow this page?`, error)
    throw error
  } finally {
    ports.clearTimeout(timer)
    for (const stop of stops) stop()
  }
}

function queryOf(input: unknown): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input ?? {})) {
    if (value !== undefined) query.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  return query.size ? `?${query}` : ''
}

async function answerOf(route: string, response: Response, now: number): Promise<unknown> {
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
  // Rocket.Chat tells when, in milliseconds since 1970.
  const reset = Number(response.headers.get('x-ratelimit-reset')) - now
  throw new RateLimitError(route, { ...wire, ...(reset > 0 && { details: { timeToReset: reset } }) })
}
