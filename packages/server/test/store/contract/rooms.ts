// Rooms: made, found, listed.

import { describe, expect, test } from 'vitest'
import { StoreFailure, type Store } from '../../../src/store/port.ts'
import { addRoom, addUsers, author, member, user, type OpenStore } from '../world.ts'

export function describeRooms(open: OpenStore): void {
  describe('a new room', () => {
    test('has its members, of whom its creator has read it', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      const room = {
        id: 'R1',
        type: 'group',
        name: 'Plans',
        displayName: 'Our Plans',
        topic: 'what next',
        creator: author('alice'),
        readOnly: true,
        isDefault: false,
        customFields: { colour: 'red' },
      } as const
      const made = await store.createRoom({ room, members: [member('bob'), member('alice', ['owner'])], at: 100 })
      const common = {
        roomId: 'R1',
        roomType: 'group',
        name: 'Plans',
        displayName: 'Our Plans',
        open: true,
        alert: false,
        unread: 0,
        userMentions: 0,
        groupMentions: 0,
        joinedAt: 100,
        updatedAt: 100,
      }
      const full = { ...room, memberCount: 2, messageCount: 0, seq: 0, createdAt: 100, updatedAt: 100 }
      const alice = { id: 'm-alice', userId: 'id-alice', username: 'alice', userDisplayName: 'alice the tester' }
      const bob = { id: 'm-bob', userId: 'id-bob', username: 'bob', userDisplayName: 'bob the tester' }
      expect(made).toEqual({
        outcome: 'created',
        room: full,
        memberships: [
          { ...common, ...alice, roles: ['owner'], readAt: 100 },
          { ...common, ...bob, roles: [] },
        ],
      })
      expect(await store.room({ id: 'R1' })).toEqual(full)
      expect(await store.membership({ roomId: 'R1', userId: 'id-bob' })).toEqual({ ...common, ...bob, roles: [] })
    })

    test('is shown by its name when nothing else is said, and counts each member once', async () => {
      const store = await open()
      await addUsers(store, 'alice')
      const twice = [member('alice', ['owner']), { ...member('alice'), membershipId: 'other' }]
      const room = { id: 'R1', type: 'channel', name: '公告', readOnly: false, isDefault: true } as const
      const made = await store.createRoom({ room, members: twice, at: 100 })
      expect(made).toMatchObject({ room: { memberCount: 1 } })
      expect(await store.membershipsOf({ userId: 'id-alice' })).toMatchObject({
        memberships: [{ id: 'm-alice', name: '公告', displayName: '公告', roles: ['owner'] }],
      })
      expect(await store.room({ id: 'R1' })).not.toHaveProperty('creator')
      expect(await store.membership({ roomId: 'R1', userId: 'id-alice' })).not.toHaveProperty('readAt')
    })

    test('is refused when its id or its name is taken, and leaves no trace', async () => {
      const store = await open()
      await addUsers(store, 'alice')
      await addRoom(store, 'R1', ['alice'], { name: 'General' })
      const base = { readOnly: false, isDefault: false } as const
      const create = (id: string, name: string, type: 'channel' | 'group') =>
        store.createRoom({ room: { ...base, id, name, type }, members: [member('alice')], at: 110 })
      expect(await create('R1', 'general', 'channel')).toEqual({ outcome: 'id-taken' })
      expect(await create('R2', 'gENERAL', 'channel')).toEqual({ outcome: 'name-taken' })
      expect(await create('R2', 'GENERAL', 'group')).toEqual({ outcome: 'name-taken' })
      expect(await store.room({ id: 'R2' })).toBeUndefined()
      expect(await store.membership({ roomId: 'R2', userId: 'id-alice' })).toBeUndefined()
      expect(await create('R2', 'general2', 'group')).toMatchObject({ outcome: 'created' })
    })

    test('is made with all its members or not at all', async () => {
      const store = await open()
      await addUsers(store, 'alice')
      const room = { id: 'R1', type: 'channel', name: 'r', readOnly: false, isDefault: false } as const
      const asked = store.createRoom({ room, members: [member('alice'), member('ghost')], at: 100 })
      await expect(asked).rejects.toMatchObject({ name: 'StoreFailure', fatal: false })
      expect(await store.room({ id: 'R1' })).toBeUndefined()
      expect(await store.memberIds({ roomId: 'R1' })).toEqual([])
      await addRoom(store, 'R2', ['alice'])
      const used = { membershipId: 'R2-alice', user: author('alice'), roles: [] }
      await expect(store.createRoom({ room, members: [used], at: 100 })).rejects.toBeInstanceOf(StoreFailure)
      expect(await store.room({ name: 'r' })).toBeUndefined()
    })
  })

  describe('a room', () => {
    test('is found by id, and by name in any case, of any type or of the type that is wanted', async () => {
      const store = await open()
      await addUsers(store, 'alice')
      const { room } = await addRoom(store, 'R1', ['alice'], { name: 'Général' })
      expect(await store.room({ id: 'R1' })).toEqual(room)
      expect(await store.room({ name: 'GÉNÉRAL' })).toEqual(room)
      expect(await store.room({ name: 'général', type: 'channel' })).toEqual(room)
      expect(await store.room({ name: 'général', type: 'group' })).toBeUndefined()
      expect(await store.room({ name: 'general' })).toBeUndefined()
      expect(await store.room({ id: 'r1' })).toBeUndefined()
      expect(await store.room({ id: 'Général' })).toBeUndefined()
    })
  })

  describe('the list of channels', () => {
    async function listed(store: Store, filter: string): Promise<(string | undefined)[]> {
      const { rooms, total } = await store.channels({ filter, offset: 0, limit: 50 })
      expect(total).toBe(rooms.length)
      return rooms.map((room) => room.name)
    }

    test('has the public rooms by name, a page at a time, with how many there are', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      for (const [index, name] of ['delta', 'Alpha', 'charlie', 'bravo'].entries()) {
        await addRoom(store, `R${index}`, ['alice'], { name })
      }
      await addRoom(store, 'G', ['alice'], { name: 'aardvark', type: 'group' })
      await store.openDirectRoom({ roomId: 'D', members: [member('alice'), member('bob')], at: 100 })
      const names = async (offset: number, limit: number) => {
        const { rooms, total } = await store.channels({ offset, limit })
        return [rooms.map((room) => room.name), total]
      }
      expect(await names(0, 10)).toEqual([['Alpha', 'bravo', 'charlie', 'delta'], 4])
      expect(await names(1, 2)).toEqual([['bravo', 'charlie'], 4])
      expect(await names(3, 2)).toEqual([['delta'], 4])
      expect(await names(4, 2)).toEqual([[], 4])
      expect(await names(0, 0)).toEqual([[], 4])
      expect(await names(0, -1)).toEqual([[], 4])
      expect(await names(-1, 1)).toEqual([['Alpha'], 4])
      const { rooms } = await store.channels({ offset: 0, limit: 1 })
      expect(rooms).toEqual([await store.room({ id: 'R1' })])
    })

    test('is filtered by a part of the name in any case, in which every character is itself', async () => {
      const store = await open()
      await addUsers(store, 'alice')
      const names = ['100%', '100_', 'back\\slash', 'Straße', '小明的房间', 'a*b', "o'hara"]
      for (const name of names) await addRoom(store, `R-${name}`, ['alice'], { name })
      expect(await listed(store, '')).toHaveLength(names.length)
      for (const [filter, found] of [
        ['%', ['100%']],
        ['_', ['100_']],
        ['\\', ['back\\slash']],
        ['SLASH', ['back\\slash']],
        ['STRAß', ['Straße']],
        ['明的', ['小明的房间']],
        ['*', ['a*b']],
        ["'", ["o'hara"]],
        ['0', ['100%', '100_']],
        ['{"$ne":null}', []],
      ] as const) {
        expect(await listed(store, filter)).toEqual(found)
      }
      expect(await listed(store, 'x'.repeat(60_000))).toEqual([])
    })

    test('is sorted by code point, also beyond the basic plane', async () => {
      const store = await open()
      await addUsers(store, 'alice')
      for (const name of ['\u{1f388}', '\uff5a', 'z']) await addRoom(store, `R-${name}`, ['alice'], { name })
      expect(await listed(store, '')).toEqual(['z', '\uff5a', '\u{1f388}'])
    })
  })

  test('a user’s documents are untouched by rooms', async () => {
    const store = await open()
    await addUsers(store, 'alice')
    await addRoom(store, 'R1', ['alice'])
    expect(await store.user({ id: 'id-alice' })).toEqual(user('alice'))
  })
}
