import { describe, expect, it } from 'vitest'
import { START } from '../domain/world.ts'
import { callers } from './caller.ts'

interface Document {
  readonly _id: string
  readonly [field: string]: unknown
}
interface Delta {
  readonly update: readonly Document[]
  readonly remove: readonly Document[]
}
const ids = (documents: unknown) => (documents as Document[]).map(({ _id }) => _id)

describe.each([
  ['rooms/get', (document: Document) => document['_id'], /^DEN$/],
  ['subscriptions/get', (document: Document) => document['rid'], /^.{17}$/],
] as const)('%s', (method, roomOf, lostId) => {
  it('is a bare array without a date, in every way of not giving one', async () => {
    const { call } = await callers()
    for (const params of [[], [null], [undefined]]) {
      expect(((await call(method, params)) as Document[]).map(roomOf)).toEqual(['DEN', 'TOWN'])
    }
  })

  it('is what changed and what was lost after a date', async () => {
    const { call, clock, domain, alice, bob } = await callers()
    clock.time = START + 1_000
    await domain.messages.send(alice, { roomId: 'TOWN', text: 'x' })
    await domain.memberships.leave(bob, 'DEN')
    const delta = (await call(method, [new Date(START + 999)], { user: bob })) as Delta
    expect(delta.update.map(roomOf)).toEqual(['TOWN'])
    expect(delta.remove).toEqual([
      { _id: expect.stringMatching(lostId) as string, _deletedAt: new Date(START + 1_000) },
    ])
    expect(await call(method, [new Date(START + 1_000)], { user: bob })).toEqual({ update: [], remove: [] })
  })

  it('is empty for nobody', async () => {
    const { call } = await callers()
    expect(await call(method, [], {})).toEqual([])
    expect(await call(method, [new Date(START)], {})).toEqual([])
  })

  it.each([[['x']], [[7]], [[{ $ne: null }]], [[new Date(Number.NaN)]]])('does not match %j', async (params) => {
    const { call } = await callers()
    await expect(call(method, params)).rejects.toMatchObject({ code: 400, reason: 'Match failed' })
  })
})

describe('getRoomByTypeAndName', () => {
  it('finds a channel, a group and a direct room', async () => {
    const { call, domain, alice } = await callers()
    const direct = await domain.rooms.openDirect(alice, ['bob'])
    expect(await call('getRoomByTypeAndName', ['c', 'town'])).toMatchObject({ _id: 'TOWN', t: 'c', name: 'town' })
    expect(await call('getRoomByTypeAndName', ['p', 'den'])).toMatchObject({ _id: 'DEN', t: 'p' })
    expect(await call('getRoomByTypeAndName', ['d', 'bob'])).toMatchObject({ _id: direct.id, t: 'd' })
    expect(await call('getRoomByTypeAndName', ['d', direct.id])).toMatchObject({ _id: direct.id })
  })

  it('says what is not there and what is not to be read', async () => {
    const { call, carol } = await callers()
    for (const params of [
      ['c', 'nowhere'],
      ['c', 'den'],
      ['x', 'town'],
      ['l', 'TOWN'],
    ]) {
      await expect(call('getRoomByTypeAndName', params)).rejects.toMatchObject({
        code: 'error-invalid-room',
        reason: 'Invalid room',
        details: { method: 'getRoomByTypeAndName' },
      })
    }
    await expect(call('getRoomByTypeAndName', ['p', 'den'], { user: carol })).rejects.toMatchObject({
      code: 'error-no-permission',
      reason: 'No permission',
    })
  })
})

describe('getRoomIdByNameOrId', () => {
  it('is the id of what one may read', async () => {
    const { call, carol } = await callers()
    expect(await call('getRoomIdByNameOrId', ['town'])).toBe('TOWN')
    expect(await call('getRoomIdByNameOrId', ['TOWN'], { user: carol })).toBe('TOWN')
    for (const name of ['den', 'DEN', 'nowhere']) {
      await expect(call('getRoomIdByNameOrId', [name], { user: carol })).rejects.toMatchObject({
        code: 'error-not-allowed',
        reason: 'Not allowed',
      })
    }
  })
})

describe('createChannel and createPrivateGroup', () => {
  it('answer the room, with its id twice', async () => {
    const { call } = await callers()
    const made = (await call('createChannel', ['new', ['bob'], true, { floor: 3 }, { topic: 'tea' }])) as Document
    expect(made).toEqual({
      rid: made._id,
      inserted: true,
      _id: expect.stringMatching(/^.{17}$/) as string,
      t: 'c',
      name: 'new',
      fname: 'new',
      topic: 'tea',
      u: { _id: 'alice-id', username: 'alice', name: 'Alice' },
      msgs: 0,
      usersCount: 2,
      ro: true,
      default: false,
      sysMes: true,
      customFields: { floor: 3 },
      ts: new Date(START),
      _updatedAt: new Date(START),
      _seq: 0,
      _epoch: 'test-epoch',
    })
    expect(await call('createPrivateGroup', ['secret'])).toMatchObject({
      t: 'p',
      name: 'secret',
      ro: false,
      usersCount: 1,
    })
    expect(await call('createChannel', ['other', null, null, null, null])).toMatchObject({ ro: false })
  })

  it('refuse what is there, in Rocket.Chat’s words', async () => {
    const { call } = await callers()
    await expect(call('createChannel', ['town'])).rejects.toMatchObject({
      code: 'error-duplicate-channel-name',
      reason: "A channel with name 'town' exists",
      details: { method: 'createChannel', channel_name: 'town' },
    })
  })

  it.each([
    [[]],
    [[7]],
    [['x'.repeat(257)]],
    [['new', 'bob']],
    [['new', [{ $ne: null }]]],
    [['new', [], 'yes']],
    [['new', [], true, { when: new Date(0) }]],
    [['new', [], true, { text: 'x'.repeat(10_000) }]],
    [['new', [], true, JSON.parse('{"a":{"__proto__":{"x":1}}}')]],
    [['new', [], true, {}, { topic: 7 }]],
  ])('do not match %j', async (params) => {
    const { call } = await callers()
    for (const method of ['createChannel', 'createPrivateGroup']) {
      await expect(call(method, params as unknown[])).rejects.toMatchObject({ code: 400 })
    }
  })

  it('are not for guests', async () => {
    const { call, user } = await callers()
    const guest = await user('guest', ['guest'])
    for (const [method, params] of [
      ['createChannel', ['x']],
      ['createPrivateGroup', ['x']],
      ['createDirectMessage', ['alice']],
    ] as const) {
      await expect(call(method, params, { user: guest })).rejects.toMatchObject({
        code: 'error-not-allowed',
        reason: 'Not allowed',
        details: { method },
      })
    }
  })
})

describe('createDirectMessage', () => {
  it('takes one username or more, and finds the room that there is', async () => {
    const { call, bob } = await callers()
    const two = { t: 'd', rid: 'alice-idbob-id', usernames: ['alice', 'bob'] }
    expect(await call('createDirectMessage', ['bob'])).toEqual(two)
    expect(await call('createDirectMessage', ['alice'], { user: bob })).toEqual(two)
    expect(await call('createDirectMessage', ['bob', 'carol'])).toMatchObject({
      t: 'd',
      usernames: ['alice', 'bob', 'carol'],
    })
  })

  it('wants names, of people that there are', async () => {
    const { call } = await callers()
    for (const params of [[], [['bob']], [{ $ne: null }], ['bob', 7]]) {
      await expect(call('createDirectMessage', params)).rejects.toMatchObject({ code: 400 })
    }
    await expect(call('createDirectMessage', ['nobody'])).rejects.toMatchObject({
      code: 'error-invalid-user',
      reason: 'Invalid user',
      details: { method: 'createDirectMessage' },
    })
  })
})

describe('a room on the wire', () => {
  it('has its last message, with its place in the log', async () => {
    const { call, domain, alice } = await callers()
    await domain.messages.send(alice, { id: 'm1', roomId: 'TOWN', text: 'hello' })
    const rooms = (await call('rooms/get', [])) as Document[]
    expect(ids(rooms)).toEqual(['DEN', 'TOWN'])
    expect(rooms[1]).toMatchObject({
      msgs: 1,
      lm: new Date(START),
      lastMessage: { _id: 'm1', msg: 'hello', _seq: 1, _epoch: 'test-epoch' },
    })
  })
})
