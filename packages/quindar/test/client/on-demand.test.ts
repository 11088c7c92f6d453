// Parts that are loaded on demand, on a day when the network fails: the next one who needs them tries again.
import { expect, test, vi } from 'vitest'
import { answer, grant, later, outcome, rig, settle } from './rig.ts'

const world = vi.hoisted(() => ({ broken: false, loads: 0 }))

function check(): void {
  world.loads++
  if (world.broken) throw new Error('404')
}

vi.mock(import('../../src/client/rooms/rooms.ts'), async (original) => {
  const { createRooms } = await original()
  return { createRooms: (...args) => (check(), createRooms(...args)) }
})
vi.mock(import('../../src/client/annex.ts'), async (original) => {
  const { createAnnex } = await original()
  return { createAnnex: (...args) => (check(), createAnnex(...args)) }
})
vi.mock(import('../../src/client/catch-up/catch-up.ts'), async (original) => {
  const { createCatchUp } = await original()
  return { createCatchUp: (...args) => (check(), createCatchUp(...args)) }
})

test('without the part that catches up a drop is a gap in every room, told once; the next drop loads it again', async () => {
  world.broken = false
  const { rc, open, redial, socket } = rig()
  const first = await open()
  const opening = rc.room('#general')
  await settle()
  await answer(first, 'getRoomIdByNameOrId', 'GENERAL')
  const room = await opening
  const told: unknown[] = []
  rc.on('gap', ({ roomId, reason }) => told.push([roomId, reason.code]))
  world.broken = true
  room.on('gap', ({ reason }) => told.push(reason.code))
  await settle()
  await grant(first)
  first.drop()
  await redial()
  await grant(await open())
  expect(told).toEqual([[undefined, 'connection-failed'], 'connection-failed'])
  world.broken = false
  world.loads = 0
  socket().drop()
  await redial()
  await grant(await open())
  expect(world.loads).toBe(1)
})

test('a room is opened by the next who asks for it, and what was loaded is not loaded again', async () => {
  const { rc, open } = rig()
  const socket = await open()
  world.broken = true
  expect(await outcome(rc.room('#general'))).toEqual({ error: new Error('404') })
  world.broken = false
  world.loads = 0
  for (let round = 0; round < 2; round++) {
    const opening = rc.room('#general')
    await settle()
    await answer(socket, 'getRoomIdByNameOrId', 'GENERAL')
    expect((await opening).id).toBe('GENERAL')
  }
  expect(world.loads).toBe(1)
})

test('so are a request, a watch and a tap; a tap that could not be had asks once more, not with every frame', async () => {
  const fetch = () => Promise.resolve(new Response('{"users":[]}'))
  const { rc, open, log } = rig({}, { fetch })
  world.broken = true
  const socket = await open()
  world.loads = 0
  expect(await outcome(later(rc.rest('/api/info')))).toEqual({ error: new Error('404') })
  rc.presence.watch(['u2'], () => {})
  await settle()
  rc.onFrame(() => {})
  await settle()
  socket.receive({ msg: 'ping' })
  await settle()
  socket.receive({ msg: 'ping' })
  await settle()
  expect(log).toContain('A listener threw')
  expect(world.loads).toBe(4)
  world.broken = false
  const seen: unknown[] = []
  rc.onFrame((_, frame) => seen.push(frame))
  await settle()
  socket.receive({ msg: 'ping' })
  await settle()
  expect(seen).toEqual([{ msg: 'ping' }, { msg: 'pong' }])
  expect(await rc.rest('/api/info')).toEqual({ users: [] })
  rc.presence.watch(['u2'], () => {})
  await settle()
  expect(socket.sentOf('sub')).toHaveLength(1)
  expect(world.loads).toBe(5)
})
