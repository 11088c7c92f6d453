// Who comes into a room, and who leaves it.

import { describe, expect, test } from 'vitest'
import { StoreFailure } from '../../../src/store/port.ts'
import { addRoom, addUsers, append, author, member, message, system, type OpenStore } from '../world.ts'

export function describeMembers(open: OpenStore): void {
  const join = (roomId: string, username: string, at: number) => ({ roomId, ...member(username), at })

  describe('joining a room', () => {
    test('makes a membership with one unread mention, and counts the member', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      const { room, memberships } = await addRoom(store, 'R', ['alice'], { name: 'general' })
      const joined = await store.joinRoom({ ...join('R', 'bob', 110), roles: ['moderator'] })
      const membership = {
        id: 'm-bob',
        roomId: 'R',
        userId: 'id-bob',
        username: 'bob',
        userDisplayName: 'bob the tester',
        roomType: 'channel',
        name: 'general',
        displayName: 'general',
        roles: ['moderator'],
        open: true,
        alert: true,
        unread: 1,
        userMentions: 1,
        groupMentions: 0,
        joinedAt: 110,
        updatedAt: 110,
      }
      const after = { ...room, memberCount: 2, updatedAt: 110 }
      expect(joined).toEqual({ outcome: 'joined', room: after, membership, memberships: [] })
      expect(await store.membership({ roomId: 'R', userId: 'id-bob' })).toEqual(membership)
      expect(await store.membership({ roomId: 'R', userId: 'id-alice' })).toEqual(memberships[0])
      expect(await store.room({ id: 'R' })).toEqual(after)
    })

    test('writes its system message: in the log and the history, but nobody’s counter and not the last message', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      await addRoom(store, 'R', ['alice'])
      const { message: last } = await append(store, 'x', 'R', 'alice', 105)
      const before = await store.membership({ roomId: 'R', userId: 'id-alice' })
      const joined = await store.joinRoom({ ...join('R', 'bob', 110), systemMessage: system('s', 'bob') })
      const written = {
        id: 's',
        roomId: 'R',
        author: author('bob'),
        text: 'bob',
        type: 'uj',
        mentions: [],
        channels: [],
        urls: [],
        reactions: {},
        sentAt: 110,
        updatedAt: 110,
        seq: 2,
      }
      expect(joined).toMatchObject({
        outcome: 'joined',
        message: written,
        memberships: [],
        room: { seq: 2, messageCount: 2, memberCount: 2, lastMessage: last, lastMessageAt: 105, updatedAt: 110 },
      })
      expect(await store.message({ id: 's' })).toEqual(written)
      expect(await store.membership({ roomId: 'R', userId: 'id-alice' })).toEqual(before)
    })

    test('twice changes nothing; so does joining what is not there', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      const { room, memberships } = await addRoom(store, 'R', ['alice'])
      const again = { ...join('R', 'alice', 110), membershipId: 'new', systemMessage: system('s', 'alice') }
      expect(await store.joinRoom(again)).toEqual({ outcome: 'already-member', room, membership: memberships[0] })
      expect(await store.joinRoom(join('nowhere', 'bob', 110))).toEqual({ outcome: 'no-room' })
      expect(await store.message({ id: 's' })).toBeUndefined()
      expect(await store.room({ id: 'R' })).toEqual(room)
    })

    test('fails as a whole when any part of it fails', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      await addRoom(store, 'R', ['alice'])
      await append(store, 'x', 'R', 'alice', 105)
      const room = await store.room({ id: 'R' })
      const used = { ...join('R', 'bob', 110), systemMessage: system('x', 'bob') }
      await expect(store.joinRoom(used)).rejects.toBeInstanceOf(StoreFailure)
      await expect(store.joinRoom({ ...join('R', 'bob', 110), membershipId: 'R-alice' })).rejects.toBeInstanceOf(
        StoreFailure,
      )
      await expect(store.joinRoom(join('R', 'ghost', 110))).rejects.toBeInstanceOf(StoreFailure)
      expect(await store.memberIds({ roomId: 'R' })).toEqual(['id-alice'])
      expect(await store.room({ id: 'R' })).toEqual(room)
      expect(await store.roomsOf({ userId: 'id-bob', since: 0 })).toEqual({ rooms: [], removed: [] })
    })
  })

  describe('leaving a room', () => {
    test('takes the membership away and says so to the log', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      const { memberships } = await addRoom(store, 'R', ['alice', 'bob'])
      const left = await store.leaveRoom({
        roomId: 'R',
        userId: 'id-bob',
        systemMessage: system('s', 'bob', 'ul'),
        at: 120,
      })
      expect(left).toMatchObject({
        outcome: 'left',
        membership: memberships[1],
        message: { id: 's', type: 'ul', seq: 1, sentAt: 120 },
        memberships: [],
        room: { memberCount: 1, messageCount: 1, seq: 1, updatedAt: 120 },
      })
      expect(await store.membership({ roomId: 'R', userId: 'id-bob' })).toBeUndefined()
      expect(await store.memberIds({ roomId: 'R' })).toEqual(['id-alice'])
      expect(await store.leaveRoom({ roomId: 'R', userId: 'id-bob', at: 130 })).toEqual({ outcome: 'not-member' })
      expect(await store.leaveRoom({ roomId: 'nowhere', userId: 'id-bob', at: 130 })).toEqual({ outcome: 'no-room' })
    })

    test('is refused to the last owner as long as others are there', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob', 'carol')
      await addRoom(store, 'R', ['alice', 'bob'])
      const leave = (username: string) => store.leaveRoom({ roomId: 'R', userId: `id-${username}`, at: 120 })
      expect(await leave('alice')).toEqual({ outcome: 'last-owner' })
      expect(await store.membership({ roomId: 'R', userId: 'id-alice' })).toBeDefined()
      await store.joinRoom({ ...join('R', 'carol', 110), roles: ['moderator', 'owner'] })
      expect(await leave('alice')).toMatchObject({ outcome: 'left' })
      expect(await leave('carol')).toEqual({ outcome: 'last-owner' })
      expect(await leave('bob')).toMatchObject({ outcome: 'left' })
      expect(await leave('carol')).toMatchObject({ outcome: 'left', room: { memberCount: 0 } })
    })

    test('and coming back begins a new membership, the first one under the same id too', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      await addRoom(store, 'R', ['alice', 'bob'])
      await store.leaveRoom({ roomId: 'R', userId: 'id-bob', at: 120 })
      const again = { ...join('R', 'bob', 130), membershipId: 'R-bob' }
      expect(await store.joinRoom(again)).toMatchObject({ membership: { id: 'R-bob', joinedAt: 130, unread: 1 } })
      const since = await store.membershipsOf({ userId: 'id-bob', since: 110 })
      expect(since.removed).toEqual([])
      expect(since.memberships.map((one) => one.id)).toEqual(['R-bob'])
    })
  })

  test('who is no member may write only if that is allowed', async () => {
    const store = await open()
    await addUsers(store, 'alice', 'bob')
    await addRoom(store, 'R', ['alice'])
    const wanted = message('x', 'R', 'bob')
    const required = await store.appendMessage({ message: wanted, at: 200, requireMembership: true })
    expect(required).toEqual({ outcome: 'not-member' })
    expect(await store.message({ id: 'x' })).toBeUndefined()
    const free = await store.appendMessage({ message: wanted, at: 200, requireMembership: false })
    expect(free).toMatchObject({ outcome: 'appended', message: { seq: 1 } })
    expect(free).toMatchObject({ memberships: [{ userId: 'id-alice', alert: true }] })
  })
}
