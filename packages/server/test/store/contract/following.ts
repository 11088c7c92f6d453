// Threads: what an answer is to the members of its room, and what reading does to it.

import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/store/port.ts'
import { addRoom, addUsers, append, everybody, member, mention, type OpenStore } from '../world.ts'

export function describeFollowing(open: OpenStore): void {
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

  describe('for the members, an answer', () => {
    test('is unread for who follows, opens the room for its author, and is nothing to the others', async () => {
      const store = await thread()
      const before = { alice: await membershipOf(store, 'alice'), bob: await membershipOf(store, 'bob') }
      const { memberships } = await reply(store, 'a', 'bob', 210)
      expect(memberships).toEqual([
        { ...before.alice, alert: true, unreadThreads: [{ id: 'x' }], lastReplyAt: 210, updatedAt: 210 },
        { ...before.bob, lastReplyAt: 210, updatedAt: 210 },
      ])
      expect(await membershipOf(store, 'alice')).toEqual(memberships[0])
      expect(await membershipOf(store, 'bob')).toEqual(memberships[1])
      expect(await membershipOf(store, 'carol')).toMatchObject({ alert: false, updatedAt: 201 })
    })

    test('opens hidden rooms: of followers, and of its author', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      const members = [member('alice'), member('bob')]
      await store.openDirectRoom({ roomId: 'R', members, openedBy: 'id-alice', at: 100 })
      expect((await membershipOf(store, 'bob'))?.open).toBe(false)
      await append(store, 'x', 'R', 'alice', 200, { threadId: 'elsewhere' })
      await reply(store, 'a', 'alice', 210)
      expect(await membershipOf(store, 'bob')).toMatchObject({ open: true, alert: true, unread: 0 })

      const other = await open()
      await addUsers(other, 'alice', 'bob')
      await other.openDirectRoom({ roomId: 'R', members, openedBy: 'id-alice', at: 100 })
      await append(other, 'x', 'R', 'alice', 200, { threadId: 'elsewhere' })
      await reply(other, 'a', 'bob', 210)
      expect(await membershipOf(other, 'bob')).toMatchObject({ open: true, alert: false, lastReplyAt: 210 })
    })

    test('is marked as naming them, or as calling everybody, until it is read', async () => {
      const store = await thread()
      const unread = async (name: string) => (await membershipOf(store, name))?.unreadThreads
      await reply(store, 'a', 'bob', 210, { mentions: [mention('carol'), mention('bob'), everybody('here')] })
      expect(await unread('alice')).toEqual([{ id: 'x', groupMention: true }])
      expect(await unread('carol')).toEqual([{ id: 'x', userMention: true }])
      expect(await unread('bob')).toBeUndefined()
      await append(store, 'y', 'R', 'alice', 211)
      await reply(store, 'b', 'bob', 212, { threadId: 'y' })
      await reply(store, 'c', 'bob', 213, { mentions: [mention('alice')] })
      expect(await unread('alice')).toEqual([{ id: 'x', userMention: true, groupMention: true }, { id: 'y' }])
      await reply(store, 'd', 'bob', 214)
      expect(await unread('alice')).toEqual([{ id: 'x', userMention: true, groupMention: true }, { id: 'y' }])
      // An answer of one's own does not read what others answered.
      await reply(store, 'e', 'alice', 215)
      expect(await unread('alice')).toHaveLength(2)
      expect(await membershipOf(store, 'alice')).toMatchObject({ alert: true, lastReplyAt: 215 })
    })

    test('that is shown in the room alerts the others too, without counting', async () => {
      const store = await thread()
      const { memberships } = await reply(store, 'a', 'bob', 210, { showInRoom: true })
      expect(
        memberships.map(({ username, alert, unread, unreadThreads }) => [username, alert, unread, unreadThreads]),
      ).toEqual([
        ['alice', true, 0, [{ id: 'x' }]],
        ['bob', false, 0, undefined],
        ['carol', true, 0, undefined],
      ])
      const lost = await append(store, 'b', 'R', 'carol', 211, { threadId: 'nothing', showInRoom: true })
      expect(lost.memberships.map(({ username, alert }) => [username, alert])).toEqual([['bob', true]])
      expect(await membershipOf(store, 'carol')).toMatchObject({ alert: true })
    })

    test('is told of each time, also when several come in one moment', async () => {
      const store = await thread()
      await reply(store, 'a', 'bob', 210)
      const { memberships } = await reply(store, 'b', 'bob', 210, { mentions: [mention('alice')] })
      expect(memberships.map(({ username }) => username)).toEqual(['alice'])
      expect(memberships).toMatchObject([{ unreadThreads: [{ id: 'x', userMention: true }], updatedAt: 210 }])
      expect(await membershipOf(store, 'alice')).toEqual(memberships[0])
    })

    test('is for those who still are members', async () => {
      const store = await thread()
      await reply(store, 'a', 'carol', 210)
      await store.leaveRoom({ roomId: 'R', userId: 'id-carol', at: 211 })
      const { memberships, parent } = await reply(store, 'b', 'bob', 212)
      expect(memberships.map(({ username }) => username)).toEqual(['alice', 'bob'])
      expect(parent?.thread?.followers).toEqual(['id-alice', 'id-carol', 'id-bob'])
    })
  })

  describe('reading the room', () => {
    test('leaves threads unread, and the flag with them', async () => {
      const store = await thread()
      await append(store, 'y', 'R', 'bob', 205, { mentions: [mention('alice')] })
      await reply(store, 'a', 'bob', 210)
      expect((await read(store, 'alice', 220))?.membership).toMatchObject({
        alert: true,
        unread: 0,
        userMentions: 0,
        readAt: 220,
        unreadThreads: [{ id: 'x' }],
      })
      expect(await read(store, 'alice', 220)).toMatchObject({ changed: false, membership: { alert: true } })
      expect(await read(store, 'alice', 220, false)).toMatchObject({ changed: false })
      await append(store, 'z', 'R', 'alice', 221)
      expect(await membershipOf(store, 'alice')).toMatchObject({
        alert: true,
        readAt: 221,
        unreadThreads: [{ id: 'x' }],
      })
    })

    test('with its threads leaves nothing', async () => {
      const store = await thread()
      await reply(store, 'a', 'bob', 210)
      await read(store, 'alice', 220)
      const done = await read(store, 'alice', 220, true)
      expect(done).toMatchObject({ changed: true, membership: { alert: false, readAt: 220, lastReplyAt: 210 } })
      expect(done?.membership).not.toHaveProperty('unreadThreads')
      expect(await membershipOf(store, 'alice')).toEqual(done?.membership)
      expect(await read(store, 'alice', 220, true)).toMatchObject({ changed: false })
    })
  })
}
