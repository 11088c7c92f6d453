// Calls methods as a session would, and remembers what the session was told.

import type { User } from '../../src/domain/entities.ts'
import { callMethod, createMethods } from '../../src/methods/index.ts'
import type { SessionHandle } from '../../src/methods/method.ts'
import { town, type Town } from '../domain/world.ts'

export interface Caller {
  readonly user?: User | undefined
  readonly tokenHash?: string
  readonly connectionId?: string
  /** `null`: no session, as by REST. */
  readonly session?: SessionHandle | null
}

type Told = readonly unknown[]

export async function callers(options: Parameters<typeof town>[0] = {}) {
  const made: Town = await town(options)
  const methods = createMethods()
  const told: Told[] = []
  const handle: SessionHandle = {
    id: 'session-1',
    loggedIn: (user, tokenHash, how) => void told.push(['loggedIn', user.username, tokenHash, how]),
    loggedOut: () => void told.push(['loggedOut']),
    setPresence: (status) => void told.push(['presence', status]),
    onClosed: () => void told.push(['onClosed']),
  }
  const call = (name: string, params: readonly unknown[], caller: Caller = { user: made.alice }) =>
    callMethod(methods, {
      domain: made.domain,
      user: caller.user,
      tokenHash: caller.tokenHash,
      session: caller.session === null ? undefined : (caller.session ?? handle),
      remoteAddress: '127.0.0.1',
      connectionId: caller.connectionId ?? 'session-1',
      name,
      params,
    })
  return { ...made, methods, told, call }
}

export type Callers = Awaited<ReturnType<typeof callers>>
