import { describe, expect, it } from 'vitest'
import { directRoomId } from '../../src/domain/room-making.ts'
import { START, town } from './world.ts'

describe('making a channel or a group', () => {
  it('makes its creator the owner, brings in who is named, and tells each that he has joined', async () => {
    const { domain, alice, events, store } = await town()
    const room = await domain.rooms.create(alice, {
      type: 'group',
      name: '闲聊-1',
      usernames: ['bob', 'carol', 'carol', 'alice', 'nobody'],
      readOnly: true,
      topic: 'tea',
      customFields: { floor: 3 },
    })
    expect(room).toMatchObject({
      type: 'group',
      name: '闲聊-1',
      displayName: '闲聊-1',
      readOnly: true,
      isDefault: false,
      topic: 'tea',
      customFields: { floor: 3 },
      creator: { id: 'alice-id', username: 'alice', name: 'Alice' },
      memberCount: 3,
      messageCount: 0,
      seq: 0,
      createdAt: START,
    })
    expect(room.id).toMatch(/^.{17}$/)
    expect(
      events.map(
        (event) => event.type === 'joined' && [event.membership.username, event.membership.roles, event.room.id],
      ),
    ).toEqual([
      ['alice', ['owner'], room.id],
      ['bob', [], room.id],
      ['carol', [], room.id],
    ])
    expect(await store.memberIds({ roomId: room.id })).toEqual(['alice-id', 'bob-id', 'carol-id'])
  })

  it.each(['', '   '])('refuses no name at all (%j)', async (name) => {
    const { domain, alice, events } = await town()
    const wanted = { type: 'channel', name, usernames: [], readOnly: false } as const
    await expect(domain.rooms.create(alice, wanted)).rejects.toMatchObject({
      code: 'error-invalid-name',
      reason: 'Invalid name',
    })
    expect(events).toEqual([])
  })

  it.each(['two words', 'a/b', '#x', 'a'.repeat(121), '<b>', 'a\nb'])('refuses the name %j', async (name) => {
    const { domain, alice } = await town()
    const wanted = { type: 'channel', name, usernames: [], readOnly: false } as const
    await expect(domain.rooms.create(alice, wanted)).rejects.toMatchObject({
      code: 'error-invalid-room-name',
      reason: `${name} is not a valid room name.`,
      details: { channel_name: name },
    })
  })

  it('takes a name of 120 characters', async () => {
    const { domain, alice } = await town()
    const name = 'a'.repeat(120)
    expect((await domain.rooms.create(alice, { type: 'channel', name, usernames: [], readOnly: false })).name).toBe(
      name,
    )
  })

  it('refuses a name that there is, over channels and groups and in any case', async () => {
    const { domain, alice, events } = await town()
    for (const [type, name] of [
      ['channel', 'town'],
      ['group', 'town'],
      ['channel', 'DEN'],
    ] as const) {
      await expect(domain.rooms.create(alice, { type, name, usernames: [], readOnly: false })).rejects.toMatchObject({
        code: 'error-duplicate-channel-name',
        reason: `A channel with name '${name}' exists`,
      })
    }
    expect(events).toEqual([])
  })

  it('wants the permission', async () => {
    const { domain, user } = await town()
    const guest = await user('guest', ['guest'])
    for (const type of ['channel', 'group'] as const) {
      const wanted = { type, name: 'x', usernames: [], readOnly: false }
      await expect(domain.rooms.create(guest, wanted)).rejects.toMatchObject({
        code: 'error-not-allowed',
        reason: 'Not allowed',
      })
    }
    await expect(domain.rooms.openDirect(guest, ['alice'])).rejects.toMatchObject({ code: 'error-not-allowed' })
  })
})

describe('opening a direct room', () => {
  it('makes one room for two, whoever asks, in whatever case', async () => {
    const { domain, alice, bob, events } = await town()
    const room = await domain.rooms.openDirect(alice, ['Bob', 'bob', 'alice'])
    expect(room).toMatchObject({
      id: 'alice-idbob-id',
      type: 'direct',
      userIds: ['alice-id', 'bob-id'],
      usernames: ['alice', 'bob'],
      memberCount: 2,
    })
    expect(
      events.map((event) => event.type === 'joined' && [event.membership.username, event.membership.open]),
    ).toEqual([
      ['alice', true],
      ['bob', false],
    ])
    events.length = 0
    expect((await domain.rooms.openDirect(bob, ['alice'])).id).toBe(room.id)
    // For bob it opens now that he wants it; nobody joins again.
    expect(
      events.map((event) => event.type === 'membership' && [event.membership.username, event.membership.open]),
    ).toEqual([['bob', true]])
    events.length = 0
    await domain.rooms.openDirect(bob, ['alice'])
    expect(events).toEqual([])
    expect(directRoomId(['b', 'a'])).toBe('ab')
  })

  it('with oneself is a room of one', async () => {
    const { domain, alice } = await town()
    const room = await domain.rooms.openDirect(alice, ['alice'])
    expect(room).toMatchObject({ type: 'direct', usernames: ['alice'], memberCount: 1 })
    expect((await domain.rooms.openDirect(alice, ['alice'])).id).toBe(room.id)
  })

  it('wants people that there are, and not too many', async () => {
    const { domain, alice, store, user, events } = await town()
    await store.createUser({ user: { ...alice, id: 'gone-id', username: 'gone', emails: [], active: false } })
    for (const names of [['nobody'], ['bob', 'nobody'], ['gone']]) {
      await expect(domain.rooms.openDirect(alice, names)).rejects.toMatchObject({
        code: 'error-invalid-user',
        reason: 'Invalid user',
      })
    }
    expect(events.filter(({ type }) => type === 'joined')).toEqual([])
    const crowd = Array.from({ length: 8 }, (_, index) => `user${index}`)
    for (const name of crowd) await user(name)
    expect((await domain.rooms.openDirect(alice, crowd.slice(0, 7))).memberCount).toBe(8)
    await expect(domain.rooms.openDirect(alice, crowd)).rejects.toMatchObject({
      code: 'error-direct-message-max-user-exceeded',
      reason: 'You cannot add more than 8 users to a direct message',
    })
  })
})

describe('finding rooms', () => {
  it('by id or name, by type and name, and a direct room by the other', async () => {
    const { domain, alice, bob, carol } = await town()
    const { rooms } = domain
    expect((await rooms.byIdOrName('TOWN'))?.id).toBe('TOWN')
    expect((await rooms.byIdOrName('town'))?.id).toBe('TOWN')
    expect(await rooms.byIdOrName('nowhere')).toBeUndefined()
    expect((await rooms.byTypeAndName(alice, 'channel', 'town'))?.id).toBe('TOWN')
    expect((await rooms.byTypeAndName(alice, 'channel', 'TOWN'))?.id).toBe('TOWN')
    expect((await rooms.byTypeAndName(alice, 'group', 'den'))?.id).toBe('DEN')
    expect(await rooms.byTypeAndName(alice, 'group', 'town')).toBeUndefined()
    expect(await rooms.byTypeAndName(alice, 'group', 'TOWN')).toBeUndefined()
    const direct = await rooms.openDirect(alice, ['bob'])
    expect((await rooms.byTypeAndName(alice, 'direct', 'bob'))?.id).toBe(direct.id)
    expect((await rooms.byTypeAndName(bob, 'direct', 'alice'))?.id).toBe(direct.id)
    expect((await rooms.byTypeAndName(alice, 'direct', direct.id))?.id).toBe(direct.id)
    expect(await rooms.byTypeAndName(alice, 'direct', 'carol')).toBeUndefined()
    expect(await rooms.byTypeAndName(carol, 'direct', 'bob')).toBeUndefined()
    expect(await rooms.byTypeAndName(alice, 'direct', 'nobody')).toBeUndefined()
  })

  it('lists what a user is in, and what moved since', async () => {
    const { domain, alice, bob, clock } = await town()
    const { rooms } = domain
    expect((await rooms.idsOf('bob-id')).toSorted()).toEqual(['DEN', 'TOWN'])
    expect(await rooms.idsOf('carol-id')).toEqual([])
    clock.time = START + 1_000
    await domain.messages.send(alice, { roomId: 'DEN', text: 'x' })
    expect((await rooms.of('bob-id')).rooms.map(({ id }) => id)).toEqual(['DEN', 'TOWN'])
    expect((await rooms.of('bob-id', START + 999)).rooms.map(({ id }) => id)).toEqual(['DEN'])
    expect((await rooms.membershipsOf('bob-id', START + 999)).memberships.map(({ roomId }) => roomId)).toEqual(['DEN'])
    expect((await rooms.of('bob-id', START + 1_000)).rooms).toEqual([])
    expect((await rooms.membershipsOf('bob-id', START + 1_000)).memberships).toEqual([])
    clock.time = START + 2_000
    await domain.memberships.leave(bob, 'DEN')
    expect((await rooms.of('bob-id', START + 1_999)).removed).toEqual([{ roomId: 'DEN', at: START + 2_000 }])
    expect((await rooms.membershipsOf('bob-id', START + 1_999)).removed).toMatchObject([{ roomId: 'DEN' }])
  })

  it('lists channels alone', async () => {
    const { domain } = await town()
    expect(await domain.rooms.channels({ offset: 0, limit: 10 })).toMatchObject({ total: 1, rooms: [{ id: 'TOWN' }] })
    expect(await domain.rooms.channels({ offset: 0, limit: 10, filter: 'den' })).toEqual({ total: 0, rooms: [] })
  })
})
