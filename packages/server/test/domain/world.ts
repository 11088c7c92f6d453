// A domain to test in: memory store, a clock that stands until it is told, the same chance each time, a bus that
// remembers. Passwords are kept in the clear, because argon2 has a test of its own.

import { createLocalBus } from '../../src/bus/local.ts'
import type { Clock, Randomness } from '../../src/clock.ts'
import { createDomain, type Domain } from '../../src/domain/domain.ts'
import type { Role, User } from '../../src/domain/entities.ts'
import type { BusEvent } from '../../src/domain/events.ts'
import type { LimiterMode } from '../../src/domain/limiter.ts'
import type { LivechatOptions } from '../../src/domain/livechat/livechat.ts'
import { digestOf } from '../../src/domain/password-digest.ts'
import type { Passwords } from '../../src/domain/passwords.ts'
import { createMemoryStore } from '../../src/store/memory.ts'
import type { Store } from '../../src/store/port.ts'

export const START = Date.UTC(2026, 10, 22, 12)

export interface TestClock extends Clock {
  time: number
}

export function testClock(): TestClock {
  return {
    time: START,
    now() {
      return this.time
    },
    monotonic() {
      return this.time
    },
    after: () => ({ stop: () => undefined }),
    endOfTurn: (task) => queueMicrotask(task),
  }
}

/** The bytes of a linear congruential generator: the same in every run. */
export function testRandom(seed = 1): Randomness {
  let state = seed
  return {
    bytes: (count) =>
      Uint8Array.from({ length: count }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
        return state >>> 24
      }),
  }
}

export const plainPasswords: Passwords = {
  hash: (digest) => Promise.resolve(`plain ${digest}`),
  matches: (hash, digest) => Promise.resolve(hash === `plain ${digest}`),
}

export interface World {
  readonly clock: TestClock
  readonly store: Store
  readonly domain: Domain
  /** What the bus heard since it was last emptied. */
  readonly events: BusEvent[]
  readonly user: (username: string, roles?: readonly Role[]) => Promise<User>
}

export function world({
  limits = 'none',
  store: given,
  livechat = {},
}: { limits?: LimiterMode; store?: (store: Store) => Store; livechat?: LivechatOptions } = {}): World {
  const clock = testClock()
  const random = testRandom()
  const bus = createLocalBus((error) => {
    throw error
  })
  const events: BusEvent[] = []
  bus.subscribe((event) => events.push(event))
  const memory = createMemoryStore({ clock, random, epoch: 'test-epoch' })
  const store = given ? given(memory) : memory
  const domain = createDomain({ store, bus, clock, random }, { limits, passwords: plainPasswords, livechat })
  return {
    clock,
    store,
    domain,
    events,
    user: (username, roles = ['user']) =>
      domain.users.create({
        id: `${username}-id`,
        username,
        name: `${username.slice(0, 1).toUpperCase()}${username.slice(1)}`,
        email: `${username}@example.com`,
        roles,
        passwordDigest: digestOf(username),
      }),
  }
}

/** alice owns #town, bob is in it, carol is not; alice and bob share the group `den`. */
export async function town(options: Parameters<typeof world>[0] = {}) {
  const made = world(options)
  const alice = await made.user('alice')
  const bob = await made.user('bob')
  const carol = await made.user('carol')
  const { rooms } = made.domain
  const channel = await rooms.create(alice, {
    id: 'TOWN',
    type: 'channel',
    name: 'town',
    usernames: ['bob'],
    readOnly: false,
  })
  const group = await rooms.create(alice, {
    id: 'DEN',
    type: 'group',
    name: 'den',
    usernames: ['bob'],
    readOnly: false,
  })
  made.events.length = 0
  return { ...made, alice, bob, carol, channel, group }
}

export type Town = Awaited<ReturnType<typeof town>>
