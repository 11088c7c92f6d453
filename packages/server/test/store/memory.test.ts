// What only the in-memory store does: it delays, it shuffles, and it does both the same way for the same seed.

import { describe, expect, test } from 'vitest'
import { createMemoryStore, type Delays } from '../../src/store/memory.ts'
import type { Store } from '../../src/store/port.ts'
import { addRoom, addUsers, message, realClock, seeded, user } from './world.ts'

function open(seed: number, delays?: Delays): Store {
  return createMemoryStore({ clock: realClock, random: seeded(seed), ...(delays && { delays }) })
}

/** The order in which forty reads that were asked at once are answered. */
async function orderOfReads(store: Store): Promise<number[]> {
  const order: number[] = []
  const asked = Array.from({ length: 40 }, async (_, index) => {
    await store.mark({ key: String(index) })
    order.push(index)
  })
  await Promise.all(asked)
  return order
}

async function orderOfWrites(store: Store): Promise<string[]> {
  await addUsers(store, 'alice')
  await addRoom(store, 'R', ['alice'])
  const ids = Array.from({ length: 40 }, (_, index) => `x${index}`)
  await Promise.all(
    ids.map((id) => store.appendMessage({ message: message(id, 'R', 'alice'), at: 200, requireMembership: true })),
  )
  return (await store.history({ roomId: 'R', limit: 100, threads: true })).map((one) => one.id).toReversed()
}

const asked = Array.from({ length: 40 }, (_, index) => index)

describe('the in-memory store', () => {
  test('answers in an order of its own, the same for the same seed', async () => {
    const first = await orderOfReads(open(7))
    expect(first).not.toEqual(asked)
    expect(first.toSorted((a, b) => a - b)).toEqual(asked)
    expect(await orderOfReads(open(7))).toEqual(first)
    expect(await orderOfReads(open(8))).not.toEqual(first)
  })

  test('carries out in an order of its own what was asked at once', async () => {
    const first = await orderOfWrites(open(7))
    expect(first).not.toEqual(asked.map((index) => `x${index}`))
    expect(await orderOfWrites(open(7))).toEqual(first)
  })

  test('without delays keeps the order of asking', async () => {
    expect(await orderOfReads(open(7, { upToTurns: 0 }))).toEqual(asked)
    expect(await orderOfWrites(open(7, { upToTurns: 0 }))).toEqual(asked.map((index) => `x${index}`))
  })

  test('waits by the clock when delays are times, once before and once after, within their limit', async () => {
    const waits: number[] = []
    const clock = {
      ...realClock,
      after: (ms: number, task: () => void) => {
        waits.push(ms)
        queueMicrotask(task)
        return { stop: () => undefined }
      },
    }
    const store = createMemoryStore({ clock, random: seeded(3), delays: { upToMs: 20 } })
    for (const username of Array.from({ length: 100 }, (_, index) => `u${index}`)) {
      await store.createUser({ user: user(username) })
    }
    expect(waits).toHaveLength(200)
    expect(Math.min(...waits)).toBe(0)
    expect(Math.max(...waits)).toBe(20)
    expect(waits.every((ms) => Number.isInteger(ms))).toBe(true)
  })

  test('takes the epoch that it is given', () => {
    expect(createMemoryStore({ clock: realClock, random: seeded(1), epoch: 'mine' }).epoch).toBe('mine')
    expect(open(1).epoch).not.toBe(open(2).epoch)
  })
})
