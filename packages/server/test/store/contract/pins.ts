// What users mark: messages pinned and starred, threads followed and read, rooms hidden, opened, favourite.

import { describe, expect, test } from 'vitest'
import { type Store, StoreFailure } from '../../../src/store/port.ts'
import { addRoom, addUsers, append, deletedBy, everybody, mention, system, type OpenStore } from '../world.ts'

export function describePins(open: OpenStore): void {
  /** alice, bob and carol in R, and a message `x` of alice's at 200, which all have read. */
  async function room(): Promise<Store> {
    const store = await open()
    await addUsers(store, 'alice', 'bob', 'carol')
    await addRoom(store, 'R', ['alice', 'bob', 'carol'])
    await append(store, 'x', 'R', 'alice', 200)
    for (const name of ['alice', 'bob', 'carol']) await store.markRead({ roomId: 'R', userId: `id-${name}`, at: 201 })
    return store
  }
  const by = { id: 'id-bob', username: 'bob' }
  const membershipOf = (store: Store, name: string) => store.membership({ roomId: 'R', userId: `id-${name}` })

  describe('a pin', () => {
    const pin = (store: Store, pinned: boolean, at: number, note?: string) => {
      const told =
        note === undefined ? {} : { note: { ...system(note, 'bob', 'message_pinned'), attachments: [{ a: 1 }] } }
      return store.setPin({ messageId: 'x', pinned, by, at, ...told })
    }

    test('is in the message, and told of after it; the second of the same says nothing', async () => {
      const store = await room()
      const before = await store.message({ id: 'x' })
      const answer = await pin(store, true, 300, 'n')
      const message = { ...before, pin: { pinned: true, by, at: 300 }, updatedAt: 300, seq: 2 }
      expect(answer).toMatchObject({ outcome: 'changed', memberships: [], room: { seq: 3, messageCount: 2 } })
      if (answer.outcome !== 'changed') return
      expect(answer.message).toEqual(message)
      expect(answer.note).toMatchObject({
        id: 'n',
        type: 'message_pinned',
        attachments: [{ a: 1 }],
        sentAt: 300,
        seq: 3,
      })
      expect(answer.room.lastMessage).toEqual(message)
      expect(await store.message({ id: 'n' })).toEqual(answer.note)
      expect(await membershipOf(store, 'carol')).toMatchObject({ alert: false, unread: 0 })
      expect(await pin(store, true, 301, 'm')).toEqual({ outcome: 'unchanged', message })
      expect(await store.message({ id: 'm' })).toBeUndefined()
      expect((await store.room({ id: 'R' }))?.seq).toBe(3)
    })

    test('is taken back without a word', async () => {
      const store = await room()
      expect(await pin(store, false, 299)).toMatchObject({ outcome: 'unchanged' })
      await pin(store, true, 300)
      const answer = await pin(store, false, 310, 'n')
      expect(answer).toMatchObject({ outcome: 'changed', message: { pin: { pinned: false, by, at: 310 }, seq: 3 } })
      expect(answer).not.toHaveProperty('note')
      expect(await store.message({ id: 'n' })).toBeUndefined()
    })

    test('with a note whose id is taken is no pin', async () => {
      const store = await room()
      await expect(pin(store, true, 300, 'x')).rejects.toThrow(StoreFailure)
      expect(await store.message({ id: 'x' })).toMatchObject({ seq: 1 })
      expect(await store.message({ id: 'x' })).not.toHaveProperty('pin')
      expect(await store.setPin({ messageId: 'none', pinned: true, by, at: 300 })).toEqual({ outcome: 'no-message' })
    })
  })

  test('a star is each one’s own, in their order, and goes with the last without going away', async () => {
    const store = await room()
    const star = async (name: string, starred: boolean, at: number) => {
      const answer = await store.setStar({ messageId: 'x', userId: `id-${name}`, starred, at })
      return 'message' in answer ? [answer.outcome, answer.message.starredBy, answer.message.seq] : answer.outcome
    }
    expect(await star('bob', false, 300)).toEqual(['unchanged', undefined, 1])
    expect(await star('bob', true, 301)).toEqual(['changed', ['id-bob'], 2])
    expect(await star('alice', true, 302)).toEqual(['changed', ['id-bob', 'id-alice'], 3])
    expect(await star('alice', true, 303)).toEqual(['unchanged', ['id-bob', 'id-alice'], 3])
    expect(await star('bob', false, 304)).toEqual(['changed', ['id-alice'], 4])
    expect(await star('alice', false, 305)).toEqual(['changed', [], 5])
    expect(await store.setStar({ messageId: 'none', userId: 'id-bob', starred: true, at: 306 })).toEqual({
      outcome: 'no-message',
    })
  })

  describe('following', () => {
    const follow = (store: Store, name: string, follows: boolean, at: number) =>
      store.setFollower({ messageId: 'x', userId: `id-${name}`, follows, at })

    test('begins no thread, and hears of the first answer', async () => {
      const store = await room()
      expect(await follow(store, 'carol', true, 300)).toMatchObject({
        outcome: 'changed',
        message: { thread: { replyCount: 0, followers: ['id-carol'] }, seq: 2 },
        memberships: [],
      })
      expect((await store.message({ id: 'x' }))?.thread).toEqual({ replyCount: 0, followers: ['id-carol'] })
      expect(await store.threadHeads({ roomId: 'R', offset: 0, limit: 10 })).toEqual({ messages: [], total: 0 })
      await append(store, 'a', 'R', 'bob', 310, { threadId: 'x' })
      expect((await store.message({ id: 'x' }))?.thread).toEqual({
        replyCount: 1,
        lastReplyAt: 310,
        followers: ['id-carol', 'id-alice', 'id-bob'],
      })
      expect(await membershipOf(store, 'carol')).toMatchObject({ unreadThreads: [{ id: 'x' }], alert: true })
      expect(await follow(store, 'carol', true, 311)).toMatchObject({ outcome: 'unchanged' })
    })

    test('ends, and with it what is unread of that thread alone', async () => {
      const store = await room()
      await append(store, 'y', 'R', 'alice', 290)
      await store.setFollower({ messageId: 'y', userId: 'id-carol', follows: true, at: 291 })
      await follow(store, 'carol', true, 300)
      await append(store, 'a', 'R', 'bob', 310, { threadId: 'x' })
      await append(store, 'b', 'R', 'bob', 311, { threadId: 'y' })
      const answer = await follow(store, 'carol', false, 320)
      expect(answer).toMatchObject({ outcome: 'changed', message: { thread: { followers: ['id-alice', 'id-bob'] } } })
      if (answer.outcome !== 'changed') return
      expect(answer.memberships).toEqual([await membershipOf(store, 'carol')])
      expect(answer.memberships).toMatchObject([{ unreadThreads: [{ id: 'y' }], alert: true, updatedAt: 320 }])
      const nothing = await follow(store, 'bob', false, 330)
      expect(nothing).toMatchObject({ outcome: 'changed', memberships: [] })
    })
  })

  describe('a thread that was read', () => {
    const read = (store: Store, name: string, threadId: string, at: number) =>
      store.readThread({ roomId: 'R', userId: `id-${name}`, threadId, at })

    test('goes out of what is unread, and the flag with the last', async () => {
      const store = await room()
      await append(store, 'y', 'R', 'alice', 290)
      await store.markRead({ roomId: 'R', userId: 'id-alice', at: 291 })
      await append(store, 'a', 'R', 'bob', 310, { threadId: 'x' })
      await append(store, 'b', 'R', 'bob', 311, { threadId: 'y' })
      expect(await read(store, 'alice', 'x', 320)).toMatchObject({
        changed: true,
        membership: { unreadThreads: [{ id: 'y' }], alert: true, updatedAt: 320 },
      })
      expect(await read(store, 'alice', 'x', 321)).toMatchObject({ changed: false, membership: { updatedAt: 320 } })
      const last = await read(store, 'alice', 'y', 322)
      expect(last).toMatchObject({ changed: true, membership: { alert: false, updatedAt: 322 } })
      expect(last?.membership).not.toHaveProperty('unreadThreads')
      expect(await membershipOf(store, 'alice')).toEqual(last?.membership)
    })

    test('leaves the flag where messages are unread, and who is no member alone', async () => {
      const store = await room()
      await append(store, 'a', 'R', 'bob', 310, { threadId: 'x' })
      await append(store, 'c', 'R', 'bob', 311, { mentions: [mention('alice')] })
      expect((await read(store, 'alice', 'x', 320))?.membership).toMatchObject({ alert: true, unread: 1 })
      expect(await store.readThread({ roomId: 'R', userId: 'id-dave', threadId: 'x', at: 1 })).toBeUndefined()
    })
  })

  describe('a room on its member’s list', () => {
    const place = (store: Store, more: { open?: boolean; favorite?: boolean }, at: number) =>
      store.placeRoom({ roomId: 'R', userId: 'id-alice', ...more, at })

    test('is hidden until something is said there, and what is unread stays counted', async () => {
      const store = await room()
      await append(store, 'y', 'R', 'bob', 300, { mentions: [mention('alice')] })
      expect(await place(store, { open: false }, 310)).toMatchObject({
        changed: true,
        membership: { open: false, alert: false, unread: 1, updatedAt: 310 },
      })
      expect(await place(store, { open: false }, 311)).toMatchObject({ changed: false, membership: { updatedAt: 310 } })
      expect(await membershipOf(store, 'alice')).toMatchObject({ open: false, alert: false, unread: 1 })
      expect(await place(store, { open: true }, 312)).toMatchObject({ changed: true, membership: { open: true } })
      await place(store, { open: false }, 313)
      await append(store, 'z', 'R', 'bob', 320)
      expect(await membershipOf(store, 'alice')).toMatchObject({ open: true, alert: true })
    })

    test('is favourite until it is not, open or hidden, and for its member alone', async () => {
      const store = await room()
      expect((await place(store, { favorite: false }, 300))?.changed).toBe(false)
      expect(await place(store, { favorite: true }, 301)).toMatchObject({
        changed: true,
        membership: { favorite: true },
      })
      expect((await place(store, { favorite: true }, 302))?.changed).toBe(false)
      await place(store, { open: false }, 303)
      expect(await membershipOf(store, 'alice')).toMatchObject({ favorite: true, open: false })
      expect(await membershipOf(store, 'bob')).not.toHaveProperty('favorite')
      await append(store, 'y', 'R', 'bob', 310)
      expect(await membershipOf(store, 'alice')).toMatchObject({ favorite: true, open: true })
      const none = await place(store, { favorite: false }, 320)
      expect(none?.changed).toBe(true)
      expect(none?.membership).not.toHaveProperty('favorite')
      expect(await membershipOf(store, 'alice')).toEqual(none?.membership)
      expect(await store.placeRoom({ roomId: 'R', userId: 'id-dave', favorite: true, at: 1 })).toBeUndefined()
    })
  })

  test('what is marked is found, newest first, page by page', async () => {
    const store = await room()
    await addRoom(store, 'other', ['alice', 'bob'])
    await append(store, 'o', 'other', 'alice', 250, { mentions: [mention('bob')] })
    for (const [index, id] of ['a', 'b', 'c', 'd'].entries()) {
      await append(store, id, 'R', 'alice', 300 + index, { mentions: [mention('bob'), everybody('all')] })
    }
    for (const messageId of ['d', 'a', 'c', 'o']) await store.setPin({ messageId, pinned: true, by, at: 400 })
    await store.setPin({ messageId: 'c', pinned: false, by, at: 401 })
    for (const messageId of ['b', 'o', 'x'])
      await store.setStar({ messageId, userId: 'id-bob', starred: true, at: 402 })
    await store.setStar({ messageId: 'a', userId: 'id-alice', starred: true, at: 403 })
    await store.deleteMessage({ messageId: 'd', deletedBy, at: 410 })
    type By = Parameters<Store['markedMessages']>[0]['by']
    const found = async (wanted: By, offset = 0, limit = 10) => {
      const { messages, total } = await store.markedMessages({ roomId: 'R', by: wanted, offset, limit })
      return [messages.map(({ id }) => id), total]
    }
    expect(await found('pin')).toEqual([['a'], 1])
    expect(await found({ starredBy: 'id-bob' })).toEqual([['b', 'x'], 2])
    expect(await found({ starredBy: 'id-bob' }, 1, 1)).toEqual([['x'], 2])
    expect(await found({ starredBy: 'id-carol' })).toEqual([[], 0])
    expect(await found({ mentioning: 'id-bob' }, 0, 2)).toEqual([['c', 'b'], 3])
    expect(await found({ mentioning: 'all' })).toEqual([[], 0])
  })
}
