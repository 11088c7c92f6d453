import { describe, expect, it } from 'vitest'
import type { Asker, LimiterMode, RateClass } from '../../src/domain/limiter.ts'
import { createLimiter } from '../../src/domain/limiter.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { START, testClock } from './world.ts'

const alice: Asker['user'] = { id: 'alice-id', roles: ['user'] }
const anonymous: Asker = { user: undefined, connectionId: 'c1', remoteAddress: '10.0.0.1' }

function limiter(mode: LimiterMode = 'developer') {
  const clock = testClock()
  const made = createLimiter(mode, clock)
  /** How many of `times` calls are let through. */
  const passing = (times: number, name: string, rate: RateClass, asker: (call: number) => Asker): number => {
    let passed = 0
    for (let call = 0; call < times; call++) {
      try {
        made.call(name, rate, asker(call))
        passed++
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
    }
    return passed
  }
  return { clock, passing, ...made }
}

const always = (asker: Asker) => () => asker
/** The same user on a new connection each time. */
const hopping = (user: Asker['user']) => (call: number) => ({ ...anonymous, user, connectionId: `c${call}` })

describe('the limiter', () => {
  it('lets a connection call one method ten times in ten seconds, in words and milliseconds', () => {
    const { call, clock, passing } = limiter()
    expect(passing(10, 'rooms/get', 'default', always(anonymous))).toBe(10)
    clock.time = START + 3_500
    expect(() => call('rooms/get', 'default', anonymous)).toThrow(
      expect.objectContaining({
        code: 'too-many-requests',
        reason: 'Error, too many requests. Please slow down. You must wait 7 seconds before trying again.',
        details: { timeToReset: 6_500 },
      }),
    )
    expect(passing(1, 'subscriptions/get', 'default', always(anonymous))).toBe(1)
    expect(passing(1, 'rooms/get', 'default', always({ ...anonymous, connectionId: 'c2' }))).toBe(1)
    clock.time = START + 9_999
    expect(passing(1, 'rooms/get', 'default', always(anonymous))).toBe(0)
    clock.time = START + 10_000
    expect(passing(11, 'rooms/get', 'default', always(anonymous))).toBe(10)
  })

  it('counts a user over all connections: twenty of one method in ten seconds', () => {
    const { clock, passing } = limiter()
    expect(passing(21, 'joinRoom', 'default', hopping(alice))).toBe(20)
    clock.time = START + 10_000
    expect(passing(1, 'joinRoom', 'default', hopping(alice))).toBe(1)
  })

  it('gives streams four times as much in four times as long', () => {
    const { clock, passing } = limiter()
    expect(passing(41, 'stream-notify-room', 'stream', always(anonymous))).toBe(40)
    clock.time = START + 39_999
    expect(passing(1, 'stream-notify-room', 'stream', always(anonymous))).toBe(0)
    clock.time = START + 40_000
    expect(passing(1, 'stream-notify-room', 'stream', always(anonymous))).toBe(1)
    expect(limiter().passing(81, 'stream-notify-room', 'stream', hopping(alice))).toBe(80)
  })

  it('lets a connection log in five times in ten seconds', () => {
    const { clock, passing } = limiter()
    expect(passing(6, 'login', 'login', always(anonymous))).toBe(5)
    clock.time = START + 10_000
    expect(passing(6, 'login', 'login', always(anonymous))).toBe(5)
  })

  it('lets a user send five messages in a second, an administrator and a bot more', () => {
    const { call, clock, passing } = limiter()
    expect(passing(6, 'sendMessage', 'send', hopping(alice))).toBe(5)
    expect(() => call('sendMessage', 'send', { ...anonymous, user: alice, connectionId: 'x' })).toThrow(
      expect.objectContaining({ details: { timeToReset: 1_000 } }),
    )
    clock.time = START + 1_000
    expect(passing(6, 'sendMessage', 'send', hopping(alice))).toBe(5)
    for (const role of ['admin', 'bot'] as const) {
      expect(limiter().passing(21, 'sendMessage', 'send', hopping({ id: 'x', roles: [role] }))).toBe(20)
    }
  })

  it('lets a connection make 600 calls a minute, a user 1200, an address 120000', () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `method${index}`)
    const byConnection = limiter()
    for (const name of names(600)) byConnection.call(name, 'default', anonymous)
    expect(() => byConnection.call('one-more', 'default', anonymous)).toThrow(
      expect.objectContaining({ details: { timeToReset: 60_000 } }),
    )
    const byUser = limiter()
    for (const [index, name] of names(1_200).entries()) byUser.call(name, 'default', hopping(alice)(index))
    expect(() => byUser.call('one-more', 'default', hopping(alice)(5_000))).toThrow(Refusal)
    const byAddress = limiter()
    for (let call = 0; call < 120_000; call++)
      byAddress.call('m', 'default', { ...anonymous, connectionId: String(call) })
    expect(() => byAddress.call('m', 'default', { ...anonymous, connectionId: 'one-more' })).toThrow(Refusal)
    byAddress.call('m', 'default', { ...anonymous, connectionId: 'elsewhere', remoteAddress: '10.0.0.2' })
  })

  it('counts this machine by user and connection alone', () => {
    const { passing } = limiter('strict')
    const local = (call: number) => ({ ...anonymous, remoteAddress: '127.0.0.1', connectionId: `c${call}` })
    expect(passing(120_001, 'rooms/get', 'default', local)).toBe(120_001)
    expect(
      passing(11, 'rooms/get', 'default', always({ ...anonymous, connectionId: 'own', remoteAddress: '127.0.0.1' })),
    ).toBe(10)
  })

  it('lets a user ask for suggestions a hundred times in a hundred seconds', () => {
    const { clock, passing } = limiter('strict')
    let passed = 0
    for (let window = 0; window < 10; window++) {
      clock.time = START + window * 10_000
      passed += passing(20, 'spotlight', 'suggest', hopping(alice))
    }
    expect(passed).toBe(100)
    clock.time = START + 100_000
    expect(passing(1, 'spotlight', 'suggest', hopping(alice))).toBe(1)
  })

  it('takes all of an IPv6 /64 for one address, and a mapped IPv4 for what it is', () => {
    const rest = limiter('strict')
    const from = (remoteAddress: string) => rest.request('GET /x', { ...anonymous, remoteAddress })?.remaining
    expect(from('2001:db8:0:1::1')).toBe(9)
    expect(from('2001:DB8:0:1:ffff::2')).toBe(8)
    expect(from('2001:0db8:0000:0001:0:0:0:9')).toBe(7)
    expect(from('2001:db8:0:2::1')).toBe(9)
    expect(from('::1')).toBe(9)
    expect(from('1::2:3:4:5:6:7')).toBe(9)
    expect(from('1:0:2:3:9::')).toBe(8)
    expect(from('1:0:2:4::')).toBe(9)
    expect(from('10.0.0.7')).toBe(9)
    expect(from('10.0.0.7')).toBe(8)
    expect(from('::ffff:10.0.0.7')).toBe(7)
    expect(from('::FFFF:10.0.0.7')).toBe(6)
    expect(from('10.0.0.8')).toBe(9)
  })

  it('counts a refused call too: who hammers waits until the window has passed, not longer', () => {
    const { clock, passing } = limiter()
    expect(passing(1_000, 'leaveRoom', 'default', always(anonymous))).toBe(10)
    clock.time = START + 60_000
    expect(passing(10, 'leaveRoom', 'default', always(anonymous))).toBe(10)
  })

  it('does not mind when the machine’s time is set back, or that its clock has fractions', () => {
    let steady = 1_000.25
    const clock = { ...testClock(), monotonic: () => steady }
    const { call, request } = createLimiter('developer', clock)
    for (let i = 0; i < 10; i++) call('rooms/get', 'default', anonymous)
    clock.time = START - 3_600_000
    steady += 0.5
    expect(() => call('rooms/get', 'default', anonymous)).toThrow(
      expect.objectContaining({ details: { timeToReset: 10_000 } }),
    )
    steady += 9_999.5
    call('rooms/get', 'default', anonymous)
    expect(request('GET /a', anonymous)?.resetAt).toBe(START - 3_600_000 + 60_000)
    steady += 0.5
    expect(request('GET /a', anonymous)?.resetAt).toBe(START - 3_600_000 + 60_000)
  })

  it('lets everything through in tests', () => {
    const { call, request } = limiter('none')
    for (let i = 0; i < 2_000; i++) call('login', 'login', anonymous)
    expect(request('GET /x', anonymous)).toBeUndefined()
  })
})

describe('requests by REST', () => {
  it('are 120 a minute of one user on a developer’s machine, whatever the route and the address', () => {
    const { request, clock } = limiter('developer')
    const asker = { ...anonymous, user: alice }
    expect(request('GET /a', asker)).toEqual({
      allowed: true,
      limit: 120,
      remaining: 119,
      resetAt: START + 60_000,
      waitMs: 60_000,
    })
    clock.time = START + 1_000
    for (let i = 0; i < 118; i++) request(`GET /${i}`, { ...asker, remoteAddress: `10.0.1.${i}` })
    expect(request('GET /a', asker)).toMatchObject({ allowed: true, remaining: 0 })
    expect(request('GET /a', asker)).toMatchObject({ allowed: false, remaining: 0, waitMs: 59_000 })
    expect(request('GET /a', { ...asker, user: { id: 'bob-id', roles: ['user'] } })?.allowed).toBe(true)
    expect(request('GET /a', anonymous)).toMatchObject({ remaining: 119 })
    clock.time = START + 60_000
    expect(request('GET /a', asker)).toMatchObject({ remaining: 119 })
  })

  it('are ten a minute of one route and address where Rocket.Chat’s own limits hold', () => {
    const { request } = limiter('strict')
    const asker = { ...anonymous, user: alice }
    for (let i = 0; i < 10; i++) expect(request('GET /a', asker)?.allowed).toBe(true)
    expect(request('GET /a', asker)).toMatchObject({ allowed: false, limit: 10 })
    expect(request('GET /b', asker)).toMatchObject({ allowed: true, remaining: 9 })
    expect(request('GET /a', { ...asker, remoteAddress: '10.0.0.2' })?.allowed).toBe(true)
  })

  it('are not counted for administrators and bots', () => {
    for (const role of ['admin', 'bot'] as const) {
      expect(limiter('strict').request('GET /a', { ...anonymous, user: { id: 'x', roles: [role] } })).toBeUndefined()
    }
  })
})
