// Fifty rooms of which five have changed, under Rocket.Chat's own limits: caught up without one refusal.
import { afterEach, expect, test } from 'vitest'
import { createClient, type Client } from 'quindar'
import { startServer, type TestServer } from '@quindar/testkit'
import { cable, type Cable } from './cable.ts'

const clients: Client[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close()
})

/** Fifty rooms of bob's that alice is in. */
async function fifty({ domain }: TestServer): Promise<(text: string, ...indexes: number[]) => Promise<void>> {
  const bob = (await domain.users.byUsername('bob'))!
  const rooms: string[] = []
  for (let n = 0; n < 50; n++) {
    const options = { type: 'channel', name: `room-${n}`, usernames: ['alice'], readOnly: false } as const
    rooms.push((await domain.rooms.create(bob, options)).id)
  }
  return async (text, ...indexes) => {
    for (const index of indexes) await domain.messages.send(bob, { roomId: rooms[index]!, text: `${text} ${index}` })
  }
}

async function alice(url: string, wire: Cable): Promise<{ rc: Client; heard: string[]; gaps: unknown[] }> {
  const rc = createClient(url, { user: 'alice', password: 'alice', ports: wire.ports })
  clients.push(rc)
  const heard: string[] = []
  const gaps: unknown[] = []
  rc.stream('room-messages', '__my_messages__').on((message) => heard.push(message.msg))
  rc.on('gap', (gap) => gaps.push(gap))
  await rc.ready()
  return { rc, heard, gaps }
}

test.each([undefined, 3, 6, 8, 9] as const)('against edition %s', async (compat) => {
  await using server = await startServer({ limits: 'strict', ...(compat && { compat }) })
  const say = await fifty(server)
  const wire = cable()
  const { rc, heard, gaps } = await alice(server.url, wire)
  await expect
    .poll(async () => {
      if (!heard.length) await say('first', 0)
      return heard.length
    })
    .toBeGreaterThan(0)
  const before = heard.length

  const asked = wire.calls.length
  const ready = new Promise((resolve) => rc.on('ready', resolve))
  wire.pull()
  await say('missed', 7, 17, 27, 37, 47)
  wire.plug()
  await ready
  expect(heard.slice(before).sort()).toEqual([17, 27, 37, 47, 7].map((n) => `missed ${n}`))
  // One for all rooms, one for each that has moved, and the room of the last seconds before.
  expect(wire.calls.length - asked).toBeLessThanOrEqual(7)
  expect(gaps).toEqual([])
  expect(wire.refusals).toEqual([])
})

test('thirty rooms that are all opened, one by one, are asked about at a pace that the server allows', async () => {
  await using server = await startServer({ limits: 'strict' })
  const say = await fifty(server)
  const wire = cable()
  const { rc, heard } = await alice(server.url, wire)
  await say('first', 0)
  await expect.poll(() => heard.length).toBe(1)
  const opened: string[] = []
  const rooms = (await rc.call('rooms/get')) as { _id: string; name?: string }[]
  for (const { _id, name } of rooms.filter(({ name }) => /^room-[12]?\d$/.test(name ?? ''))) {
    await rc.stream('room-messages', _id).on((message) => opened.push(`${name}: ${message.msg}`)).ready
  }
  await say('second', 1)
  await expect.poll(() => opened).toEqual(['room-1: second 1'])
  const ready = new Promise((resolve) => rc.on('ready', resolve))
  wire.pull()
  await say('third', 3, 7, 13, 17, 27)
  wire.plug()
  await ready
  expect(opened.slice(1).sort()).toEqual([13, 17, 27, 3, 7].map((n) => `room-${n}: third ${n}`))
  expect(wire.refusals).toEqual([])
})
