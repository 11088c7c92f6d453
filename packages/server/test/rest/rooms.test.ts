import { describe, expect, it } from 'vitest'
import { START } from '../domain/world.ts'
import { client } from './client.ts'

const iso = (time: number) => new Date(time).toISOString()

describe.each([
  ['GET /api/v1/rooms.get', '_id'],
  ['GET /api/v1/subscriptions.get', 'rid'],
] as const)('%s', (route, key) => {
  it('is everything as an update, with dates as ISO texts', async () => {
    const { ask, bob } = await client()
    for (const query of [{}, { updatedSince: '' }]) {
      const { status, body } = await ask(route, { as: bob, query })
      expect(status).toBe(200)
      expect(body).toMatchObject({ remove: [], success: true })
      const update = body['update'] as Record<string, unknown>[]
      expect(update.map((document) => document[key])).toEqual(['DEN', 'TOWN'])
      expect(update[0]).toMatchObject({ _updatedAt: iso(START), ts: iso(START) })
    }
  })

  it('is what changed and what was lost since', async () => {
    const { ask, bob, alice, domain, clock } = await client()
    clock.time = START + 1_000
    await domain.memberships.leave(bob, 'DEN')
    await domain.messages.send(alice, { roomId: 'TOWN', text: '@bob' })
    const { body } = await ask(route, { as: bob, query: { updatedSince: iso(START + 999) } })
    expect((body['update'] as Record<string, unknown>[]).map((document) => document[key])).toEqual(['TOWN'])
    expect(body['remove']).toMatchObject([{ _deletedAt: iso(START + 1_000) }])
    const later = await ask(route, { as: bob, query: { updatedSince: iso(START + 1_000) } })
    expect(later.body).toEqual({ update: [], remove: [], success: true })
  })

  it('wants a date that is one', async () => {
    const { ask, bob } = await client()
    expect(await ask(route, { as: bob, query: { updatedSince: 'yesterday' } })).toMatchObject({
      status: 400,
      body: {
        success: false,
        error: 'The "updatedSince" query parameter must be a valid date. [error-updatedSince-param-invalid]',
        errorType: 'error-updatedSince-param-invalid',
      },
    })
    expect(await ask(route, { as: bob, query: { updatedSince: ['a', 'b'] } })).toMatchObject({
      status: 400,
      body: { success: false, error: 'Match failed: updatedSince [invalid-params]', errorType: 'invalid-params' },
    })
  })
})

describe('GET /api/v1/channels.list', () => {
  it('pages through the channels, groups left out', async () => {
    const { ask, alice, carol, domain } = await client()
    for (let i = 0; i < 59; i++) {
      const name = `c${String(i).padStart(2, '0')}`
      await domain.rooms.create(alice, { type: 'channel', name, usernames: [], readOnly: false })
    }
    const list = async (query: Record<string, string>) => {
      const { body } = await ask('GET /api/v1/channels.list', { as: carol, query })
      const channels = body['channels'] as { name: string }[]
      return { ...body, channels: channels.length, first: channels[0]?.name }
    }
    const whole = { success: true, total: 60 }
    expect(await list({})).toEqual({ ...whole, channels: 50, count: 50, offset: 0, first: 'c00' })
    expect(await list({ offset: '50' })).toEqual({ ...whole, channels: 10, count: 10, offset: 50, first: 'c50' })
    expect(await list({ count: '5', offset: '1' })).toEqual({
      ...whole,
      channels: 5,
      count: 5,
      offset: 1,
      first: 'c01',
    })
    expect(await list({ count: '0' })).toMatchObject({ count: 60 })
    expect(await list({ count: '1000' })).toMatchObject({ count: 60 })
    expect(await list({ filter: 'tow' })).toMatchObject({ total: 1, first: 'town' })
    for (const query of [{ count: '-1' }, { offset: 'x' }, { count: '1.5' }, { offset: '1e3' }]) {
      expect((await ask('GET /api/v1/channels.list', { as: carol, query })).status).toBe(400)
    }
  })

  it('is a hundred at most', async () => {
    const asked: number[] = []
    const { ask, alice } = await client({
      store: (store) => ({
        ...store,
        channels: (input) => {
          asked.push(input.limit)
          return store.channels(input)
        },
      }),
    })
    for (const count of ['0', '99', '100', '101'])
      await ask('GET /api/v1/channels.list', { as: alice, query: { count } })
    expect(asked).toEqual([100, 99, 100, 100])
  })

  it('is not for guests', async () => {
    const { ask, user } = await client()
    const guest = await user('guest', ['guest'])
    expect(await ask('GET /api/v1/channels.list', { as: guest })).toMatchObject({
      status: 403,
      body: {
        success: false,
        error: 'User does not have the permissions required for this action [error-unauthorized]',
      },
    })
  })
})

describe('GET /api/v1/users.presence', () => {
  async function present() {
    const made = await client()
    made.domain.presence.connect('s1', made.alice)
    made.clock.time = START + 60_000
    made.domain.presence.connect('s2', { ...made.bob, statusText: 'x' })
    const usernames = async (query: Record<string, string | string[]>) => {
      const { body } = await made.ask('GET /api/v1/users.presence', { as: made.carol, query })
      return [body['full'], ...(body['users'] as { username: string }[]).map(({ username }) => username)]
    }
    return { ...made, usernames }
  }

  it('is everybody who is here', async () => {
    const { ask, carol } = await present()
    expect(await ask('GET /api/v1/users.presence', { as: carol })).toMatchObject({
      status: 200,
      body: {
        users: [
          { _id: 'alice-id', username: 'alice', name: 'Alice', status: 'online', statusText: '', utcOffset: 0 },
          { _id: 'bob-id', username: 'bob', name: 'Bob', status: 'online', statusText: '', utcOffset: 0 },
        ],
        full: true,
        success: true,
      },
    })
  })

  it('is who is here of the ids that were asked for', async () => {
    const { usernames } = await present()
    expect(await usernames({ ids: 'bob-id,carol-id' })).toEqual([false, 'bob'])
    expect(await usernames({ ids: ['bob-id', 'alice-id'] })).toEqual([false, 'alice', 'bob'])
    expect(await usernames({ 'ids[]': ['bob-id'] })).toEqual([false, 'bob'])
    expect(await usernames({ ids: 'carol-id' })).toEqual([false])
  })

  it('is who moved since a time of the last ten minutes, and everybody for one that is older', async () => {
    const { usernames, clock } = await present()
    expect(await usernames({ from: iso(START + 60_000) })).toEqual([false, 'bob'])
    expect(await usernames({ from: iso(START) })).toEqual([false, 'alice', 'bob'])
    clock.time = START + 600_000
    expect(await usernames({ from: iso(START + 1) })).toEqual([false, 'bob'])
    expect(await usernames({ from: iso(START) })).toEqual([true, 'alice', 'bob'])
    expect(await usernames({ from: 'yesterday' })).toEqual([true, 'alice', 'bob'])
  })

  it('takes a thousand ids and no more', async () => {
    const { ask, carol } = await present()
    const status = async (count: number) =>
      (await ask('GET /api/v1/users.presence', { as: carol, query: { ids: Array.from({ length: count }, String) } }))
        .status
    expect(await status(1_000)).toBe(200)
    expect(await status(1_001)).toBe(400)
  })
})
