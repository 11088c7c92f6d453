// The log of a room from a place or a time on, and its history forwards.

import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/store/port.ts'
import { addRoom, addUsers, append, author, system, type OpenStore } from '../world.ts'

const alice = { id: 'id-alice', username: 'alice' }

export function describeCatchUp(open: OpenStore): void {
  /** a 1, b 2, c 3, then b edited 4 at 400, a taken back 5 at 500, c reacted to 6 at 600, d 7 at 700. */
  async function lived(): Promise<Store> {
    const store = await open()
    await addUsers(store, 'alice', 'bob')
    await addRoom(store, 'R', ['alice'])
    await addRoom(store, 'other', ['alice'])
    for (const [index, id] of ['a', 'b', 'c'].entries()) await append(store, id, 'R', 'alice', 100 * (index + 1))
    await append(store, 'elsewhere', 'other', 'alice', 350)
    await store.editMessage({ messageId: 'b', changes: { text: 'new' }, editedBy: alice, at: 400 })
    await store.deleteMessage({ messageId: 'a', deletedBy: alice, at: 500 })
    await store.setReaction({ messageId: 'c', emoji: ':a:', username: 'alice', at: 600 })
    await append(store, 'd', 'R', 'alice', 700)
    return store
  }

  describe('what changed after a place in the log', () => {
    const told = async (store: Store, after: number, limit = 50, roomId = 'R') => {
      const { seq, updated, deleted } = await store.changes({ roomId, after, limit })
      return [
        seq,
        updated.map((message) => `${message.id} ${message.seq}`).join(', '),
        deleted.map((deletion) => `${deletion.messageId} ${deletion.seq} ${deletion.at}`).join(', '),
      ]
    }

    test('is each message at its latest change and each deletion, in their order', async () => {
      const store = await lived()
      expect(await told(store, 0)).toEqual([7, 'b 4, c 6, d 7', 'a 5 500'])
      expect(await told(store, 4)).toEqual([7, 'c 6, d 7', 'a 5 500'])
      expect(await told(store, 5)).toEqual([7, 'c 6, d 7', ''])
      expect(await told(store, 6)).toEqual([7, 'd 7', ''])
      expect(await told(store, 7)).toEqual([7, '', ''])
      expect(await told(store, 99)).toEqual([7, '', ''])
      expect(await told(store, 0, 50, 'nowhere')).toEqual([0, '', ''])
      const { updated } = await store.changes({ roomId: 'R', after: 6, limit: 1 })
      expect(updated).toEqual([await store.message({ id: 'd' })])
    })

    test('comes in pages that count both together', async () => {
      const store = await lived()
      expect(await told(store, 0, 0)).toEqual([7, '', ''])
      expect(await told(store, 0, 1)).toEqual([7, 'b 4', ''])
      expect(await told(store, 0, 2)).toEqual([7, 'b 4', 'a 5 500'])
      expect(await told(store, 0, 3)).toEqual([7, 'b 4, c 6', 'a 5 500'])
      expect(await told(store, 4, 1)).toEqual([7, '', 'a 5 500'])
      expect(await told(store, 0, 4)).toEqual([7, 'b 4, c 6, d 7', 'a 5 500'])
    })

    test('tells an id that was taken back and used again twice', async () => {
      const store = await lived()
      await append(store, 'a', 'R', 'alice', 800)
      expect(await told(store, 0)).toEqual([8, 'b 4, c 6, d 7, a 8', 'a 5 500'])
      await store.deleteMessage({ messageId: 'a', deletedBy: alice, at: 900 })
      expect(await told(store, 5)).toEqual([9, 'c 6, d 7', 'a 9 900'])
    })

    test('has system messages and replies that are not shown in the room', async () => {
      const store = await lived()
      await store.joinRoom({
        roomId: 'R',
        membershipId: 'm',
        user: author('bob'),
        roles: [],
        systemMessage: system('joined', 'bob'),
        at: 800,
      })
      expect((await store.changes({ roomId: 'R', after: 7, limit: 5 })).updated.map(({ id }) => id)).toEqual(['joined'])
    })
  })

  describe('what changed between two times', () => {
    type Range = Omit<Parameters<Store['updatedMessages']>[0], 'roomId' | 'limit'> & { limit?: number }
    const updated = async (store: Store, range: Range) =>
      (await store.updatedMessages({ roomId: 'R', limit: 50, ...range })).map(({ id }) => id).join(' ')
    const deleted = async (store: Store, range: Range) =>
      (await store.deletedMessages({ roomId: 'R', limit: 50, ...range })).map(({ messageId }) => messageId).join(' ')

    test('is told without the ends, by the time of the change', async () => {
      const store = await lived()
      expect(await updated(store, {})).toBe('b c d')
      expect(await updated(store, { newestFirst: true })).toBe('d c b')
      expect(await updated(store, { after: 400 })).toBe('c d')
      expect(await updated(store, { after: 399 })).toBe('b c d')
      expect(await updated(store, { before: 700 })).toBe('b c')
      expect(await updated(store, { before: 701 })).toBe('b c d')
      expect(await updated(store, { after: 400, before: 700 })).toBe('c')
      expect(await updated(store, { after: 0, limit: 2 })).toBe('b c')
      expect(await updated(store, { after: 0, limit: 2, newestFirst: true })).toBe('d c')
      expect(await updated(store, { limit: 0 })).toBe('')
      expect(await updated(store, { limit: -1 })).toBe('')
      expect(await store.updatedMessages({ roomId: 'nowhere', limit: 50 })).toEqual([])
    })

    test('keeps the order of the log where the time is the same', async () => {
      const store = await lived()
      for (const id of ['y', 'x', 'z']) await append(store, id, 'R', 'alice', 800)
      await store.setReaction({ messageId: 'y', emoji: ':a:', username: 'alice', at: 800 })
      expect(await updated(store, { after: 700 })).toBe('x z y')
      expect(await updated(store, { after: 700, newestFirst: true })).toBe('y z x')
    })

    test('and what was taken back then', async () => {
      const store = await lived()
      await store.deleteMessage({ messageId: 'b', deletedBy: alice, at: 800 })
      expect(await deleted(store, {})).toBe('a b')
      expect(await deleted(store, { newestFirst: true })).toBe('b a')
      expect(await deleted(store, { after: 500 })).toBe('b')
      expect(await deleted(store, { after: 499 })).toBe('a b')
      expect(await deleted(store, { before: 800 })).toBe('a')
      expect(await deleted(store, { before: 801, limit: 1 })).toBe('a')
      expect(await store.deletedMessages({ roomId: 'R', limit: 1 })).toEqual([{ messageId: 'a', seq: 5, at: 500 }])
      expect(await store.deletedMessages({ roomId: 'other', limit: 50 })).toEqual([])
    })

    test('a clock that goes back takes nothing out of it', async () => {
      const store = await lived()
      await store.deleteMessage({ messageId: 'd', deletedBy: alice, at: 10 })
      await append(store, 'e', 'R', 'alice', 20)
      expect(await deleted(store, { after: 699 })).toBe('d')
      expect(await updated(store, { after: 699 })).toBe('e')
    })
  })

  describe('the history forwards', () => {
    test('is oldest first from just after a time', async () => {
      const store = await lived()
      await append(store, 'hidden', 'R', 'alice', 800, { threadId: 'b' })
      await append(store, 'shown', 'R', 'alice', 800, { threadId: 'b', showInRoom: true })
      const ids = async (more: Partial<Parameters<Store['following']>[0]>) =>
        (await store.following({ roomId: 'R', limit: 50, threads: true, ...more })).map(({ id }) => id).join(' ')
      expect(await ids({})).toBe('b c d hidden shown')
      expect(await ids({ after: 200 })).toBe('c d hidden shown')
      expect(await ids({ after: 199 })).toBe('b c d hidden shown')
      expect(await ids({ after: 200, limit: 2 })).toBe('c d')
      expect(await ids({ after: 300, threads: false })).toBe('d shown')
      expect(await ids({ limit: 0 })).toBe('')
      expect(await ids({ limit: -1 })).toBe('')
      expect(await ids({ roomId: 'nowhere' })).toBe('')
    })
  })
}
