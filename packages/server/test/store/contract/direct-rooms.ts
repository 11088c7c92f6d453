// Direct rooms: one for each set of users.

import { describe, expect, test } from 'vitest'
import { StoreFailure } from '../../../src/store/port.ts'
import { addUsers, append, author, member, type OpenStore } from '../world.ts'

export function describeDirectRooms(open: OpenStore): void {
  describe('a direct room', () => {
    test('is made for its users, listed by id, each of whom sees the other', async () => {
      const store = await open()
      await addUsers(store, 'bob', 'alice')
      const opened = await store.openDirectRoom({ roomId: 'D1', members: [member('bob'), member('alice')], at: 100 })
      expect(opened.created).toBe(true)
      expect(opened.room).toEqual({
        id: 'D1',
        type: 'direct',
        readOnly: false,
        isDefault: false,
        userIds: ['id-alice', 'id-bob'],
        usernames: ['alice', 'bob'],
        memberCount: 2,
        messageCount: 0,
        seq: 0,
        createdAt: 100,
        updatedAt: 100,
      })
      const common = { roomId: 'D1', roomType: 'direct', roles: [], open: true, alert: false, unread: 0, joinedAt: 100 }
      expect(opened.memberships).toMatchObject([
        { ...common, id: 'm-alice', userId: 'id-alice', name: 'bob', displayName: 'bob the tester' },
        { ...common, id: 'm-bob', userId: 'id-bob', name: 'alice', displayName: 'alice the tester' },
      ])
      expect(await store.room({ id: 'D1' })).toEqual(opened.room)
      expect(await store.room({ name: 'bob' })).toBeUndefined()
    })

    test('is found again, whatever the order of its users and whatever id is offered, and nothing changes', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob', 'carol')
      const { room } = await store.openDirectRoom({ roomId: 'D1', members: [member('alice'), member('bob')], at: 100 })
      const again = [
        { membershipId: 'x', user: author('bob') },
        { membershipId: 'y', user: author('alice') },
        { membershipId: 'z', user: author('bob') },
      ]
      const found = await store.openDirectRoom({ roomId: 'D2', members: again, at: 200 })
      expect(found).toEqual({ room, memberships: [], created: false })
      expect(await store.room({ id: 'D2' })).toBeUndefined()
      const three = [...again, { membershipId: 'c', user: author('carol') }]
      const members = three.map((one) => ({ ...one, membershipId: `D3-${one.membershipId}` }))
      expect(await store.openDirectRoom({ roomId: 'D3', members, at: 300 })).toMatchObject({
        room: { id: 'D3', memberCount: 3, usernames: ['alice', 'bob', 'carol'] },
        created: true,
      })
    })

    test('of three is named by the two others, of one by the user alone', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob', 'carol')
      const three = [member('carol'), member('alice'), member('bob')]
      const { memberships } = await store.openDirectRoom({ roomId: 'D3', members: three, at: 100 })
      expect(memberships.map((one) => [one.name, one.displayName])).toEqual([
        ['bob, carol', 'bob the tester, carol the tester'],
        ['alice, carol', 'alice the tester, carol the tester'],
        ['alice, bob', 'alice the tester, bob the tester'],
      ])
      const self = [{ membershipId: 'self', user: { ...author('alice'), name: '' } }]
      const own = await store.openDirectRoom({ roomId: 'D1', members: self, at: 100 })
      expect(own.memberships).toMatchObject([{ name: 'alice', displayName: 'alice' }])
      expect(own.room.memberCount).toBe(1)
    })

    test('opens for the one who asked; the other sees it when a message comes', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      const members = [member('alice'), member('bob')]
      const opened = await store.openDirectRoom({ roomId: 'D1', members, openedBy: 'id-alice', at: 100 })
      expect(opened.memberships.map((one) => [one.username, one.open])).toEqual([
        ['alice', true],
        ['bob', false],
      ])
      const other = await store.openDirectRoom({ roomId: 'D1', members, openedBy: 'id-alice', at: 110 })
      expect(other.memberships).toEqual([])
      const { memberships } = await append(store, 'x', 'D1', 'alice', 120)
      expect(memberships.map((one) => [one.username, one.open, one.unread])).toEqual([
        ['alice', true, 0],
        ['bob', true, 1],
      ])
    })

    test('that is hidden opens again when it is asked for', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      const members = [member('alice'), member('bob')]
      await store.openDirectRoom({ roomId: 'D1', members, openedBy: 'id-alice', at: 100 })
      const opened = await store.openDirectRoom({ roomId: 'D1', members, openedBy: 'id-bob', at: 110 })
      expect(opened.memberships).toMatchObject([{ id: 'm-bob', open: true, joinedAt: 100, updatedAt: 110 }])
      expect(opened).toMatchObject({ created: false, room: { memberCount: 2, updatedAt: 100 } })
      expect(await store.membership({ roomId: 'D1', userId: 'id-bob' })).toEqual(opened.memberships[0])
    })

    test('of more than two opens for all of them', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob', 'carol')
      const members = [member('alice'), member('bob'), member('carol')]
      const opened = await store.openDirectRoom({ roomId: 'D3', members, openedBy: 'id-bob', at: 100 })
      expect(opened.memberships.map((one) => one.open)).toEqual([true, true, true])
    })

    test('takes a member back who had left', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      const members = [member('alice'), member('bob')]
      await store.openDirectRoom({ roomId: 'D1', members, at: 100 })
      expect(await store.leaveRoom({ roomId: 'D1', userId: 'id-bob', at: 110 })).toMatchObject({
        outcome: 'left',
        room: { memberCount: 1, userIds: ['id-alice', 'id-bob'] },
      })
      const back = [member('alice'), { membershipId: 'again', user: author('bob') }]
      const opened = await store.openDirectRoom({ roomId: 'D1', members: back, at: 120 })
      expect(opened).toMatchObject({ created: false, room: { memberCount: 2, updatedAt: 120 } })
      expect(opened.memberships).toMatchObject([{ id: 'again', userId: 'id-bob', name: 'alice', joinedAt: 120 }])
      expect(await store.memberIds({ roomId: 'D1' })).toEqual(['id-alice', 'id-bob'])
    })

    test('is not made under an id that another room has, nor with a user who does not exist', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob', 'carol')
      await store.openDirectRoom({ roomId: 'D1', members: [member('alice'), member('bob')], at: 100 })
      const others = [
        { membershipId: 'n1', user: author('alice') },
        { membershipId: 'n2', user: author('carol') },
      ]
      await expect(store.openDirectRoom({ roomId: 'D1', members: others, at: 110 })).rejects.toBeInstanceOf(
        StoreFailure,
      )
      const ghost = [{ membershipId: 'n3', user: author('alice') }, member('ghost')]
      await expect(store.openDirectRoom({ roomId: 'D2', members: ghost, at: 110 })).rejects.toBeInstanceOf(StoreFailure)
      expect(await store.room({ id: 'D2' })).toBeUndefined()
      expect((await store.roomsOf({ userId: 'id-alice' })).rooms.map((room) => room.id)).toEqual(['D1'])
    })

    test('can be made as any room is, once, whatever name it is given', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      const room = { id: 'D1', type: 'direct', readOnly: false, isDefault: false, creator: author('alice') } as const
      const made = await store.createRoom({ room, members: [member('alice'), member('bob')], at: 100 })
      expect(made).toMatchObject({
        outcome: 'created',
        room: { userIds: ['id-alice', 'id-bob'], usernames: ['alice', 'bob'] },
        memberships: [
          { name: 'bob', readAt: 100 },
          { name: 'alice', roomType: 'direct' },
        ],
      })
      const again = store.createRoom({
        room: { ...room, id: 'D2' },
        members: [member('bob'), member('alice')],
        at: 110,
      })
      expect(await again).toEqual({ outcome: 'name-taken' })
      const found = await store.openDirectRoom({ roomId: 'D3', members: [member('alice'), member('bob')], at: 120 })
      expect(found).toMatchObject({ created: false, room: { id: 'D1' } })
    })
  })
}
