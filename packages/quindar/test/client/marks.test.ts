// What one marks in a room: each command one call or one request, loaded with the first of them.
import { expect, test } from 'vitest'
import type { Room } from 'quindar'
import { messageOf } from '../../src/client/messages/message.ts'
import { answer, later, outcome, settle } from './rig.ts'
import { general, paramsOf, T0, wire } from './room-rig.ts'
import { at, json } from './routed-rig.ts'

const COMMANDS: [name: string, command: (room: Room) => Promise<unknown>, method: string, params: unknown[]][] = [
  ['pin', (room) => room.pin('m1'), 'pinMessage', [{ _id: 'm1', rid: 'GENERAL' }]],
  ['unpin', (room) => room.unpin('m1'), 'unpinMessage', [{ _id: 'm1', rid: 'GENERAL' }]],
  ['star', (room) => room.star('m1'), 'starMessage', [{ _id: 'm1', rid: 'GENERAL', starred: true }]],
  ['unstar', (room) => room.unstar('m1'), 'starMessage', [{ _id: 'm1', rid: 'GENERAL', starred: false }]],
  ['mark as favourite', (room) => room.favourite(), 'toggleFavorite', ['GENERAL', true]],
  ['mark as none', (room) => room.favourite(false), 'toggleFavorite', ['GENERAL', false]],
  ['hide', (room) => room.hide(), 'hideRoom', ['GENERAL']],
  ['bring back', (room) => room.hide(false), 'openRoom', ['GENERAL']],
  ['follow', async (room) => (await room.thread('m1')).follow(), 'followMessage', [{ mid: 'm1' }]],
  ['unfollow', async (room) => (await room.thread('m1')).unfollow(), 'unfollowMessage', [{ mid: 'm1' }]],
]

test.each(COMMANDS)('to %s is one call', async (_, command, method, params) => {
  const { room, live } = await general()
  const done = command(room)
  await expect.poll(() => paramsOf(live, method)).toEqual(params)
  await answer(live, method, true)
  expect(await done).toBeUndefined()
})

test.each(COMMANDS)('at a drop, to %s is repeated, unless it would be told twice', async (name, command, method) => {
  const { room, live } = await general()
  const done = later(command(room))
  await expect.poll(() => paramsOf(live, method)).toBeDefined()
  live.drop()
  await settle()
  const ended = JSON.stringify(await outcome(done))
  expect(ended).toMatch(name === 'pin' ? 'connection-lost' : 'pending')
})

test.each<[string, (room: Room, options: { limit?: number; skip?: number }) => Promise<unknown>, string]>([
  ['pinned', (room, options) => room.pinned(options), 'GET /api/v1/chat.getPinnedMessages'],
  ['starred', (room, options) => room.starred(options), 'GET /api/v1/chat.getStarredMessages'],
  ['mentions', (room, options) => room.mentions(options), 'GET /api/v1/chat.getMentionedMessages'],
])('%s is a page of messages with their dates', async (_, command, route) => {
  const stored = { ...wire('a'), ts: new Date(T0).toISOString(), pinned: true, starred: [{ _id: 'u1' }] }
  const r = await at({ [route]: json({ success: true, messages: [stored] }) })
  const [found] = (await command(r.room, { limit: 3, skip: 6 })) as unknown[]
  expect(found).toMatchObject({ id: 'a', at: new Date(T0), pinned: true, starredBy: ['u1'] })
  await command(r.room, {})
  expect(r.asked).toEqual([
    [route, { roomId: 'GENERAL', count: '3', offset: '6' }],
    [route, { roomId: 'GENERAL', count: '50', offset: '0' }],
  ])
})

test.each([
  [{}, {}],
  [{ pinned: false, starred: [] }, {}],
  [{ pinned: true, starred: { _id: 'u1' } }, { pinned: true }],
  [{ starred: [{ _id: 'u1' }, { _id: 'u2' }] }, { starredBy: ['u1', 'u2'] }],
])('of a message with %j one learns %j', (more, said) => {
  const { pinned, starredBy } = messageOf(wire('a', 0, more))
  expect({ ...(pinned && { pinned }), ...(starredBy && { starredBy }) }).toEqual(said)
  expect('pinned' in messageOf(wire('a', 0, more))).toBe('pinned' in said)
})
