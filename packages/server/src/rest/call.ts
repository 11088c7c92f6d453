// One REST request: who asks, is it too often, do query and body fit; then the route runs, and its answer or its error
// becomes status, headers and body.

import { safeParse, unknown } from 'valibot'
import type { Domain } from '../domain/domain.ts'
import type { User } from '../domain/entities.ts'
import { LoginRefusal } from '../domain/login-refusal.ts'
import { may } from '../domain/permissions.ts'
import { Refusal } from '../domain/refusal.ts'
import { knownVisitor, type MethodRegistry } from '../methods/index.ts'
import { badRequest, failure, forbidden, type Outcome, tooManyRequests, unauthorized } from './answers.ts'
import type { RestAnswer, RestRequest, Route, RouteContext } from './route.ts'

export interface RestSurroundings {
  readonly domain: Domain
  readonly methods: MethodRegistry
  /** Hears faults that nobody foresaw. */
  readonly report: (error: unknown) => void
}

interface Caller {
  readonly user: User | undefined
  readonly tokenHash: string | undefined
}

const ANYTHING = unknown()
const NOBODY: Caller = { user: undefined, tokenHash: undefined }

/** Never rejects. */
export async function callRoute(
  surroundings: RestSurroundings,
  route: Route,
  request: RestRequest,
): Promise<RestAnswer> {
  const headers: Record<string, string> = {}
  try {
    const outcome = await run(surroundings, route, request, headers)
    return { status: outcome.status, headers, body: outcome.body }
  } catch (error) {
    if (!(error instanceof Refusal)) surroundings.report(error)
    const { status, body } = failure(error, route.refusals)
    return { status, headers, body }
  }
}

async function run(
  { domain, methods, report }: RestSurroundings,
  route: Route,
  request: RestRequest,
  headers: Record<string, string>,
): Promise<Outcome> {
  const caller = await identify(domain, request)
  const connectionId = `rest ${caller.tokenHash ?? request.remoteAddress}`
  const { remoteAddress } = request
  if (route.rate === 'route') {
    const allowance = domain.limiter.request(`${route.method} ${route.path}`, {
      user: caller.user,
      connectionId,
      remoteAddress,
    })
    if (allowance) {
      headers['X-RateLimit-Limit'] = String(allowance.limit)
      headers['X-RateLimit-Remaining'] = String(allowance.remaining)
      headers['X-RateLimit-Reset'] = String(allowance.resetAt)
      if (!allowance.allowed) return tooManyRequests(allowance.waitMs)
    }
  }
  const refused = judge(route.who, caller)
  if (refused) return refused
  const query = safeParse(route.query, request.query)
  const body = safeParse(route.body, request.body)
  const values = safeParse(route.values ?? ANYTHING, request.parameters)
  if (!query.success) return badRequest(query.issues)
  if (!body.success) return badRequest(body.issues)
  if (!values.success) return badRequest(values.issues)
  const input = { query: query.output, body: body.output, values: values.output, headers: request.headers }
  const context: RouteContext = {
    domain,
    methods,
    report,
    remoteAddress,
    connectionId,
    ...caller,
    ...(isVisitors(route.who) && { visitor: await knownVisitor(domain, route.who.visitor(input)) }),
  }
  const result = await route.run(context, input)
  Object.assign(headers, result.headers)
  return { status: result.status ?? 200, body: result.body }
}

function judge(who: Route['who'], { user }: Caller): Outcome | undefined {
  if (who === 'anyone' || isVisitors(who)) return undefined
  if (!user) return unauthorized()
  return who === 'user' || may(user, who.permission) ? undefined : forbidden()
}

/** Where the token is a visitor's, it is looked up once everything fits. */
function isVisitors(who: Route['who']): who is Extract<Route['who'], { visitor: unknown }> {
  return typeof who === 'object' && 'visitor' in who
}

/** A token that is not that user's makes nobody of the caller, as does no token at all. */
async function identify(domain: Domain, { headers }: RestRequest): Promise<Caller> {
  const token = headers['x-auth-token']
  const userId = headers['x-user-id']
  if (!token || !userId) return NOBODY
  try {
    const { user, tokenHash } = await domain.authentication.authenticate({ how: 'resume', token, userId })
    return { user, tokenHash }
  } catch (error) {
    if (error instanceof LoginRefusal || (error instanceof Refusal && error.code === 'error-user-is-not-activated')) {
      return NOBODY
    }
    throw error
  }
}
