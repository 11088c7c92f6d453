// The history of a room.

import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/store/port.ts'
import { addRoom, addUsers, append, author, deletedBy, system, type OpenStore } from '../world.ts'

export function describeHistory(open: OpenStore): void {
  async function room(): Promise<Store> {
    const store = await open()
    await addUsers(store, 'alice')
    await addRoom(store, 'R', ['alice'])
    return store
  }
  type Page = Parameters<Store['history']>[0]
  const page = async (store: Store, more: Partial<Page> = {}) => {
    const found = await store.history({ roomId: 'R', limit: 50, threads: true, ...more })
    return found.map((one) => one.id).join(' ')
  }

  describe('the history', () => {
    test('is newest first by the time of sending, and by writing where that is the same', async () => {
      const store = await room()
      const sent: [string, number][] = [
        ['c', 300],
        ['b2', 200],
        ['a', 100],
        ['b1', 200],
        ['b3', 200],
      ]
      for (const [index, [id, sentAt]] of sent.entries()) await append(store, id, 'R', 'alice', 400 + index, { sentAt })
      expect(await page(store)).toBe('c b3 b1 b2 a')
      expect(await page(store, { limit: 2 })).toBe('c b3')
      expect(await page(store, { limit: 0 })).toBe('')
      expect(await page(store, { limit: -1 })).toBe('')
      const [newest] = await store.history({ roomId: 'R', limit: 1, threads: true })
      expect(newest).toEqual(await store.message({ id: 'c' }))
    })

    test('keeps its order when messages are edited', async () => {
      const store = await room()
      for (const id of ['a', 'b', 'c']) await append(store, id, 'R', 'alice', 200)
      const editedBy = { id: 'id-alice', username: 'alice' }
      await store.editMessage({ messageId: 'a', changes: { text: 'new' }, editedBy, at: 300 })
      await store.setReaction({ messageId: 'b', emoji: ':a:', username: 'alice', at: 301 })
      expect(await page(store)).toBe('c b a')
    })

    test('is bounded on either side, without or with what is of just that time', async () => {
      const store = await room()
      for (const at of [100, 200, 300, 400]) await append(store, `x${at}`, 'R', 'alice', at)
      expect(await page(store, { before: 300 })).toBe('x200 x100')
      expect(await page(store, { before: 300, inclusive: false })).toBe('x200 x100')
      expect(await page(store, { before: 300, inclusive: true })).toBe('x300 x200 x100')
      expect(await page(store, { after: 200 })).toBe('x400 x300')
      expect(await page(store, { after: 200, inclusive: true })).toBe('x400 x300 x200')
      expect(await page(store, { after: 100, before: 400 })).toBe('x300 x200')
      expect(await page(store, { after: 100, before: 400, inclusive: true })).toBe('x400 x300 x200 x100')
      expect(await page(store, { after: 100, before: 400, limit: 1 })).toBe('x300')
      expect(await page(store, { before: 100 })).toBe('')
      expect(await page(store, { before: 101 })).toBe('x100')
      expect(await page(store, { after: 400 })).toBe('')
      expect(await page(store, { after: 399 })).toBe('x400')
    })

    test('leaves out replies that are not shown in the room, and still fills its page', async () => {
      const store = await room()
      await append(store, 'a', 'R', 'alice', 100)
      await append(store, 'b', 'R', 'alice', 101)
      await append(store, 'hidden', 'R', 'alice', 102, { threadId: 'a' })
      await append(store, 'shown', 'R', 'alice', 103, { threadId: 'a', showInRoom: true })
      await append(store, 'off', 'R', 'alice', 104, { threadId: 'a', showInRoom: false })
      expect(await page(store)).toBe('off shown hidden b a')
      expect(await page(store, { threads: false })).toBe('shown b a')
      expect(await page(store, { threads: false, limit: 2 })).toBe('shown b')
      const editedBy = { id: 'id-alice', username: 'alice' }
      await store.editMessage({ messageId: 'hidden', changes: { showInRoom: true }, editedBy, at: 105 })
      await store.editMessage({ messageId: 'shown', changes: { showInRoom: false }, editedBy, at: 106 })
      expect(await page(store, { threads: false })).toBe('hidden b a')
    })

    test('has system messages, not what was deleted, nor what is in other rooms', async () => {
      const store = await room()
      await addUsers(store, 'bob')
      await addRoom(store, 'other', ['alice'])
      for (const id of ['a', 'b', 'c']) await append(store, id, 'R', 'alice', 200)
      await append(store, 'elsewhere', 'other', 'alice', 200)
      const systemMessage = system('s', 'bob')
      await store.joinRoom({ roomId: 'R', membershipId: 'm', user: author('bob'), roles: [], at: 210, systemMessage })
      await store.deleteMessage({ messageId: 'b', deletedBy, at: 220 })
      expect(await page(store)).toBe('s c a')
      expect(await page(store, { threads: false })).toBe('s c a')
      expect(await page(store, { roomId: 'nowhere' })).toBe('')
    })
  })

  describe('what lies between two times', () => {
    test('is counted without the ends, with the oldest of it', async () => {
      const store = await room()
      for (const at of [100, 200, 300, 400]) await append(store, `x${at}`, 'R', 'alice', at)
      await append(store, 'again', 'R', 'alice', 500, { sentAt: 200 })
      const between = async (after: number, before: number, threads = true) => {
        const { count, first } = await store.countBetween({ roomId: 'R', after, before, threads })
        return [count, first?.id]
      }
      expect(await between(100, 400)).toEqual([3, 'x200'])
      expect(await between(99, 401)).toEqual([5, 'x100'])
      expect(await between(200, 300)).toEqual([0, undefined])
      expect(await between(199, 300)).toEqual([2, 'x200'])
      expect(await between(200, 301)).toEqual([1, 'x300'])
      expect(await between(400, 100)).toEqual([0, undefined])
      await append(store, 'hidden', 'R', 'alice', 501, { sentAt: 150, threadId: 'x100' })
      await append(store, 'shown', 'R', 'alice', 502, { sentAt: 250, threadId: 'x100', showInRoom: true })
      expect(await between(100, 400)).toEqual([5, 'hidden'])
      expect(await between(100, 400, false)).toEqual([4, 'x200'])
      expect(await between(200, 300, false)).toEqual([1, 'shown'])
      expect(await between(100, 200, false)).toEqual([0, undefined])
      expect(await store.countBetween({ roomId: 'nowhere', after: 0, before: 999, threads: true })).toEqual({
        count: 0,
        first: undefined,
      })
    })
  })
}
