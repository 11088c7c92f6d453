// Methods that find: threads and their answers, messages by their words, people and channels by their names.

import { describe, expect, it } from 'vitest'
import { callers } from './caller.ts'

type Document = Record<string, unknown> & { readonly _id: string }
const ids = (list: readonly { _id: string }[]) => list.map(({ _id }) => _id).join(' ')

/** m1 and m2 in TOWN; r1 and r2 answer m1, later r3 m2. */
async function talk() {
  const made = await callers()
  const send = async (id: string, text: string, threadId?: string) => {
    made.clock.time += 1_000
    const thread = threadId === undefined ? {} : { threadId }
    await made.domain.messages.send(made.alice, { id, roomId: 'TOWN', text, ...thread })
  }
  await send('m1', 'Hello world')
  await send('m2', '断线以后消息会丢吗')
  await send('r1', 'hello answer', 'm1')
  await send('r2', 'another', 'm1')
  await send('r3', 'third', 'm2')
  await made.domain.messages.send(made.alice, { id: 'secret', roomId: 'DEN', text: 'hello secret' })
  const ask = async <Answer>(name: string, ...params: unknown[]) =>
    (await made.call(name, params, { user: made.bob })) as Answer
  return { ...made, ask }
}

const refusal = { code: 'error-not-allowed' }

describe('getThreadMessages', () => {
  it('is the first message and its answers, newest first', async () => {
    const { ask } = await talk()
    const thread = await ask<Document[]>('getThreadMessages', { tmid: 'm1' })
    expect(ids(thread)).toBe('m1 r2 r1')
    expect(thread[0]).toMatchObject({ tcount: 2, replies: ['alice-id'] })
    expect(thread[1]).toMatchObject({ tmid: 'm1', _epoch: 'test-epoch' })
    expect(ids(await ask('getThreadMessages', { tmid: 'm1', limit: 1 }))).toBe('m1 r2')
    expect(ids(await ask('getThreadMessages', { tmid: 'm1', limit: 1, skip: 1 }))).toBe('m1 r1')
    expect(await ask('getThreadMessages', { tmid: 'r1' })).toEqual([])
  })

  it('is for readers of the room, and a hundred at most', async () => {
    const { ask, call, carol } = await talk()
    await expect(ask('getThreadMessages', { tmid: 'nope' })).rejects.toMatchObject(refusal)
    await expect(call('getThreadMessages', [{ tmid: 'secret' }], { user: carol })).rejects.toMatchObject(refusal)
    await expect(ask('getThreadMessages', { tmid: 'm1', limit: 101 })).rejects.toMatchObject({ code: 400 })
    expect(ids(await ask('getThreadMessages', { tmid: 'm1', limit: 100 }))).toBe('m1 r2 r1')
  })
})

describe('getThreadsList', () => {
  it('is the messages that begin threads, the last answered first', async () => {
    const { ask, call, carol } = await talk()
    expect(ids(await ask('getThreadsList', { rid: 'TOWN' }))).toBe('m2 m1')
    expect(ids(await ask('getThreadsList', { rid: 'TOWN', limit: 1, skip: 1 }))).toBe('m1')
    expect(await ask('getThreadsList', { rid: 'DEN' })).toEqual([])
    await expect(call('getThreadsList', [{ rid: 'DEN' }], { user: carol })).rejects.toMatchObject(refusal)
    await expect(ask('getThreadsList', { rid: 'TOWN', limit: 101 })).rejects.toMatchObject({ code: 400 })
  })
})

describe('messageSearch', () => {
  const found = async (made: Awaited<ReturnType<typeof talk>>, ...params: unknown[]) =>
    ids((await made.ask<{ message: { docs: Document[] } }>('messageSearch', ...params)).message.docs)

  it('finds English and Chinese in one room, newest first', async () => {
    const made = await talk()
    expect(await found(made, 'HELLO', 'TOWN')).toBe('r1 m1')
    expect(await found(made, 'hello world', 'TOWN')).toBe('m1')
    expect(await found(made, '线以后', 'TOWN')).toBe('m2')
    expect(await found(made, '消息', 'TOWN', 5, 0)).toBe('m2')
    expect(await found(made, 'hello', 'TOWN', 1)).toBe('r1')
    expect(await found(made, 'hello', 'TOWN', 1, 1)).toBe('m1')
    expect(await found(made, 'hello', 'TOWN', 0)).toBe('r1 m1')
    expect(await found(made, '', 'TOWN')).toBe('')
    await expect(made.call('messageSearch', ['hello', 'DEN'], { user: made.carol })).rejects.toMatchObject(refusal)
  })

  it('is twenty messages unless asked otherwise, and a hundred at most', async () => {
    const made = await talk()
    for (let i = 0; i < 105; i++) await made.domain.messages.send(made.alice, { roomId: 'TOWN', text: 'many' })
    const count = async (...params: unknown[]) => (await found(made, 'many', 'TOWN', ...params)).split(' ').length
    expect(await count()).toBe(20)
    expect(await count(101)).toBe(100)
    expect(await count(99)).toBe(99)
  })
})

describe('spotlight', () => {
  interface Found {
    users: Document[]
    rooms: Document[]
  }

  it('finds people and the channels that one is not in', async () => {
    const made = await talk()
    const { users, rooms } = await made.ask<Found>('spotlight', 'o')
    expect(users).toEqual([
      { _id: 'bob-id', username: 'bob', name: 'Bob', status: 'offline', statusText: '' },
      { _id: 'carol-id', username: 'carol', name: 'Carol', status: 'offline', statusText: '' },
    ])
    expect(rooms).toEqual([])
    const seen = (await made.call('spotlight', ['o'], { user: made.carol })) as Found
    expect(seen.rooms).toMatchObject([{ _id: 'TOWN', t: 'c', name: 'town', lastMessage: { _id: 'm2' } }])
  })

  it('looks for one kind when asked, by the options or by the sign before the text', async () => {
    const made = await talk()
    const kinds = async (...params: unknown[]) => {
      const { users, rooms } = (await made.call('spotlight', params, { user: made.carol })) as Found
      return [users.map(({ _id }) => _id), rooms.map(({ _id }) => _id)]
    }
    const everything = [['bob-id', 'carol-id'], ['TOWN']]
    expect(await kinds('o')).toEqual(everything)
    expect(await kinds(' o ', [], { users: true, rooms: true })).toEqual(everything)
    expect(await kinds('o', null, { users: true })).toEqual([everything[0], []])
    expect(await kinds('o', null, { rooms: true })).toEqual([[], ['TOWN']])
    expect(await kinds('@o')).toEqual([everything[0], []])
    expect(await kinds('#o')).toEqual([[], ['TOWN']])
    expect(await kinds('o', ['bob'])).toEqual([['carol-id'], ['TOWN']])
    expect(await kinds('den')).toEqual([[], []])
  })

  it('gives five of each', async () => {
    const made = await talk()
    for (let i = 0; i < 6; i++) {
      await made.user(`zed${i}`)
      await made.domain.rooms.create(made.alice, { type: 'channel', name: `zed-${i}`, usernames: [], readOnly: false })
    }
    const { users, rooms } = await made.ask<Found>('spotlight', 'zed')
    expect([users.length, rooms.length]).toEqual([5, 5])
    expect(users[0]).toMatchObject({ username: 'zed0' })
  })
})
