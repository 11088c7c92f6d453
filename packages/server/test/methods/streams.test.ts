import { describe, expect, it } from 'vitest'
import { callers } from './caller.ts'

describe('writing to stream-notify-room', () => {
  it('tells the room’s readers, but not the session that wrote', async () => {
    const { call, events } = await callers()
    expect(await call('stream-notify-room', ['TOWN/user-activity', 'alice', ['user-typing'], {}])).toBeUndefined()
    expect(events[0]).toEqual({
      type: 'activity',
      roomId: 'TOWN',
      event: 'user-activity',
      args: ['alice', ['user-typing'], {}],
      from: 'session-1',
    })
  })

  it('without a session is heard by all', async () => {
    const { call, alice, events } = await callers()
    await call('stream-notify-room', ['TOWN/typing', 'alice', true], { user: alice, session: null })
    expect(events[0]).toEqual({ type: 'activity', roomId: 'TOWN', event: 'typing', args: ['alice', true] })
  })

  it.each([
    [['TOWN/user-activity', 'bob', ['user-typing'], {}]],
    [['TOWN/deleteMessage', { _id: 'm1' }]],
    [['null/typing', 'guest', true, { token: 'x' }]],
    [['TOWN', 'alice', ['user-typing']]],
    [['/user-activity', 'alice', ['user-typing']]],
    [['']],
  ])('%j is passed over in silence', async (params) => {
    const { call, events } = await callers()
    expect(await call('stream-notify-room', params)).toBeUndefined()
    expect(await call('stream-notify-room', params, {})).toBeUndefined()
    expect(events).toEqual([])
  })

  it('wants a key', async () => {
    const { call } = await callers()
    for (const params of [[], [7], [{ $ne: null }], ['x'.repeat(257)]]) {
      await expect(call('stream-notify-room', params)).rejects.toMatchObject({ code: 400 })
    }
  })
})

describe('writing to the other streams', () => {
  it('is answered like a write and tells nobody', async () => {
    const { call, events, methods } = await callers()
    const names = [...methods.keys()].filter((name) => name.startsWith('stream-') && name !== 'stream-notify-room')
    expect(names).toContain('stream-room-messages')
    expect(names).toContain('stream-notify-user')
    for (const name of names) {
      expect(await call(name, ['TOWN', { msg: 'forged' }])).toBeUndefined()
      expect(await call(name, ['bob-id/message', { msg: 'forged' }])).toBeUndefined()
    }
    expect(events).toEqual([])
  })
})
