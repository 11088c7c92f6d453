// Words in a room, threads and their answers, users and channels by a part of their names.

import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/store/port.ts'
import { addRoom, addUsers, append, author, system, user, type OpenStore } from '../world.ts'

const alice = { id: 'id-alice', username: 'alice' }

export function describeFinding(open: OpenStore): void {
  async function room(...texts: string[]): Promise<Store> {
    const store = await open()
    await addUsers(store, 'alice', 'bob')
    await addRoom(store, 'R', ['alice', 'bob'])
    for (const [index, text] of texts.entries()) await append(store, `m${index}`, 'R', 'alice', 200 + index, { text })
    return store
  }
  const found = async (
    store: Store,
    query: string,
    more: { offset?: number; limit?: number; roomId?: string } = {},
  ): Promise<string> => {
    // In steps so small that every text takes several.
    while (!(await store.indexMessages({ most: 2 })).done);
    const messages = await store.searchMessages({ roomId: 'R', query, offset: 0, limit: 50, ...more })
    return messages.map(({ id }) => id).join(' ')
  }

  describe('searching', () => {
    test('finds words in any case, with and without accents, by their beginnings', async () => {
      const store = await room('Hello World', 'help is near', 'say HÉLLO again', 'shell', 'Straße 42')
      expect(await found(store, 'hello')).toBe('m2 m0')
      expect(await found(store, 'Hel')).toBe('m2 m1 m0')
      expect(await found(store, 'héllo')).toBe('m2 m0')
      expect(await found(store, 'hello world')).toBe('m0')
      expect(await found(store, 'world hello')).toBe('m0')
      expect(await found(store, 'hello nobody')).toBe('')
      expect(await found(store, '42')).toBe('m4')
      expect(await found(store, 'ell')).toBe('')
    })

    test('finds any part of a sentence in scripts that do not part their words', async () => {
      const store = await room('断线以后消息会丢吗？', '消息不会丢', '以后再说', 'こんにちは世界', 'bob说hello世界')
      expect(await found(store, '消息')).toBe('m1 m0')
      expect(await found(store, '会丢')).toBe('m1 m0')
      expect(await found(store, '线以后')).toBe('m0')
      expect(await found(store, '以后')).toBe('m2 m0')
      expect(await found(store, '后以')).toBe('')
      expect(await found(store, '丢')).toBe('m1 m0')
      expect(await found(store, '断')).toBe('m0')
      expect(await found(store, '消息 断线')).toBe('m0')
      expect(await found(store, '世界')).toBe('m4 m3')
      expect(await found(store, 'hello世界')).toBe('m4')
      expect(await found(store, 'hello')).toBe('m4')
      expect(await found(store, 'ｈｅｌｌｏ')).toBe('m4')
      expect(await found(store, '息消')).toBe('')
    })

    test('takes signs for nothing, and nothing for nothing', async () => {
      const store = await room('a "quoted" word', "it's - NOT * (x)", 'AND OR NEAR')
      for (const query of ['', '   ', '"', '*', '()', "'", '-- %', '？！']) expect(await found(store, query)).toBe('')
      expect(await found(store, '"quoted')).toBe('m0')
      expect(await found(store, 'NOT x')).toBe('m1')
      expect(await found(store, 'and or near')).toBe('m2')
      expect(await found(store, 'words:quoted')).toBe('')
      expect(await found(store, 'quoted) OR (x')).toBe('')
    })

    test('follows edits and deletions, and leaves out what is elsewhere or the server’s own', async () => {
      const store = await room('apple', 'pear')
      await addRoom(store, 'other', ['alice'])
      await append(store, 'elsewhere', 'other', 'alice', 300, { text: 'apple' })
      await store.leaveRoom({ roomId: 'R', userId: 'id-bob', systemMessage: system('s', 'apple', 'ul'), at: 301 })
      expect(await found(store, 'apple')).toBe('m0')
      await store.editMessage({ messageId: 'm1', changes: { text: 'apple pie' }, editedBy: alice, at: 302 })
      await store.setReaction({ messageId: 'm0', emoji: ':a:', username: 'alice', at: 303 })
      expect(await found(store, 'apple')).toBe('m1 m0')
      expect(await found(store, 'pear')).toBe('')
      await store.deleteMessage({ messageId: 'm0', deletedBy: alice, at: 304 })
      expect(await found(store, 'apple')).toBe('m1')
      expect(await found(store, 'apple', { roomId: 'other' })).toBe('elsewhere')
      expect(await found(store, 'apple', { roomId: 'nowhere' })).toBe('')
      await append(store, 'm0', 'R', 'alice', 305, { text: 'apple again' })
      expect(await found(store, 'again')).toBe('m0')
    })

    test('is not confused by what goes and comes at the end', async () => {
      const store = await room('apple', 'apple', 'apple')
      expect(await found(store, 'apple')).toBe('m2 m1 m0')
      for (const id of ['m1', 'm2']) await store.deleteMessage({ messageId: id, deletedBy: alice, at: 300 })
      await append(store, 'n1', 'R', 'alice', 310, { text: 'pear' })
      await store.editMessage({ messageId: 'n1', changes: { text: 'apple' }, editedBy: alice, at: 311 })
      await append(store, 'n2', 'R', 'alice', 320, { text: 'apple' })
      await store.deleteMessage({ messageId: 'n2', deletedBy: alice, at: 321 })
      await append(store, 'n3', 'R', 'alice', 330, { text: 'apple' })
      expect(await found(store, 'apple')).toBe('n3 n1 m0')
      expect(await found(store, 'pear')).toBe('')
    })

    test('does not find what was emptied', async () => {
      const store = await room('apple')
      await append(store, 'reply', 'R', 'alice', 300, { threadId: 'm0', text: 'tart' })
      await store.deleteMessage({ messageId: 'm0', deletedBy: alice, at: 301 })
      expect(await found(store, 'apple')).toBe('')
      expect(await found(store, 'tart')).toBe('reply')
    })

    test('is newest first, in pages', async () => {
      const store = await room('x', 'x', 'x', 'x')
      expect(await found(store, 'x')).toBe('m3 m2 m1 m0')
      expect(await found(store, 'x', { limit: 2 })).toBe('m3 m2')
      expect(await found(store, 'x', { limit: 2, offset: 1 })).toBe('m2 m1')
      expect(await found(store, 'x', { limit: 0 })).toBe('')
    })
  })

  describe('threads', () => {
    /** m0 and m2 begin threads; m2's was answered last. */
    async function talk(): Promise<Store> {
      const store = await room('One', 'Two', 'Three')
      await append(store, 'a', 'R', 'bob', 300, { threadId: 'm2' })
      await append(store, 'b', 'R', 'bob', 310, { threadId: 'm0' })
      await append(store, 'c', 'R', 'alice', 320, { threadId: 'm2', showInRoom: true })
      return store
    }
    const heads = async (store: Store, more: Partial<Parameters<Store['threadHeads']>[0]> = {}) => {
      const { messages, total } = await store.threadHeads({ roomId: 'R', offset: 0, limit: 50, ...more })
      return [messages.map(({ id }) => id).join(' '), total]
    }
    const replies = async (store: Store, more: Partial<Parameters<Store['threadReplies']>[0]> = {}) => {
      const { messages, total } = await store.threadReplies({ threadId: 'm2', offset: 0, limit: 50, ...more })
      return [messages.map(({ id }) => id).join(' '), total]
    }

    test('of a room are told by their last answer', async () => {
      const store = await talk()
      expect(await heads(store)).toEqual(['m2 m0', 2])
      expect(await heads(store, { limit: 1 })).toEqual(['m2', 2])
      expect(await heads(store, { limit: 1, offset: 1 })).toEqual(['m0', 2])
      expect(await heads(store, { roomId: 'nowhere' })).toEqual(['', 0])
      await append(store, 'd', 'R', 'bob', 330, { threadId: 'm0' })
      expect(await heads(store)).toEqual(['m0 m2', 2])
    })

    test('are narrowed by follower, by id, by text', async () => {
      const store = await talk()
      expect(await heads(store, { followerId: 'id-bob' })).toEqual(['m2 m0', 2])
      expect(await heads(store, { followerId: 'nobody' })).toEqual(['', 0])
      expect(await heads(store, { ids: ['m0', 'm1'] })).toEqual(['m0', 1])
      expect(await heads(store, { ids: [] })).toEqual(['', 0])
      expect(await heads(store, { part: 'THRE' })).toEqual(['m2', 1])
      expect(await heads(store, { part: 'e', limit: 1 })).toEqual(['m2', 2])
    })

    test('without answers are none', async () => {
      const store = await talk()
      await store.deleteMessage({ messageId: 'b', deletedBy: alice, at: 400 })
      expect(await heads(store)).toEqual(['m2', 1])
    })

    test('are read oldest first or newest first, in pages', async () => {
      const store = await talk()
      expect(await replies(store)).toEqual(['a c', 2])
      expect(await replies(store, { newestFirst: true })).toEqual(['c a', 2])
      expect(await replies(store, { limit: 1 })).toEqual(['a', 2])
      expect(await replies(store, { limit: 1, offset: 1 })).toEqual(['c', 2])
      expect(await replies(store, { limit: 0 })).toEqual(['', 2])
      expect(await replies(store, { threadId: 'm1' })).toEqual(['', 0])
    })
  })

  describe('users and channels', () => {
    test('users are found by a part of username or name, who is called so first', async () => {
      const store = await open()
      await addUsers(store, 'annabel', 'ann', 'joann', 'zoe')
      await store.createUser({ user: user('gone', { active: false, name: 'Ann Gone' }) })
      await store.createUser({ user: user('max', { name: 'Max ANNSON' }) })
      const names = async (part: string, exceptUsernames: string[] = [], limit = 50) =>
        (await store.findUsers({ part, exceptUsernames, limit })).map(({ username }) => username).join(' ')
      expect(await names('Ann')).toBe('ann annabel joann max')
      expect(await names('ann', ['ANN', 'joann'])).toBe('annabel max')
      expect(await names('ann', [], 2)).toBe('ann annabel')
      expect(await names('zoe the')).toBe('zoe')
      expect(await names('%')).toBe('')
      expect(await names('ann', [], 0)).toBe('')
    })

    test('channels are found by a part of their name, unless this user is in them', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      await addRoom(store, 'News', ['alice'])
      await addRoom(store, 'Newsroom', ['bob'])
      await addRoom(store, 'Old-news', ['bob'])
      await addRoom(store, 'Secret-news', ['bob'], { type: 'group' })
      const names = async (part: string, exceptMemberId?: string, limit = 50) =>
        (await store.findChannels({ part, limit, ...(exceptMemberId !== undefined && { exceptMemberId }) }))
          .map(({ name }) => name)
          .join(' ')
      expect(await names('NEWS')).toBe('news newsroom old-news')
      expect(await names('news', 'id-alice')).toBe('newsroom old-news')
      expect(await names('news', 'id-bob')).toBe('news')
      expect(await names('news', undefined, 1)).toBe('news')
      expect(await names('old', author('alice').id)).toBe('old-news')
      const [first] = await store.findChannels({ part: 'news', limit: 1 })
      expect(first).toEqual(await store.room({ id: 'News' }))
    })
  })
}
