// Methods that tell a client what it missed, or what stands around a message.

import { describe, expect, it } from 'vitest'
import { Refusal } from '../../src/domain/refusal.ts'
import { START } from '../domain/world.ts'
import { callers } from './caller.ts'

interface Changes {
  readonly updated: readonly { _id: string; _seq: number }[]
  readonly deleted: readonly { _id: string; _seq: number; _epoch: string; _deletedAt: Date }[]
  readonly [field: string]: unknown
}

const at = (second: number) => new Date(START + second * 1_000)
const ids = (list: readonly { _id: string }[]) => list.map(({ _id }) => _id).join(' ')

/** m1 … m9 one a second, seq 1 … 9; at 20 m2 is edited (10), at 21 m1 taken back (11), at 22 m3 reacted to (12). */
async function talk() {
  const made = await callers()
  const { messages } = made.domain
  for (let i = 1; i <= 9; i++) {
    made.clock.time = START + i * 1_000
    await messages.send(made.alice, { id: `m${i}`, roomId: 'TOWN', text: String(i) })
  }
  made.clock.time = START + 20_000
  await messages.edit(made.alice, 'm2', 'two')
  made.clock.time = START + 21_000
  await messages.remove(made.alice, 'm1')
  made.clock.time = START + 22_000
  await messages.react(made.alice, 'm3', ':wave:', true)
  const ask = async <Answer>(name: string, ...params: unknown[]) =>
    (await made.call(name, params, { user: made.bob })) as Answer
  const refused = async (name: string, ...params: unknown[]) => {
    try {
      return await ask<unknown>(name, ...params)
    } catch (error) {
      return error instanceof Refusal ? [error.code, error.reason] : error
    }
  }
  return { ...made, ask, refused }
}

describe('quindar:changes', () => {
  const log = async (made: Awaited<ReturnType<typeof talk>>, after: number, more: object = {}) =>
    made.ask<Changes>('quindar:changes', 'TOWN', { epoch: 'test-epoch', after, ...more })

  it('tells all that changed after a number, each message once, and what was taken back', async () => {
    const made = await talk()
    const all = await log(made, 0)
    expect(ids(all.updated)).toBe('m4 m5 m6 m7 m8 m9 m2 m3')
    expect(all.updated.map(({ _seq }) => _seq)).toEqual([4, 5, 6, 7, 8, 9, 10, 12])
    expect(all.updated.at(-2)).toMatchObject({ msg: 'two', _epoch: 'test-epoch' })
    expect(all.updated.at(-1)).toMatchObject({ reactions: { ':wave:': { usernames: ['alice'] } } })
    expect(all.deleted).toEqual([{ _id: 'm1', _seq: 11, _epoch: 'test-epoch', _deletedAt: at(21) }])
    expect(all).toMatchObject({ epoch: 'test-epoch', seq: 12, next: 12, more: false, reset: false })
  })

  it('comes in pages that follow one another to the end', async () => {
    const made = await talk()
    const first = await log(made, 0, { limit: 6 })
    expect(first).toMatchObject({ seq: 12, next: 9, more: true })
    const second = await log(made, first['next'] as number, { limit: 2 })
    expect([ids(second.updated), ids(second.deleted)]).toEqual(['m2', 'm1'])
    expect(second).toMatchObject({ next: 11, more: true })
    const third = await log(made, 11, { limit: 1 })
    expect(ids(third.updated)).toBe('m3')
    // The page is full and there is nothing behind it.
    expect(third).toMatchObject({ next: 12, more: false })
    expect(await log(made, 12)).toMatchObject({ updated: [], deleted: [], next: 12, more: false, reset: false })
  })

  it('is whole to `next` also where numbers were superseded at its end', async () => {
    const made = await talk()
    await made.domain.messages.remove(made.alice, 'm9')
    await made.domain.messages.remove(made.alice, 'm2')
    // 9 and 10 are superseded: what comes first after 8 is 11.
    expect(await log(made, 8, { limit: 1 })).toMatchObject({ next: 11, more: true, seq: 14 })
  })

  it('gives pages of 200 at most', async () => {
    const made = await talk()
    for (let i = 0; i < 200; i++) await made.domain.messages.send(made.alice, { roomId: 'TOWN', text: String(i) })
    for (const more of [{}, { limit: 201 }, { limit: 1_000 }]) {
      const { updated, deleted } = await log(made, 0, more)
      expect(updated.length + deleted.length).toBe(200)
    }
    expect((await log(made, 0, { limit: 199 })).updated.length).toBe(198)
  })

  it('says when the asker’s numbers mean nothing here', async () => {
    const made = await talk()
    const reset = { epoch: 'test-epoch', seq: 12, updated: [], deleted: [], next: 12, more: false, reset: true }
    expect(await log(made, 5, { epoch: 'another' })).toEqual(reset)
    expect(await log(made, 13)).toEqual(reset)
  })

  it('is for readers of the room, and for who asks well', async () => {
    const made = await talk()
    expect(await made.refused('quindar:changes', 'nowhere', { epoch: 'e', after: 0 })).toEqual([
      'error-not-allowed',
      'Not allowed',
    ])
    for (const wrong of [{ after: -1 }, { after: 0.5 }, { after: 2 ** 53 }, { limit: 0 }, { epoch: '' }]) {
      const from = { epoch: 'e', after: 0, ...wrong }
      expect(await made.refused('quindar:changes', 'TOWN', from)).toEqual([400, 'Match failed'])
    }
  })
})

describe('messages/get', () => {
  const get = async (made: Awaited<ReturnType<typeof talk>>, options: object) =>
    made.ask<Changes>('messages/get', 'TOWN', options)

  it('tells what changed since a time, the newest sent first, and what was taken back', async () => {
    const made = await talk()
    const changed = await get(made, { lastUpdate: at(8) })
    expect(ids(changed.updated)).toBe('m9 m3 m2')
    expect(changed.deleted).toEqual([{ _id: 'm1', _seq: 11, _epoch: 'test-epoch', _deletedAt: at(21) }])
    expect(Object.keys(changed)).toEqual(['updated', 'deleted'])
    expect(ids((await get(made, { lastUpdate: at(20) })).updated)).toBe('m3')
    expect(ids((await get(made, { lastUpdate: at(21) })).deleted)).toBe('')
  })

  it('pages forwards through what changed, with the times of the ends as cursors', async () => {
    const made = await talk()
    const from = (second: number) => String(START + second * 1_000)
    const first = await get(made, { next: from(4), type: 'UPDATED', count: 3 })
    expect(ids(first.updated)).toBe('m5 m6 m7')
    expect(first['cursor']).toEqual({ next: from(7), previous: from(5) })
    const second = await get(made, { next: from(7), type: 'UPDATED', count: 4 })
    expect(ids(second.updated)).toBe('m8 m9 m2 m3')
    expect(second['cursor']).toEqual({ next: null, previous: from(8) })
    expect(await get(made, { next: from(22), type: 'UPDATED' })).toEqual({
      updated: [],
      deleted: [],
      cursor: { next: null, previous: null },
    })
    const gone = await get(made, { next: from(0), type: 'DELETED', count: 5 })
    expect([ids(gone.updated), ids(gone.deleted)]).toEqual(['', 'm1'])
    expect(gone['cursor']).toEqual({ next: null, previous: from(21) })
  })

  it('pages backwards, newest first', async () => {
    const made = await talk()
    const from = (second: number) => String(START + second * 1_000)
    const first = await get(made, { previous: from(20), type: 'UPDATED', count: 4 })
    expect(ids(first.updated)).toBe('m9 m8 m7 m6')
    expect(first['cursor']).toEqual({ next: from(9), previous: from(6) })
    const last = await get(made, { previous: from(6), type: 'UPDATED', count: 4 })
    expect(ids(last.updated)).toBe('m5 m4')
    expect(last['cursor']).toEqual({ next: from(5), previous: null })
    expect(ids((await get(made, { previous: from(22), type: 'DELETED' })).deleted)).toBe('m1')
  })

  it('gives a page of history without a time and without a cursor', async () => {
    const made = await talk()
    const page = async (options: object) => (await get(made, options)) as unknown as { messages: { _id: string }[] }
    expect(ids((await page({})).messages)).toBe('m9 m8 m7 m6 m5 m4 m3 m2')
    expect(ids((await page({ count: 2 })).messages)).toBe('m9 m8')
    expect(ids((await page({ latestDate: at(6), oldestDate: at(3) })).messages)).toBe('m5 m4')
    expect(ids((await page({ latestDate: at(6), oldestDate: at(3), inclusive: true })).messages)).toBe('m6 m5 m4 m3')
    expect(await page({ oldestDate: at(2), count: 3, unreads: true })).toMatchObject({
      firstUnread: { _id: 'm3' },
      unreadNotLoaded: 4,
    })
    expect(Object.keys(await page({ count: 3 }))).toEqual(['messages'])
  })

  it.each([
    [{ type: 'OTHER' }, 'error-type-param-not-supported'],
    [{ next: '5' }, 'error-type-param-required'],
    [{ previous: '5' }, 'error-type-param-required'],
    [{ next: '5', previous: '5', type: 'UPDATED' }, 'error-cursor-conflict'],
    [{ next: '5', type: 'UPDATED', lastUpdate: at(0) }, 'error-cursor-and-lastUpdate-conflict'],
    [{ next: 'soon', type: 'UPDATED' }, 'error-invalid-date'],
    [{ next: '99999999999999999', type: 'UPDATED' }, 'error-invalid-date'],
  ])('refuses %j with %s', async (options, code) => {
    const made = await talk()
    expect(await made.refused('messages/get', 'TOWN', options)).toEqual([code, expect.any(String)])
  })

  it('is for readers of the room', async () => {
    const made = await talk()
    for (const options of [{}, { lastUpdate: at(0) }, { next: '5', type: 'DELETED' }]) {
      expect(await made.refused('messages/get', 'nowhere', options)).toEqual(['error-not-allowed', 'Not allowed'])
    }
  })
})

describe('the older ways', () => {
  it('loadMissedMessages tells what was sent after a time, newest first', async () => {
    const made = await talk()
    expect(ids(await made.ask('loadMissedMessages', 'TOWN', at(6)))).toBe('m9 m8 m7')
    expect(await made.ask('loadMissedMessages', 'TOWN', at(9))).toEqual([])
    expect(await made.ask('loadMissedMessages', 'nowhere', at(0))).toBe(false)
  })

  it('loadNextMessages tells what was sent after a time, oldest first', async () => {
    const made = await talk()
    const next = async (...params: unknown[]) =>
      ids((await made.ask<{ messages: { _id: string }[] }>('loadNextMessages', 'TOWN', ...params)).messages)
    expect(await next(at(6), 2)).toBe('m7 m8')
    expect(await next(at(6))).toBe('m7 m8 m9')
    expect(await next()).toBe('m2 m3 m4 m5 m6 m7 m8 m9')
    expect(await made.refused('loadNextMessages', 'nowhere', at(0))).toEqual(['error-not-allowed', 'Not allowed'])
  })

  it('loadSurroundingMessages tells what stands around a message', async () => {
    const made = await talk()
    const around = (message: string, ...params: unknown[]) =>
      made.ask<{ messages: { _id: string }[] }>('loadSurroundingMessages', { _id: message }, ...params)
    const five = await around('m6', 5)
    expect(ids(five.messages)).toBe('m5 m4 m6 m7 m8')
    expect(five).toMatchObject({ moreBefore: true, moreAfter: true })
    const four = await around('m6', 4)
    expect(ids(four.messages)).toBe('m5 m4 m6 m7')
    const all = await around('m3')
    expect(ids(all.messages)).toBe('m2 m3 m4 m5 m6 m7 m8 m9')
    expect(all).toMatchObject({ moreBefore: false, moreAfter: false })
    expect(await around('m1')).toBe(false)
    await made.domain.messages.send(made.alice, { id: 'secret', roomId: 'DEN', text: 'secret' })
    const stranger = { user: made.carol }
    expect(await made.call('loadSurroundingMessages', [{ _id: 'secret' }], stranger)).toBe(false)
  })
})
