import { describe, expect, it } from 'vitest'
import { START } from '../domain/world.ts'
import { callers } from './caller.ts'

describe('joinRoom and leaveRoom', () => {
  it('answer true and nothing', async () => {
    const { call, carol, store } = await callers()
    expect(await call('joinRoom', ['TOWN'], { user: carol })).toBe(true)
    expect(await store.membership({ roomId: 'TOWN', userId: 'carol-id' })).toBeDefined()
    expect(await call('joinRoom', ['TOWN', 'a code'], { user: carol })).toBe(true)
    expect(await call('leaveRoom', ['TOWN'], { user: carol })).toBeUndefined()
    expect(await store.membership({ roomId: 'TOWN', userId: 'carol-id' })).toBeUndefined()
  })

  it('refuse with the method’s name in the details', async () => {
    const { call, carol } = await callers()
    await expect(call('joinRoom', ['DEN'], { user: carol })).rejects.toMatchObject({
      code: 'error-not-allowed',
      details: { method: 'joinRoom' },
    })
    await expect(call('leaveRoom', ['TOWN'])).rejects.toMatchObject({
      code: 'error-you-are-last-owner',
      details: { method: 'leaveRoom' },
    })
  })
})

describe('readMessages', () => {
  it('zeroes the counters and answers nothing', async () => {
    const { call, domain, alice, bob, store } = await callers()
    await domain.messages.send(alice, { roomId: 'TOWN', text: '@bob' })
    expect(await call('readMessages', ['TOWN'], { user: bob })).toBeUndefined()
    expect(await store.membership({ roomId: 'TOWN', userId: 'bob-id' })).toMatchObject({ unread: 0, alert: false })
    expect(await call('readMessages', ['TOWN', true], { user: bob })).toBeUndefined()
  })

  it('reads threads only when it is told to', async () => {
    const { call, domain, alice, bob, store } = await callers()
    await domain.messages.send(bob, { id: 'm1', roomId: 'TOWN', text: 'x' })
    await domain.messages.send(alice, { roomId: 'TOWN', text: 'y', threadId: 'm1' })
    const unread = async () => (await store.membership({ roomId: 'TOWN', userId: 'bob-id' }))?.unreadThreads
    for (const params of [['TOWN'], ['TOWN', null], ['TOWN', false]]) {
      await call('readMessages', params, { user: bob })
      expect(await unread()).toEqual([{ id: 'm1' }])
    }
    await call('readMessages', ['TOWN', true], { user: bob })
    expect(await unread()).toBeUndefined()
  })
})

describe('getUsersOfRoom', () => {
  it('lists who is here, or all', async () => {
    const { call, domain, bob } = await callers()
    domain.presence.connect('s1', bob)
    const online = { _id: 'bob-id', username: 'bob', name: 'Bob', status: 'online', _updatedAt: new Date(START) }
    const offline = {
      _id: 'alice-id',
      username: 'alice',
      name: 'Alice',
      status: 'offline',
      _updatedAt: new Date(START),
    }
    for (const params of [['TOWN'], ['TOWN', false], ['TOWN', null, null, null]]) {
      expect(await call('getUsersOfRoom', params)).toEqual({ total: 1, records: [online] })
    }
    expect(await call('getUsersOfRoom', ['TOWN', true])).toEqual({ total: 2, records: [offline, online] })
  })

  it('pages and filters', async () => {
    const { call } = await callers()
    const usernames = async (...params: unknown[]) => {
      const { records, total } = (await call('getUsersOfRoom', ['TOWN', true, ...params])) as {
        records: { username: string }[]
        total: number
      }
      return [total, ...records.map(({ username }) => username)]
    }
    expect(await usernames({ limit: 1 })).toEqual([2, 'alice'])
    expect(await usernames({ limit: 1, skip: 1 })).toEqual([2, 'bob'])
    expect(await usernames({ limit: 0 })).toEqual([2, 'alice', 'bob'])
    expect(await usernames({}, 'BO')).toEqual([1, 'bob'])
    for (const params of [[{ limit: -1 }], [{ skip: 1.5 }], [{ limit: '1' }], [[]], [{}, { $regex: '.*' }]]) {
      await expect(usernames(...params)).rejects.toMatchObject({ code: 400 })
    }
  })

  it('answers a thousand at most', async () => {
    const asked: number[] = []
    const { call } = await callers({
      store: (store) => ({
        ...store,
        members: (input) => {
          asked.push(input.limit)
          return store.members(input)
        },
      }),
    })
    for (const limit of [undefined, 0, 999, 1_000, 1_001]) await call('getUsersOfRoom', ['TOWN', true, { limit }])
    expect(asked).toEqual([1_000, 1_000, 999, 1_000, 1_000])
  })
})
