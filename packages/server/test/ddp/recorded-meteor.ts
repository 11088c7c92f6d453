// What stood behind `meteor-2.13.log`: small methods and publications, rebuilt from what they answered.

import { dialects } from '../../src/ddp/dialects.ts'
import { DdpError } from '../../src/ddp/errors.ts'
import { definePublication } from '../../src/ddp/publications.ts'
import { Session, type SessionPorts } from '../../src/ddp/session.ts'
import { Sessions } from '../../src/ddp/sessions.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { countingRandom, type TestClock } from './clock.ts'
import { doorOf, named, NOBODY_WATCHES, user, type RecordedWorld, type SmallMethod } from './recorded-world.ts'

export function meteorWorld(clock: TestClock): RecordedWorld {
  const faults: unknown[] = []
  const sessions = new Sessions(NOBODY_WATCHES)
  const ports: SessionPorts = {
    clock,
    random: countingRandom(),
    dialect: dialects.meteor,
    methods: doorOf(meteorMethods()),
    publications: named([two, deny, who, stops]),
    universal: [auto],
    admitSub: () => undefined,
    observer: sessions,
    report: (fault) => faults.push(fault),
  }
  return { accept: (wire) => new Session(ports, wire), faults }
}

function meteorMethods(): Record<string, SmallMethod> {
  let fastRan: () => void = () => undefined
  return {
    echo: (params) => params,
    zero: () => 0,
    undef: () => undefined,
    nul: () => null,
    boom: () => {
      throw new TypeError('secret details')
    },
    merr: () => {
      throw new Refusal('my-code', 'my reason', { d: 1 })
    },
    now: () => new Date(0),
    bin: () => new Uint8Array([1, 2, 3]),
    login([options], { session }) {
      const { user: named, resume } = options as { user?: unknown; resume?: string }
      if (named) throw new DdpError(403, 'User not found')
      if (resume === undefined) throw new DdpError(400, 'Unrecognized options for login request')
      session.loggedIn(user('u1', 'a'), 'hash', 'password')
      return { id: 'u1', token: 'tok', tokenExpires: new Date(0), type: 'password' }
    },
    logout: (_params, { session }) => session.loggedOut(),
    slow: async () => {
      for (let turn = 0; turn < 20; turn++) await new Promise<void>((resolve) => void setImmediate(resolve))
      return 'slow'
    },
    fast() {
      fastRan()
      return 'fast'
    },
    async unblocked(_params, { unblock }) {
      const someoneElse = new Promise<void>((resolve) => (fastRan = resolve))
      unblock()
      await someoneElse
      // The other's answer has to be out before ours.
      await new Promise<void>((resolve) => void setImmediate(resolve))
      return 'unblocked'
    },
  }
}

const auto = definePublication({
  name: '',
  who: 'anyone',
  start(feed) {
    feed.added('auto', '1', { u: feed.user?.id ?? null })
    feed.ready()
  },
})

const two = definePublication({
  name: 'two',
  who: 'anyone',
  start(feed) {
    feed.added('c', 'a', { n: 1, d: new Date(0) })
    feed.added('c', 'b', { n: 2 })
    feed.ready()
    feed.added('c', 'k', { x: 1, y: 2 })
    feed.changed('c', 'k', { x: undefined, y: 3 })
    feed.removed('c', 'b')
  },
})

const deny = definePublication({
  name: 'deny',
  who: 'anyone',
  start() {
    throw new DdpError('not-allowed', 'nope')
  },
})

const who = definePublication({
  name: 'who',
  who: 'anyone',
  start(feed) {
    feed.added('who', 'me', { userId: feed.user?.id ?? null })
    feed.ready()
  },
})

const stops = definePublication({
  name: 'stops',
  who: 'anyone',
  start(feed) {
    feed.added('st', '1')
    feed.ready()
    feed.stop()
  },
})
