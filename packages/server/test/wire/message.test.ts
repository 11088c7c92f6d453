import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/domain/entities.ts'
import { wireDeletion, wireMessage, wireWhisper } from '../../src/wire/message.ts'

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

describe('a message', () => {
  it('bare', () => {
    expect(wireMessage(bare, 'e1')).toStrictEqual({
      _id: 'm1',
      rid: 'r1',
      msg: 'hello',
      ts: new Date(1_000),
      u: { _id: 'u1', username: 'alice', name: 'Alice' },
      _updatedAt: new Date(2_000),
      urls: [],
      mentions: [],
      channels: [],
      md: [{ type: 'PARAGRAPH', value: [{ type: 'PLAIN_TEXT', value: 'hello' }] }],
      _seq: 7,
      _epoch: 'e1',
    })
  })

  it('that begins a thread', () => {
    const thread = { replyCount: 2, lastReplyAt: 3_000, followers: ['u1', 'u2'] }
    expect(wireMessage({ ...bare, thread }, 'e1')).toStrictEqual({
      ...wireMessage(bare, 'e1'),
      tcount: 2,
      tlm: new Date(3_000),
      replies: ['u1', 'u2'],
    })
    expect(wireMessage({ ...bare, thread: { ...thread, replyCount: 0 } }, 'e1')['tcount']).toBe(0)
  })

  it('that was taken back but has answers', () => {
    const thread = { replyCount: 1, lastReplyAt: 3_000, followers: ['u1'] }
    const editedBy = { id: 'u2', username: 'bob' }
    const empty: Message = { ...bare, type: 'rm', text: '', groupable: false, thread, editedAt: 4_000, editedBy }
    expect(wireMessage(empty, 'e1')).toStrictEqual({
      _id: 'm1',
      t: 'rm',
      rid: 'r1',
      msg: '',
      ts: new Date(1_000),
      u: { _id: 'u1', username: 'alice', name: 'Alice' },
      tcount: 1,
      tlm: new Date(3_000),
      replies: ['u1'],
      groupable: false,
      _updatedAt: new Date(2_000),
      urls: [],
      mentions: [],
      channels: [],
      attachments: [],
      reactions: {},
      editedAt: new Date(4_000),
      editedBy: { _id: 'u2', username: 'bob' },
      _seq: 7,
      _epoch: 'e1',
    })
    const { groupable: _, ...joined } = empty
    expect(wireMessage(joined, 'e1')).not.toHaveProperty('groupable')
  })

  it('with everything that it can have', () => {
    const full: Message = {
      ...bare,
      threadId: 't1',
      showInRoom: true,
      groupable: false,
      alias: 'Root',
      avatar: '/a.png',
      emoji: ':robot:',
      attachments: [{ title: 'x' }],
      customFields: { ticket: 7 },
      mentions: [
        { id: 'all', username: 'all', type: 'group' },
        { id: 'u2', username: 'bob', name: 'Bob', type: 'user' },
        { id: 'u3', username: 'nameless', type: 'user' },
      ],
      channels: [{ id: 'r2', name: 'town' }],
      urls: ['https://example.org'],
      reactions: { ':wave:': ['bob', 'carol'] },
      editedAt: 3_000,
      editedBy: { id: 'u2', username: 'bob' },
    }
    expect(wireMessage(full, 'e1')).toStrictEqual({
      _id: 'm1',
      rid: 'r1',
      msg: 'hello',
      ts: new Date(1_000),
      u: { _id: 'u1', username: 'alice', name: 'Alice' },
      tmid: 't1',
      tshow: true,
      groupable: false,
      alias: 'Root',
      avatar: '/a.png',
      emoji: ':robot:',
      attachments: [{ title: 'x' }],
      customFields: { ticket: 7 },
      _updatedAt: new Date(2_000),
      urls: [{ url: 'https://example.org', meta: {} }],
      mentions: [
        { _id: 'all', username: 'all' },
        { _id: 'u2', username: 'bob', name: 'Bob', type: 'user' },
        { _id: 'u3', username: 'nameless', name: 'nameless', type: 'user' },
      ],
      channels: [{ _id: 'r2', name: 'town' }],
      md: [{ type: 'PARAGRAPH', value: [{ type: 'PLAIN_TEXT', value: 'hello' }] }],
      reactions: { ':wave:': { usernames: ['bob', 'carol'] } },
      editedAt: new Date(3_000),
      editedBy: { _id: 'u2', username: 'bob' },
      _seq: 7,
      _epoch: 'e1',
    })
    expect(wireMessage({ ...bare, groupable: true }, 'e1').groupable).toBe(true)
    expect(wireMessage({ ...bare, showInRoom: false }, 'e1')).not.toHaveProperty('tshow')
  })

  it('of the server says what kind it is, and never joins the one above', () => {
    expect(wireMessage({ ...bare, type: 'uj', text: 'alice' }, 'e1')).toStrictEqual({
      _id: 'm1',
      t: 'uj',
      rid: 'r1',
      msg: 'alice',
      ts: new Date(1_000),
      u: { _id: 'u1', username: 'alice', name: 'Alice' },
      groupable: false,
      _updatedAt: new Date(2_000),
      _seq: 7,
      _epoch: 'e1',
    })
  })

  it('whispered is private and said by rocket.cat', () => {
    expect(wireWhisper({ roomId: 'r1', messageId: 'w1', text: 'no', at: 5 })).toStrictEqual({
      _id: 'w1',
      rid: 'r1',
      msg: 'no',
      ts: new Date(5),
      u: { _id: 'rocket.cat', username: 'rocket.cat' },
      private: true,
      groupable: false,
      _updatedAt: new Date(5),
    })
  })

  it('deleted leaves its id and its place', () => {
    expect(wireDeletion({ messageId: 'm1', seq: 8 }, 'e1')).toStrictEqual({ _id: 'm1', _seq: 8, _epoch: 'e1' })
    expect(wireDeletion({ messageId: 'm1', seq: 8 }, undefined)).toStrictEqual({ _id: 'm1' })
  })
})
