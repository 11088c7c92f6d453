// Asks REST routes as an HTTP server would, without one.

import { createMethods } from '../../src/methods/index.ts'
import { callRoute, ROUTES, type RestAnswer } from '../../src/rest/index.ts'
import { digestOf } from '../../src/domain/password-digest.ts'
import type { User } from '../../src/domain/entities.ts'
import { town } from '../domain/world.ts'

export interface Asking {
  readonly query?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: unknown
  readonly as?: User
  readonly headers?: Readonly<Record<string, string>>
  readonly from?: string
}

/** An answer whose body has come through JSON, as it would. */
export interface Answer extends Omit<RestAnswer, 'body'> {
  readonly body: Record<string, unknown>
}

export async function client(options: Parameters<typeof town>[0] = {}) {
  const made = await town(options)
  const faults: unknown[] = []
  const surroundings = { domain: made.domain, methods: createMethods(), report: (fault: unknown) => faults.push(fault) }
  const tokens = new Map<string, string>()

  async function tokenOf(user: User): Promise<string> {
    const known = tokens.get(user.id)
    if (known !== undefined) return known
    const request = { how: 'password', user: { id: user.id }, digest: digestOf(user.username) } as const
    const { token } = await made.domain.authentication.authenticate(request)
    tokens.set(user.id, token)
    return token
  }

  /** @param what `GET /api/v1/me` */
  async function ask(
    what: string,
    { query = {}, body, as, headers, from = '127.0.0.1' }: Asking = {},
  ): Promise<Answer> {
    const { route, parameters } = findRoute(what)
    const answer = await callRoute(surroundings, route, {
      query,
      parameters,
      body,
      headers: { ...(as && { 'x-user-id': as.id, 'x-auth-token': await tokenOf(as) }), ...headers },
      remoteAddress: from,
    })
    return { ...answer, body: JSON.parse(JSON.stringify(answer.body)) as Record<string, unknown> }
  }

  return { ...made, ask, tokenOf, faults }
}

/** The route of `GET /api/v1/visitor/abc`, and what its names stand for. */
function findRoute(what: string) {
  for (const route of ROUTES) {
    const pattern = `${route.method} ${route.path}`.replaceAll('.', '\\.').replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')
    const found = new RegExp(`^${pattern}$`).exec(what)
    if (found) return { route, parameters: { ...found.groups } }
  }
  throw new Error(`no route for ${what}`)
}
