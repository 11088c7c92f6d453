import { expect, test } from 'vitest'
import type { Room, Subscription } from 'quindar/protocol'
import { roomEntry } from '../model/room-entry.ts'

const T = new Date(1_790_000_000_000)
const me = { id: 'u1', username: 'alice' }
const membership = (more: Partial<Subscription>): Subscription => ({
  _id: 's1',
  rid: 'R',
  t: 'c',
  name: 'general',
  u: { _id: 'u1', username: 'alice' },
  open: true,
  unread: 0,
  userMentions: 0,
  groupMentions: 0,
  ts: T,
  _updatedAt: T,
  ...more,
})
const room = (more: Partial<Room>): Room => ({ _id: 'R', t: 'c', _updatedAt: T, ...more })

test('an entry is made of the membership alone while the room has not arrived', () => {
  expect(roomEntry(membership({ fname: 'General Talk', ls: T }), undefined, me)).toEqual({
    id: 'R',
    kind: 'channel',
    name: 'General Talk',
    topic: undefined,
    archived: false,
    encrypted: false,
    members: undefined,
    unread: 0,
    mentions: 0,
    alert: false,
    readAt: T,
  })
})

test('what the room tells is in it too', () => {
  const told = room({ topic: 'All of it', archived: true, encrypted: true, usersCount: 3 })
  expect(roomEntry(membership({}), told, me)).toMatchObject({
    topic: 'All of it',
    archived: true,
    encrypted: true,
    members: 3,
  })
  expect(roomEntry(membership({}), room({ topic: '  ' }), me).topic).toBeUndefined()
})

test('mentions of oneself and of everybody count together; a counter that is none is nought', () => {
  const counted = roomEntry(membership({ unread: 5, userMentions: 1, groupMentions: 2 }), undefined, me)
  expect(counted).toMatchObject({ unread: 5, mentions: 3, alert: true })
  const odd = membership({ unread: -1, userMentions: Number.NaN, groupMentions: undefined as never, alert: true })
  expect(roomEntry(odd, undefined, me)).toMatchObject({ unread: 0, mentions: 0, alert: true })
})

test('the other of a room of two is told by the room, or by its id, in either order', () => {
  const direct = (rid: string) => membership({ rid, t: 'd', name: 'bob', fname: 'Bob' })
  const told = room({ uids: ['u1', 'u9'], usernames: ['alice', 'bob'] })
  expect(roomEntry(direct('R'), told, me)).toMatchObject({ kind: 'direct', name: 'Bob', username: 'bob', peerId: 'u9' })
  expect(roomEntry(direct('u1u2'), undefined, me).peerId).toBe('u2')
  expect(roomEntry(direct('u2u1'), undefined, me).peerId).toBe('u2')
  expect(roomEntry(direct('other'), undefined, me).peerId).toBeUndefined()
})

test('a direct room of several has no one other; an unknown kind is neither channel nor direct', () => {
  const several = room({ usernames: ['alice', 'bob', 'carol'], uids: ['u1', 'u2', 'u3'] })
  const entry = roomEntry(membership({ t: 'd', name: 'bob,carol' }), several, me)
  expect(entry.username).toBeUndefined()
  expect(entry.peerId).toBeUndefined()
  expect(roomEntry(membership({ t: 'l' }), undefined, me).kind).toBe('other')
  expect(roomEntry(membership({ t: 'p' }), undefined, me).kind).toBe('group')
})
