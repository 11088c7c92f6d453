// A session on a wire that ends in the test, over small methods.

import type { Caller } from '../../src/ddp/calls.ts'
import type { DialectName } from '../../src/ddp/dialect.ts'
import { dialects } from '../../src/ddp/dialects.ts'
import type { Publication } from '../../src/ddp/publications.ts'
import { Session, type SessionPorts } from '../../src/ddp/session.ts'
import { countingRandom, TestClock } from './clock.ts'
import { user } from './recorded-world.ts'
import { TestWire } from './wire.ts'

export const alice = user('u1', 'alice')
export const bob = user('u2', 'bob')

/** A call of the method `wait`, which goes on until the test ends it. */
export interface WaitingCall {
  readonly params: readonly unknown[]
  readonly caller: Caller
  readonly end: (result?: unknown) => void
}

export class Sitting {
  readonly clock = new TestClock()
  readonly wire = new TestWire()
  /** Who came, who went. */
  readonly observed: string[] = []
  readonly faults: unknown[] = []
  readonly calls: WaitingCall[] = []
  readonly session: Session

  constructor(dialect: DialectName = 'meteor', options: Partial<SessionPorts> = {}) {
    const { observed } = this
    this.session = new Session(
      {
        clock: this.clock,
        random: countingRandom(),
        dialect: dialects[dialect],
        methods: { has: (name) => name !== 'missing', call: (...call) => this.answer(...call) },
        publications: new Map(),
        universal: [],
        admitSub: () => undefined,
        observer: {
          loggedIn: (_session, { username }) => observed.push(`in ${username}`),
          loggedOut: (_session, { username }) => observed.push(`out ${username}`),
          presence: (_session, status) => observed.push(status),
          closed: () => observed.push('closed'),
        },
        report: (fault) => this.faults.push(fault),
        ...options,
      },
      this.wire,
    )
  }

  say(frame: unknown): void {
    this.session.text(JSON.stringify(frame))
  }

  connect(version = '1', support = ['1']): void {
    this.say({ msg: 'connect', version, support })
  }

  call(id: string, method: string, ...params: unknown[]): void {
    this.say({ msg: 'method', id, method, params })
  }

  /** The results among what has been written. */
  results(): unknown[] {
    return this.wire.take().filter(({ msg }) => msg === 'result')
  }

  private answer(name: string, params: readonly unknown[], caller: Caller): unknown {
    switch (name) {
      case 'echo':
        return params[0]
      case 'login':
        return caller.session.loggedIn(params[0] === 'bob' ? bob : alice, String(params[1]), 'resume')
      case 'logout':
        return caller.session.loggedOut()
      case 'fail':
        throw new TypeError('a secret')
      default:
        return new Promise((end) => this.calls.push({ params, caller, end }))
    }
  }
}

export function connected(dialect: DialectName = 'meteor', options: Partial<SessionPorts> = {}): Sitting {
  const sitting = new Sitting(dialect, options)
  sitting.connect()
  sitting.wire.take()
  return sitting
}

export function named(...publications: Publication[]): ReadonlyMap<string, Publication> {
  return new Map(publications.map((publication) => [publication.name, publication]))
}
