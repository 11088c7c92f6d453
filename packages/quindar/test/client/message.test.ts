import { expect, test } from 'vitest'
import type { Message as WireMessage } from 'quindar/protocol'
import { messageOf } from '../../src/client/messages/message.ts'
import { messageId } from '../../src/client/messages/message-id.ts'

const AT = new Date(1_790_000_000_000)

test('says in whole words what the document says', () => {
  const raw: WireMessage = {
    _id: 'm1',
    rid: 'GENERAL',
    msg: 'hi',
    ts: AT,
    u: { _id: 'u2', username: 'bob', name: 'Bob B.' },
    _updatedAt: new Date(+AT + 5),
    editedAt: new Date(+AT + 4),
    reactions: { ':wave:': { usernames: ['alice', 'carol'] } },
    tmid: 'm0',
    // The second is of no known kind.
    mentions: [{ _id: 'u1', username: 'alice', name: 'Alice' }, null as never],
    bot: { i: 'js.SDK' },
    t: 'uj',
  }
  expect(messageOf(raw)).toEqual({
    id: 'm1',
    roomId: 'GENERAL',
    text: 'hi',
    author: { id: 'u2', username: 'bob', name: 'Bob B.' },
    at: AT,
    updatedAt: new Date(+AT + 5),
    editedAt: new Date(+AT + 4),
    reactions: { ':wave:': ['alice', 'carol'] },
    systemType: 'uj',
    threadId: 'm0',
    mentions: [{ id: 'u1', username: 'alice' }],
    bot: true,
    raw,
  })
})

test('a name is what was written over the message, else the full name, else the username', () => {
  const u = { _id: 'u2', username: 'bob' }
  const base = { _id: 'm', rid: 'R', msg: '', ts: AT, _updatedAt: AT }
  expect(messageOf({ ...base, u }).author.name).toBe('bob')
  expect(messageOf({ ...base, u: { ...u, name: 'Bob' } }).author.name).toBe('Bob')
  expect(messageOf({ ...base, u: { ...u, name: 'Bob' }, alias: 'Robot' }).author.name).toBe('Robot')
})

test('documents that lack almost everything are messages still', () => {
  const message = messageOf({
    _id: 'm',
    rid: 'R',
    ts: '2026-11-22T12:00:00.000Z',
    reactions: { ':x:': null },
  } as unknown as WireMessage)
  expect(message).toMatchObject({
    id: 'm',
    text: '',
    author: { id: '', username: '', name: '' },
    at: new Date('2026-11-22T12:00:00.000Z'),
    updatedAt: new Date('2026-11-22T12:00:00.000Z'),
    editedAt: undefined,
    reactions: { ':x:': [] },
  })
})

test('an id is seventeen characters that nobody mistakes for one another', () => {
  expect(messageId(() => 0)).toBe('2'.repeat(17))
  expect(messageId(() => 0.999_999)).toBe('z'.repeat(17))
  for (let n = 0; n < 100; n++) expect(messageId(Math.random)).toMatch(/^[2-9A-HJ-NP-TW-Za-km-z]{17}$/)
})
