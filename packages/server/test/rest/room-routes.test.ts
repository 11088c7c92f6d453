// REST routes about one room: what it is, its history, its members, joining and leaving, making one.

import { describe, expect, it } from 'vitest'
import { START } from '../domain/world.ts'
import { client } from './client.ts'

type Document = Record<string, unknown>
type Made = Awaited<ReturnType<typeof talk>>
const iso = (second: number) => new Date(START + second * 1_000).toISOString()

async function talk() {
  const made = await client()
  for (let i = 1; i <= 5; i++) {
    made.clock.time = START + i * 1_000
    await made.domain.messages.send(made.alice, { id: `m${i}`, roomId: 'TOWN', text: String(i) })
  }
  await made.domain.messages.send(made.alice, { id: 'secret', roomId: 'DEN', text: 'secret' })
  const direct = await made.domain.rooms.openDirect(made.alice, ['bob'])
  await made.domain.messages.send(made.alice, { id: 'psst', roomId: direct.id, text: 'psst' })
  return { ...made, direct }
}

describe('what a room is', () => {
  it.each([
    ['GET /api/v1/rooms.info', 'room', { roomId: 'DEN' }, { _id: 'DEN', t: 'p' }],
    ['GET /api/v1/rooms.info', 'room', { roomName: 'town' }, { _id: 'TOWN', t: 'c' }],
    ['GET /api/v1/channels.info', 'channel', { roomName: 'town' }, { _id: 'TOWN', msgs: 5 }],
    ['GET /api/v1/groups.info', 'group', { roomId: 'DEN' }, { _id: 'DEN', name: 'den' }],
  ])('%s tells it as %s', async (route, key, query, room) => {
    const { ask, bob } = await talk()
    const { status, body } = await ask(route, { query, as: bob })
    expect([status, body['success']]).toEqual([200, true])
    expect(body[key]).toMatchObject({ ...room, _seq: expect.any(Number) as number })
  })

  it.each([
    ['GET /api/v1/channels.info', { roomId: 'DEN' }, 'error-room-not-found', 'channel'],
    ['GET /api/v1/groups.info', { roomId: 'TOWN' }, 'error-room-not-found', 'group'],
    ['GET /api/v1/rooms.info', { roomId: 'nowhere' }, 'error-room-not-found', 'channel'],
    ['GET /api/v1/rooms.info', {}, 'error-roomid-param-not-provided', 'required'],
  ])('%s %j is %s', async (route, query, errorType, word) => {
    const { ask, bob } = await talk()
    const { status, body } = await ask(route, { query, as: bob })
    expect([status, body['errorType']]).toEqual([400, errorType])
    expect(body['error']).toContain(word)
  })

  it('is not told to who may not read it', async () => {
    const { ask, carol } = await talk()
    for (const route of ['rooms.info', 'groups.info', 'groups.history', 'groups.members']) {
      const { body } = await ask(`GET /api/v1/${route}`, { query: { roomId: 'DEN' }, as: carol })
      expect(body, route).toMatchObject({ success: false, errorType: 'error-room-not-found' })
    }
  })
})

describe('the history', () => {
  const ids = async (made: Made, route: string, query: Record<string, string>) => {
    const { body } = await made.ask(`GET /api/v1/${route}.history`, { query, as: made.bob })
    return (body['messages'] as Document[]).map(({ _id }) => _id).join(' ')
  }

  it('is newest first, between two times, in pages', async () => {
    const made = await talk()
    const page = (query: Record<string, string>) => ids(made, 'channels', { roomId: 'TOWN', ...query })
    expect(await page({})).toBe('m5 m4 m3 m2 m1')
    expect(await page({ count: '2', offset: '1' })).toBe('m4 m3')
    expect(await page({ latest: iso(4), oldest: iso(1) })).toBe('m3 m2')
    expect(await page({ latest: iso(4), oldest: iso(1), inclusive: 'true' })).toBe('m4 m3 m2 m1')
    await made.domain.messages.send(made.alice, { id: 'reply', roomId: 'TOWN', text: 'x', threadId: 'm1' })
    expect(await page({ count: '1' })).toBe('reply')
    expect(await page({ count: '1', showThreadMessages: 'false' })).toBe('m5')
    expect(await page({ count: '0' })).toBe('reply m5 m4 m3 m2 m1')
  })

  it('tells what is unread before the page, when asked', async () => {
    const made = await talk()
    const query = { roomId: 'TOWN', oldest: iso(1), count: '2', unreads: 'true' }
    const { body } = await made.ask('GET /api/v1/channels.history', { query, as: made.bob })
    expect(body).toMatchObject({ firstUnread: { _id: 'm2' }, unreadNotLoaded: 2 })
    const all = await made.ask('GET /api/v1/channels.history', { query: { ...query, count: '9' }, as: made.bob })
    expect(all.body['unreadNotLoaded']).toBe(0)
    expect(all.body).not.toHaveProperty('firstUnread')
    const plain = await made.ask('GET /api/v1/channels.history', { query: { roomId: 'TOWN' }, as: made.bob })
    expect(Object.keys(plain.body)).toEqual(['messages', 'success'])
  })

  it('is there for groups, and for direct rooms by id or by username', async () => {
    const made = await talk()
    expect(await ids(made, 'groups', { roomName: 'den' })).toBe('secret')
    expect(await ids(made, 'im', { roomId: made.direct.id })).toBe('psst')
    expect(await ids(made, 'im', { username: 'alice' })).toBe('psst')
    const wrong = await made.ask('GET /api/v1/im.history', { query: { username: 'carol' }, as: made.bob })
    expect(wrong.body['errorType']).toBe('error-room-not-found')
    const none = await made.ask('GET /api/v1/im.history', { query: {}, as: made.bob })
    expect(none.body['errorType']).toBe('error-room-param-not-provided')
    const closed = await made.ask('GET /api/v1/im.history', { query: { roomId: made.direct.id }, as: made.carol })
    expect(closed.body['errorType']).toBe('error-room-not-found')
  })
})

describe('the members', () => {
  it('are listed by username, in pages', async () => {
    const made = await talk()
    const list = async (route: string, query: Record<string, string>) => {
      const { body } = await made.ask(`GET /api/v1/${route}.members`, { query, as: made.alice })
      const { members, ...rest } = body as { members: Document[] }
      return [members.map(({ username }) => username).join(' '), rest]
    }
    expect(await list('channels', { roomId: 'TOWN' })).toEqual([
      'alice bob',
      { count: 2, offset: 0, total: 2, success: true },
    ])
    expect(await list('groups', { roomId: 'DEN', count: '1', offset: '1' })).toEqual([
      'bob',
      { count: 1, offset: 1, total: 2, success: true },
    ])
    expect((await list('im', { username: 'bob', filter: 'ali' }))[0]).toBe('alice')
    const { body } = await made.ask('GET /api/v1/channels.members', { query: { roomId: 'TOWN' }, as: made.alice })
    expect((body['members'] as Document[])[0]).toEqual({
      _id: 'alice-id',
      status: 'offline',
      name: 'Alice',
      utcOffset: 0,
      username: 'alice',
    })
  })
})

describe('joining, leaving, making', () => {
  it('answers the room as it is then', async () => {
    const made = await talk()
    const joined = await made.ask('POST /api/v1/channels.join', { body: { roomId: 'TOWN' }, as: made.carol })
    expect(joined.body).toMatchObject({ channel: { _id: 'TOWN', usersCount: 3 }, success: true })
    const left = await made.ask('POST /api/v1/channels.leave', { body: { roomName: 'town' }, as: made.carol })
    expect(left.body).toMatchObject({ channel: { _id: 'TOWN', usersCount: 2 }, success: true })
    const group = await made.ask('POST /api/v1/groups.leave', { body: { roomId: 'DEN' }, as: made.bob })
    expect(group.body).toMatchObject({ group: { _id: 'DEN', usersCount: 1 } })
    expect((await made.ask('POST /api/v1/rooms.leave', { body: { roomId: 'TOWN' }, as: made.bob })).body).toEqual({
      success: true,
    })
    const last = await made.ask('POST /api/v1/rooms.leave', { body: { roomId: 'TOWN' }, as: made.bob })
    expect(last.body['errorType']).toBe('error-user-not-in-room')
    const closed = await made.ask('POST /api/v1/channels.join', { body: { roomId: 'DEN' }, as: made.carol })
    expect(closed.body['errorType']).toBe('error-room-not-found')
  })

  it('makes channels, groups and direct rooms', async () => {
    const made = await talk()
    const body = { name: 'news', members: ['bob'], readOnly: true, extraData: { topic: 'tea' } }
    const channel = await made.ask('POST /api/v1/channels.create', { body, as: made.alice })
    expect(channel.body).toMatchObject({ channel: { t: 'c', name: 'news', ro: true, usersCount: 2, topic: 'tea' } })
    const again = await made.ask('POST /api/v1/groups.create', { body, as: made.alice })
    expect(again).toMatchObject({ status: 400, body: { errorType: 'error-duplicate-channel-name' } })
    const group = await made.ask('POST /api/v1/groups.create', { body: { name: 'crew' }, as: made.alice })
    expect(group.body).toMatchObject({ group: { t: 'p', name: 'crew', ro: false, usersCount: 1 } })
    const two = await made.ask('POST /api/v1/im.create', { body: { username: 'carol' }, as: made.alice })
    expect(two.body).toMatchObject({ room: { t: 'd', rid: 'alice-idcarol-id', usernames: ['alice', 'carol'] } })
    const three = await made.ask('POST /api/v1/im.create', { body: { usernames: 'bob, carol' }, as: made.alice })
    expect(three.body).toMatchObject({ room: { t: 'd', usersCount: 3 } })
    expect(await made.ask('POST /api/v1/im.create', { body: {}, as: made.alice })).toMatchObject({
      status: 400,
      body: { error: 'Body parameter "username" or "usernames" is required [error-room-not-found]' },
    })
  })
})

describe('a user’s side of a room', () => {
  it('is read by either name of the room’s id', async () => {
    const made = await talk()
    const one = async () =>
      (await made.ask('GET /api/v1/subscriptions.getOne', { query: { roomId: 'TOWN' }, as: made.bob })).body
    expect(await one()).toMatchObject({ subscription: { rid: 'TOWN', alert: true }, success: true })
    expect((await made.ask('POST /api/v1/subscriptions.read', { body: { rid: 'TOWN' }, as: made.bob })).body).toEqual({
      success: true,
    })
    expect(await one()).toMatchObject({ subscription: { alert: false } })
    const other = await made.ask('POST /api/v1/subscriptions.read', { body: { roomId: 'nowhere' }, as: made.bob })
    expect(other.body['errorType']).toBe('error-room-does-not-exist')
    const none = await made.ask('GET /api/v1/subscriptions.getOne', { query: { roomId: 'TOWN' }, as: made.carol })
    expect(none.body).toEqual({ subscription: null, success: true })
  })
})

describe('users.info', () => {
  it('tells others less than oneself', async () => {
    const { ask, alice, bob } = await talk()
    const seen = async (query: Record<string, string>) => (await ask('GET /api/v1/users.info', { query, as: bob })).body
    expect(await seen({ username: 'alice' })).toEqual({
      user: {
        _id: 'alice-id',
        type: 'user',
        status: 'offline',
        statusText: '',
        active: true,
        name: 'Alice',
        utcOffset: 0,
        username: 'alice',
        roles: ['user'],
      },
      success: true,
    })
    expect(await seen({ userId: alice.id })).toEqual(await seen({ username: 'alice' }))
    expect((await seen({ userId: 'bob-id' }))['user']).toMatchObject({ emails: [{ address: 'bob@example.com' }] })
    expect(await seen({ userId: 'nobody' })).toEqual({ success: false, error: 'User not found.' })
    expect((await seen({}))['errorType']).toBe('error-user-param-not-provided')
  })
})
