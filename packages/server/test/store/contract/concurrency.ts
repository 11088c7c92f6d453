// Hundreds of operations at once: every place in the log is taken once, and answers come in that order.

import { describe, expect, test } from 'vitest'
import type { Message } from '../../../src/domain/entities.ts'
import { addRoom, addUsers, author, deletedBy, message, type OpenStore } from '../world.ts'

export function describeConcurrency(open: OpenStore): void {
  describe('many operations at once', () => {
    test('take the places of a room’s log densely, each once, and are answered in their order', async () => {
      const store = await open()
      await addUsers(store, 'alice', 'bob')
      await addRoom(store, 'R', ['alice'])
      await addRoom(store, 'Q', ['alice'])
      const answered = new Map<string, number[]>([
        ['R', []],
        ['Q', []],
      ])
      const editedBy = { id: 'id-alice', username: 'alice' }
      let failures = 0
      let silent = 0

      type Answer = { outcome: string; message?: Message; seq?: number } | undefined
      async function note(roomId: string, asked: Promise<Answer>): Promise<void> {
        try {
          const answer = await asked
          const moved = ['appended', 'edited', 'deleted', 'changed', 'joined', 'left']
          const seq = answer?.seq ?? answer?.message?.seq
          if (answer && moved.includes(answer.outcome) && seq !== undefined) answered.get(roomId)?.push(seq)
          else silent += 1
        } catch {
          failures += 1
        }
      }

      const asked: Promise<void>[] = []
      for (let round = 0; round < 60; round += 1) {
        for (const roomId of ['R', 'Q']) {
          const id = `${roomId}${round}`
          const at = 200 + round
          const post = (wanted: string) =>
            store.appendMessage({ message: message(wanted, roomId, 'alice'), at, requireMembership: true })
          asked.push(note(roomId, post(id)))
          asked.push(note(roomId, post(id)))
          asked.push(note(roomId, store.editMessage({ messageId: id, changes: { text: 'n' }, editedBy, at })))
          asked.push(note(roomId, store.setReaction({ messageId: id, emoji: ':a:', username: 'bob', at })))
          asked.push(
            note(roomId, store.setReaction({ messageId: id, emoji: ':a:', username: 'bob', wanted: true, at })),
          )
          if (round % 3 === 0) asked.push(note(roomId, store.deleteMessage({ messageId: id, deletedBy, at })))
          const ghost = { roomId, membershipId: `g${id}`, user: author('ghost'), roles: [], at }
          asked.push(note(roomId, store.joinRoom(ghost)))
        }
      }
      await Promise.all(asked)

      expect(failures).toBe(120)
      expect(silent).toBeGreaterThanOrEqual(120)
      for (const [roomId, seqs] of answered) {
        const room = await store.room({ id: roomId })
        expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => index + 1))
        expect(room?.seq).toBe(seqs.length)
        const left = await store.history({ roomId, limit: 1000, threads: true })
        expect(room?.messageCount).toBe(left.length)
        expect(new Set(left.map((one) => one.seq)).size).toBe(left.length)
      }
    })

    test('are taken as they were when they were asked', async () => {
      const store = await open()
      await addUsers(store, 'alice')
      await addRoom(store, 'R', ['alice'])
      const mine = { ...message('x', 'R', 'alice'), attachments: [{ title: 'before' }] }
      const asked = store.appendMessage({ message: mine, at: 200, requireMembership: true })
      Object.assign(mine, { text: 'after' })
      Object.assign(mine.attachments[0] ?? {}, { title: 'after' })
      await asked
      expect(await store.message({ id: 'x' })).toMatchObject({ text: 'text of x', attachments: [{ title: 'before' }] })
    })

    test('are not disturbed by one that no text can hold', async () => {
      const store = await open()
      const endless: unknown[] = []
      endless.push(endless)
      const good = store.setMark({ key: 'a', value: 'b' })
      const wanted = { ...message('x', 'R', 'alice'), attachments: endless }
      const bad = store.appendMessage({ message: wanted, at: 200, requireMembership: true })
      await expect(bad).rejects.toMatchObject({ name: 'StoreFailure', fatal: false })
      expect(await good).toBeUndefined()
      expect(await store.mark({ key: 'a' })).toBe('b')
    })

    test('are all answered, thousands of them', async () => {
      const store = await open()
      const keys = Array.from({ length: 2_500 }, (_, index) => `key ${index}`)
      await Promise.all(keys.map((key) => store.setMark({ key, value: key })))
      expect(await Promise.all(keys.map((key) => store.mark({ key })))).toEqual(keys)
    })

    test('let one that fails fail alone', async () => {
      const store = await open()
      await addUsers(store, 'alice')
      await addRoom(store, 'R', ['alice'])
      const before = store.appendMessage({ message: message('a', 'R', 'alice'), at: 200, requireMembership: true })
      const failing = store.joinRoom({ roomId: 'R', membershipId: 'g', user: author('ghost'), roles: [], at: 200 })
      const after = store.appendMessage({ message: message('b', 'R', 'alice'), at: 200, requireMembership: true })
      await expect(failing).rejects.toMatchObject({ name: 'StoreFailure', fatal: false })
      expect([(await before).outcome, (await after).outcome]).toEqual(['appended', 'appended'])
      expect(await store.room({ id: 'R' })).toMatchObject({ seq: 2, messageCount: 2, memberCount: 1 })
    })

    test('are seen by whoever reads after the answer', async () => {
      const store = await open()
      await addUsers(store, 'alice')
      await addRoom(store, 'R', ['alice'])
      const rounds = Array.from({ length: 50 }, async (_, index) => {
        const id = `x${index}`
        await store.appendMessage({ message: message(id, 'R', 'alice'), at: 200, requireMembership: true })
        const [found, history] = await Promise.all([
          store.message({ id }),
          store.history({ roomId: 'R', limit: 100, threads: true }),
        ])
        expect(found?.id).toBe(id)
        expect(history.map((one) => one.id)).toContain(id)
      })
      await Promise.all(rounds)
    })
  })
}
