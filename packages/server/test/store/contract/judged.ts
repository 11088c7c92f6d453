// Rights that were judged before the operation hold when it comes to writing, or nothing is written.

import { describe, expect, test } from 'vitest'
import type { Judged, Store } from '../../../src/store/port.ts'
import { addRoom, addUsers, append, author, deletedBy, type OpenStore } from '../world.ts'

export function describeJudged(open: OpenStore): void {
  const changes = [
    ['an edit', (store: Store, judged: Judged) => store.editMessage({ ...edit, judged })],
    [
      'a deletion',
      (store: Store, judged: Judged) => store.deleteMessage({ messageId: 'x', deletedBy, judged, at: 300 }),
    ],
    ['a reaction', (store: Store, judged: Judged) => store.setReaction({ ...reaction, judged })],
    ['a pin', (store: Store, judged: Judged) => store.setPin({ ...mark, pinned: true, by: deletedBy, judged })],
    ['a star', (store: Store, judged: Judged) => store.setStar({ ...mark, userId: 'id-bob', starred: true, judged })],
    [
      'following',
      (store: Store, judged: Judged) => store.setFollower({ ...mark, userId: 'id-bob', follows: true, judged }),
    ],
  ] as const
  const edit = { messageId: 'x', changes: { text: 'new' }, editedBy: deletedBy, at: 300 }
  const mark = { messageId: 'x', at: 300 }
  const reaction = { messageId: 'x', emoji: ':a:', username: 'bob', at: 300 }
  const judged = { roomId: 'R', authorId: 'id-alice', membershipId: 'R-bob' }

  async function room(): Promise<Store> {
    const store = await open()
    await addUsers(store, 'alice', 'bob')
    await addRoom(store, 'R', ['alice', 'bob'])
    await append(store, 'x', 'R', 'alice', 200)
    return store
  }

  describe.each(changes)('%s', (_name, change) => {
    test('is made by a member, and by who needs to be none', async () => {
      for (const fitting of [judged, { roomId: 'R', authorId: 'id-alice' }]) {
        const store = await room()
        expect((await change(store, fitting)).outcome).toMatch(/^(edited|deleted|changed)$/)
        expect((await store.room({ id: 'R' }))?.seq).toBe(2)
      }
    })

    test('is not made for who has left, not even when he came back', async () => {
      const store = await room()
      await store.leaveRoom({ roomId: 'R', userId: 'id-bob', at: 210 })
      expect(await change(store, judged)).toEqual({ outcome: 'not-member' })
      await store.joinRoom({ roomId: 'R', membershipId: 'again', user: author('bob'), roles: [], at: 211 })
      expect(await change(store, judged)).toEqual({ outcome: 'not-member' })
      expect(await store.message({ id: 'x' })).toMatchObject({ text: 'text of x', reactions: {}, seq: 1 })
      expect((await store.room({ id: 'R' }))?.seq).toBe(1)
    })

    test('is not made to another message that has the id by now', async () => {
      const store = await room()
      await addRoom(store, 'other', ['alice'])
      for (const stale of [
        { ...judged, roomId: 'other' },
        { ...judged, authorId: 'id-bob' },
      ]) {
        expect(await change(store, stale)).toEqual({ outcome: 'no-message' })
      }
      expect(await store.message({ id: 'x' })).toMatchObject({ text: 'text of x', reactions: {}, seq: 1 })
    })
  })
}
