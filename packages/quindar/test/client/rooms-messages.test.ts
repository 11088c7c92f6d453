// The loop over what is said in all rooms: each message once, when it is said.
import { expect, test } from 'vitest'
import type { HeardMessage } from 'quindar'
import type { FakeSocket } from '@quindar/testkit'
import { outcome, rig, settle } from './rig.ts'
import { emit, T0, wire } from './room-rig.ts'

const say = (
  live: FakeSocket,
  message: unknown,
  context: unknown = { roomParticipant: true, roomType: 'c', roomName: 'general' },
) => emit(live, 'room-messages', '__my_messages__', message, context)

async function listening(): Promise<{
  live: FakeSocket
  heard: HeardMessage[]
  loop: Promise<void>
  over: AbortController
}> {
  const { rc, openAs } = rig({ token: 'T' })
  const live = await openAs()
  const over = new AbortController()
  const heard: HeardMessage[] = []
  const loop = (async () => {
    for await (const message of rc.messages({ signal: over.signal })) heard.push(message)
  })()
  await settle()
  return { live, heard, loop, over }
}

test('tells the message and the room that it was said in, from one subscription', async () => {
  const { live, heard, loop, over } = await listening()
  expect(live.sentOf('sub').map(({ name, params }) => [name, ...(params ?? [])])).toEqual([
    ['stream-room-messages', '__my_messages__', false],
  ])
  say(live, wire('a', 0, { mentions: [{ _id: 'u1', username: 'alice' }], bot: { i: 'x' } }))
  say(live, wire('b', 1, { rid: 'DM' }), { roomParticipant: true, roomType: 'd' })
  say(live, wire('c', 2), null)
  await settle()
  expect(heard).toMatchObject([
    { id: 'a', roomKind: 'channel', roomName: 'general', mentions: [{ id: 'u1', username: 'alice' }], bot: true },
    { id: 'b', roomId: 'DM', roomKind: 'direct', roomName: undefined, mentions: [] },
    { id: 'c', roomKind: undefined },
  ])
  expect(heard[1]).not.toHaveProperty('bot')
  over.abort()
  expect(await outcome(loop)).toEqual({ value: undefined })
  expect(live.sentOf('unsub')).toHaveLength(1)
})

test('a message is told when it is said, not when it is changed, and not from rooms that one is not in', async () => {
  const { live, heard } = await listening()
  say(live, wire('a'))
  say(live, wire('a', 0, { msg: 'edited', editedAt: new Date(T0 + 5), _updatedAt: new Date(T0 + 5) }))
  say(live, wire('a', 0, { urls: [], _updatedAt: new Date(T0 + 6) }))
  say(live, wire('old', 0, { pinned: true, _updatedAt: new Date(T0 + 90_000) }))
  say(live, wire('elsewhere', 1), { roomParticipant: false, roomType: 'c' })
  say(live, null)
  say(live, wire('b', 2))
  await settle()
  expect(heard.map(({ id }) => id)).toEqual(['a', 'b'])
})

test('two thousand messages are remembered, and no more', async () => {
  const { live, heard } = await listening()
  for (let count = 0; count <= 2_000; count++) {
    say(live, wire(`m${count}`, count))
    await settle()
  }
  // Changed in a way that no word of it tells.
  for (const count of [1, 0]) say(live, wire(`m${count}`, count, { _updatedAt: new Date(T0 + 5_000) }))
  await settle()
  expect(heard.slice(2_001).map(({ id }) => id)).toEqual(['m0'])
})

test('a server that denies it ends the loop with its refusal; a closed client ends it quietly', async () => {
  const { live, loop } = await listening()
  live.receive({ msg: 'nosub', id: live.sentOf('sub')[0]!.id, error: { error: 'not-allowed' } })
  expect(await outcome(loop)).toHaveProperty('error.code', 'subscription-denied')

  const { rc, openAs } = rig({ token: 'T' })
  await openAs()
  const next = rc.messages().next()
  await settle()
  await rc.close()
  expect(await outcome(next)).toEqual({ value: { value: undefined, done: true } })
})
