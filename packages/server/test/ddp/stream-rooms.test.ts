// What the streams of rooms bring: messages, typing, deletions.

import { beforeEach, describe, expect, it } from 'vitest'
import { settled } from './clock.ts'
import { live, say, type Live, type Person } from './live.ts'

let place: Live

beforeEach(async () => {
  place = await live()
})

describe('stream-room-messages', () => {
  it('brings each message of the room, as Rocket.Chat frames it', async () => {
    const bob = await place.enter('bob')
    await bob.sub('stream-room-messages', 'TOWN', false)
    const message = await say(place, place.alice, 'hello')
    const at = { $date: place.clock.time }
    expect(await bob.mail()).toEqual([
      {
        msg: 'changed',
        collection: 'stream-room-messages',
        id: 'id',
        fields: {
          eventName: 'TOWN',
          args: [
            {
              _id: message.id,
              rid: 'TOWN',
              msg: 'hello',
              ts: at,
              u: { _id: 'alice-id', username: 'alice', name: 'Alice' },
              _updatedAt: at,
              urls: [],
              mentions: [],
              channels: [],
              md: [{ type: 'PARAGRAPH', value: [{ type: 'PLAIN_TEXT', value: 'hello' }] }],
              _seq: message.seq,
              _epoch: 'test-epoch',
            },
          ],
        },
      },
    ])
  })

  it('brings edits and reactions as the whole message again', async () => {
    const bob = await place.enter('bob')
    const message = await say(place, place.alice, 'first')
    await bob.sub('stream-room-messages', 'TOWN', false)
    await place.domain.messages.edit(place.alice, message.id, 'second')
    await place.domain.messages.react(place.bob, message.id, ':tada:', true)
    const events = await bob.events('room-messages')
    expect(events.map(([, document]) => document)).toMatchObject([
      { _id: message.id, msg: 'second', _seq: message.seq + 1, editedBy: { username: 'alice' } },
      { _id: message.id, msg: 'second', _seq: message.seq + 2, reactions: { ':tada:': { usernames: ['bob'] } } },
    ])
  })

  it('brings an answer, then what it answers with its thread, to the room and to __my_messages__', async () => {
    const parent = await say(place, place.alice, 'question')
    const bob = await place.enter('bob')
    await bob.sub('stream-room-messages', 'TOWN', false)
    await bob.sub('stream-room-messages', '__my_messages__', false)
    await bob.sub('stream-notify-user', 'bob-id/rooms-changed', false)
    const reply = await place.domain.messages.send(place.bob, { roomId: 'TOWN', text: 'answer', threadId: parent.id })
    const mail = await bob.mail()
    const seen = mail.map(({ fields }) => {
      const { eventName, args } = fields as { eventName: string; args: [unknown, unknown] }
      return [eventName, args[eventName === 'bob-id/rooms-changed' ? 1 : 0]]
    })
    const answered = {
      _id: parent.id,
      msg: 'question',
      tcount: 1,
      tlm: { $date: reply.sentAt },
      replies: ['alice-id', 'bob-id'],
      _seq: reply.seq + 1,
    }
    expect(seen).toMatchObject([
      ['TOWN', { _id: reply.id, tmid: parent.id, _seq: reply.seq }],
      ['__my_messages__', { _id: reply.id }],
      ['bob-id/rooms-changed', { msgs: 2 }],
      ['TOWN', answered],
      ['__my_messages__', answered],
    ])
  })

  it('brings the parent after the deletion of an answer, which clients count themselves', async () => {
    const parent = await say(place, place.alice, 'question')
    const reply = await place.domain.messages.send(place.bob, { roomId: 'TOWN', text: 'answer', threadId: parent.id })
    const bob = await place.enter('bob')
    await bob.sub('stream-room-messages', 'TOWN', false)
    await bob.sub('stream-notify-room', 'TOWN/deleteMessage', false)
    await place.domain.messages.remove(place.bob, reply.id)
    const mail = await bob.mail()
    expect(mail.map(({ fields }) => fields)).toMatchObject([
      { eventName: 'TOWN/deleteMessage', args: [{ _id: reply.id, _seq: reply.seq + 2 }] },
      { eventName: 'TOWN', args: [{ _id: parent.id, tcount: 0, _seq: reply.seq + 3 }] },
    ])
  })

  it('brings one frame per subscription, two of them to who asked twice', async () => {
    const bob = await place.enter('bob')
    await bob.sub('stream-room-messages', 'TOWN', false)
    await bob.sub('stream-room-messages', 'TOWN', false)
    await say(place, place.alice, 'twice')
    expect(await bob.events('room-messages')).toHaveLength(2)
    bob.say({ msg: 'unsub', id: 's2' })
    await bob.mail()
    await say(place, place.alice, 'once')
    expect(await bob.events('room-messages')).toHaveLength(1)
  })

  it('is encoded once for everybody', async () => {
    const people = [await place.enter('bob'), await place.enter('carol'), await place.enter('alice')]
    for (const person of people) await person.sub('stream-room-messages', 'TOWN', false)
    await say(place, place.alice, 'shared')
    await settled()
    const frames = people.map(({ wire }) => wire.takeShared())
    expect(frames.map((list) => list.length)).toEqual([1, 1, 1])
    expect(new Set(frames.flat()).size).toBe(1)
    expect(frames[0]?.[0]).toMatchObject({ topic: 'TOWN', weight: 'kept' })
  })

  it('brings nothing of other rooms, and nothing after unsub or the end of the connection', async () => {
    const bob = await place.enter('bob')
    await bob.sub('stream-room-messages', 'TOWN', false)
    await say(place, place.alice, 'elsewhere', 'DEN')
    expect(await bob.events('room-messages')).toEqual([])
    bob.say({ msg: 'unsub', id: 's2' })
    expect(await bob.mail()).toEqual([{ msg: 'nosub', id: 's2' }])
    await say(place, place.alice, 'hello')
    expect(await bob.mail()).toEqual([])
  })
})

describe('__my_messages__', () => {
  const contexts = async (person: Person): Promise<unknown[]> =>
    (await person.events('room-messages')).map(([key, document, context]) => [
      key,
      (document as { msg: string }).msg,
      context,
    ])

  it('brings the messages of all my rooms, and says which room it is', async () => {
    const bob = await place.enter('bob')
    await bob.sub('stream-room-messages', '__my_messages__', false)
    await say(place, place.alice, 'in town')
    await say(place, place.alice, 'in the den', 'DEN')
    expect(await contexts(bob)).toEqual([
      ['__my_messages__', 'in town', { roomParticipant: true, roomType: 'c', roomName: 'town' }],
      ['__my_messages__', 'in the den', { roomParticipant: true, roomType: 'p', roomName: 'den' }],
    ])
  })

  it('brings public channels to others too, with roomParticipant false, and no private ones', async () => {
    const carol = await place.enter('carol')
    await carol.sub('stream-room-messages', '__my_messages__', false)
    await say(place, place.alice, 'in town')
    await say(place, place.alice, 'in the den', 'DEN')
    expect(await contexts(carol)).toEqual([
      ['__my_messages__', 'in town', { roomParticipant: false, roomType: 'c', roomName: 'town' }],
    ])
  })

  it('brings them to nobody who may not look into channels from outside', async () => {
    await place.user('robot', ['bot'])
    const robot = await place.enter('robot')
    await robot.sub('stream-room-messages', '__my_messages__', false)
    await say(place, place.alice, 'in town')
    expect(await robot.mail()).toEqual([])
  })

  it('is allowed without a login, and brings nothing', async () => {
    const anybody = await place.enter()
    await anybody.sub('stream-room-messages', '__my_messages__', false)
    await say(place, place.alice, 'in town')
    expect(await anybody.mail()).toEqual([])
  })

  it('follows joining and leaving', async () => {
    const carol = await place.enter('carol')
    await carol.sub('stream-room-messages', '__my_messages__', false)
    await place.domain.memberships.join(place.carol, 'TOWN')
    await carol.mail()
    await say(place, place.alice, 'one')
    await place.domain.memberships.leave(place.carol, 'TOWN')
    await carol.mail()
    await say(place, place.alice, 'two')
    expect((await contexts(carol)).at(-1)).toEqual([
      '__my_messages__',
      'two',
      { roomParticipant: false, roomType: 'c', roomName: 'town' },
    ])
    await place.domain.memberships.leave(place.bob, 'DEN')
    const bob = await place.enter('bob')
    await bob.sub('stream-room-messages', '__my_messages__', false)
    await say(place, place.alice, 'secret', 'DEN')
    expect(await bob.events('room-messages')).toEqual([])
  })
})

describe('stream-notify-room', () => {
  it('tells of typing in both ways, and not to who types', async () => {
    const [alice, bob] = [await place.enter('alice'), await place.enter('bob')]
    for (const person of [alice, bob]) {
      await person.sub('stream-notify-room', 'TOWN/user-activity', false)
      await person.sub('stream-notify-room', 'TOWN/typing', false)
    }
    const answer = await alice.call('stream-notify-room', 'TOWN/user-activity', 'alice', ['user-typing'], {})
    expect(answer).toEqual([
      { msg: 'updated', methods: ['m4'] },
      { msg: 'result', id: 'm4' },
    ])
    expect(await bob.events('notify-room')).toEqual([
      ['TOWN/user-activity', 'alice', ['user-typing'], {}],
      ['TOWN/typing', 'alice', true],
    ])
    expect(await alice.events('notify-room')).toEqual([])
  })

  it.each([
    ['somebody else', ['TOWN/user-activity', 'bob', ['user-typing']]],
    ['another event', ['TOWN/deleteMessage', { _id: 'x' }]],
    ['a room that is not his', ['DEN/user-activity', 'carol', ['user-typing']]],
    ['no room', ['/user-activity', 'carol', ['user-typing']]],
  ])('succeeds in silence when %s is written', async (_what, params) => {
    const [carol, bob] = [await place.enter('carol'), await place.enter('bob')]
    for (const key of ['TOWN/user-activity', 'TOWN/deleteMessage', 'DEN/user-activity']) {
      await bob.sub('stream-notify-room', key, false)
    }
    const result = (await carol.call('stream-notify-room', ...params)).find(({ msg }) => msg === 'result')
    expect(Object.keys(result ?? {})).toEqual(['msg', 'id'])
    expect(await bob.mail()).toEqual([])
  })

  it('is dropped first when somebody is slow', async () => {
    const [alice, bob] = [await place.enter('alice'), await place.enter('bob')]
    await bob.sub('stream-notify-room', 'TOWN/user-activity', false)
    await alice.call('stream-notify-room', 'TOWN/user-activity', 'alice', [], {})
    expect(bob.wire.takeShared()).toMatchObject([{ topic: 'TOWN', weight: 'passing' }])
  })

  it('tells of deletions, with their place in the log', async () => {
    const bob = await place.enter('bob')
    const message = await say(place, place.alice, 'gone')
    await bob.sub('stream-notify-room', 'TOWN/deleteMessage', false)
    await place.domain.messages.remove(place.alice, message.id)
    expect(await bob.events('notify-room')).toEqual([
      ['TOWN/deleteMessage', { _id: message.id, _seq: message.seq + 1, _epoch: 'test-epoch' }],
    ])
  })
})
