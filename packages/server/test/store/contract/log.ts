// The log of a room: append, edit, delete, react.

import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/store/port.ts'
import { addRoom, addUsers, append, author, deletedBy, everybody, mention, message, type OpenStore } from '../world.ts'

export function describeLog(open: OpenStore): void {
  async function room(): Promise<Store> {
    const store = await open()
    await addUsers(store, 'alice', 'bob')
    await addRoom(store, 'R', ['alice', 'bob'])
    return store
  }
  const editedBy = { id: 'id-bob', username: 'bob' }

  describe('a message', () => {
    test('is stored whole, as the next of its room’s log and as its last message', async () => {
      const store = await room()
      const wanted = message('x', 'R', 'alice', {
        text: '你好 🎈 <b>"\'\\ \u0000 \ud83c',
        groupable: false,
        alias: 'A',
        avatar: '/avatar',
        emoji: ':tada:',
        attachments: [{ title: 't', fields: [{ short: true, value: null }], __proto__x: 1 }],
        customFields: { a: { $ne: null }, n: 1.5 },
        mentions: [mention('bob'), everybody('all')],
        channels: [{ id: 'R', name: 'r' }],
        urls: ['https://example.org/?a=%20'],
        sentAt: 190,
      })
      const answer = await store.appendMessage({ message: wanted, at: 200, requireMembership: true })
      const stored = { ...wanted, reactions: {}, updatedAt: 200, seq: 1 }
      expect(answer).toMatchObject({ outcome: 'appended', message: stored })
      expect(await store.message({ id: 'x' })).toEqual(stored)
      const after = await store.room({ id: 'R' })
      expect(after).toMatchObject({ seq: 1, messageCount: 1, lastMessage: stored, lastMessageAt: 190, updatedAt: 200 })
      expect(answer).toMatchObject({ room: after })
      expect(stored).not.toHaveProperty('type')
    })

    test('that exists is not written again, wherever and whatever', async () => {
      const store = await room()
      await addRoom(store, 'R2', ['bob'])
      const { message: first } = await append(store, 'x', 'R', 'alice', 200)
      const { room: before } = await append(store, 'y', 'R', 'alice', 201)
      for (const again of [
        message('x', 'R', 'alice', { text: 'other' }),
        message('x', 'R2', 'bob'),
        message('x', 'nowhere', 'ghost'),
      ]) {
        const answer = await store.appendMessage({ message: again, at: 300, requireMembership: true })
        expect(answer).toEqual({ outcome: 'duplicate', message: first })
      }
      expect(await store.room({ id: 'R' })).toEqual(before)
      expect((await store.room({ id: 'R2' }))?.seq).toBe(0)
      expect((await append(store, 'z', 'R', 'alice', 301)).message.seq).toBe(3)
    })

    test('needs a room', async () => {
      const store = await room()
      const answer = await store.appendMessage({
        message: message('x', 'nowhere', 'alice'),
        at: 1,
        requireMembership: false,
      })
      expect(answer).toEqual({ outcome: 'no-room' })
      expect(await store.message({ id: 'x' })).toBeUndefined()
    })

    test('becomes the last message even when it was sent before the one before', async () => {
      const store = await room()
      await append(store, 'x', 'R', 'alice', 200, { sentAt: 200 })
      const { room: after } = await append(store, 'y', 'R', 'alice', 201, { sentAt: 150 })
      expect(after).toMatchObject({ lastMessage: { id: 'y' }, lastMessageAt: 150 })
    })

    test('in a thread is the last message only when it is shown in the room', async () => {
      const store = await room()
      await append(store, 'x', 'R', 'alice', 200)
      const hidden = await append(store, 'reply', 'R', 'alice', 210, { threadId: 'x' })
      expect(hidden.room).toMatchObject({ lastMessage: { id: 'x' }, lastMessageAt: 200, seq: 3, messageCount: 2 })
      const off = await append(store, 'off', 'R', 'alice', 211, { threadId: 'x', showInRoom: false })
      expect(off.room.lastMessage?.id).toBe('x')
      const shown = await append(store, 'shown', 'R', 'alice', 220, { threadId: 'x', showInRoom: true })
      expect(shown.room).toMatchObject({
        lastMessage: { id: 'shown', threadId: 'x', showInRoom: true },
        lastMessageAt: 220,
      })
    })
  })

  describe('an edit', () => {
    test('changes what it names, says who and when, and takes the next place in the log', async () => {
      const store = await room()
      const { message: first } = await append(store, 'x', 'R', 'alice', 200, { alias: 'A', urls: ['u'] })
      const { message: last } = await append(store, 'y', 'R', 'alice', 201)
      const edited = await store.editMessage({ messageId: 'x', changes: { text: 'new', urls: [] }, editedBy, at: 210 })
      const stored = { ...first, text: 'new', urls: [], editedAt: 210, editedBy, updatedAt: 210, seq: 3 }
      expect(edited).toMatchObject({
        outcome: 'edited',
        message: stored,
        memberships: [],
        room: { seq: 3, messageCount: 2, lastMessage: last, lastMessageAt: 201, updatedAt: 210 },
      })
      expect(await store.message({ id: 'x' })).toEqual(stored)
      expect(await store.editMessage({ messageId: 'none', changes: { text: 'a' }, editedBy, at: 220 })).toEqual({
        outcome: 'no-message',
      })
      expect((await store.room({ id: 'R' }))?.seq).toBe(3)
    })

    test('of the last message is an edit of what the room shows', async () => {
      const store = await room()
      await append(store, 'x', 'R', 'alice', 200)
      const edited = await store.editMessage({ messageId: 'x', changes: { text: 'new' }, editedBy, at: 210 })
      expect(edited).toMatchObject({ room: { lastMessage: { id: 'x', text: 'new', seq: 2 }, lastMessageAt: 200 } })
      expect((await store.room({ id: 'R' }))?.lastMessage?.text).toBe('new')
    })
  })

  describe('a deletion', () => {
    test('removes the message, takes a place in the log, and shows the message before as the last', async () => {
      const store = await room()
      const { message: first } = await append(store, 'x', 'R', 'alice', 200)
      await append(store, 'reply', 'R', 'alice', 205, { threadId: 'another' })
      await store.joinRoom({
        roomId: 'R',
        membershipId: 'new',
        user: author('bob'),
        roles: [],
        at: 206,
      })
      const { message: last } = await append(store, 'y', 'R', 'bob', 210)
      const deleted = await store.deleteMessage({ messageId: 'y', deletedBy, at: 220 })
      expect(deleted).toMatchObject({
        outcome: 'deleted',
        message: last,
        seq: 4,
        memberships: [],
        room: { seq: 4, messageCount: 2, lastMessage: first, lastMessageAt: 210, updatedAt: 220 },
      })
      expect(await store.message({ id: 'y' })).toBeUndefined()
      expect(await store.deleteMessage({ messageId: 'y', deletedBy, at: 230 })).toEqual({ outcome: 'no-message' })
      const again = await store.deleteMessage({ messageId: 'x', deletedBy, at: 240 })
      expect(again).toMatchObject({ seq: 5, room: { seq: 5, messageCount: 1 } })
      expect(await store.room({ id: 'R' })).not.toHaveProperty('lastMessage')
      expect(await store.room({ id: 'R' })).toMatchObject({ lastMessageAt: 210 })
    })

    test('of another message leaves the last one', async () => {
      const store = await room()
      await append(store, 'x', 'R', 'alice', 200)
      await append(store, 'y', 'R', 'alice', 210)
      expect(await store.deleteMessage({ messageId: 'x', deletedBy, at: 220 })).toMatchObject({
        room: { lastMessage: { id: 'y' } },
      })
    })

    test('passes over system messages to find the last one, and takes the later of two of one time', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      await addRoom(store, 'R', ['alice'])
      await append(store, 'b', 'R', 'alice', 200)
      await append(store, 'a', 'R', 'alice', 200)
      const systemMessage = { id: 's', type: 'uj', author: author('bob'), text: 'bob' } as const
      await store.joinRoom({ roomId: 'R', membershipId: 'm', user: author('bob'), roles: [], at: 205, systemMessage })
      await append(store, 'y', 'R', 'alice', 210)
      await store.editMessage({ messageId: 'b', changes: { text: 'late' }, editedBy, at: 211 })
      expect(await store.deleteMessage({ messageId: 'y', deletedBy, at: 220 })).toMatchObject({
        room: { lastMessage: { id: 'a' } },
      })
    })

    test('frees the id', async () => {
      const store = await room()
      await append(store, 'x', 'R', 'alice', 200)
      await store.deleteMessage({ messageId: 'x', deletedBy, at: 210 })
      expect((await append(store, 'x', 'R', 'alice', 220, { text: 'again' })).message).toMatchObject({
        seq: 3,
        text: 'again',
      })
    })
  })

  describe('a reaction', () => {
    const react = (username: string, emoji: string, at: number, wanted?: boolean) =>
      ({ messageId: 'x', emoji, username, at, ...(wanted !== undefined && { wanted }) }) as const

    test('is added once per user and emoji, in the order of reacting, and taken back', async () => {
      const store = await room()
      const { message: first } = await append(store, 'x', 'R', 'alice', 200)
      const one = await store.setReaction(react('bob', ':heart:', 210, true))
      expect(one).toMatchObject({
        outcome: 'changed',
        message: { ...first, reactions: { ':heart:': ['bob'] }, updatedAt: 210, seq: 2 },
        memberships: [],
        room: { seq: 2, messageCount: 1, updatedAt: 210, lastMessage: { reactions: { ':heart:': ['bob'] } } },
      })
      await store.setReaction(react('alice', ':heart:', 211))
      const three = await store.setReaction(react('alice', ':tada:', 212))
      const reactions = { ':heart:': ['bob', 'alice'], ':tada:': ['alice'] }
      expect(three).toMatchObject({ message: { reactions, seq: 4 } })
      const four = await store.setReaction(react('bob', ':heart:', 213))
      expect(four).toMatchObject({ outcome: 'changed', message: { reactions: { ':heart:': ['alice'] }, seq: 5 } })
      const five = await store.setReaction(react('alice', ':heart:', 214, false))
      expect(five.outcome === 'changed' && five.message.reactions).toEqual({ ':tada:': ['alice'] })
      expect((await store.message({ id: 'x' }))?.reactions).toEqual({ ':tada:': ['alice'] })
      expect(await store.message({ id: 'x' })).not.toHaveProperty('editedAt')
    })

    test('that is as it is wanted takes no place in the log', async () => {
      const store = await room()
      const { message: first } = await append(store, 'x', 'R', 'alice', 200)
      expect(await store.setReaction(react('bob', ':a:', 210, false))).toEqual({ outcome: 'unchanged', message: first })
      await store.setReaction(react('bob', ':a:', 211, true))
      const stored = await store.message({ id: 'x' })
      expect(await store.setReaction(react('bob', ':a:', 212, true))).toEqual({ outcome: 'unchanged', message: stored })
      expect(await store.room({ id: 'R' })).toMatchObject({ seq: 2, updatedAt: 211 })
      expect(await store.setReaction({ ...react('bob', ':a:', 213), messageId: 'none' })).toEqual({
        outcome: 'no-message',
      })
    })

    test('may be called what objects already have', async () => {
      const store = await room()
      await append(store, 'x', 'R', 'alice', 200)
      for (const emoji of ['constructor', 'toString', '__proto__']) {
        expect(await store.setReaction(react('bob', emoji, 210))).toMatchObject({ outcome: 'changed' })
      }
      const reactions = (await store.message({ id: 'x' }))?.reactions ?? {}
      expect(Object.entries(reactions)).toEqual([
        ['constructor', ['bob']],
        ['toString', ['bob']],
        ['__proto__', ['bob']],
      ])
    })
  })
}
