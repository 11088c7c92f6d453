// What stands for a method in REST: the route, what it is asked, and what its answer means.
import { expect, test } from 'vitest'
import type { Room } from 'quindar'
import { METHODS, ROUTES } from 'quindar/protocol'
import { GONE_FROM } from '../../src/client/routes/gone.table.ts'
import { TWINS, type Twin } from '../../src/client/routes/twins.ts'
import { outcome, settle } from './rig.ts'
import { T0, wire } from './room-rig.ts'
import { at, GONE, INFO, json, methods, OK, refuse, refused, release } from './routed-rig.ts'

test('the twins are those of the tables, and gone when the tables say', () => {
  expect(Object.keys(GONE_FROM).toSorted()).toEqual(Object.keys(TWINS).toSorted())
  for (const [method, { route }] of Object.entries(TWINS as Record<string, Twin>)) {
    const fact = METHODS.get(method)
    const gone = fact?.until ?? fact?.announcedUntil
    expect([method, fact?.rest]).toEqual([method, route])
    expect([route, ROUTES.has(route)]).toEqual([route, true])
    expect([method, GONE_FROM[method]]).toEqual([method, gone === undefined ? Infinity : Number(gone)])
  }
})

const KINDS: [type: string, kind: string][] = [
  ['c', 'channels'],
  ['p', 'groups'],
  ['d', 'im'],
  ['l', 'channels'],
]

test.each(KINDS)(
  'of a room of type %s, members and history are asked for in %s, after one question',
  async (t, kind) => {
    const message = { ...wire('a'), ts: new Date(T0).toISOString() }
    const r = await at({
      [INFO]: release('9.0'),
      'GET /api/v1/rooms.info': json({ success: true, room: { _id: 'GENERAL', t } }),
      [`GET /api/v1/${kind}.members`]: json({ success: true, members: [{ _id: 'u2', username: 'bob' }], total: 7 }),
      [`GET /api/v1/${kind}.history`]: json({ success: true, messages: [message] }),
    })
    const members = await r.room.members({ limit: 1, skip: 2, filter: 'b' })
    expect(members).toMatchObject({ total: 7, members: [{ id: 'u2', username: 'bob' }] })
    const history = r.room.history({ limit: 3, before: new Date(T0) })
    await settle()
    await refuse(r, 'loadHistory', GONE)
    expect(await history).toMatchObject([{ id: 'a', at: new Date(T0) }])
    expect(r.asked).toEqual([
      ['GET /api/v1/rooms.info', { roomId: 'GENERAL' }],
      [`GET /api/v1/${kind}.members`, { roomId: 'GENERAL', count: '1', offset: '2', filter: 'b' }],
      [`GET /api/v1/${kind}.history`, { roomId: 'GENERAL', count: '3', latest: new Date(T0).toISOString() }],
    ])
  },
)

test.each<[string, (room: Room) => Promise<unknown>, string, unknown]>([
  [
    'edit',
    (room) => room.edit('m1', 'new'),
    'POST /api/v1/chat.update',
    { roomId: 'GENERAL', msgId: 'm1', text: 'new' },
  ],
  [
    'react',
    (room) => room.react('m1', ':wave:', false),
    'POST /api/v1/chat.react',
    { messageId: 'm1', emoji: ':wave:', shouldReact: false },
  ],
  ['mark read', (room) => room.markRead(), 'POST /api/v1/subscriptions.read', { rid: 'GENERAL' }],
  ['leave', (room) => room.leave(), 'POST /api/v1/rooms.leave', { roomId: 'GENERAL' }],
  ['pin', (room) => room.pin('m1'), 'POST /api/v1/chat.pinMessage', { messageId: 'm1' }],
  ['unpin', (room) => room.unpin('m1'), 'POST /api/v1/chat.unPinMessage', { messageId: 'm1' }],
  ['star', (room) => room.star('m1'), 'POST /api/v1/chat.starMessage', { messageId: 'm1' }],
  ['unstar', (room) => room.unstar('m1'), 'POST /api/v1/chat.unStarMessage', { messageId: 'm1' }],
  [
    'mark as favourite',
    (room) => room.favourite(),
    'POST /api/v1/rooms.favorite',
    { roomId: 'GENERAL', favorite: true },
  ],
  [
    'take that back',
    (room) => room.favourite(false),
    'POST /api/v1/rooms.favorite',
    { roomId: 'GENERAL', favorite: false },
  ],
  ['hide', (room) => room.hide(), 'POST /api/v1/rooms.hide', { roomId: 'GENERAL' }],
  ['bring back', (room) => room.hide(false), 'POST /api/v1/rooms.open', { roomId: 'GENERAL' }],
  ['follow', async (room) => (await room.thread('m1')).follow(), 'POST /api/v1/chat.followMessage', { mid: 'm1' }],
  [
    'unfollow',
    async (room) => (await room.thread('m1')).unfollow(),
    'POST /api/v1/chat.unfollowMessage',
    { mid: 'm1' },
  ],
])('over REST, to %s is one request', async (_, command, route, input) => {
  const r = await at({ [INFO]: release('9.0'), [route]: OK })
  expect(await command(r.room)).toBeUndefined()
  expect(r.asked).toEqual([[route, input]])
})

test('a message goes over REST, and is one message with its dates', async () => {
  const SEND = 'POST /api/v1/chat.sendMessage'
  const message = { ...wire('id'), ts: new Date(T0).toISOString(), _updatedAt: new Date(T0).toISOString() }
  const r = await at({ [INFO]: release('9.0'), [SEND]: json({ success: true, message }) })
  expect(await r.room.send({ text: 'hi', id: 'id', threadId: 'm0' })).toMatchObject({
    id: 'id',
    at: new Date(T0),
    status: 'sent',
  })
  expect(r.asked).toEqual([[SEND, { message: { _id: 'id', rid: 'GENERAL', msg: 'hi', tmid: 'm0' } }]])
})

test('a REST that was there and is not there now is asked again every three seconds, until the message has arrived', async () => {
  const SEND = 'POST /api/v1/chat.sendMessage'
  let down = true
  const r = await at({
    [INFO]: release('9.0'),
    [SEND]: () => (down ? refused() : Response.json({ success: true, message: wire('id') })),
  })
  const done = r.room.send({ text: 'hi', id: 'id' }, { timeout: Infinity })
  await settle()
  await refuse(r, 'sendMessage', GONE)
  await r.clock.advance(2_999)
  expect(r.asked).toHaveLength(1)
  down = false
  await r.clock.advance(1)
  expect(await outcome(done)).toMatchObject({ value: { status: 'sent' } })
  expect([methods(r, 'sendMessage'), r.asked.length]).toEqual([1, 2])
})

test('a room is found by its name, then by its id, where only REST knows it', async () => {
  const answers = [
    Response.json({ success: false, errorType: 'error-room-not-found', error: 'no' }, { status: 400 }),
    Response.json({ success: true, room: { _id: 'OTHER', t: 'c' } }),
    Response.json({ success: true, room: { _id: 'R2', t: 'c' } }),
  ]
  const r = await at({ [INFO]: release('9.0'), 'GET /api/v1/rooms.info': () => answers.shift()! })
  const opening = r.rc.room('OTHER')
  await settle()
  await refuse(r, 'getRoomIdByNameOrId', GONE)
  expect((await opening).id).toBe('OTHER')
  expect((await r.rc.room('#second')).id).toBe('R2')
  expect(r.asked).toEqual([
    ['GET /api/v1/rooms.info', { roomName: 'OTHER' }],
    ['GET /api/v1/rooms.info', { roomId: 'OTHER' }],
    ['GET /api/v1/rooms.info', { roomName: 'second' }],
  ])
})

test.each<['channel' | 'group', string, string]>([
  ['channel', 'POST /api/v1/channels.create', 'channel'],
  ['group', 'POST /api/v1/groups.create', 'group'],
])('over REST, a %s is made by %s, and opened', async (kind, route, field) => {
  const r = await at({ [INFO]: release('9.0'), [route]: json({ success: true, [field]: { _id: 'R9', t: 'c' } }) })
  const room = await r.rc.createRoom({ name: 'new', kind, members: ['bob'], readOnly: true })
  expect(room.id).toBe('R9')
  expect(await r.rc.room({ id: 'R9' })).toBe(room)
  expect(r.asked).toEqual([[route, { name: 'new', members: ['bob'], readOnly: true }]])
})
