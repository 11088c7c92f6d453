// When the clock goes back, documents do not: whoever asks "what changed since" misses nothing.

import { describe, expect, test } from 'vitest'
import { StoreFailure } from '../../../src/store/port.ts'
import { addRoom, addUsers, append, author, user, type OpenStore } from '../world.ts'

export function describeTime(open: OpenStore): void {
  describe('updatedAt', () => {
    test('never goes back, in no document, though the times of sending and joining do', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      await addRoom(store, 'R', ['alice'])
      await addRoom(store, 'Q', ['alice'])
      await append(store, 'x', 'R', 'alice', 1000)
      const late = await append(store, 'y', 'Q', 'alice', 900)
      expect(late.message).toMatchObject({ sentAt: 900, updatedAt: 1000 })
      expect(late.room).toMatchObject({ updatedAt: 1000, lastMessageAt: 900 })
      expect(late.memberships).toMatchObject([{ updatedAt: 1000, readAt: 900 }])
      const joined = await store.joinRoom({ roomId: 'Q', membershipId: 'm', user: author('bob'), roles: [], at: 901 })
      expect(joined).toMatchObject({ membership: { joinedAt: 901, updatedAt: 1000 } })
      expect(await store.leaveRoom({ roomId: 'Q', userId: 'id-bob', at: 902 })).toMatchObject({ outcome: 'left' })
      expect((await store.roomsOf({ userId: 'id-bob', since: 1000 })).removed).toEqual([{ roomId: 'Q', at: 1000 }])
      const editedBy = { id: 'id-alice', username: 'alice' }
      const edited = await store.editMessage({ messageId: 'x', changes: { text: 'n' }, editedBy, at: 903 })
      expect(edited).toMatchObject({ message: { editedAt: 903, updatedAt: 1000 } })
      const status = await store.setStatus({ userId: 'id-bob', statusDefault: 'busy', at: 904 })
      expect(status?.user.updatedAt).toBe(1000)
      const made = await store.createUser({ user: user('dave', { updatedAt: 5 }) })
      expect(made).toMatchObject({ user: { updatedAt: 1000, createdAt: 10 } })
      const next = await append(store, 'z', 'R', 'alice', 1001)
      expect(next.message.updatedAt).toBe(1001)
    })

    test('does not move by what changes nothing or fails', async () => {
      const store = await open()
      await addUsers(store, 'alice')
      await addRoom(store, 'R', ['alice'])
      await store.markRead({ roomId: 'R', userId: 'id-nobody', at: 5000 })
      await store.markRead({ roomId: 'R', userId: 'id-alice', at: 100 })
      await store.leaveRoom({ roomId: 'R', userId: 'id-bob', at: 5000 })
      await store.setReaction({ messageId: 'none', emoji: ':a:', username: 'alice', at: 5000 })
      const ghost = { roomId: 'R', membershipId: 'm', user: author('ghost'), roles: [], at: 5000 } as const
      await expect(store.joinRoom(ghost)).rejects.toBeInstanceOf(StoreFailure)
      expect((await append(store, 'x', 'R', 'alice', 200)).message.updatedAt).toBe(200)
    })
  })
}
