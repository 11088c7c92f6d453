// Connecting, and whether the client is still there.

import { describe, expect, it } from 'vitest'
import { settled } from './clock.ts'
import { connected, Sitting } from './sitting.ts'

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
    const sitting = new Sitting()
    sitting.connect(version, support)
    expect(sitting.wire.take()[0]?.msg).toBe(answer)
    expect(sitting.wire.goodbye).toEqual(answer === 'failed' ? { code: 1000, reason: 'Normal closure' } : undefined)
  })

  it('fails where the offer makes no sense', () => {
    const sitting = new Sitting()
    sitting.say({ msg: 'connect', version: 1, support: '1' })
    expect(sitting.wire.take()).toEqual([{ msg: 'failed', version: '1' }])
  })

  it('is for once: a second frame is an error on meteor', () => {
    const sitting = connected()
    sitting.wire.take()
    const frame = { msg: 'connect', version: '1', support: ['1'] }
    sitting.say(frame)
    expect(sitting.wire.take()).toEqual([{ msg: 'error', reason: 'Already connected', offendingMessage: frame }])
    expect(sitting.wire.goodbye).toBeUndefined()
  })

  it('gives each session an id of its own', () => {
    const ids = new Set<unknown>()
    for (const dialect of ['meteor', 'streamer'] as const) {
      const one = new Sitting(dialect).session
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
    const sitting = new Sitting()
    sitting.clock.advance(44_999)
    expect(sitting.wire.goodbye).toBeUndefined()
    sitting.clock.advance(1)
    expect(sitting.wire.goodbye).toEqual({ code: 1008, reason: 'No connect frame within 45 seconds.' })
    expect(sitting.observed).toEqual(['closed'])
  })

  it('ends that deadline; for a login there is none', () => {
    const sitting = connected()
    for (let hour = 0; hour < 360; hour++) {
      sitting.clock.advance(10_000)
      sitting.say({ msg: 'pong' })
    }
    expect(sitting.wire.goodbye).toBeUndefined()
  })
})

describe('what comes before connect', () => {
  it.each([
    [{ msg: 'what' }, 'Must connect first'],
    [{ msg: 'method', method: 'x' }, 'Must connect first'],
    [{ msg: 'sub', id: 's', name: 'x' }, 'Must connect first'],
    [{ msg: 'pong' }, 'Must connect first'],
    [{ nothing: 1 }, 'Bad request'],
    [[], 'Bad request'],
  ])('%j is answered with an error on meteor: %s', (frame, reason) => {
    const sitting = new Sitting()
    sitting.say(frame)
    expect(sitting.wire.take()).toEqual([{ msg: 'error', reason, offendingMessage: frame }])
    expect(sitting.wire.goodbye).toBeUndefined()
  })

  it.each([[{ msg: 'what' }], [{ msg: 'method', method: 'x' }], [{ msg: 'sub', id: 's', name: 'x' }]])(
    '%j ends the connection on streamer',
    (frame) => {
      const sitting = new Sitting('streamer')
      sitting.say(frame)
      expect(sitting.wire.goodbye).toEqual({ code: 1002, reason: 'CLOSE_PROTOCOL_ERROR' })
    },
  )
})

describe('what nobody may do too often', () => {
  it('may be done again a minute later: frames that DDP does not know', () => {
    const sitting = connected()
    for (const wait of [0, 60_000]) {
      sitting.clock.advance(wait / 6)
      for (let pong = 0; pong < 5; pong++) {
        sitting.say({ msg: 'pong' })
        sitting.clock.advance(wait / 6)
      }
      for (let count = 0; count < 10; count++) sitting.say({ msg: 'what' })
      expect(sitting.wire.take().filter(({ msg }) => msg === 'error')).toHaveLength(10)
    }
    sitting.say({ msg: 'pong' })
    sitting.clock.advance(14_000)
    sitting.say({ msg: 'what' })
    expect(sitting.wire.goodbye?.code).toBe(1002)
  })

  it('may be done again ten seconds later: pings', () => {
    const sitting = connected()
    const pongs = (pings: number): number => {
      for (let count = 0; count < pings; count++) sitting.say({ msg: 'ping' })
      return sitting.wire.take().filter(({ msg }) => msg === 'pong').length
    }
    expect(pongs(100)).toBe(100)
    sitting.clock.advance(9_999)
    expect(pongs(1)).toBe(0)
    sitting.clock.advance(1)
    expect(pongs(101)).toBe(100)
  })

  it('is counted by what streamer passes over, too', () => {
    const sitting = connected('streamer')
    for (let count = 0; count < 10; count++) sitting.say({ msg: 'what' })
    expect(sitting.wire.goodbye).toBeUndefined()
    sitting.say({ msg: 'what' })
    expect(sitting.wire.goodbye?.code).toBe(1002)
  })
})

describe('the heartbeat', () => {
  it('of meteor asks after 15 s of silence and closes 15 s later', () => {
    const sitting = connected()
    sitting.wire.take()
    sitting.clock.advance(14_999)
    expect(sitting.wire.take()).toEqual([])
    sitting.clock.advance(1)
    expect(sitting.wire.take()).toEqual([{ msg: 'ping' }])
    sitting.clock.advance(14_999)
    expect(sitting.wire.goodbye).toBeUndefined()
    sitting.clock.advance(1)
    expect(sitting.wire.goodbye).toEqual({ code: 1000, reason: 'Normal closure' })
    expect(sitting.clock.waiting).toBe(0)
  })

  it('of streamer asks after 30 ms of silence at first, then after 30 s, and closes 4000', () => {
    const sitting = new Sitting('streamer')
    expect(sitting.wire.takeShared().map(({ text }) => text)).toEqual(['{"server_id":"0"}'])
    sitting.clock.advance(29)
    expect(sitting.wire.take()).toEqual([])
    sitting.clock.advance(1)
    expect(sitting.wire.take()).toEqual([{ msg: 'ping' }])
    sitting.connect()
    sitting.wire.take()
    sitting.clock.advance(29_999)
    expect(sitting.wire.take()).toEqual([])
    sitting.clock.advance(1)
    expect(sitting.wire.take()).toEqual([{ msg: 'ping' }])
    sitting.clock.advance(29_999)
    expect(sitting.wire.goodbye).toBeUndefined()
    sitting.clock.advance(1)
    expect(sitting.wire.goodbye).toEqual({ code: 4000, reason: 'TIMEOUT' })
  })

  it('is not there for pre1', () => {
    const sitting = new Sitting()
    sitting.connect('pre1', ['pre1'])
    sitting.wire.take()
    sitting.clock.advance(100_000)
    expect(sitting.wire.take()).toEqual([])
    expect(sitting.wire.goodbye).toBeUndefined()
  })

  it('does not count the silence of a client that is not being read', () => {
    const sitting = connected()
    for (let count = 0; count < 66; count++) sitting.call(String(count), 'wait')
    expect(sitting.wire.reading).toBe(false)
    sitting.clock.advance(29_999)
    sitting.clock.advance(100_000)
    expect(sitting.wire.goodbye).toBeUndefined()
  })

  it('answers pings while a call is running', async () => {
    const sitting = connected()
    sitting.call('1', 'wait')
    await settled()
    sitting.wire.take()
    sitting.say({ msg: 'ping', id: 'p' })
    expect(sitting.wire.take()).toEqual([{ msg: 'pong', id: 'p' }])
  })
})
