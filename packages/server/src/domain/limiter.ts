// How often something may be asked: one limiter for DDP, REST and method.call alike.

import type { User } from './entities.ts'

/**
 * `default`: Rocket.Chat's rules for methods. `stream`: subscriptions and stream writers, four times as much. `login`:
 * the default and five in ten seconds of one connection. `send`: the default and five in a second of one user.
 */
export type RateClass = 'default' | 'stream' | 'login' | 'send'

/** `none` for tests, `developer` for a machine of one's own, `strict` is Rocket.Chat's own. */
export type LimiterMode = 'none' | 'developer' | 'strict'

/** Who asks. */
export interface Asker {
  readonly user: Pick<User, 'id' | 'roles'> | undefined
  /** A session's id; for REST something that stands for it. */
  readonly connectionId: string
  readonly remoteAddress: string
}

/** What REST tells in its `X-RateLimit-*` headers. */
export interface RequestAllowance {
  readonly allowed: boolean
  readonly limit: number
  readonly remaining: number
  /** Milliseconds since 1970. */
  readonly resetAt: number
}

export interface Limiter {
  /** Counts a method call or a subscription. @throws Refusal `too-many-requests` */
  call(name: string, rate: RateClass, asker: Asker): void
  /** Counts a REST request; `undefined` where there is no limit. */
  request(route: string, asker: Asker): RequestAllowance | undefined
  /** The connection is gone, so its counters may go. */
  forget(connectionId: string): void
}
