// Replies and what is found, call by call: what goes over the wire, and what is made of the answer.
import { describe, expect, test } from 'vitest'
import type { Room } from 'quindar'
import { answer, later, outcome, rig, settle } from './rig.ts'
import { emit, general, paramsOf, T0, wire } from './room-rig.ts'

describe('a reply', () => {
  const sent = async (reply: (room: Room) => Promise<unknown>): Promise<unknown> => {
    const { room, live } = await general()
    void later(reply(room))
    const [message] = paramsOf(live, 'sendMessage') as [{ _id?: string }]
    const { _id, ...rest } = message
    expect(_id).toMatch(/^\w{17}$/)
    return rest
  }

  test('begins a thread, or goes on with the one that the message is in', async () => {
    expect(await sent((room) => room.reply({ id: 'm1' }, 'yes'))).toEqual({ rid: 'GENERAL', msg: 'yes', tmid: 'm1' })
    expect(await sent((room) => room.reply({ id: 'm2', threadId: 'm1' }, 'yes'))).toMatchObject({ tmid: 'm1' })
    expect(await sent((room) => room.reply({ id: 'm1' }, 'yes', { alsoInRoom: true }))).toMatchObject({ tshow: true })
  })

  test('that quotes is a link to the message before the text, where the message stands', async () => {
    const link = '[ ](http://localhost:3000/channel/GENERAL?msg=m1)'
    expect(await sent((room) => room.reply({ id: 'm1' }, 'yes', { quote: true, alsoInRoom: true }))).toEqual({
      rid: 'GENERAL',
      msg: `${link} yes`,
    })
    expect(await sent((room) => room.reply({ id: 'm1', threadId: 'm0' }, 'yes', { quote: true }))).toEqual({
      rid: 'GENERAL',
      msg: `${link} yes`,
      tmid: 'm0',
    })
  })

  test.each([
    ['p', 'group'],
    ['d', 'direct'],
    ['c', 'channel'],
  ])('the link of a room of type %s is to /%s/', async (t, path) => {
    const { rc, openAs } = rig({ token: 'T' })
    const live = await openAs()
    const list = rc.rooms()
    await settle()
    await answer(live, 'subscriptions/get', [])
    await answer(live, 'rooms/get', [])
    await list
    const membership = { _id: 's', rid: 'R', t, name: 'r', _updatedAt: new Date(T0) }
    emit(live, 'notify-user', 'u1/subscriptions-changed', 'inserted', membership)
    void later((await rc.room({ id: 'R' })).reply({ id: 'm1' }, 'yes', { quote: true }))
    await settle()
    expect(paramsOf(live, 'sendMessage')).toMatchObject([{ msg: `[ ](http://localhost:3000/${path}/R?msg=m1) yes` }])
  })
})

test('words are looked for in a room, page by page', async () => {
  const { room, live } = await general()
  const found = room.search('lunch', { limit: 5, skip: 10 })
  await settle()
  expect(paramsOf(live, 'messageSearch')).toEqual(['lunch', 'GENERAL', 5, 10])
  await answer(live, 'messageSearch', { message: { docs: [wire('b', 2), wire('a', 1)] } })
  expect((await found).map(({ id, author }) => `${id} ${author.name}`)).toEqual(['b Bob', 'a Bob'])
  void later(room.search('x'))
  await settle()
  expect(paramsOf(live, 'messageSearch')).toEqual(['x', 'GENERAL', 50, 0])
})

test('the threads of a room come by pages, as the messages that began them', async () => {
  const { room, live } = await general()
  const found = room.threads({ limit: 5, skip: 10 })
  await settle()
  expect(paramsOf(live, 'getThreadsList')).toEqual([{ rid: 'GENERAL', limit: 5, skip: 10 }])
  await answer(live, 'getThreadsList', [wire('b', 2, { tcount: 3 })])
  expect(await found).toMatchObject([{ id: 'b', raw: { tcount: 3 } }])
  void later(room.threads())
  await settle()
  expect(paramsOf(live, 'getThreadsList')).toEqual([{ rid: 'GENERAL', limit: 50, skip: 0 }])
})

test('people and rooms are found by a part of their names, people alone where people are asked for', async () => {
  const { rc, openAs } = rig({ token: 'T' })
  const live = await openAs()
  const users = [
    { _id: 'u2', username: 'bob', name: 'Bob', status: 'away', statusText: 'lunch', nickname: 'b' },
    { _id: 'u3', username: 'carol' },
  ]
  const rooms = [
    { _id: 'R1', t: 'c', name: 'random', fname: 'At random' },
    { _id: 'R2', t: 'p', name: 'crew' },
    { _id: 'R3', t: 'x', fname: '' },
  ]
  const found = rc.search('o')
  await settle()
  expect(paramsOf(live, 'spotlight')).toEqual(['o', [], {}])
  await answer(live, 'spotlight', { users, rooms })
  expect(await found).toEqual({
    users: [
      { id: 'u2', username: 'bob', name: 'Bob', status: 'away', statusText: 'lunch' },
      { id: 'u3', username: 'carol', name: 'carol' },
    ],
    rooms: [
      { id: 'R1', kind: 'channel', name: 'At random' },
      { id: 'R2', kind: 'group', name: 'crew' },
      { id: 'R3', kind: 'other', name: 'R3' },
    ],
  })
  const people = rc.users.find('o')
  await settle()
  expect(paramsOf(live, 'spotlight')).toEqual(['o', [], { users: true }])
  await answer(live, 'spotlight', { users, rooms: [] })
  expect((await people).map(({ username }) => username)).toEqual(['bob', 'carol'])
})

test.each<[string, Record<string, unknown>, { roles: string[]; bot: boolean; name: string }]>([
  ['a person', { name: 'Bob', roles: ['user'], type: 'user' }, { name: 'Bob', roles: ['user'], bot: false }],
  ['a bot by its role', { name: '', roles: ['bot', 'user'] }, { name: 'bob', roles: ['bot', 'user'], bot: true }],
  ['a bot by its type', { type: 'bot' }, { name: 'bob', roles: [], bot: true }],
])('%s is told by id or by username', async (_, fields, told) => {
  const asked: string[] = []
  const user = { _id: 'u2', username: 'bob', status: 'online', ...fields }
  const fetch = (url: string) => {
    asked.push(url.replace('http://localhost:3000/api/v1/', ''))
    return Promise.resolve(Response.json({ success: true, user }))
  }
  const { rc, openAs } = rig({ token: 'T' }, { fetch })
  await openAs()
  const info = { id: 'u2', username: 'bob', status: 'online', statusText: undefined, ...told, raw: user }
  expect(await rc.users.info({ id: 'u2' })).toEqual(info)
  expect(await rc.users.info({ username: 'b b' })).toEqual(info)
  expect(asked).toEqual(['users.info?userId=u2', 'users.info?username=b+b'])
  expect(await outcome(rc.users.info({ id: 'u2' }, { signal: AbortSignal.abort('no') }))).toEqual({ error: 'no' })
})
