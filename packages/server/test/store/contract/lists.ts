// What each user has read; who is where, and who was.

import { describe, expect, test } from 'vitest'
import { addRoom, addUsers, append, member, user, type OpenStore } from '../world.ts'

export function describeLists(open: OpenStore): void {
  describe('reading a room', () => {
    test('zeroes the counters, opens the room and moves the time of reading', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      const members = [member('alice'), member('bob')]
      await store.openDirectRoom({ roomId: 'D', members, at: 100 })
      await append(store, 'x', 'D', 'alice', 110)
      const before = await store.membership({ roomId: 'D', userId: 'id-bob' })
      expect(before).toMatchObject({ alert: true, unread: 1 })
      const read = await store.markRead({ roomId: 'D', userId: 'id-bob', at: 120 })
      const membership = { ...before, alert: false, unread: 0, readAt: 120, updatedAt: 120 }
      expect(read).toEqual({ membership, changed: true })
      expect(await store.markRead({ roomId: 'D', userId: 'id-bob', at: 120 })).toEqual({ membership, changed: false })
      expect(await store.markRead({ roomId: 'D', userId: 'id-bob', at: 119 })).toEqual({ membership, changed: false })
      const later = { ...membership, readAt: 121, updatedAt: 121 }
      expect(await store.markRead({ roomId: 'D', userId: 'id-bob', at: 121 })).toEqual({
        membership: later,
        changed: true,
      })
      expect(await store.membership({ roomId: 'D', userId: 'id-bob' })).toEqual(later)
      expect(await store.markRead({ roomId: 'D', userId: 'id-nobody', at: 130 })).toBeUndefined()
      expect(await store.markRead({ roomId: 'nowhere', userId: 'id-bob', at: 130 })).toBeUndefined()
    })

    test('with an older clock zeroes what is unread and keeps the time of reading', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      await addRoom(store, 'R', ['alice', 'bob'])
      await store.markRead({ roomId: 'R', userId: 'id-bob', at: 150 })
      await append(store, 'x', 'R', 'alice', 140)
      const read = await store.markRead({ roomId: 'R', userId: 'id-bob', at: 145 })
      expect(read).toMatchObject({ changed: true, membership: { alert: false, readAt: 150, updatedAt: 150 } })
    })

    test('opens a room that was hidden', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      const members = [member('alice'), member('bob')]
      await store.openDirectRoom({ roomId: 'D', members, openedBy: 'id-alice', at: 100 })
      const read = await store.markRead({ roomId: 'D', userId: 'id-bob', at: 100 })
      expect(read).toMatchObject({ changed: true, membership: { open: true, readAt: 100 } })
    })
  })

  describe('the rooms and memberships of a user', () => {
    test('are all of them by room, or those that moved since, with what was lost since', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      for (const id of ['R3', 'R1', 'R2']) await addRoom(store, id, ['alice', 'bob'])
      await addRoom(store, 'other', ['alice'])
      const all = await store.roomsOf({ userId: 'id-bob' })
      expect(all.rooms.map((room) => room.id)).toEqual(['R1', 'R2', 'R3'])
      expect(all.removed).toEqual([])
      const mine = await store.membershipsOf({ userId: 'id-bob' })
      expect(mine.memberships.map((one) => one.id)).toEqual(['R1-bob', 'R2-bob', 'R3-bob'])
      expect(mine.removed).toEqual([])

      await append(store, 'x', 'R2', 'alice', 200)
      await store.leaveRoom({ roomId: 'R1', userId: 'id-bob', at: 201 })
      const roomsSince = async (since: number) => {
        const { rooms, removed } = await store.roomsOf({ userId: 'id-bob', since })
        return [rooms.map((room) => room.id), removed]
      }
      const membershipsSince = async (since: number) => {
        const { memberships, removed } = await store.membershipsOf({ userId: 'id-bob', since })
        return [memberships.map((one) => one.id), removed]
      }
      const lost = [{ roomId: 'R1', at: 201 }]
      const gone = [{ membershipId: 'R1-bob', roomId: 'R1', at: 201 }]
      expect(await roomsSince(100)).toEqual([['R2', 'R3'], lost])
      expect(await roomsSince(200)).toEqual([['R2'], lost])
      expect(await roomsSince(201)).toEqual([[], lost])
      expect(await roomsSince(202)).toEqual([[], []])
      expect(await membershipsSince(100)).toEqual([['R2-bob', 'R3-bob'], gone])
      expect(await membershipsSince(200)).toEqual([['R2-bob'], gone])
      expect(await membershipsSince(201)).toEqual([[], gone])
      expect(await membershipsSince(202)).toEqual([[], []])
      expect((await store.roomsOf({ userId: 'id-bob' })).removed).toEqual([])
      const [first] = (await store.roomsOf({ userId: 'id-bob', since: 200 })).rooms
      expect(first).toEqual(await store.room({ id: 'R2' }))
    })

    test('say what was lost in the order in which it was', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      const lost = ['R2', 'R3', 'R1']
      for (const id of lost) await addRoom(store, id, ['alice', 'bob'])
      for (const [index, roomId] of lost.entries()) await store.leaveRoom({ roomId, userId: 'id-bob', at: 200 + index })
      const { removed } = await store.roomsOf({ userId: 'id-bob', since: 0 })
      expect(removed.map((one) => one.roomId)).toEqual(lost)
      const gone = await store.membershipsOf({ userId: 'id-bob', since: 0 })
      expect(gone.removed.map((one) => one.roomId)).toEqual(lost)
    })

    test('say once and when that a room was lost, as long as it is', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      await addRoom(store, 'R', ['alice', 'bob'])
      await store.leaveRoom({ roomId: 'R', userId: 'id-bob', at: 120 })
      await store.joinRoom({ roomId: 'R', ...member('bob'), membershipId: 'second', at: 130 })
      expect((await store.roomsOf({ userId: 'id-bob', since: 110 })).removed).toEqual([])
      expect((await store.membershipsOf({ userId: 'id-bob', since: 110 })).removed).toEqual([
        { membershipId: 'R-bob', roomId: 'R', at: 120 },
      ])
      await store.leaveRoom({ roomId: 'R', userId: 'id-bob', at: 140 })
      expect((await store.roomsOf({ userId: 'id-bob', since: 110 })).removed).toEqual([{ roomId: 'R', at: 140 }])
      expect((await store.roomsOf({ userId: 'id-alice', since: 0 })).removed).toEqual([])
      expect((await store.membershipsOf({ userId: 'id-bob', since: 110 })).removed).toEqual([
        { membershipId: 'R-bob', roomId: 'R', at: 120 },
        { membershipId: 'second', roomId: 'R', at: 140 },
      ])
    })
  })

  describe('the members of a room', () => {
    test('come by username, a page at a time, filtered by a part of username or name', async () => {
      const store = await open()
      const people = [
        user('dave', { name: 'Ärger 50%' }),
        user('Bob', { name: 'Robert_X' }),
        user('alice', { name: '爱丽丝' }),
        user('carol', { name: 'a\\b' }),
      ]
      for (const one of people) await store.createUser({ user: one })
      await addUsers(store, 'stranger')
      await addRoom(store, 'R', ['dave', 'Bob', 'alice', 'carol'])
      const list = async (filter: string | undefined, offset = 0, limit = 10) => {
        const asked = { roomId: 'R', offset, limit, ...(filter !== undefined && { filter }) }
        const { users, total } = await store.members(asked)
        return [users.map((one) => one.username), total]
      }
      expect(await list(undefined)).toEqual([['alice', 'Bob', 'carol', 'dave'], 4])
      expect(await list('')).toEqual([['alice', 'Bob', 'carol', 'dave'], 4])
      expect(await list(undefined, 1, 2)).toEqual([['Bob', 'carol'], 4])
      expect(await list(undefined, 4)).toEqual([[], 4])
      expect(await list(undefined, -1, 1)).toEqual([['alice'], 4])
      expect(await list(undefined, 1, -1)).toEqual([[], 4])
      expect(await list('BO')).toEqual([['Bob'], 1])
      expect(await list('ärger')).toEqual([['dave'], 1])
      expect(await list('丽')).toEqual([['alice'], 1])
      expect(await list('%')).toEqual([['dave'], 1])
      expect(await list('_')).toEqual([['Bob'], 1])
      expect(await list('\\')).toEqual([['carol'], 1])
      expect(await list('r', 0, 1)).toEqual([['Bob'], 3])
      expect(await list('nobody')).toEqual([[], 0])
      const { users } = await store.members({ roomId: 'R', filter: 'bob', offset: 0, limit: 1 })
      expect(users).toEqual([people[1]])
      expect(await store.members({ roomId: 'nowhere', offset: 0, limit: 5 })).toEqual({ users: [], total: 0 })
    })

    test('are known by their ids as well', async () => {
      const store = await open()
      await addUsers(store, 'bob', 'alice')
      await addRoom(store, 'R', ['bob', 'alice'])
      expect(await store.memberIds({ roomId: 'R' })).toEqual(['id-alice', 'id-bob'])
      expect(await store.memberIds({ roomId: 'nowhere' })).toEqual([])
    })
  })
}
