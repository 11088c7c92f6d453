// Chats: one that is open for each visitor, given to whom has the least to do, listed by how long they wait.

import { describe, expect, test } from 'vitest'
import { addRoom, addUsers, author, message, type OpenStore } from '../world.ts'
import { agents, candidate, give, open, visit } from './livechat-world.ts'

export function describeLivechat(openStore: OpenStore): void {
  describe('a chat', () => {
    test('begins in the queue, with a word that it has', async () => {
      const store = await openStore()
      await visit(store, 'a', 10, { name: 'Ann' })
      const chat = {
        visitor: { id: 'v-a', username: 'guest-1', name: 'Ann', status: 'online' },
        inquiryId: 'i-R',
        state: 'queued',
        source: 'api',
        departmentId: 'D',
        queuedAt: 20,
      }
      expect(await open(store, 'a', 'R', 20, 'D')).toMatchObject({
        outcome: 'opened',
        room: { id: 'R', type: 'livechat', displayName: 'Ann', chat, memberCount: 0, messageCount: 1, seq: 1 },
        message: {
          id: 'n-R',
          type: 'livechat-started',
          author: { id: 'v-a', username: 'guest-1', name: 'Ann' },
          seq: 1,
        },
      })
      expect((await store.room({ id: 'R' }))?.chat).toEqual(chat)
      expect((await store.chat({ inquiryId: 'i-R' }))?.id).toBe('R')
      expect(await store.chat({ inquiryId: 'i-X' })).toBeUndefined()
    })

    test('is one for each visitor, however many ask at once', async () => {
      const store = await openStore()
      const answers = await Promise.all(
        Array.from({ length: 100 }, async (_, index) => {
          const { visitor } = await store.saveVisitor({ tokenHash: 'T', newId: `v${index}`, changes: {}, at: 10 })
          return store.openChat({
            visitorId: visitor.id,
            roomId: `R${index}`,
            inquiryId: `I${index}`,
            noteId: `N${index}`,
            source: 'api',
            at: 20,
          })
        }),
      )
      expect(answers.filter(({ outcome }) => outcome === 'opened')).toHaveLength(1)
      expect(answers.filter(({ outcome }) => outcome === 'open-already')).toHaveLength(99)
      expect(new Set(answers.map((answer) => 'room' in answer && answer.room.id)).size).toBe(1)
      expect((await store.chats({ order: 'begun', offset: 0, limit: 200 })).total).toBe(1)
      expect((await visit(store, 'next')).visitor.username).toBe('guest-2')
    })

    test('does not take the id of another room, nor the visitor that is not there', async () => {
      const store = await openStore()
      await addUsers(store, 'alice')
      await addRoom(store, 'R', ['alice'])
      await visit(store, 'a')
      expect(await open(store, 'a', 'R', 20)).toEqual({ outcome: 'id-taken' })
      expect(await open(store, 'b', 'S', 20)).toEqual({ outcome: 'no-visitor' })
      expect((await store.room({ id: 'R' }))?.type).toBe('channel')
    })

    test('is opened by its visitor’s token alone', async () => {
      const store = await openStore()
      await visit(store, 'a')
      await visit(store, 'b')
      await open(store, 'a', 'R', 20)
      expect((await store.chatOfToken({ tokenHash: 'hash-a', roomId: 'R', open: true }))?.id).toBe('R')
      expect(await store.chatOfToken({ tokenHash: 'hash-b', roomId: 'R' })).toBeUndefined()
      expect(await store.chatOfToken({ tokenHash: 'hash-x', roomId: 'R' })).toBeUndefined()
      expect(await store.chatOfToken({ tokenHash: 'hash-a', roomId: 'S' })).toBeUndefined()
      await store.closeChat({ roomId: 'R', by: { id: 'v-a', username: 'guest-1', as: 'visitor' }, notes: [], at: 30 })
      expect(await store.chatOfToken({ tokenHash: 'hash-a', roomId: 'R', open: true })).toBeUndefined()
      expect((await store.chatOfToken({ tokenHash: 'hash-a', roomId: 'R' }))?.id).toBe('R')
    })

    test('goes to the agent with the fewest open chats, then to the one whose last was longest ago', async () => {
      const store = await openStore()
      await agents(store, 'alice', 'bob', 'carol')
      const winners: (string | undefined)[] = []
      for (const [index, name] of ['a', 'b', 'c', 'd', 'e'].entries()) {
        await visit(store, name)
        await open(store, name, `R${index}`, 20 + index)
        const candidates = ['carol', 'bob', 'alice'].map((username) => candidate(username, `R${index}`))
        const preferred = await store.preferred({ candidates })
        const answer = await give(store, `R${index}`, 30 + index, 'carol', 'bob', 'alice')
        winners.push(answer.outcome === 'moved' ? answer.room.chat?.servedBy?.username : answer.outcome)
        expect(preferred?.user.username).toBe(winners.at(-1))
        // Bob is done at once, and so has the fewest; but he had the last one.
        if (winners.at(-1) === 'bob' && index < 3) {
          const by = { id: 'id-bob', username: 'bob', as: 'user' } as const
          await store.closeChat({ roomId: `R${index}`, by, notes: [], at: 40 + index })
        }
      }
      expect(winners).toEqual(['alice', 'bob', 'carol', 'bob', 'alice'])
      expect(await store.preferred({ candidates: [] })).toBeUndefined()
      expect(
        (await store.agents({})).map(({ username, openChats, lastAssignedAt }) => [
          username,
          openChats,
          lastAssignedAt,
        ]),
      ).toEqual([
        ['alice', 2, 34],
        ['bob', 1, 33],
        ['carol', 1, 32],
      ])
    })

    test('is taken by one of those who reach for it at once', async () => {
      const store = await openStore()
      await agents(store, 'alice', 'bob')
      await visit(store, 'a')
      await open(store, 'a', 'R', 20)
      const answers = await Promise.all([give(store, 'R', 30, 'alice'), give(store, 'R', 30, 'bob')])
      expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['moved', 'taken'])
      expect(await store.memberIds({ roomId: 'R' })).toHaveLength(1)
    })

    test('makes its agent a member who finds it unread, and passes on: one leaves, one comes, and it is written down', async () => {
      const store = await openStore()
      await agents(store, 'alice', 'bob')
      await visit(store, 'a', 10, { name: 'Ann' })
      await open(store, 'a', 'R', 20)
      const taken = await store.moveChat({
        roomId: 'R',
        onlyQueued: true,
        candidates: [candidate('alice', 'R')],
        notes: [],
        greetings: [{ id: 'g1', type: 'command', text: 'connected' }],
        at: 30,
      })
      expect(taken).toMatchObject({
        outcome: 'moved',
        joined: { userId: 'id-alice', roomType: 'livechat', displayName: 'Ann', unread: 1, alert: true },
        left: [],
        messages: [{ id: 'g1', author: author('alice'), text: 'connected' }],
        room: { memberCount: 1, chat: { state: 'taken', servedBy: { id: 'id-alice', since: 30 } } },
      })
      expect(taken).not.toHaveProperty('room.chat.queuedAt')
      const passed = await store.moveChat({
        roomId: 'R',
        onlyQueued: false,
        departmentId: 'D',
        candidates: [candidate('bob', 'R')],
        notes: [{ id: 't1', type: 'livechat_transfer_history', author: author('alice'), text: '', details: { x: 1 } }],
        greetings: [],
        at: 40,
      })
      expect(passed).toMatchObject({
        joined: { userId: 'id-bob' },
        left: [{ userId: 'id-alice' }],
        messages: [{ id: 't1', details: { x: 1 } }],
        room: { memberCount: 1, chat: { departmentId: 'D', servedBy: { id: 'id-bob', since: 40 } } },
      })
      expect(await store.memberIds({ roomId: 'R' })).toEqual(['id-bob'])
      const back = await store.moveChat({
        roomId: 'R',
        onlyQueued: false,
        candidates: [],
        notes: [],
        greetings: [],
        at: 50,
      })
      expect(back).toMatchObject({
        left: [{ userId: 'id-bob' }],
        room: { memberCount: 0, chat: { state: 'queued', queuedAt: 50 } },
      })
      expect(back).not.toHaveProperty('joined')
      expect(back).not.toHaveProperty('room.chat.servedBy')
    })

    test('ends once: its agents leave, nobody says anything more in it, and its visitor may begin another', async () => {
      const store = await openStore()
      await agents(store, 'alice')
      await visit(store, 'a')
      await visit(store, 'b')
      await open(store, 'a', 'R', 20)
      await give(store, 'R', 25, 'alice')
      const by = { id: 'id-alice', username: 'alice', as: 'user' } as const
      const close = (more = {}) => store.closeChat({ roomId: 'R', by, tags: ['x', 'x'], notes: [], at: 30, ...more })
      expect(await close({ visitorId: 'v-b' })).toEqual({ outcome: 'no-chat' })
      expect(await close({ roomId: 'S' })).toEqual({ outcome: 'no-chat' })
      expect(await close()).toMatchObject({
        outcome: 'closed',
        left: [{ userId: 'id-alice' }],
        room: { memberCount: 0, chat: { state: 'closed', closedAt: 30, closedBy: by, tags: ['x'] } },
      })
      expect(await close()).toEqual({ outcome: 'closed-already' })
      expect(await give(store, 'R', 31, 'alice')).toEqual({ outcome: 'closed' })
      expect(await give(store, 'S', 31, 'alice')).toEqual({ outcome: 'no-chat' })
      const words = { ...message('m', 'R', 'x'), author: { id: 'v-a', username: 'guest-1', name: 'guest-1' } }
      expect(await store.sayInChat({ message: words, at: 32 })).toEqual({ outcome: 'closed' })
      expect(await open(store, 'a', 'R2', 40)).toMatchObject({ outcome: 'opened' })
    })

    test('takes its visitor’s words and nobody else’s, each once, and counts every one for its agent', async () => {
      const store = await openStore()
      await agents(store, 'alice')
      await visit(store, 'a')
      await visit(store, 'b')
      await open(store, 'a', 'R', 20)
      await give(store, 'R', 25, 'alice')
      await store.markRead({ roomId: 'R', userId: 'id-alice', at: 26 })
      const words = (id: string, visitor: string) => ({
        ...message(id, 'R', 'x'),
        author: { id: visitor, username: visitor, name: visitor },
      })
      expect(await store.sayInChat({ message: words('m1', 'v-a'), at: 30 })).toMatchObject({
        outcome: 'appended',
        memberships: [{ userId: 'id-alice', unread: 1, userMentions: 0 }],
        room: { lastMessage: { id: 'm1' } },
      })
      expect(await store.sayInChat({ message: words('m2', 'v-a'), at: 31 })).toMatchObject({
        memberships: [{ unread: 2 }],
      })
      expect(await store.sayInChat({ message: words('m1', 'v-a'), at: 32 })).toMatchObject({ outcome: 'duplicate' })
      expect(await store.sayInChat({ message: words('m3', 'v-b'), at: 33 })).toEqual({ outcome: 'no-chat' })
      expect(await store.message({ id: 'm3' })).toBeUndefined()
    })

    test('shows its visitor as he is now, and what he thought of it', async () => {
      const store = await openStore()
      await visit(store, 'a')
      await open(store, 'a', 'R', 20)
      const changed = await store.changeVisitor({ visitorId: 'v-a', changes: { name: 'Ann', status: 'away' }, at: 30 })
      expect(changed?.room).toMatchObject({ displayName: 'Ann', chat: { visitor: { name: 'Ann', status: 'away' } } })
      const same = await store.changeVisitor({ visitorId: 'v-a', changes: { phone: '1' }, at: 31 })
      expect(same).not.toHaveProperty('room')
      await store.rateChat({ roomId: 'R', visitorId: 'v-a', survey: { a: '1' }, at: 32 })
      const rated = await store.rateChat({ roomId: 'R', visitorId: 'v-a', survey: { b: '2' }, at: 33 })
      expect(rated?.room.chat?.survey).toEqual({ a: '1', b: '2' })
      expect(await store.rateChat({ roomId: 'R', visitorId: 'v-b', survey: {}, at: 34 })).toBeUndefined()
      const note = { id: 'x', type: 'livechat_transcript_history', author: author('alice'), text: '' } as const
      expect((await store.noteInChat({ roomId: 'R', note, at: 35 }))?.message.seq).toBe(2)
      expect(await store.noteInChat({ roomId: 'S', note, at: 35 })).toBeUndefined()
    })
  })

  describe('lists of chats', () => {
    test('are in the order of waiting or of beginning, by state, agent, visitor and department', async () => {
      const store = await openStore()
      await agents(store, 'alice')
      for (const [index, name] of ['a', 'b', 'c'].entries()) {
        await visit(store, name)
        await open(store, name, `R${index}`, 20 + index, index === 1 ? 'D' : undefined)
      }
      await give(store, 'R0', 30, 'alice')
      const move = { onlyQueued: false, candidates: [], notes: [], greetings: [] }
      await store.moveChat({ ...move, roomId: 'R0', at: 40 })
      const list = async (filter: Partial<Parameters<typeof store.chats>[0]>) => {
        const { rooms, total } = await store.chats({ order: 'queued', offset: 0, limit: 10, ...filter })
        return [...rooms.map(({ id }) => id), total]
      }
      expect(await list({})).toEqual(['R1', 'R2', 'R0', 3])
      expect(await list({ order: 'begun' })).toEqual(['R0', 'R1', 'R2', 3])
      expect(await list({ offset: 1, limit: 1 })).toEqual(['R2', 3])
      expect(await list({ departmentIds: ['D'] })).toEqual(['R1', 1])
      expect(await list({ departmentIds: [null] })).toEqual(['R2', 'R0', 2])
      expect(await list({ departmentIds: [null, 'D'] })).toEqual(['R1', 'R2', 'R0', 3])
      expect(await list({ departmentIds: [] })).toEqual([0])
      await give(store, 'R2', 50, 'alice')
      expect(await list({ agentId: 'id-alice' })).toEqual(['R2', 1])
      expect(await list({ states: ['taken'] })).toEqual(['R2', 1])
      expect(await list({ states: ['queued'] })).toEqual(['R1', 'R0', 2])
      expect(await list({ visitorId: 'v-b' })).toEqual(['R1', 1])
    })
  })
}
