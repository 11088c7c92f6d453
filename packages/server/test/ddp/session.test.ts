// One client's session: its order, its bounds, its heartbeat, and what becomes of it when somebody else logs in.

import { beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '../../src/ddp/calls.ts'
import { dialects, type DialectName } from '../../src/ddp/dialect.ts'
import { definePublication, type Feed, type Publication } from '../../src/ddp/publications.ts'
import { Session, type SessionPorts } from '../../src/ddp/session.ts'
import type { User } from '../../src/domain/entities.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { countingRandom, settled, TestClock } from './clock.ts'
import { user } from './recorded-world.ts'
import { TestWire } from './wire.ts'

const alice = user('u1', 'alice')
const bob = user('u2', 'bob')

let clock: TestClock
let wire: TestWire
let session: Session
let observed: string[]
let faults: unknown[]
/** Calls that wait until the test ends them. */
let calls: { params: readonly unknown[]; caller: Caller; end: (result?: unknown) => void }[]

function open(dialect: DialectName = 'meteor', options: Partial<SessionPorts> = {}): Session {
  const ports: SessionPorts = {
    clock,
    random: countingRandom(),
    dialect: dialects[dialect],
    methods: {
      has: (name) => name !== 'missing',
      call(name, params, caller) {
        if (name === 'echo') return params[0]
        if (name === 'login')
          return caller.session.loggedIn(params[0] === 'bob' ? bob : alice, String(params[1]), 'resume')
        if (name === 'logout') return caller.session.loggedOut()
        if (name === 'fail') throw new TypeError('a secret')
        return new Promise((end) => calls.push({ params, caller, end }))
      },
    },
    publications: new Map(),
    universal: [],
    admitSub: () => undefined,
    observer: {
      loggedIn: (_session, who: User) => observed.push(`in ${who.username}`),
      loggedOut: (_session, who: User) => observed.push(`out ${who.username}`),
      presence: (_session, status) => observed.push(status),
      closed: () => observed.push('closed'),
    },
    report: (fault) => faults.push(fault),
    ...options,
  }
  return new Session(ports, wire)
}

function named(...publications: Publication[]): ReadonlyMap<string, Publication> {
  return new Map(publications.map((publication) => [publication.name, publication]))
}

const say = (frame: unknown): void => session.text(JSON.stringify(frame))
const connect = (version = '1', support = ['1']): void => say({ msg: 'connect', version, support })
const call = (id: string, method: string, ...params: unknown[]): void => say({ msg: 'method', id, method, params })
const results = (): unknown[] => wire.take().filter(({ msg }) => msg === 'result')

beforeEach(() => {
  clock = new TestClock()
  wire = new TestWire()
  observed = []
  faults = []
  calls = []
})

describe('connecting', () => {
  it.each([
    ['1', ['1', 'pre2', 'pre1'], 'connected'],
    ['1', ['1'], 'connected'],
    ['pre2', ['pre2'], 'connected'],
    ['pre2', ['pre2', '1'], 'connected'],
    ['pre2', ['1', 'pre2'], 'failed'],
    ['1', ['2', '1'], 'connected'],
    ['2', ['2', '1'], 'failed'],
    ['1', [], 'failed'],
    ['', ['1'], 'failed'],
    ['1', ['pre1'], 'failed'],
  ])('with version %j of %j is %s', (version, support, answer) => {
    session = open()
    connect(version, support)
    expect(wire.take()[0]?.msg).toBe(answer)
    expect(wire.goodbye).toEqual(answer === 'failed' ? { code: 1000, reason: 'Normal closure' } : undefined)
  })

  it('fails where the offer makes no sense', () => {
    session = open()
    say({ msg: 'connect', version: 1, support: '1' })
    expect(wire.take()).toEqual([{ msg: 'failed', version: '1' }])
  })

  it('gives each session an id of its own', () => {
    const ids = new Set<unknown>()
    for (const dialect of ['meteor', 'streamer'] as const) {
      const one = open(dialect)
      expect(one.id).toMatch(
        dialect === 'meteor'
          ? /^[2-9A-HJ-NP-TWXYZa-km-z]{17}$/
          : /^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      )
      ids.add(one.id)
    }
    expect(ids.size).toBe(2)
  })

  it('has 45 seconds', () => {
    session = open()
    clock.advance(44_999)
    expect(wire.goodbye).toBeUndefined()
    clock.advance(1)
    expect(wire.goodbye).toEqual({ code: 1008, reason: 'No connect frame within 45 seconds.' })
    expect(observed).toEqual(['closed'])
  })

  it('ends that deadline; for a login there is none', () => {
    session = open()
    connect()
    for (let hour = 0; hour < 360; hour++) {
      clock.advance(10_000)
      say({ msg: 'pong' })
    }
    expect(wire.goodbye).toBeUndefined()
  })
})

describe('the heartbeat', () => {
  it('of meteor asks after 15 s of silence and closes 15 s later', () => {
    session = open()
    connect()
    wire.take()
    clock.advance(14_999)
    expect(wire.take()).toEqual([])
    clock.advance(1)
    expect(wire.take()).toEqual([{ msg: 'ping' }])
    clock.advance(14_999)
    expect(wire.goodbye).toBeUndefined()
    clock.advance(1)
    expect(wire.goodbye).toEqual({ code: 1000, reason: 'Normal closure' })
    expect(clock.waiting).toBe(0)
  })

  it('of streamer asks after 30 ms of silence at first, then after 30 s, and closes 4000', () => {
    session = open('streamer')
    expect(wire.takeShared().map(({ text }) => text)).toEqual(['{"server_id":"0"}'])
    clock.advance(29)
    expect(wire.take()).toEqual([])
    clock.advance(1)
    expect(wire.take()).toEqual([{ msg: 'ping' }])
    connect()
    wire.take()
    clock.advance(29_999)
    expect(wire.take()).toEqual([])
    clock.advance(1)
    expect(wire.take()).toEqual([{ msg: 'ping' }])
    clock.advance(29_999)
    expect(wire.goodbye).toBeUndefined()
    clock.advance(1)
    expect(wire.goodbye).toEqual({ code: 4000, reason: 'TIMEOUT' })
  })

  it('is not there for pre1', () => {
    session = open()
    connect('pre1', ['pre1'])
    wire.take()
    clock.advance(100_000)
    expect(wire.take()).toEqual([])
    expect(wire.goodbye).toBeUndefined()
  })

  it('does not count the silence of a client that is not being read', () => {
    session = open()
    connect()
    for (let count = 0; count < 66; count++) call(String(count), 'wait')
    expect(wire.reading).toBe(false)
    clock.advance(29_999)
    clock.advance(100_000)
    expect(wire.goodbye).toBeUndefined()
  })

  it('answers pings while a call is running', async () => {
    session = open()
    connect()
    call('1', 'wait')
    await settled()
    wire.take()
    say({ msg: 'ping', id: 'p' })
    expect(wire.take()).toEqual([{ msg: 'pong', id: 'p' }])
  })
})

describe('calls', () => {
  it('run one after the other', async () => {
    session = open()
    connect()
    call('1', 'wait', 'a')
    call('2', 'echo', 'b')
    await settled()
    wire.take()
    expect(calls.map(({ params }) => params)).toEqual([['a']])
    calls[0]?.end('late')
    await settled()
    expect(wire.take()).toEqual([
      { msg: 'updated', methods: ['1'] },
      { msg: 'result', id: '1', result: 'late' },
      { msg: 'updated', methods: ['2'] },
      { msg: 'result', id: '2', result: 'b' },
    ])
  })

  it('say who calls', async () => {
    session = open()
    connect()
    call('1', 'login', 'bob', 'hash')
    call('2', 'wait')
    await settled()
    expect(calls[0]?.caller).toMatchObject({ user: bob, tokenHash: 'hash', remoteAddress: '10.0.0.1' })
    expect(calls[0]?.caller.session.id).toBe(session.id)
  })

  it('answer a fault without a word about it, and report it', async () => {
    session = open()
    connect()
    call('1', 'fail')
    await settled()
    expect(results()).toEqual([
      {
        msg: 'result',
        id: '1',
        error: {
          isClientSafe: true,
          error: 500,
          reason: 'Internal server error',
          message: 'Internal server error [500]',
          errorType: 'Meteor.Error',
        },
      },
    ])
    expect(faults).toEqual([new TypeError('a secret')])
  })

  it('may use an id again', async () => {
    session = open()
    connect()
    call('1', 'echo', 'a')
    call('1', 'echo', 'b')
    await settled()
    expect(results()).toEqual([
      { msg: 'result', id: '1', result: 'a' },
      { msg: 'result', id: '1', result: 'b' },
    ])
  })

  it('may come without parameters', async () => {
    session = open()
    connect()
    say({ msg: 'method', id: '1', method: 'echo' })
    await settled()
    expect(results()).toEqual([{ msg: 'result', id: '1' }])
  })
})

describe('the queue', () => {
  it('stops reading when 64 frames wait, and reads on below 32', async () => {
    session = open()
    connect()
    call('first', 'wait')
    for (let count = 1; count <= 63; count++) call(String(count), 'wait')
    await settled()
    expect(wire.reading).toBe(true)
    call('64', 'wait')
    expect(wire.reading).toBe(false)
    for (let done = 0; done < 32; done++) {
      calls[done]?.end()
      await settled()
    }
    expect(wire.reading).toBe(false)
    calls[32]?.end()
    await settled()
    expect(wire.reading).toBe(true)
    expect(results()).toHaveLength(33)
  })

  it('ends a session that has 4 097 frames waiting', async () => {
    session = open()
    connect()
    call('first', 'wait')
    await settled()
    for (let count = 1; count <= 4_096; count++) call(String(count), 'echo')
    expect(wire.goodbye).toBeUndefined()
    call('last', 'echo')
    expect(wire.goodbye).toEqual({ code: 1008, reason: 'More than 4096 frames are waiting for their turn.' })
  })

  it('waits for a receiver that is behind', async () => {
    session = open()
    connect()
    wire.congested = true
    call('1', 'echo', 'x')
    await settled()
    expect(results()).toEqual([])
    wire.congested = false
    session.drained()
    await settled()
    expect(results()).toEqual([{ msg: 'result', id: '1', result: 'x' }])
  })

  it('starts nothing new while the server goes down, and answers what is running', async () => {
    session = open()
    connect()
    call('1', 'wait')
    call('2', 'echo')
    await settled()
    let drained = false
    void session.drain().then(() => (drained = true))
    await settled()
    expect(drained).toBe(false)
    calls[0]?.end('done')
    await settled()
    expect(drained).toBe(true)
    expect(results()).toEqual([{ msg: 'result', id: '1', result: 'done' }])
  })

  it('answers nobody who has gone', async () => {
    session = open()
    connect()
    call('1', 'wait')
    call('2', 'wait')
    await settled()
    wire.take()
    session.closed()
    session.closed()
    calls[0]?.end('x')
    await settled()
    expect(wire.take()).toEqual([])
    expect(calls).toHaveLength(1)
    expect(observed).toEqual(['closed'])
    expect(clock.waiting).toBe(0)
  })
})

describe('a change of user', () => {
  let feeds: Feed[]
  const own = definePublication({
    name: 'own',
    who: 'anyone',
    start(feed) {
      feeds.push(feed)
      feed.added('own', 'doc', { userId: feed.user?.id ?? null })
      feed.ready()
    },
  })
  const forUsers = definePublication({ name: 'users only', who: 'user', start: (feed) => feed.ready() })

  beforeEach(() => {
    feeds = []
    session = open('meteor', { publications: named(own, forUsers) })
    connect()
  })

  it('judges subscriptions anew before the answer is out', async () => {
    say({ msg: 'sub', id: 's', name: 'own' })
    await settled()
    wire.take()
    call('1', 'login', 'alice', 'hash')
    await settled()
    expect(wire.take()).toEqual([
      { msg: 'changed', collection: 'own', id: 'doc', fields: { userId: 'u1' } },
      { msg: 'ready', subs: ['s'] },
      { msg: 'updated', methods: ['1'] },
      { msg: 'result', id: '1' },
    ])
    expect(feeds.map(({ live }) => live)).toEqual([false, true])
    expect(observed).toEqual(['in alice'])
  })

  it('takes away what the next one may not have, with an error', async () => {
    call('1', 'login', 'alice', 'hash')
    say({ msg: 'sub', id: 's', name: 'users only' })
    await settled()
    wire.take()
    call('2', 'logout')
    await settled()
    expect(wire.take()).toEqual([
      {
        msg: 'nosub',
        id: 's',
        error: { isClientSafe: true, error: 'not-allowed', message: '[not-allowed]', errorType: 'Meteor.Error' },
      },
      { msg: 'updated', methods: ['2'] },
      { msg: 'result', id: '2' },
    ])
    expect(observed).toEqual(['in alice', 'out alice'])
    expect(session.user).toBeUndefined()
    expect(session.tokenHash).toBeUndefined()
  })

  it('ends what the last one was allowed at once, not when the next is judged', async () => {
    say({ msg: 'sub', id: 's', name: 'own' })
    call('1', 'login', 'alice', 'hash')
    await settled()
    wire.take()
    session.loggedIn(bob, 'other')
    expect(feeds[1]?.live).toBe(false)
    feeds[1]?.added('own', 'late', {})
    feeds[1]?.raw('{"msg":"late"}')
    await settled()
    expect(wire.take()).toEqual([
      { msg: 'changed', collection: 'own', id: 'doc', fields: { userId: 'u2' } },
      { msg: 'ready', subs: ['s'] },
    ])
    expect(observed).toEqual(['in alice', 'out alice', 'in bob'])
  })

  it('is none when the same user logs in again: only the token changes', async () => {
    say({ msg: 'sub', id: 's', name: 'own' })
    call('1', 'login', 'alice', 'hash')
    await settled()
    wire.take()
    call('2', 'login', 'alice', 'newer')
    await settled()
    expect(wire.take()).toEqual([
      { msg: 'updated', methods: ['2'] },
      { msg: 'result', id: '2' },
    ])
    expect(session.tokenHash).toBe('newer')
    expect(observed).toEqual(['in alice'])
  })

  it('leaves what an anonymous reader had until the new answer is there', async () => {
    let allow: () => void = () => undefined
    const slow = definePublication({
      name: 'slow',
      who: 'anyone',
      async start(feed) {
        feeds.push(feed)
        if (feed.user) await new Promise<void>((resolve) => (allow = resolve))
        feed.ready()
      },
    })
    session = open('meteor', { publications: named(slow) })
    connect()
    say({ msg: 'sub', id: 's', name: 'slow' })
    call('1', 'login', 'alice', 'hash')
    await settled()
    expect(feeds.map(({ live }) => live)).toEqual([true, true])
    allow()
    await settled()
    expect(feeds.map(({ live }) => live)).toEqual([false, true])
  })

  it('closes the socket of streamer after the answer', async () => {
    session = open('streamer')
    connect()
    call('1', 'login', 'alice', 'hash')
    call('2', 'logout')
    await settled()
    expect(wire.take().slice(-2)).toEqual([
      { msg: 'result', id: '2' },
      { msg: 'updated', methods: ['2'] },
    ])
    expect(wire.goodbye).toEqual({ code: 1002, reason: '' })
  })

  it('does not close the socket of streamer where nobody was logged in', async () => {
    session = open('streamer')
    connect()
    call('1', 'logout')
    await settled()
    expect(wire.goodbye).toBeUndefined()
  })

  it('shows the own document after the answer on streamer, before it on meteor', async () => {
    const ownUser = definePublication({
      name: '',
      who: 'anyone',
      start: (feed) => feed.user && feed.added('users', feed.user.id, { username: feed.user.username }),
    })
    const order = async (dialect: DialectName): Promise<unknown[]> => {
      wire = new TestWire()
      session = open(dialect, { universal: [ownUser] })
      connect()
      call('1', 'login', 'alice', 'hash')
      await settled()
      return wire
        .take()
        .map(({ msg }) => msg)
        .filter((msg) => msg !== undefined)
    }
    expect(await order('meteor')).toEqual(['connected', 'added', 'updated', 'result'])
    expect(await order('streamer')).toEqual(['connected', 'result', 'updated', 'added'])
  })

  it('that somebody else decided ends the session, and what waits is not written', async () => {
    call('1', 'login', 'alice', 'hash')
    await settled()
    wire.take()
    session.expel()
    expect(wire.goodbye).toEqual({ code: 1000, reason: 'Logged out' })
    expect(observed).toEqual(['in alice', 'closed'])
  })
})

describe('a subscription', () => {
  it('is refused when it comes too often', async () => {
    session = open('meteor', {
      publications: named(definePublication({ name: 'p', who: 'anyone', start: (feed) => feed.ready() })),
      admitSub(name) {
        throw new Refusal('too-many-requests', `Error, too many requests for ${name}.`, { timeToReset: 7 })
      },
    })
    connect()
    say({ msg: 'sub', id: 's', name: 'p' })
    await settled()
    expect(wire.take()[1]).toMatchObject({
      msg: 'nosub',
      id: 's',
      error: { error: 'too-many-requests', details: { timeToReset: 7 } },
    })
  })

  it('may be one of a thousand with a login, and not of a thousand and one', async () => {
    session = open('meteor', {
      publications: named(definePublication({ name: 'p', who: 'anyone', start: (feed) => feed.ready() })),
    })
    connect()
    call('1', 'login', 'alice', 'hash')
    for (let count = 0; count < 1_001; count++) say({ msg: 'sub', id: String(count), name: 'p' })
    for (let round = 0; round < 1_000; round++) await Promise.resolve()
    await settled()
    const frames = wire.take()
    expect(frames.filter(({ msg }) => msg === 'ready')).toHaveLength(1_000)
    expect(frames.at(-1)).toMatchObject({
      msg: 'nosub',
      id: '1000',
      error: { reason: 'This connection has 1000 subscriptions, which is the limit. Unsubscribe from some first.' },
    })
  })

  it('gets its nosub from the answer that counts when a login overtakes its rule', async () => {
    const answers: ((allowed: boolean) => void)[] = []
    const slow = definePublication({
      name: 'slow',
      who: 'anyone',
      async start(feed) {
        const allowed = await new Promise<boolean>((resolve) => answers.push(resolve))
        if (!allowed) throw new Refusal('not-allowed', 'no')
        feed.ready()
      },
    })
    session = open('meteor', { publications: named(slow) })
    connect()
    say({ msg: 'sub', id: 's', name: 'slow' })
    await settled()
    wire.take()
    session.loggedIn(alice, 'hash')
    await settled()
    answers[0]?.(false)
    await settled()
    expect(wire.take()).toEqual([])
    answers[1]?.(true)
    await settled()
    expect(wire.take()).toEqual([{ msg: 'ready', subs: ['s'] }])
  })
})

it('tells presence', async () => {
  session = open()
  session.setPresence('away')
  session.closed()
  session.setPresence('online')
  expect(observed).toEqual(['away', 'closed'])
})
