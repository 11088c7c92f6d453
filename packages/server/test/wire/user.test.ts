import { describe, expect, it } from 'vitest'
import type { Message, Room, User } from '../../src/domain/entities.ts'
import { wireNotification } from '../../src/wire/notification.ts'
import { wireOwnUser, wirePresence, wirePublicUser, wireUserStatus } from '../../src/wire/user.ts'

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

describe('a user', () => {
  const user: User = {
    id: 'u1',
    username: 'alice',
    name: 'Alice',
    emails: [{ address: 'alice@example.com', verified: false }],
    roles: ['user'],
    active: true,
    type: 'user',
    statusDefault: 'busy',
    statusText: 'at work',
    createdAt: 1_000,
    updatedAt: 2_000,
  }

  it('to himself', () => {
    expect(wireOwnUser(user, 'busy')).toStrictEqual({
      _id: 'u1',
      username: 'alice',
      name: 'Alice',
      emails: [{ address: 'alice@example.com', verified: false }],
      status: 'busy',
      statusConnection: 'online',
      statusDefault: 'busy',
      statusText: 'at work',
      roles: ['user'],
      type: 'user',
      active: true,
      utcOffset: 0,
      settings: { preferences: {} },
    })
    expect(wireOwnUser(user, 'away').statusConnection).toBe('away')
  })

  it('to others, without address and roles', () => {
    expect(wirePublicUser(user, 'online')).toStrictEqual({
      _id: 'u1',
      username: 'alice',
      name: 'Alice',
      status: 'online',
      _updatedAt: new Date(2_000),
    })
  })

  it('as a line of presence, his status as a number', () => {
    const status = ['u1', 'alice', 0, 'at work', 'Alice', ['user']]
    expect(wireUserStatus(user, 'offline', 4)).toStrictEqual(status.slice(0, 4))
    expect(wireUserStatus(user, 'offline', 6)).toStrictEqual(status)
    expect(wireUserStatus(user, 'offline', 8)).toStrictEqual([...status, null, null])
    expect(wirePresence(user, 'online')).toStrictEqual(['alice', 1, 'at work'])
    expect(wirePresence(user, 'away')[1]).toBe(2)
    expect(wirePresence(user, 'busy')[1]).toBe(3)
  })
})

describe('a notification', () => {
  const room: Room = {
    id: 'r1',
    type: 'channel',
    name: 'town',
    readOnly: false,
    isDefault: false,
    memberCount: 2,
    messageCount: 1,
    seq: 1,
    createdAt: 1,
    updatedAt: 1,
  }
  const event = {
    type: 'notification',
    userId: 'u2',
    title: '#town',
    text: 'alice: hello',
    message: bare,
    sender: bare.author,
  } as const

  it('is what the desktop shows and where it leads', () => {
    expect(wireNotification({ ...event, room })).toStrictEqual({
      title: '#town',
      text: 'alice: hello',
      payload: {
        _id: 'm1',
        rid: 'r1',
        sender: { _id: 'u1', username: 'alice', name: 'Alice' },
        type: 'c',
        name: 'town',
        message: { msg: 'hello' },
      },
    })
  })

  it('of a direct message in a thread names the sender and the thread', () => {
    const { name: _name, ...nameless } = room
    const { payload } = wireNotification({
      ...event,
      room: { ...nameless, type: 'direct' },
      message: { ...bare, threadId: 't1', type: 'uj' },
    })
    expect(payload).toMatchObject({ type: 'd', name: 'alice', tmid: 't1', message: { msg: 'hello', t: 'uj' } })
  })
})
