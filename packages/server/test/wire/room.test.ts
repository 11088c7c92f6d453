import { describe, expect, it } from 'vitest'
import type { Membership, Message, Room } from '../../src/domain/entities.ts'
import { wireRemoved } from '../../src/wire/delta.ts'
import { wireRemovedSubscription, wireSubscription } from '../../src/wire/membership.ts'
import { wireMessage } from '../../src/wire/message.ts'
import { roomTypeOf, wireRoom, wireRoomType } from '../../src/wire/room.ts'

const bare: Message = {
  id: 'm1',
  roomId: 'r1',
  author: { id: 'u1', username: 'alice', name: 'Alice' },
  text: 'hello',
  mentions: [],
  channels: [],
  urls: [],
  reactions: {},
  sentAt: 1_000,
  updatedAt: 2_000,
  seq: 7,
}

describe('a room', () => {
  const channel: Room = {
    id: 'r1',
    type: 'channel',
    name: 'town',
    readOnly: false,
    isDefault: true,
    memberCount: 2,
    messageCount: 3,
    seq: 4,
    createdAt: 1_000,
    updatedAt: 2_000,
  }

  it('that is a channel', () => {
    expect(wireRoom(channel, 'e1')).toStrictEqual({
      _id: 'r1',
      t: 'c',
      name: 'town',
      fname: 'town',
      msgs: 3,
      usersCount: 2,
      ro: false,
      default: true,
      sysMes: true,
      customFields: {},
      ts: new Date(1_000),
      _updatedAt: new Date(2_000),
      _seq: 4,
      _epoch: 'e1',
    })
  })

  it('that is a group with all that it can have', () => {
    const full: Room = {
      ...channel,
      type: 'group',
      displayName: 'The Town',
      creator: bare.author,
      topic: 'tea',
      readOnly: true,
      isDefault: false,
      customFields: { floor: 3 },
      lastMessage: bare,
      lastMessageAt: 1_500,
    }
    expect(wireRoom(full, 'e1')).toStrictEqual({
      _id: 'r1',
      t: 'p',
      name: 'town',
      fname: 'The Town',
      u: { _id: 'u1', username: 'alice', name: 'Alice' },
      topic: 'tea',
      msgs: 3,
      usersCount: 2,
      ro: true,
      default: false,
      sysMes: true,
      customFields: { floor: 3 },
      ts: new Date(1_000),
      lastMessage: wireMessage(bare, 'e1'),
      lm: new Date(1_500),
      _updatedAt: new Date(2_000),
      _seq: 4,
      _epoch: 'e1',
    })
  })

  it('of a server that plays a release says nothing of its log', () => {
    expect(Object.keys(wireRoom({ ...channel, lastMessage: bare }, undefined))).not.toContain('_seq')
    expect(JSON.stringify(wireRoom({ ...channel, lastMessage: bare }, undefined))).not.toMatch(/_seq|_epoch/)
  })

  it('that is direct has people and no name', () => {
    const { name: _name, ...nameless } = channel
    const direct: Room = { ...nameless, type: 'direct', userIds: ['u1', 'u2'], usernames: ['alice', 'bob'] }
    expect(wireRoom(direct, 'e1')).toStrictEqual({
      _id: 'r1',
      t: 'd',
      usernames: ['alice', 'bob'],
      uids: ['u1', 'u2'],
      msgs: 3,
      usersCount: 2,
      ts: new Date(1_000),
      _updatedAt: new Date(2_000),
      _seq: 4,
      _epoch: 'e1',
    })
  })

  it('has one letter for its type, and back', () => {
    for (const [type, letter] of [
      ['channel', 'c'],
      ['group', 'p'],
      ['direct', 'd'],
    ] as const) {
      expect(wireRoomType(type)).toBe(letter)
      expect(roomTypeOf(letter)).toBe(type)
    }
  })
})

describe('a membership', () => {
  const membership: Membership = {
    id: 's1',
    roomId: 'r1',
    userId: 'u1',
    username: 'alice',
    userDisplayName: 'Alice',
    roomType: 'direct',
    name: 'bob',
    displayName: 'Bob',
    roles: [],
    open: true,
    alert: true,
    unread: 3,
    userMentions: 2,
    groupMentions: 1,
    joinedAt: 1_000,
    updatedAt: 2_000,
  }

  it('is a subscription', () => {
    const wire = {
      _id: 's1',
      rid: 'r1',
      t: 'd',
      name: 'bob',
      fname: 'Bob',
      u: { _id: 'u1', username: 'alice', name: 'Alice' },
      open: true,
      alert: true,
      unread: 3,
      userMentions: 2,
      groupMentions: 1,
      ts: new Date(1_000),
      _updatedAt: new Date(2_000),
    }
    expect(wireSubscription(membership)).toStrictEqual(wire)
    expect(wireSubscription({ ...membership, roles: ['owner'], readAt: 1_500 })).toStrictEqual({
      ...wire,
      roles: ['owner'],
      ls: new Date(1_500),
    })
  })

  it('tells unread threads in three lists, and when one was answered', () => {
    const wire = wireSubscription(membership)
    const unreadThreads = [
      { id: 't1', userMention: true as const },
      { id: 't2' },
      { id: 't3', userMention: true as const, groupMention: true as const },
    ]
    expect(wireSubscription({ ...membership, unreadThreads, lastReplyAt: 1_600 })).toStrictEqual({
      ...wire,
      lr: new Date(1_600),
      tunread: ['t1', 't2', 't3'],
      tunreadUser: ['t1', 't3'],
      tunreadGroup: ['t3'],
    })
    expect(wireSubscription({ ...membership, unreadThreads: [{ id: 't2' }] })).toStrictEqual({
      ...wire,
      tunread: ['t2'],
    })
  })

  it('that is no more leaves who and where', () => {
    expect(wireRemovedSubscription(membership)).toStrictEqual({
      _id: 's1',
      rid: 'r1',
      u: { _id: 'u1', username: 'alice' },
      t: 'd',
    })
    expect(wireRemoved('s1', 5)).toStrictEqual({ _id: 's1', _deletedAt: new Date(5) })
  })
})
