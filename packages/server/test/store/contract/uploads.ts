// Files that users send, and which of them a message has kept.

import { describe, expect, test } from 'vitest'
import type { Store, StoredFile } from '../../../src/store/port.ts'
import { addRoom, addUsers, type OpenStore } from '../world.ts'

export function describeUploads(open: OpenStore): void {
  const file = (id: string): StoredFile => ({
    id,
    roomId: 'R',
    name: 'a.txt',
    type: 'text/plain',
    size: 1,
    content: 'QQ==',
  })
  async function one(): Promise<Store> {
    const store = await open()
    await addUsers(store, 'alice')
    await addRoom(store, 'R', ['alice'])
    await store.addUpload({ file: file('f'), userId: 'id-alice', expiresAt: 100, at: 0 })
    return store
  }

  describe('an upload', () => {
    test('waits for its message, and is kept by it', async () => {
      const store = await one()
      const { content: _, ...told } = file('f')
      expect(await store.upload({ fileId: 'f' })).toEqual({ file: told, userId: 'id-alice', kept: false })
      expect(await store.file({ id: 'f' })).toEqual(file('f'))
      await store.keepUpload({ fileId: 'f' })
      await store.keepUpload({ fileId: 'nothing' })
      expect(await store.upload({ fileId: 'f' })).toEqual({ file: told, userId: 'id-alice', kept: true })
      expect(await store.upload({ fileId: 'nothing' })).toBeUndefined()
    })

    test('is swept when its time is over and no message has kept it', async () => {
      const store = await one()
      await store.addUpload({ file: file('kept'), userId: 'id-alice', expiresAt: 100, at: 10 })
      await store.keepUpload({ fileId: 'kept' })
      await store.addUpload({ file: file('new'), userId: 'id-alice', expiresAt: 200, at: 99 })
      expect(await store.file({ id: 'f' })).toBeDefined()
      await store.addUpload({ file: file('newer'), userId: 'id-alice', expiresAt: 201, at: 100 })
      expect(await store.file({ id: 'f' })).toBeUndefined()
      expect(await store.upload({ fileId: 'f' })).toBeUndefined()
      for (const id of ['kept', 'new', 'newer']) expect(await store.file({ id }), id).toBeDefined()
    })
  })
}
