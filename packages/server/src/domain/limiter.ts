// How often something may be asked: one limiter for DDP, REST and method.call alike, with Rocket.Chat's numbers.
//
// As in Meteor a refused call counts too, and a refusal names the longest wait of all the rules that it broke. Windows
// are measured by the clock that never goes back, so that setting the machine's time locks nobody out.

import type { Clock } from '../clock.ts'
import type { User } from './entities.ts'
import { may } from './permissions.ts'
import { TooManyRequests } from './refusal.ts'
import { Windows } from './windows.ts'

/**
 * `default`: Rocket.Chat's rules for methods. `stream`: subscriptions and stream writers, four times as much. `login`:
 * the default and five in ten seconds of one connection. `send`: the default and five in a second of one user.
 * `suggest`: the default and a hundred in a hundred seconds of one user.
 */
export type RateClass = 'default' | 'stream' | 'login' | 'send' | 'suggest'

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
interface RequestAllowance {
  readonly allowed: boolean
  readonly limit: number
  readonly remaining: number
  /** Milliseconds since 1970. */
  readonly resetAt: number
  readonly waitMs: number
}

export interface Limiter {
  /** Counts a method call or a subscription. @throws Refusal `too-many-requests` */
  readonly call: (name: string, rate: RateClass, asker: Asker) => void
  /** Counts a REST request; `undefined` where there is no limit. */
  readonly request: (route: string, asker: Asker) => RequestAllowance | undefined
}

const SECOND = 1_000
const MINUTE = 60 * SECOND

interface Rule {
  readonly key: string
  readonly limit: number
  readonly windowMs: number
}

export function createLimiter(mode: LimiterMode, clock: Clock): Limiter {
  const windows = new Windows()

  function call(name: string, rate: RateClass, asker: Asker): void {
    if (mode === 'none') return
    const now = clock.monotonic()
    let wait = 0
    for (const { key, limit, windowMs } of callRules(name, rate, asker)) {
      const window = windows.count(key, now, windowMs)
      if (window.count > limit) wait = Math.max(wait, window.endsAt - now)
    }
    if (wait > 0) throw new TooManyRequests(Math.ceil(wait))
  }

  function request(route: string, asker: Asker): RequestAllowance | undefined {
    if (mode === 'none' || (asker.user && may(asker.user, 'api-bypass-rate-limit'))) return undefined
    const { key, limit, windowMs } = requestRule(mode, route, asker)
    const now = clock.monotonic()
    const { count, endsAt } = windows.count(key, now, windowMs)
    const waitMs = Math.ceil(endsAt - now)
    return {
      allowed: count <= limit,
      limit,
      remaining: Math.max(0, limit - count),
      resetAt: clock.now() + waitMs,
      waitMs,
    }
  }

  return { call, request }
}

function* callRules(name: string, rate: RateClass, { user, connectionId, remoteAddress }: Asker): Generator<Rule> {
  const times = rate === 'stream' ? 4 : 1
  const windowMs = 10 * SECOND * times
  // This machine may ask as often as it likes, for all that its address is one.
  if (remoteAddress !== '127.0.0.1') {
    yield { key: `address ${network(remoteAddress)}`, limit: 120_000, windowMs: MINUTE }
  }
  yield { key: `connection ${connectionId}`, limit: 600, windowMs: MINUTE }
  yield { key: `connection ${connectionId} ${name}`, limit: (rate === 'login' ? 5 : 10) * times, windowMs }
  if (!user) return
  yield { key: `user ${user.id}`, limit: 1_200, windowMs: MINUTE }
  yield { key: `user ${user.id} ${name}`, limit: 20 * times, windowMs }
  if (rate === 'suggest') yield { key: `suggesting ${user.id}`, limit: 100, windowMs: 100 * SECOND }
  if (rate === 'send' && !may(user, 'send-many-messages')) {
    yield { key: `sender ${user.id}`, limit: 5, windowMs: SECOND }
  }
}

function requestRule(mode: 'developer' | 'strict', route: string, { user, remoteAddress }: Asker): Rule {
  if (mode === 'strict') return { key: `route ${network(remoteAddress)} ${route}`, limit: 10, windowMs: MINUTE }
  const who = user ? `user ${user.id}` : `address ${network(remoteAddress)}`
  return { key: `requests ${who}`, limit: 120, windowMs: MINUTE }
}

/** An IPv6 address counts with all of its /64, which one customer has to himself. */
function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1] !== undefined) return mapped[1]
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':')
    while (groups.length + after.length < 8) groups.push('0')
    groups.push(...after)
  }
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')
}
