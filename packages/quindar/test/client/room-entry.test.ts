// A line of the list of rooms, field by field: what each is made of, and what it is where the server tells nothing.
import { describe, expect, test } from 'vitest'
import type { Room, Subscription } from 'quindar/protocol'
import { roomEntry, type Reader } from '../../src/client/rooms/room-entry.ts'

const AT = new Date('2026-11-23T10:00:00Z')
const LATER = new Date('2026-11-23T11:00:00Z')
const alice: Reader = { id: 'u1', username: 'alice' }

function membership(more: Record<string, unknown> = {}): Subscription {
  return {
    _id: 's1',
    rid: 'R',
    t: 'c',
    name: 'general',
    u: { _id: 'u1', username: 'alice' },
    open: true,
    unread: 0,
    userMentions: 0,
    groupMentions: 0,
    ts: AT,
    _updatedAt: AT,
    ...more,
  }
}

function room(more: Record<string, unknown> = {}): Room {
  return { _id: 'R', t: 'c', name: 'general', _updatedAt: AT, ...more }
}

test('where nothing is told there is nothing', () => {
  const raw = { room: undefined, membership: membership() }
  expect(roomEntry(raw.membership, undefined, alice)).toEqual({
    id: 'R',
    kind: 'channel',
    name: 'general',
    slug: 'general',
    unread: 0,
    mentions: 0,
    unreadThreads: 0,
    alert: false,
    readAt: AT,
    readOnly: false,
    mayWrite: true,
    archived: false,
    favourite: false,
    encrypted: false,
    hidden: false,
    muted: false,
    roles: [],
    raw,
  })
})

test('what is told is there', () => {
  const lastMessage = { _id: 'm', rid: 'R', msg: 'hi', ts: LATER, _updatedAt: LATER, u: { _id: 'u2', username: 'bob' } }
  const mine = membership({
    fname: 'General talk',
    unread: 3,
    userMentions: 1,
    groupMentions: 2,
    alert: true,
    ls: LATER,
    f: true,
    tunread: ['t1', 't2'],
    roles: ['owner'],
    disableNotifications: true,
    open: false,
  })
  const its = room({
    fname: 'Ignored',
    topic: 'all',
    announcement: 'soon',
    prid: 'P',
    usersCount: 7,
    lm: AT,
    lastMessage,
    ro: true,
    encrypted: true,
  })
  expect(roomEntry(mine, its, alice)).toMatchObject({
    name: 'General talk',
    slug: 'general',
    topic: 'all',
    announcement: 'soon',
    parentId: 'P',
    memberCount: 7,
    unread: 3,
    mentions: 3,
    unreadThreads: 2,
    alert: true,
    readAt: LATER,
    lastMessage: { id: 'm', text: 'hi', author: { username: 'bob' } },
    activeAt: AT,
    readOnly: true,
    favourite: true,
    encrypted: true,
    hidden: true,
    muted: true,
    roles: ['owner'],
  })
})

test('unread messages are an alert; a room without `lm` was last active with its last message', () => {
  expect(roomEntry(membership({ unread: 1 }), undefined, alice).alert).toBe(true)
  const lastMessage = { _id: 'm', rid: 'R', msg: '', ts: LATER, _updatedAt: LATER, u: { _id: 'u2', username: 'bob' } }
  expect(roomEntry(membership(), room({ lastMessage }), alice).activeAt).toEqual(LATER)
})

test.each([
  ['c', 'channel'],
  ['p', 'group'],
  ['d', 'direct'],
  ['l', 'livechat'],
  ['v', 'other'],
])('a room of type %s is a %s', (t, kind) => {
  expect(roomEntry(membership({ t }), undefined, alice).kind).toBe(kind)
})

test.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
  ['the membership’s full name', { fname: 'A', name: 'b' }, { fname: 'c', name: 'd' }, 'A'],
  ['its name', { fname: ' ', name: 'b' }, { fname: 'c', name: 'd' }, 'b'],
  ['the room’s full name', { name: '' }, { fname: 'c', name: 'd' }, 'c'],
  ['the room’s name', { name: 7 }, { name: 'd' }, 'd'],
  ['its id', { name: undefined }, { name: undefined }, 'R'],
])('it is called by %s', (_, mine, its, name) => {
  expect(roomEntry(membership(mine), room(its), alice).name).toBe(name)
})

describe('direct messages', () => {
  const direct = (rid: string, its?: Record<string, unknown>, me = alice) =>
    roomEntry(
      membership({ rid, t: 'd', name: 'bob', fname: 'Bob' }),
      its && room({ _id: rid, t: 'd', name: undefined, ...its }),
      me,
    )

  test('of two are with somebody, whose id the room tells, or its own id', () => {
    expect(direct('x', { usernames: ['alice', 'bob'], uids: ['u1', 'u2'] })).toMatchObject({
      name: 'Bob',
      slug: undefined,
      username: 'bob',
      userId: 'u2',
    })
    expect(direct('u1u2')).toMatchObject({ username: 'bob', userId: 'u2' })
    expect(direct('u2u1')).toMatchObject({ userId: 'u2' })
    expect(direct('elsewhere').userId).toBeUndefined()
    // With oneself: what is left of the id is nothing.
    expect(direct('u1').userId).toBeUndefined()
  })

  test('of more are with nobody in particular', () => {
    const entry = direct('x', { usernames: ['alice', 'bob', 'carol'], uids: ['u1', 'u2', 'u3'] })
    expect(entry).not.toHaveProperty('username')
    expect(entry).not.toHaveProperty('userId')
  })
})

test.each<[string, boolean, Record<string, unknown>, Record<string, unknown>, Partial<Reader>]>([
  ['in a room as any other', true, {}, {}, {}],
  ['in a read-only room', false, {}, { ro: true }, {}],
  ['in a read-only room, as a leader', false, { roles: ['leader'] }, { ro: true }, {}],
  ['in a read-only room, as its owner', true, { roles: ['owner'] }, { ro: true }, {}],
  ['in a read-only room, as its moderator', true, { roles: ['moderator'] }, { ro: true }, {}],
  ['in a read-only room, as an administrator', true, {}, { ro: true }, { roles: ['user', 'admin'] }],
  ['in a read-only room, as any user', false, {}, { ro: true }, { roles: ['user'] }],
  ['in a read-only room where one was let', true, {}, { ro: true, unmuted: ['alice'] }, {}],
  ['in a read-only room where another was let', false, {}, { ro: true, unmuted: ['bob'] }, {}],
  ['where one was muted', false, { roles: ['owner'] }, { muted: ['bob', 'alice'] }, {}],
  ['where another was muted', true, {}, { muted: ['bob'] }, {}],
  ['where nobody knows one’s name yet', true, {}, { muted: ['alice'] }, { username: undefined }],
  ['in an archived room', false, { roles: ['owner'] }, { archived: true }, {}],
  ['in a room that one has archived', false, { archived: true }, {}, {}],
  ['to whom one has blocked', false, { t: 'd', blocked: true }, {}, {}],
  ['to who has blocked one', false, { t: 'd', blocker: true }, {}, {}],
  ['in a chat with a visitor', true, { t: 'l' }, { t: 'l', open: true }, {}],
  ['in a chat with a visitor, where the server does not say', true, { t: 'l' }, { t: 'l' }, {}],
  ['in a chat that is closed', false, { t: 'l' }, { t: 'l', open: false }, {}],
])('may one write %s? %s', (_, may, mine, its, me) => {
  expect(roomEntry(membership(mine), room(its), { ...alice, ...me }).mayWrite).toBe(may)
})

test('hostile documents are rooms without anything', () => {
  const mine = membership({ unread: 'x', userMentions: -3, groupMentions: null, roles: 'owner', tunread: 7, alert: 1 })
  const its = room({ topic: 7, muted: 'alice', unmuted: {}, usernames: undefined, usersCount: undefined })
  expect(roomEntry(mine, its, alice)).toMatchObject({
    unread: 0,
    mentions: 0,
    unreadThreads: 0,
    alert: false,
    roles: [],
    topic: undefined,
    mayWrite: true,
  })
})
