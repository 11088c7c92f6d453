import { describe, expect, it } from 'vitest'
import { START, town, type Town } from './world.ts'

const told = ({ events }: Town) => events.map(({ type }) => type)

describe('joining', () => {
  it('is told before what it lets one see, and the room reads of it', async () => {
    const made = await town()
    await made.domain.memberships.join(made.carol, 'TOWN')
    expect(told(made)).toEqual(['joined', 'message'])
    expect(made.events[0]).toMatchObject({
      room: { id: 'TOWN', memberCount: 3 },
      membership: { roomId: 'TOWN', userId: 'carol-id', username: 'carol', roles: [], open: true, joinedAt: START },
    })
    expect(made.events[1]).toMatchObject({
      change: 'sent',
      message: { type: 'uj', text: 'carol', author: { id: 'carol-id', username: 'carol', name: 'Carol' }, seq: 1 },
    })
    expect(await made.store.membership({ roomId: 'TOWN', userId: 'carol-id' })).toBeDefined()
  })

  it('again changes nothing and tells nobody, in a channel as in a group', async () => {
    const made = await town()
    await made.domain.memberships.join(made.bob, 'TOWN')
    await made.domain.memberships.join(made.bob, 'DEN')
    expect(made.events).toEqual([])
  })

  it('twice at the same time joins once', async () => {
    const made = await town()
    await Promise.all([1, 2].map(() => made.domain.memberships.join(made.carol, 'TOWN')))
    expect(told(made)).toEqual(['joined', 'message'])
  })

  it('is refused when the room goes meanwhile', async () => {
    const made = await town({
      store: (store) => ({ ...store, joinRoom: () => Promise.resolve({ outcome: 'no-room' }) }),
    })
    await expect(made.domain.memberships.join(made.carol, 'TOWN')).rejects.toMatchObject({
      code: 'error-invalid-room',
      reason: 'Invalid room',
    })
    expect(made.events).toEqual([])
  })

  it('is refused where one is not let in', async () => {
    const made = await town()
    const { memberships, rooms } = made.domain
    const direct = await rooms.openDirect(made.alice, ['bob'])
    made.events.length = 0
    const guest = await made.user('guest', ['guest'])
    made.events.length = 0
    for (const [user, roomId] of [
      [made.carol, 'DEN'],
      [made.carol, direct.id],
      [made.alice, direct.id],
      [guest, 'TOWN'],
    ] as const) {
      await expect(memberships.join(user, roomId)).rejects.toMatchObject({
        code: 'error-not-allowed',
        reason: 'Not allowed',
      })
    }
    await expect(memberships.join(made.carol, 'NOWHERE')).rejects.toMatchObject({
      code: 'error-invalid-room',
      reason: 'Invalid room',
    })
    expect(made.events).toEqual([])
  })
})

describe('leaving', () => {
  it('is told before the room reads of it', async () => {
    const made = await town()
    await made.domain.memberships.leave(made.bob, 'TOWN')
    expect(told(made)).toEqual(['left', 'message'])
    expect(made.events[0]).toMatchObject({
      room: { id: 'TOWN', memberCount: 1 },
      membership: { roomId: 'TOWN', userId: 'bob-id' },
    })
    expect(made.events[1]).toMatchObject({ change: 'sent', message: { type: 'ul', text: 'bob', seq: 1 } })
    expect(await made.store.membership({ roomId: 'TOWN', userId: 'bob-id' })).toBeUndefined()
  })

  it('is refused to the last owner, and to who is not there', async () => {
    const made = await town()
    const { memberships, rooms } = made.domain
    await expect(memberships.leave(made.alice, 'TOWN')).rejects.toMatchObject({
      code: 'error-you-are-last-owner',
      reason: 'You are the last owner. Please set new owner before leaving the room.',
    })
    await expect(memberships.leave(made.carol, 'TOWN')).rejects.toMatchObject({
      code: 'error-user-not-in-room',
      reason: 'You are not in this room',
    })
    for (const roomId of ['DEN', 'NOWHERE']) {
      await expect(memberships.leave(made.carol, roomId)).rejects.toMatchObject({
        code: 'error-invalid-room',
        reason: 'Invalid room',
      })
    }
    const direct = await rooms.openDirect(made.alice, ['bob'])
    made.events.length = 0
    await expect(memberships.leave(made.alice, direct.id)).rejects.toMatchObject({
      code: 'error-not-allowed',
      reason: 'Not allowed',
    })
    expect(made.events).toEqual([])
  })

  it('is refused when the room goes meanwhile', async () => {
    const made = await town({
      store: (store) => ({ ...store, leaveRoom: () => Promise.resolve({ outcome: 'no-room' }) }),
    })
    await expect(made.domain.memberships.leave(made.bob, 'TOWN')).rejects.toMatchObject({
      code: 'error-invalid-room',
      reason: 'Invalid room',
    })
    expect(made.events).toEqual([])
  })

  it('wants the permission, of a channel and of a group', async () => {
    const made = await town()
    const guest = await made.user('guest', ['guest'])
    const { rooms, memberships } = made.domain
    for (const type of ['channel', 'group'] as const) {
      const room = await rooms.create(made.alice, { type, name: type, usernames: ['guest'], readOnly: false })
      await expect(memberships.leave(guest, room.id)).rejects.toMatchObject({ code: 'error-not-allowed' })
    }
  })
})

describe('having read', () => {
  it('takes the counters back, tells the reader’s own sessions, and nobody when nothing was unread', async () => {
    const made = await town()
    await made.domain.messages.send(made.alice, { roomId: 'TOWN', text: '@bob' })
    expect(await made.store.membership({ roomId: 'TOWN', userId: 'bob-id' })).toMatchObject({ unread: 1, alert: true })
    made.events.length = 0
    made.clock.time = START + 1_000
    await made.domain.memberships.markRead(made.bob, 'TOWN')
    expect(made.events).toMatchObject([
      {
        type: 'membership',
        membership: { userId: 'bob-id', unread: 0, userMentions: 0, alert: false, readAt: START + 1_000 },
      },
    ])
    made.events.length = 0
    await made.domain.memberships.markRead(made.bob, 'TOWN')
    expect(made.events).toEqual([])
    await made.domain.memberships.markRead(made.carol, 'TOWN')
    expect(made.events).toEqual([])
  })

  it('is refused where one may not read', async () => {
    const made = await town()
    await expect(made.domain.memberships.markRead(made.carol, 'DEN')).rejects.toMatchObject({
      code: 'error-not-allowed',
      reason: 'Not allowed',
    })
    await expect(made.domain.memberships.markRead(made.carol, 'NOWHERE')).rejects.toMatchObject({
      code: 'error-room-does-not-exist',
      reason: 'This room does not exist',
    })
  })
})

describe('the list of members', () => {
  const all = { showOffline: true, filter: '', offset: 0, limit: 10 }
  const usernames = ({ users }: { users: readonly { username: string; status: string }[] }) =>
    users.map(({ username, status }) => `${username} ${status}`)

  it('is by username, page by page, with who is here', async () => {
    const made = await town()
    const { memberships, presence } = made.domain
    await memberships.join(made.carol, 'TOWN')
    presence.connect('s1', made.bob)
    const whole = await memberships.list(made.carol, 'TOWN', all)
    expect(usernames(whole)).toEqual(['alice offline', 'bob online', 'carol offline'])
    expect(whole.total).toBe(3)
    const second = await memberships.list(made.carol, 'TOWN', { ...all, offset: 1, limit: 1 })
    expect(usernames(second)).toEqual(['bob online'])
    expect(second.total).toBe(3)
    expect(usernames(await memberships.list(made.carol, 'TOWN', { ...all, filter: 'CAR' }))).toEqual(['carol offline'])
  })

  it('leaves out who is not here when asked to', async () => {
    const made = await town()
    const { memberships, presence } = made.domain
    presence.connect('s1', made.carol)
    presence.connect('s2', made.bob)
    presence.connect('s3', made.alice)
    presence.set('s3', 'away')
    const here = { ...all, showOffline: false }
    const whole = await memberships.list(made.bob, 'TOWN', here)
    // carol is here, but no member.
    expect(usernames(whole)).toEqual(['alice away', 'bob online'])
    expect(whole.total).toBe(2)
    expect(usernames(await memberships.list(made.bob, 'TOWN', { ...here, filter: 'BO' }))).toEqual(['bob online'])
    const second = await memberships.list(made.bob, 'TOWN', { ...here, offset: 1, limit: 1 })
    expect(usernames(second)).toEqual(['bob online'])
    expect(second.total).toBe(2)
    expect(usernames(await memberships.list(made.bob, 'TOWN', { ...here, limit: 1 }))).toEqual(['alice away'])
    presence.disconnect('s2')
    presence.disconnect('s3')
    expect(await memberships.list(made.bob, 'TOWN', here)).toEqual({ users: [], total: 0 })
  })

  it('is for who may read the room', async () => {
    const made = await town()
    await expect(made.domain.memberships.list(made.carol, 'DEN', all)).rejects.toMatchObject({
      code: 'error-not-allowed',
    })
    await expect(made.domain.memberships.list(made.carol, 'NOWHERE', all)).rejects.toMatchObject({
      code: 'error-invalid-room',
    })
    expect((await made.domain.memberships.list(made.carol, 'TOWN', all)).total).toBe(2)
  })
})
