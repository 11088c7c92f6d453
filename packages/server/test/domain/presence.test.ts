import { describe, expect, it } from 'vitest'
import type { User } from '../../src/domain/entities.ts'
import { START, world } from './world.ts'

async function people() {
  const made = world()
  const alice = await made.user('alice')
  const bob = await made.user('bob')
  made.events.length = 0
  return { ...made, alice, bob, presence: made.domain.presence }
}

describe('presence', () => {
  it('is the sum of a user’s sessions, told once per change', async () => {
    const { presence, alice, events } = await people()
    const seen = () => events.splice(0).map((event) => (event.type === 'presence' ? event.status : event.type))
    expect(presence.statusOf(alice.id)).toBe('offline')
    presence.connect('s1', alice)
    expect(seen()).toEqual(['online'])
    presence.connect('s2', alice)
    presence.connect('s1', alice)
    expect(seen()).toEqual([])
    expect(presence.set('s1', 'away')).toBe(true)
    expect(seen()).toEqual([])
    expect(presence.set('s2', 'away')).toBe(true)
    expect(seen()).toEqual(['away'])
    presence.set('s1', 'online')
    expect(seen()).toEqual(['online'])
    presence.disconnect('s1')
    expect(seen()).toEqual(['away'])
    presence.disconnect('s2')
    expect(seen()).toEqual(['offline'])
    presence.disconnect('s2')
    expect(seen()).toEqual([])
    expect(presence.set('s2', 'online')).toBe(false)
    expect(presence.statusOf(alice.id)).toBe('offline')
  })

  it('tells who it is about', async () => {
    const { presence, alice, events } = await people()
    presence.connect('s1', { ...alice, statusText: 'at lunch' })
    expect(events).toEqual([
      {
        type: 'presence',
        user: { id: 'alice-id', username: 'alice', name: 'Alice', roles: ['user'], statusText: 'at lunch' },
        status: 'online',
      },
    ])
  })

  it('keeps a session away that says so, when the same user logs in on it again', async () => {
    const { presence, alice } = await people()
    presence.connect('s1', alice)
    presence.set('s1', 'away')
    presence.connect('s1', alice)
    expect(presence.statusOf(alice.id)).toBe('away')
  })

  it('moves a session that changes its user', async () => {
    const { presence, alice, bob, events } = await people()
    presence.connect('s1', alice)
    presence.connect('s1', bob)
    expect(presence.statusOf(alice.id)).toBe('offline')
    expect(presence.statusOf(bob.id)).toBe('online')
    expect(events.map((event) => event.type === 'presence' && [event.user.username, event.status])).toEqual([
      ['alice', 'online'],
      ['alice', 'offline'],
      ['bob', 'online'],
    ])
  })

  it('shows what a user chose to be seen as, while connected', async () => {
    const { presence, alice } = await people()
    for (const statusDefault of ['busy', 'away', 'offline'] as const) {
      const user: User = { ...alice, statusDefault }
      presence.connect('s1', user)
      expect(presence.statusOf(alice.id)).toBe(statusDefault)
      presence.disconnect('s1')
      expect(presence.statusOf(alice.id)).toBe('offline')
    }
  })

  it('knows who is here and whose status moved since', async () => {
    const { presence, alice, bob, clock } = await people()
    presence.connect('s1', alice)
    presence.connect('s2', { ...bob, statusDefault: 'offline' })
    expect(presence.present()).toEqual(['alice-id'])
    clock.time = START + 1_000
    presence.connect('s3', bob)
    expect(presence.present()).toEqual(['alice-id', 'bob-id'])
    expect(presence.changedSince(START)).toEqual(['alice-id', 'bob-id'])
    expect(presence.changedSince(START + 1)).toEqual(['bob-id'])
    expect(presence.changedSince(START + 1_000)).toEqual(['bob-id'])
    expect(presence.changedSince(START + 1_001)).toEqual([])
    clock.time = START + 2_000
    presence.disconnect('s1')
    expect(presence.changedSince(START + 2_000)).toEqual(['alice-id'])
    expect(presence.present()).toEqual(['bob-id'])
  })
})
