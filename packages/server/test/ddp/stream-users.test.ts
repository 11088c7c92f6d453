// What the streams of users bring: their rooms, their notifications, who is online.

import { beforeEach, describe, expect, it } from 'vitest'
import { live, say, type Live } from './live.ts'

let place: Live

beforeEach(async () => {
  place = await live()
})

describe('stream-notify-user', () => {
  it('tells of changed subscriptions and rooms after a message', async () => {
    const bob = await place.enter('bob')
    await bob.sub('stream-notify-user', 'bob-id/subscriptions-changed', false)
    await bob.sub('stream-notify-user', 'bob-id/rooms-changed', false)
    await say(place, place.alice, '@bob look')
    const events = await bob.events('notify-user')
    const [subscription] = events.filter(([key]) => key === 'bob-id/subscriptions-changed')
    const [room] = events.filter(([key]) => key === 'bob-id/rooms-changed')
    expect(subscription).toMatchObject([expect.anything(), 'updated', { rid: 'TOWN', unread: 1, userMentions: 1 }])
    expect(room).toMatchObject([expect.anything(), 'updated', { _id: 'TOWN', lastMessage: { msg: '@bob look' } }])
    expect(events).toHaveLength(2)
  })

  it('tells of a new room with inserted, and of a lost one with removed', async () => {
    const carol = await place.enter('carol')
    await carol.sub('stream-notify-user', 'carol-id/subscriptions-changed', false)
    await carol.sub('stream-notify-user', 'carol-id/rooms-changed', false)
    await place.domain.memberships.join(place.carol, 'TOWN')
    const inserted = (await carol.events('notify-user')).filter(([, change]) => change === 'inserted')
    expect(inserted).toMatchObject([
      ['carol-id/subscriptions-changed', 'inserted', { rid: 'TOWN' }],
      ['carol-id/rooms-changed', 'inserted', { _id: 'TOWN' }],
    ])
    await place.domain.memberships.leave(place.carol, 'TOWN')
    const removed = (await carol.events('notify-user')).filter(([, change]) => change === 'removed')
    expect(removed).toMatchObject([['carol-id/subscriptions-changed', 'removed', { rid: 'TOWN' }]])
    await say(place, place.alice, 'more')
    expect(await carol.events('notify-user')).toEqual([])
  })

  it('tells the members of a room of its changes, and nobody else', async () => {
    const [bob, carol] = [await place.enter('bob'), await place.enter('carol')]
    await bob.sub('stream-notify-user', 'bob-id/rooms-changed', false)
    await carol.sub('stream-notify-user', 'carol-id/rooms-changed', false)
    const room = { ...place.channel, topic: 'new' }
    place.domain.ground.bus.publish({ type: 'room', change: 'updated', room })
    expect(await bob.events('notify-user')).toMatchObject([
      ['bob-id/rooms-changed', 'updated', { _id: 'TOWN', topic: 'new' }],
    ])
    expect(await carol.events('notify-user')).toEqual([])
  })

  it('notifies who was mentioned', async () => {
    const bob = await place.enter('bob')
    await bob.sub('stream-notify-user', 'bob-id/notification', false)
    await say(place, place.alice, '@bob look')
    expect(await bob.events('notify-user')).toMatchObject([
      ['bob-id/notification', { payload: { rid: 'TOWN', sender: { username: 'alice' }, type: 'c' } }],
    ])
  })

  it('whispers', async () => {
    const bob = await place.enter('bob')
    await bob.sub('stream-notify-user', 'bob-id/message', false)
    const whisper = { userId: 'bob-id', roomId: 'TOWN', messageId: 'w', text: 'psst', at: 5 }
    place.domain.ground.bus.publish({ type: 'whisper', ...whisper })
    expect(await bob.events('notify-user')).toMatchObject([
      ['bob-id/message', { _id: 'w', rid: 'TOWN', msg: 'psst', private: true, ts: { $date: 5 } }],
    ])
  })

  it('is nobody else’s business', async () => {
    const carol = await place.enter('carol')
    await carol.sub('stream-notify-user', 'carol-id/rooms-changed', false)
    await carol.sub('stream-notify-user', 'carol-id/subscriptions-changed', false)
    await say(place, place.alice, 'x', 'DEN')
    expect(await carol.mail()).toEqual([])
  })
})

describe('presence', () => {
  it('is told to who is logged in, as user-status', async () => {
    const carol = await place.enter('carol')
    await carol.sub('stream-notify-logged', 'user-status', false)
    const bob = await place.enter('bob')
    await bob.call('UserPresence:away')
    bob.leave()
    expect(await carol.events('notify-logged')).toEqual([
      ['user-status', ['bob-id', 'bob', 1, '', 'Bob', ['user'], null, null]],
      ['user-status', ['bob-id', 'bob', 2, '', 'Bob', ['user'], null, null]],
      ['user-status', ['bob-id', 'bob', 0, '', 'Bob', ['user'], null, null]],
    ])
  })

  it('is told of those who are watched, with their id as the frame’s', async () => {
    const carol = await place.enter('carol')
    expect(await carol.sub('stream-user-presence', '', { added: ['bob-id'] })).toEqual([{ msg: 'ready', subs: ['s2'] }])
    await place.enter('alice')
    const bob = await place.enter('bob')
    expect(await carol.mail()).toEqual([
      {
        msg: 'changed',
        collection: 'stream-user-presence',
        id: 'bob-id',
        fields: { uid: 'bob-id', args: [['bob', 1, '']], eventName: 'bob-id' },
      },
    ])
    // A second subscription changes the set and is over at once.
    expect(await carol.sub('stream-user-presence', '', { added: ['alice-id'], removed: ['bob-id'] })).toEqual([
      { msg: 'nosub', id: 's3' },
    ])
    bob.leave()
    expect(await carol.mail()).toEqual([])
    await (await place.enter('alice')).call('UserPresence:away')
    expect(await carol.mail()).toEqual([])
    place.domain.ground.bus.publish({ type: 'presence', user: place.alice, status: 'busy' })
    expect(await carol.mail()).toMatchObject([{ id: 'alice-id', fields: { args: [['alice', 3, '']] } }])
    // The end of the holder is the end of the set.
    carol.say({ msg: 'unsub', id: 's2' })
    await carol.mail()
    place.domain.ground.bus.publish({ type: 'presence', user: place.alice, status: 'away' })
    expect(await carol.mail()).toEqual([])
    expect(await carol.sub('stream-user-presence', '', {})).toEqual([{ msg: 'ready', subs: ['s4'] }])
  })

  it('is watched of ten thousand at most', async () => {
    const carol = await place.enter('carol')
    for (let thousand = 0; thousand < 10; thousand++) {
      await carol.sub('stream-user-presence', '', {
        added: Array.from({ length: 1_000 }, (_, index) => `nobody-${thousand}-${index}`),
      })
    }
    await carol.sub('stream-user-presence', '', { added: ['bob-id'] })
    await place.enter('bob')
    expect(await carol.mail()).toEqual([])
    await carol.sub('stream-user-presence', '', { removed: ['nobody-0-0'] })
    await carol.sub('stream-user-presence', '', { added: ['bob-id'] })
    place.domain.ground.bus.publish({ type: 'presence', user: place.bob, status: 'away' })
    expect(await carol.mail()).toHaveLength(1)
  })

  it.each([[undefined], [null], ['x'], [{ added: 'bob-id' }], [{ added: [7, { $ne: null }] }]])(
    'takes options that make no sense (%j) for none',
    async (options) => {
      const carol = await place.enter('carol')
      expect(await carol.sub('stream-user-presence', '', options)).toEqual([{ msg: 'ready', subs: ['s2'] }])
    },
  )
})
