// What a new message does to those who have not read it.

import { describe, expect, test } from 'vitest'
import type { Membership } from '../../../src/domain/entities.ts'
import type { NewMessage, Store } from '../../../src/store/port.ts'
import { addRoom, addUsers, append, deletedBy, everybody, member, mention, type OpenStore } from '../world.ts'

/** Username, open, alert, unread, userMentions, groupMentions: a line per membership. */
function counters(memberships: readonly Membership[]): string[] {
  return memberships.map((one) =>
    [
      one.username,
      one.open ? 'open' : 'hidden',
      one.alert ? 'alert' : '-',
      one.unread,
      one.userMentions,
      one.groupMentions,
    ].join(' '),
  )
}

export function describeCounters(open: OpenStore): void {
  async function room(type: 'channel' | 'group'): Promise<Store> {
    const store = await open()
    await addUsers(store, 'alice', 'bob', 'carol')
    await addRoom(store, 'R', ['alice', 'bob', 'carol'], { type })
    return store
  }
  async function send(store: Store, id: string, at: number, more: Partial<NewMessage> = {}): Promise<string[]> {
    const { memberships } = await append(store, id, 'R', 'alice', at, more)
    for (const one of memberships) {
      expect(await store.membership({ roomId: 'R', userId: one.userId })).toEqual(one)
      expect(one.updatedAt).toBe(at)
    }
    return counters(memberships)
  }

  describe.each(['channel', 'group'] as const)('a message in a %s', (type) => {
    test('alerts the others once, and is read by its author', async () => {
      const store = await room(type)
      expect(await send(store, 'x', 200)).toEqual([
        'alice open - 0 0 0',
        'bob open alert 0 0 0',
        'carol open alert 0 0 0',
      ])
      expect((await store.membership({ roomId: 'R', userId: 'id-alice' }))?.readAt).toBe(200)
      expect(await send(store, 'y', 201)).toEqual(['alice open - 0 0 0'])
      await store.markRead({ roomId: 'R', userId: 'id-bob', at: 202 })
      expect(await send(store, 'z', 203)).toEqual(['alice open - 0 0 0', 'bob open alert 0 0 0'])
      expect((await store.membership({ roomId: 'R', userId: 'id-carol' }))?.updatedAt).toBe(200)
    })

    test('counts for those whom it names, each once', async () => {
      const store = await room(type)
      expect(await send(store, 'x', 200, { mentions: [mention('bob'), mention('bob')] })).toEqual([
        'alice open - 0 0 0',
        'bob open alert 1 1 0',
        'carol open alert 0 0 0',
      ])
      expect(await send(store, 'y', 201, { mentions: [mention('bob')] })).toEqual([
        'alice open - 0 0 0',
        'bob open alert 2 2 0',
      ])
    })

    test.each(['all', 'here'] as const)('counts for everybody when it says %s', async (word) => {
      const store = await room(type)
      expect(await send(store, 'x', 200, { mentions: [everybody(word)] })).toEqual([
        'alice open - 0 0 0',
        'bob open alert 1 0 1',
        'carol open alert 1 0 1',
      ])
      expect(await send(store, 'y', 201, { mentions: [everybody('all'), everybody('here')] })).toEqual([
        'alice open - 0 0 0',
        'bob open alert 2 0 2',
        'carol open alert 2 0 2',
      ])
    })

    test('that names somebody counts for them alone, even when it says all', async () => {
      const store = await room(type)
      expect(await send(store, 'x', 200, { mentions: [everybody('all'), mention('carol')] })).toEqual([
        'alice open - 0 0 0',
        'bob open alert 0 0 0',
        'carol open alert 1 1 0',
      ])
    })

    test('does not count for an author who names himself, nor for who is not here', async () => {
      const store = await room(type)
      expect(await send(store, 'x', 200, { mentions: [mention('alice'), everybody('here')] })).toEqual([
        'alice open - 0 0 0',
        'bob open alert 1 0 1',
        'carol open alert 1 0 1',
      ])
      expect(await send(store, 'y', 201, { mentions: [mention('stranger')] })).toEqual(['alice open - 0 0 0'])
    })

    test('in a thread counts for nobody, not even when it is shown in the room', async () => {
      const store = await room(type)
      await send(store, 'x', 200)
      await store.markRead({ roomId: 'R', userId: 'id-bob', at: 201 })
      const mentions = [everybody('all')]
      expect(await send(store, 'y', 202, { threadId: 'x', mentions })).toEqual(['alice open - 0 0 0'])
      expect(await send(store, 'z', 203, { threadId: 'x', mentions, showInRoom: true })).toEqual([
        'alice open - 0 0 0',
        'bob open alert 0 0 0',
      ])
      expect(await send(store, 'lost', 204, { threadId: 'nothing', mentions })).toEqual([])
      expect((await store.membership({ roomId: 'R', userId: 'id-alice' }))?.readAt).toBe(200)
    })
  })

  test('writing reads the room for its author', async () => {
    const store = await room('channel')
    await append(store, 'x', 'R', 'bob', 200, { mentions: [mention('alice'), mention('carol')] })
    expect((await store.membership({ roomId: 'R', userId: 'id-alice' }))?.unread).toBe(1)
    expect(await send(store, 'y', 210)).toEqual(['alice open - 0 0 0', 'bob open alert 0 0 0'])
    expect(await store.membership({ roomId: 'R', userId: 'id-alice' })).toMatchObject({ readAt: 210 })
  })

  describe('a message in a direct room', () => {
    async function direct(...usernames: string[]): Promise<Store> {
      const store = await open()
      await addUsers(store, ...usernames)
      await store.openDirectRoom({ roomId: 'R', members: usernames.map((name) => member(name)), at: 100 })
      return store
    }

    test('counts for the other, each of them', async () => {
      const store = await direct('alice', 'bob')
      expect(await send(store, 'x', 200)).toEqual(['alice open - 0 0 0', 'bob open alert 1 0 0'])
      expect(await send(store, 'y', 201)).toEqual(['alice open - 0 0 0', 'bob open alert 2 0 0'])
      await store.markRead({ roomId: 'R', userId: 'id-bob', at: 202 })
      expect(await send(store, 'z', 203)).toEqual(['alice open - 0 0 0', 'bob open alert 1 0 0'])
    })

    test('counts once when it names somebody as well, or everybody', async () => {
      const store = await direct('alice', 'bob', 'carol')
      expect(await send(store, 'x', 200, { mentions: [mention('bob')] })).toEqual([
        'alice open - 0 0 0',
        'bob open alert 1 1 0',
        'carol open alert 1 0 0',
      ])
      expect(await send(store, 'y', 201, { mentions: [everybody('all')] })).toEqual([
        'alice open - 0 0 0',
        'bob open alert 2 1 1',
        'carol open alert 2 0 1',
      ])
    })

    test('to oneself is read', async () => {
      const store = await direct('alice')
      expect(await send(store, 'x', 200)).toEqual(['alice open - 0 0 0'])
    })
  })

  test('edits, reactions and deletions move no counter', async () => {
    const store = await room('channel')
    await send(store, 'x', 200, { mentions: [mention('bob')] })
    const before = await store.membershipsOf({ userId: 'id-bob' })
    const editedBy = { id: 'id-alice', username: 'alice' }
    await store.editMessage({ messageId: 'x', changes: { mentions: [mention('carol')] }, editedBy, at: 210 })
    await store.setReaction({ messageId: 'x', emoji: ':a:', username: 'carol', at: 211 })
    await store.deleteMessage({ messageId: 'x', deletedBy, at: 212 })
    expect(await store.membershipsOf({ userId: 'id-bob' })).toEqual(before)
    expect(counters((await store.membershipsOf({ userId: 'id-carol' })).memberships)).toEqual([
      'carol open alert 0 0 0',
    ])
  })
}
