// Visitors, found by the hash of a token; agents and departments, who answer them.

import { describe, expect, test } from 'vitest'
import { addUsers, message, type OpenStore } from '../world.ts'
import { agents, give, open, visit } from './livechat-world.ts'

export function describeVisitors(openStore: OpenStore): void {
  describe('visitors', () => {
    test('are made once for a token, numbered, and found by its hash alone', async () => {
      const store = await openStore()
      const first = await visit(store, 'a', 10, { name: 'Ann', email: 'a@b.c' })
      expect(first).toEqual({
        created: true,
        visitor: {
          id: 'v-a',
          username: 'guest-1',
          name: 'Ann',
          emails: ['a@b.c'],
          phones: [],
          status: 'online',
          customFields: {},
          pages: [],
          createdAt: 10,
          updatedAt: 10,
        },
      })
      expect((await visit(store, 'b')).visitor.username).toBe('guest-2')
      const again = await store.saveVisitor({ tokenHash: 'hash-a', newId: 'other', changes: { phone: '1' }, at: 20 })
      expect(again).toMatchObject({ created: false, visitor: { id: 'v-a', name: 'Ann', phones: ['1'], updatedAt: 20 } })
      expect(await store.visitor({ tokenHash: 'hash-a' })).toEqual(again.visitor)
      expect(await store.visitor({ id: 'v-a' })).toEqual(again.visitor)
      expect(await store.visitor({ tokenHash: 'hash-c' })).toBeUndefined()
      expect(await store.visitor({ id: 'other' })).toBeUndefined()
    })

    test('keep a custom field that is not to be overwritten, and the last twenty pages', async () => {
      const store = await openStore()
      await visit(store, 'a')
      const field = (value: string, overwrite: boolean) =>
        store.changeVisitor({ visitorId: 'v-a', changes: { customFields: [{ key: 'k', value, overwrite }] }, at: 11 })
      await field('one', false)
      await field('two', false)
      expect((await store.visitor({ id: 'v-a' }))?.customFields).toEqual({ k: 'one' })
      await field('three', true)
      expect((await store.visitor({ id: 'v-a' }))?.customFields).toEqual({ k: 'three' })
      const many = Array.from({ length: 120 }, (_, index) => ({ key: `f${index}`, value: 'x', overwrite: true }))
      const full = await store.changeVisitor({ visitorId: 'v-a', changes: { customFields: many }, at: 12 })
      const keys = Object.keys(full?.visitor.customFields ?? {})
      expect([keys.length, keys[0], keys.at(-1)]).toEqual([100, 'k', 'f98'])
      for (let at = 1; at <= 21; at++) {
        const page = { title: `page ${at}`, address: 'https://x', change: 'url' }
        await store.changeVisitor({ visitorId: 'v-a', changes: { page }, at: 100 + at })
      }
      const pages = (await store.visitor({ id: 'v-a' }))?.pages ?? []
      expect([pages.length, pages[0]?.title, pages.at(-1)?.title, pages.at(-1)?.at]).toEqual([
        20,
        'page 2',
        'page 21',
        121,
      ])
      expect(await store.changeVisitor({ visitorId: 'nobody', changes: {}, at: 1 })).toBeUndefined()
    })

    test('are forgotten with all that they said, but not while they talk', async () => {
      const store = await openStore()
      await agents(store, 'alice')
      expect(await store.removeVisitor({ visitorId: 'v-a' })).toEqual({ outcome: 'no-visitor' })
      await visit(store, 'a')
      await open(store, 'a', 'R', 20)
      await give(store, 'R', 21, 'alice')
      expect(await store.removeVisitor({ visitorId: 'v-a' })).toEqual({ outcome: 'chat-is-open' })
      const file = (id: string) => ({ id, roomId: 'R', name: 'a.txt', type: 'text/plain', size: 1, content: 'QQ==' })
      const words = { ...message('m', 'R', 'x'), author: { id: 'v-a', username: 'guest-1', name: 'guest-1' } }
      await store.sayInChat({ message: words, file: file('f-visitor'), at: 22 })
      await store.addUpload({ file: file('f-agent'), userId: 'id-alice', expiresAt: 99, at: 23 })
      expect(await store.file({ id: 'f-visitor' })).toEqual(file('f-visitor'))
      await store.closeChat({ roomId: 'R', by: { id: 'v-a', username: 'guest-1', as: 'visitor' }, notes: [], at: 30 })
      expect(await store.removeVisitor({ visitorId: 'v-a' })).toEqual({ outcome: 'removed', roomIds: ['R'] })
      expect(await store.room({ id: 'R' })).toBeUndefined()
      expect(await store.message({ id: 'n-R' })).toBeUndefined()
      for (const id of ['f-visitor', 'f-agent']) expect(await store.file({ id })).toBeUndefined()
      expect(await store.upload({ fileId: 'f-agent' })).toBeUndefined()
      expect(await store.visitor({ tokenHash: 'hash-a' })).toBeUndefined()
      expect(await store.chats({ order: 'begun', offset: 0, limit: 9 })).toEqual({ rooms: [], total: 0 })
      // The number is not given again.
      expect((await visit(store, 'a')).visitor.username).toBe('guest-2')
    })
  })

  describe('agents and departments', () => {
    test('a user becomes an agent, not available yet, and is one no longer', async () => {
      const store = await openStore()
      await addUsers(store, 'alice')
      expect(await store.saveAgent({ userId: 'id-x', isAgent: true, at: 5 })).toBeUndefined()
      expect(await store.setAgentStatus({ userId: 'id-alice', status: 'available' })).toBeUndefined()
      const made = await store.saveAgent({ userId: 'id-alice', isAgent: true, at: 50 })
      expect(made).toMatchObject({ changed: true, user: { roles: ['user', 'livechat-agent'], updatedAt: 50 } })
      expect(await store.saveAgent({ userId: 'id-alice', isAgent: true, at: 51 })).toMatchObject({ changed: false })
      expect(await store.agents({})).toEqual([
        {
          userId: 'id-alice',
          username: 'alice',
          name: 'alice the tester',
          type: 'user',
          status: 'not-available',
          openChats: 0,
        },
      ])
      expect(await store.setAgentStatus({ userId: 'id-alice', status: 'available' })).toEqual({ changed: true })
      expect(await store.setAgentStatus({ userId: 'id-alice', status: 'available' })).toEqual({ changed: false })
      expect((await store.agents({}))[0]?.status).toBe('available')
      expect((await store.saveAgent({ userId: 'id-alice', isAgent: false, at: 60 }))?.user.roles).toEqual(['user'])
      expect(await store.agents({})).toEqual([])
    })

    test('departments are listed by name, and no two have the same', async () => {
      const store = await openStore()
      const department = (id: string, name: string) => ({
        id,
        name,
        enabled: true,
        showOnRegistration: true,
        showOnOfflineForm: false,
        agentIds: ['x'],
        updatedAt: 1,
      })
      expect(await store.saveDepartment({ department: department('1', 'support') })).toEqual({ outcome: 'saved' })
      expect(await store.saveDepartment({ department: department('2', 'Sales') })).toEqual({ outcome: 'saved' })
      expect(await store.saveDepartment({ department: department('3', 'SALES') })).toEqual({ outcome: 'name-taken' })
      expect(await store.saveDepartment({ department: department('1', 'Help') })).toEqual({ outcome: 'saved' })
      expect(await store.departments({})).toEqual([department('1', 'Help'), department('2', 'Sales')])
      expect(await store.removeDepartment({ id: '1' })).toEqual({ removed: true })
      expect(await store.removeDepartment({ id: '1' })).toEqual({ removed: false })
    })
  })
}
