// Threads: what an answer, and taking it back, does to the message that it answers.

import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/store/port.ts'
import { addRoom, addUsers, append, deletedBy, everybody, member, mention, system, type OpenStore } from '../world.ts'

export function describeThreads(open: OpenStore): void {
  /** alice, bob and carol in R, and a message `x` of alice's at 200, which all have read. */
  async function thread(): Promise<Store> {
    const store = await open()
    await addUsers(store, 'alice', 'bob', 'carol', 'dave')
    await addRoom(store, 'R', ['alice', 'bob', 'carol'])
    await append(store, 'x', 'R', 'alice', 200)
    for (const name of ['alice', 'bob', 'carol']) await read(store, name, 201)
    return store
  }
  const read = (store: Store, name: string, at: number, threads?: boolean) =>
    store.markRead({ roomId: 'R', userId: `id-${name}`, at, ...(threads !== undefined && { threads }) })
  const reply = (store: Store, id: string, name: string, at: number, more: Parameters<typeof append>[5] = {}) =>
    append(store, id, 'R', name, at, { threadId: 'x', ...more })
  const membershipOf = (store: Store, name: string) => store.membership({ roomId: 'R', userId: `id-${name}` })

  describe('an answer', () => {
    test('counts in its parent, which takes the next place of the log after it', async () => {
      const store = await thread()
      const before = await store.message({ id: 'x' })
      const answer = await reply(store, 'a', 'bob', 210, { sentAt: 205 })
      const parent = {
        ...before,
        thread: { replyCount: 1, lastReplyAt: 205, followers: ['id-alice', 'id-bob'] },
        updatedAt: 210,
        seq: 3,
      }
      expect(answer).toMatchObject({ message: { id: 'a', seq: 2 }, room: { seq: 3, messageCount: 2 } })
      expect(answer.parent).toEqual(parent)
      expect(answer.message).not.toHaveProperty('thread')
      expect(await store.message({ id: 'x' })).toEqual(parent)
      expect(await store.room({ id: 'R' })).toMatchObject({ seq: 3, lastMessage: parent, lastMessageAt: 200 })
      expect((await append(store, 'y', 'R', 'alice', 220)).message.seq).toBe(4)
    })

    test('of each makes a follower, of whom it names too, each once, in that order', async () => {
      const store = await thread()
      const followers = async () => (await store.message({ id: 'x' }))?.thread?.followers
      await reply(store, 'a', 'alice', 210)
      expect(await followers()).toEqual(['id-alice'])
      await reply(store, 'b', 'bob', 211, { mentions: [mention('bob'), mention('dave'), everybody('all')] })
      expect(await followers()).toEqual(['id-alice', 'id-dave', 'id-bob'])
      await reply(store, 'c', 'carol', 212, { mentions: [mention('dave'), mention('alice')] })
      expect((await store.message({ id: 'x' }))?.thread).toEqual({
        replyCount: 3,
        lastReplyAt: 212,
        followers: ['id-alice', 'id-dave', 'id-bob', 'id-carol'],
      })
    })

    test('in a direct room makes followers of all who are in it', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob', 'carol')
      const members = ['alice', 'bob', 'carol'].map((name) => member(name))
      await store.openDirectRoom({ roomId: 'R', members, at: 100 })
      await append(store, 'x', 'R', 'bob', 200)
      await reply(store, 'a', 'alice', 210)
      expect((await store.message({ id: 'x' }))?.thread?.followers).toEqual(['id-bob', 'id-carol', 'id-alice'])
    })

    test('to what is not there, is itself, or is in another room, moves nothing but its own room', async () => {
      const store = await thread()
      await addRoom(store, 'other', ['bob'])
      const before = await store.message({ id: 'x' })
      for (const [id, threadId, roomId] of [
        ['a', 'nothing', 'R'],
        ['b', 'b', 'R'],
        ['c', 'x', 'other'],
      ] as const) {
        const answer = await append(store, id, roomId, 'bob', 210, { threadId })
        expect(answer).not.toHaveProperty('parent')
        expect(answer.memberships).toEqual([])
        expect(answer.message).toMatchObject({ id, threadId })
        expect(answer.room.seq).toBe(answer.message.seq)
      }
      expect(await store.message({ id: 'x' })).toEqual(before)
      expect((await store.deleteMessage({ messageId: 'b', deletedBy, at: 220 })).outcome).toBe('deleted')
    })

    test('that comes again counts once', async () => {
      const store = await thread()
      const { message } = await reply(store, 'a', 'bob', 210)
      const again = await store.appendMessage({ message, at: 211, requireMembership: true })
      expect(again).toEqual({ outcome: 'duplicate', message })
      expect(await store.message({ id: 'x' })).toMatchObject({ thread: { replyCount: 1, lastReplyAt: 210 }, seq: 3 })
    })

    test('to a system message counts too', async () => {
      const store = await thread()
      const systemMessage = system('s', 'dave')
      await store.joinRoom({
        roomId: 'R',
        membershipId: 'd',
        user: systemMessage.author,
        roles: [],
        systemMessage,
        at: 205,
      })
      expect((await reply(store, 'a', 'bob', 210, { threadId: 's' })).parent).toMatchObject({
        id: 's',
        type: 'uj',
        thread: { replyCount: 1, followers: ['id-dave', 'id-bob'] },
      })
    })

    test('outlives edits of the message and reactions to it', async () => {
      const store = await thread()
      await reply(store, 'a', 'bob', 210)
      const moved = { replyCount: 1, lastReplyAt: 210, followers: ['id-alice', 'id-bob'] }
      await store.editMessage({ messageId: 'x', changes: { text: 'new' }, editedBy: deletedBy, at: 211 })
      await store.setReaction({ messageId: 'x', emoji: ':a:', username: 'bob', at: 212 })
      expect(await store.message({ id: 'x' })).toMatchObject({ text: 'new', thread: moved, seq: 5 })
    })
  })

  describe('taking back', () => {
    test('an answer takes it out of its parent, and its thread out of what is unread', async () => {
      const store = await thread()
      await reply(store, 'a', 'bob', 210, { mentions: [mention('carol')] })
      await reply(store, 'b', 'bob', 211)
      const before = await store.message({ id: 'x' })
      const carol = await membershipOf(store, 'carol')
      const deleted = await store.deleteMessage({ messageId: 'b', deletedBy, at: 220 })
      const parent = {
        ...before,
        thread: { replyCount: 1, lastReplyAt: 211, followers: ['id-alice', 'id-carol', 'id-bob'] },
        updatedAt: 220,
        seq: 7,
      }
      expect(deleted).toMatchObject({ outcome: 'deleted', seq: 6, parent, room: { seq: 7, messageCount: 2 } })
      expect(await store.message({ id: 'x' })).toEqual(parent)
      const { unreadThreads: _, ...seen } = { ...carol, updatedAt: 220 }
      expect(deleted).toMatchObject({ memberships: [{ username: 'alice' }, seen] })
      expect(await membershipOf(store, 'carol')).toEqual(seen)
      expect(await membershipOf(store, 'alice')).not.toHaveProperty('unreadThreads')

      const last = await store.deleteMessage({ messageId: 'a', deletedBy, at: 230 })
      expect(last).toMatchObject({
        seq: 8,
        parent: { thread: { replyCount: 0, lastReplyAt: 211 }, seq: 9 },
        memberships: [],
      })
      await reply(store, 'c', 'carol', 240)
      expect((await store.message({ id: 'x' }))?.thread).toEqual({
        replyCount: 1,
        lastReplyAt: 240,
        followers: ['id-alice', 'id-carol', 'id-bob'],
      })
    })

    test('an answer tells those who had it unread in the order of their ids', async () => {
      const store = await thread()
      await addUsers(store, 'aaron')
      const user = { id: 'id-aaron', username: 'aaron', name: 'aaron' }
      await store.joinRoom({ roomId: 'R', membershipId: 'late', user, roles: [], at: 205 })
      await reply(store, 'a', 'bob', 210, { mentions: [mention('carol'), mention('aaron')] })
      const deleted = await store.deleteMessage({ messageId: 'a', deletedBy, at: 220 })
      expect(deleted).toMatchObject({
        memberships: [{ username: 'aaron' }, { username: 'alice' }, { username: 'carol' }],
      })
    })

    test('an answer leaves other threads unread', async () => {
      const store = await thread()
      await append(store, 'y', 'R', 'alice', 205)
      await reply(store, 'a', 'bob', 210)
      await reply(store, 'b', 'bob', 211, { threadId: 'y' })
      const deleted = await store.deleteMessage({ messageId: 'a', deletedBy, at: 220 })
      expect(deleted).toMatchObject({ memberships: [{ username: 'alice', alert: true, unreadThreads: [{ id: 'y' }] }] })
      expect(await store.deleteMessage({ messageId: 'y-nothing', deletedBy, at: 221 })).toEqual({
        outcome: 'no-message',
      })
    })

    test('an answer that was never counted takes no count below nothing', async () => {
      const store = await thread()
      await reply(store, 'early', 'bob', 205, { threadId: 'y' })
      await append(store, 'y', 'R', 'alice', 206)
      const early = await store.deleteMessage({ messageId: 'early', deletedBy, at: 207 })
      expect(early).not.toHaveProperty('parent')
      await reply(store, 'early', 'bob', 208, { threadId: 'z' })
      await append(store, 'z', 'R', 'alice', 209)
      await reply(store, 'late', 'bob', 210, { threadId: 'z' })
      for (const messageId of ['early', 'late']) {
        const deleted = await store.deleteMessage({ messageId, deletedBy, at: 220 })
        expect(deleted).toMatchObject({ parent: { id: 'z', thread: { replyCount: 0 } } })
      }
    })

    test('an answer that has answers itself empties it, and takes it out of its parent', async () => {
      const store = await thread()
      await reply(store, 'a', 'bob', 210)
      await reply(store, 'b', 'carol', 211, { threadId: 'a' })
      const answer = await store.deleteMessage({ messageId: 'a', deletedBy, at: 220 })
      expect(answer).toMatchObject({
        outcome: 'emptied',
        message: { id: 'a', type: 'rm', seq: 6 },
        parent: { id: 'x', thread: { replyCount: 0 }, seq: 7 },
        memberships: [{ username: 'alice' }],
        room: { seq: 7, messageCount: 2 },
      })
    })

    test('an answer whose parent is gone moves nobody', async () => {
      const store = await thread()
      await append(store, 'a', 'R', 'bob', 210, { threadId: 'gone' })
      const deleted = await store.deleteMessage({ messageId: 'a', deletedBy, at: 220 })
      expect(deleted).toMatchObject({ outcome: 'deleted', seq: 3, room: { seq: 3 }, memberships: [] })
      expect(deleted).not.toHaveProperty('parent')
    })

    test('what has answers empties it, and leaves it where it is', async () => {
      const store = await thread()
      await store.editMessage({
        messageId: 'x',
        changes: { attachments: [{ title: 't' }], urls: ['u'], mentions: [mention('bob')], showInRoom: true },
        editedBy: deletedBy,
        at: 202,
      })
      await store.setReaction({ messageId: 'x', emoji: ':a:', username: 'bob', at: 203 })
      await append(store, 'w', 'R', 'carol', 204, { sentAt: 150 })
      await append(store, 'y', 'R', 'carol', 205, { sentAt: 199 })
      await reply(store, 'a', 'bob', 210)
      await store.deleteMessage({ messageId: 'y', deletedBy, at: 211 })
      expect((await store.room({ id: 'R' }))?.lastMessage?.id).toBe('x')
      const by = { id: 'id-bob', username: 'bob' }
      const answer = await store.deleteMessage({ messageId: 'x', deletedBy: by, at: 220 })
      const left = {
        id: 'x',
        roomId: 'R',
        author: { id: 'id-alice', username: 'alice', name: 'alice the tester' },
        type: 'rm',
        text: '',
        mentions: [],
        channels: [],
        urls: [],
        reactions: {},
        thread: { replyCount: 1, lastReplyAt: 210, followers: ['id-alice', 'id-bob'] },
        editedAt: 220,
        editedBy: by,
        sentAt: 200,
        updatedAt: 220,
        seq: 9,
      }
      expect(answer).toMatchObject({ outcome: 'emptied', memberships: [], room: { seq: 9, messageCount: 2 } })
      expect(answer).toMatchObject({ message: left, room: { lastMessage: { id: 'w' } } })
      expect(await store.message({ id: 'x' })).toEqual(left)
      expect((await store.room({ id: 'R' }))?.lastMessage?.id).toBe('w')
      const page = await store.history({ roomId: 'R', limit: 9, threads: true })
      expect(page.map(({ id }) => id)).toEqual(['a', 'x', 'w'])

      // It is empty: not again, and nothing to edit.
      expect(await store.deleteMessage({ messageId: 'x', deletedBy, at: 230 })).toEqual({ outcome: 'no-message' })
      expect(await store.editMessage({ messageId: 'x', changes: { text: 'a' }, editedBy: by, at: 231 })).toEqual({
        outcome: 'no-message',
      })
      expect((await store.room({ id: 'R' }))?.seq).toBe(9)
      // Without its answers it goes, and is not taken out of the count a second time.
      await store.deleteMessage({ messageId: 'a', deletedBy, at: 240 })
      const gone = await store.deleteMessage({ messageId: 'x', deletedBy, at: 241 })
      expect(gone).toMatchObject({ outcome: 'deleted', room: { messageCount: 1, lastMessage: { id: 'w' } } })
    })
  })
}
