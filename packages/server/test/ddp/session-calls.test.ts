// Calls of one client: their order and their bounds.

import { describe, expect, it } from 'vitest'
import { settled } from './clock.ts'
import { bob, connected } from './sitting.ts'

describe('calls', () => {
  it('run one after the other', async () => {
    const sitting = connected()
    sitting.call('1', 'wait', 'a')
    sitting.call('2', 'echo', 'b')
    await settled()
    sitting.wire.take()
    expect(sitting.calls.map(({ params }) => params)).toEqual([['a']])
    sitting.calls[0]?.end('late')
    await settled()
    expect(sitting.wire.take()).toEqual([
      { msg: 'updated', methods: ['1'] },
      { msg: 'result', id: '1', result: 'late' },
      { msg: 'updated', methods: ['2'] },
      { msg: 'result', id: '2', result: 'b' },
    ])
  })

  it('say who calls', async () => {
    const sitting = connected()
    sitting.call('1', 'login', 'bob', 'hash')
    sitting.call('2', 'wait')
    await settled()
    expect(sitting.calls[0]?.caller).toMatchObject({ user: bob, tokenHash: 'hash', remoteAddress: '10.0.0.1' })
    expect(sitting.calls[0]?.caller.session.id).toBe(sitting.session.id)
  })

  it('answer a fault without a word about it, and report it', async () => {
    const sitting = connected()
    sitting.call('1', 'fail')
    await settled()
    expect(sitting.results()).toEqual([
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
    expect(sitting.faults).toEqual([new TypeError('a secret')])
  })

  it('may use an id again', async () => {
    const sitting = connected()
    sitting.call('1', 'echo', 'a')
    sitting.call('1', 'echo', 'b')
    await settled()
    expect(sitting.results()).toEqual([
      { msg: 'result', id: '1', result: 'a' },
      { msg: 'result', id: '1', result: 'b' },
    ])
  })

  it('may come without parameters', async () => {
    const sitting = connected()
    sitting.say({ msg: 'method', id: '1', method: 'echo' })
    await settled()
    expect(sitting.results()).toEqual([{ msg: 'result', id: '1' }])
  })
})

describe('the queue', () => {
  it('stops reading when 64 frames wait, and reads on below 32', async () => {
    const sitting = connected()
    sitting.call('first', 'wait')
    for (let count = 1; count <= 63; count++) sitting.call(String(count), 'wait')
    await settled()
    expect(sitting.wire.reading).toBe(true)
    sitting.call('64', 'wait')
    expect(sitting.wire.reading).toBe(false)
    for (let done = 0; done < 32; done++) {
      sitting.calls[done]?.end()
      await settled()
    }
    expect(sitting.wire.reading).toBe(false)
    sitting.calls[32]?.end()
    await settled()
    expect(sitting.wire.reading).toBe(true)
    expect(sitting.results()).toHaveLength(33)
    // And stops again, as often as it has to.
    for (let count = 0; count < 33; count++) sitting.call(String(count), 'wait')
    expect(sitting.wire.reading).toBe(false)
  })

  it('ends a session that has 4 097 frames waiting', async () => {
    const sitting = connected()
    sitting.call('first', 'wait')
    await settled()
    for (let count = 1; count <= 4_096; count++) sitting.call(String(count), 'echo')
    expect(sitting.wire.goodbye).toBeUndefined()
    sitting.call('last', 'echo')
    expect(sitting.wire.goodbye).toEqual({ code: 1008, reason: 'More than 4096 frames are waiting for their turn.' })
  })

  it('waits for a receiver that is behind', async () => {
    const sitting = connected()
    sitting.wire.congested = true
    sitting.call('1', 'echo', 'x')
    await settled()
    expect(sitting.results()).toEqual([])
    sitting.wire.congested = false
    sitting.session.drained()
    await settled()
    expect(sitting.results()).toEqual([{ msg: 'result', id: '1', result: 'x' }])
  })

  it('starts nothing new while the server goes down, and answers what is running', async () => {
    const sitting = connected()
    sitting.call('1', 'wait')
    sitting.call('2', 'echo')
    await settled()
    let drained = false
    void sitting.session.drain().then(() => (drained = true))
    await settled()
    expect(drained).toBe(false)
    sitting.calls[0]?.end('done')
    await settled()
    expect(drained).toBe(true)
    expect(sitting.results()).toEqual([{ msg: 'result', id: '1', result: 'done' }])
  })

  it('answers nobody who has gone', async () => {
    const sitting = connected()
    sitting.call('1', 'wait')
    sitting.call('2', 'wait')
    await settled()
    sitting.wire.take()
    sitting.session.closed()
    sitting.session.closed()
    sitting.calls[0]?.end('x')
    await settled()
    expect(sitting.wire.take()).toEqual([])
    expect(sitting.calls).toHaveLength(1)
    expect(sitting.observed).toEqual(['closed'])
    expect(sitting.clock.waiting).toBe(0)
  })
})

it.each([
  ['meteor', { id: 'u1', tokenExpires: { $date: null } }],
  ['streamer', { id: 'u1' }],
] as const)('%s tells the expiry of a token that never expires as %j', async (dialect, result) => {
  const answer = { id: 'u1', tokenExpires: new Date(Number.NaN) }
  const sitting = connected(dialect, { methods: { has: () => true, call: () => answer } })
  sitting.call('1', 'login')
  await settled()
  expect(sitting.results()).toEqual([{ msg: 'result', id: '1', result }])
})
