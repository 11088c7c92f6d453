import { describe, expect, it } from 'vitest'
import type { BusEvent } from '../../src/domain/events.ts'
import { START, town, type Town } from './world.ts'

type MessageEvent = Extract<BusEvent, { type: 'message' }>

const whispers = ({ events }: Town) => events.filter((event) => event.type === 'whisper')

describe('sending a message', () => {
  it('stores it, then tells the bus: the message, the counters, the calls', async () => {
    const made = await town()
    const { domain, alice, events, store } = made
    made.clock.time = START + 5
    const message = await domain.messages.send(alice, { roomId: 'TOWN', text: 'hi @bob' })
    expect(message).toMatchObject({
      roomId: 'TOWN',
      text: 'hi @bob',
      author: { id: 'alice-id', username: 'alice', name: 'Alice' },
      mentions: [{ id: 'bob-id', username: 'bob', name: 'Bob', type: 'user' }],
      channels: [],
      urls: [],
      reactions: {},
      sentAt: START + 5,
      updatedAt: START + 5,
      seq: 1,
    })
    expect(message.id).toMatch(/^[2-9A-Za-z]{17}$/)
    expect(await store.message({ id: message.id })).toEqual(message)
    const told = events.map((event) =>
      event.type === 'membership' ? `${event.type} ${event.membership.username}` : event.type,
    )
    expect(told).toEqual(['message', 'membership alice', 'membership bob', 'notification'])
    const [first] = events as [MessageEvent]
    expect(first).toMatchObject({ change: 'sent', message, room: { id: 'TOWN', seq: 1, messageCount: 1 } })
    expect(first.room.lastMessage).toEqual(message)
  })

  it('keeps the client’s id, and makes one when the client leaves it out', async () => {
    const { domain, alice } = await town()
    const message = await domain.messages.send(alice, { id: 'mine', roomId: 'TOWN', text: 'x' })
    expect(message.id).toBe('mine')
  })

  it('answers the stored message when its author sends the id again, and tells nobody a second time', async () => {
    const { domain, alice, events, store } = await town()
    const first = await domain.messages.send(alice, { id: 'mine', roomId: 'TOWN', text: 'once' })
    events.length = 0
    expect(await domain.messages.send(alice, { id: 'mine', roomId: 'TOWN', text: 'twice' })).toEqual(first)
    expect(events).toEqual([])
    expect((await store.room({ id: 'TOWN' }))?.seq).toBe(1)
  })

  it('refuses an id that is somebody else’s, or stands in another room, without a word about it', async () => {
    const made = await town()
    const { domain, alice, bob, store } = made
    await domain.messages.send(alice, { id: 'mine', roomId: 'TOWN', text: 'secret' })
    const refused = { code: 'error-not-allowed', reason: 'Not allowed', details: undefined }
    await expect(domain.messages.send(bob, { id: 'mine', roomId: 'TOWN', text: 'x' })).rejects.toMatchObject(refused)
    await expect(domain.messages.send(alice, { id: 'mine', roomId: 'DEN', text: 'x' })).rejects.toMatchObject(refused)
    expect((await store.message({ id: 'mine' }))?.text).toBe('secret')
  })

  it('refuses the id of a system message, also to whom it names', async () => {
    const { domain, carol, events } = await town()
    await domain.memberships.join(carol, 'TOWN')
    const note = events.find((event) => event.type === 'message')
    if (note?.type !== 'message') throw new Error('no system message')
    await expect(domain.messages.send(carol, { id: note.message.id, roomId: 'TOWN', text: 'x' })).rejects.toMatchObject(
      { code: 'error-not-allowed' },
    )
  })

  describe('into rooms', () => {
    it('lets everybody who sees channels write in a channel, and members alone in a group', async () => {
      const made = await town()
      const { domain, bob, carol, user } = made
      await domain.messages.send(carol, { roomId: 'TOWN', text: 'just passing' })
      await domain.messages.send(bob, { roomId: 'DEN', text: 'x' })
      await expect(domain.messages.send(carol, { roomId: 'DEN', text: 'x' })).rejects.toMatchObject({
        code: 'error-not-allowed',
        reason: 'Not allowed',
      })
      const guest = await user('guest', ['guest'])
      await expect(domain.messages.send(guest, { roomId: 'TOWN', text: 'x' })).rejects.toMatchObject({
        code: 'error-not-allowed',
      })
      for (const roomId of ['NOWHERE', undefined]) {
        await expect(
          domain.messages.send(made.alice, { text: 'x', ...(roomId !== undefined && { roomId }) }),
        ).rejects.toMatchObject({ code: 'error-invalid-room', reason: 'Invalid room' })
      }
    })

    it('that are read-only is for who owns them', async () => {
      const made = await town()
      const { domain, bob, user } = made
      const room = await domain.rooms.create(made.alice, {
        type: 'channel',
        name: 'news',
        usernames: ['bob'],
        readOnly: true,
      })
      await domain.messages.send(made.alice, { roomId: room.id, text: 'news' })
      await domain.messages.send(await user('root', ['admin']), { roomId: room.id, text: 'news' })
      await expect(domain.messages.send(bob, { roomId: room.id, text: 'x' })).rejects.toMatchObject({
        code: 'error-not-allowed',
        reason: "You can't send messages because the room is readonly.",
      })
    })

    it('refuses who lost the membership while he was writing', async () => {
      const made = await town({
        store: (store) => ({
          ...store,
          appendMessage: async (input) => {
            await store.leaveRoom({ roomId: 'DEN', userId: 'bob-id', at: START })
            return store.appendMessage(input)
          },
        }),
      })
      await expect(made.domain.messages.send(made.bob, { roomId: 'DEN', text: 'x' })).rejects.toMatchObject({
        code: 'error-not-allowed',
      })
      expect(made.events.filter(({ type }) => type === 'message')).toEqual([])
    })

    it('whispers to the author alone why a message was refused', async () => {
      const made = await town()
      await made.domain.messages.send(made.carol, { roomId: 'DEN', text: 'x' }).catch(() => undefined)
      expect(made.events).toHaveLength(1)
      expect(whispers(made)).toMatchObject([
        {
          userId: 'carol-id',
          roomId: 'DEN',
          text: 'Not allowed',
          at: START,
          messageId: expect.stringMatching(/^.{17}$/) as string,
        },
      ])
    })
  })

  describe('of a length', () => {
    it('of 5000 characters is sent, of 5001 is not', async () => {
      const made = await town()
      await made.domain.messages.send(made.alice, { roomId: 'TOWN', text: 'a'.repeat(5_000) })
      await made.domain.messages.send(made.alice, { roomId: 'TOWN', text: '😀'.repeat(5_000) })
      made.events.length = 0
      for (const text of ['a'.repeat(5_001), '😀'.repeat(5_001)]) {
        await expect(made.domain.messages.send(made.alice, { roomId: 'TOWN', text })).rejects.toMatchObject({
          code: 'error-message-size-exceeded',
          reason: 'Message size exceeds Message_MaxAllowedSize',
        })
      }
      expect(made.events).toEqual([])
    })
  })

  describe('with a time of its own', () => {
    it.each([
      [-10_000, -10_000],
      [10_000, 10_000],
      [-10_001, 0],
      [10_001, 0],
      [-60_000, 0],
      [60_000, 0],
    ])('%d ms off is stored %d ms off', async (off, stored) => {
      const made = await town()
      const message = await made.domain.messages.send(made.alice, { roomId: 'TOWN', text: 'x', sentAt: START + off })
      expect(message.sentAt).toBe(START + stored)
    })

    it.each([-60_001, 60_001])('%d ms off is refused', async (off) => {
      const made = await town()
      const draft = { roomId: 'TOWN', text: 'x', sentAt: START + off }
      await expect(made.domain.messages.send(made.alice, draft)).rejects.toMatchObject({
        code: 'error-message-ts-out-of-sync',
        reason: 'Message timestamp is out of sync',
        details: { message_ts: new Date(START + off), server_ts: START },
      })
      expect(made.events).toEqual([])
    })
  })

  describe('in a thread', () => {
    it('goes to the room of the message that it answers, and threads do not nest', async () => {
      const made = await town()
      const { messages } = made.domain
      const parent = await messages.send(made.alice, { roomId: 'DEN', text: 'parent' })
      const reply = await messages.send(made.bob, { roomId: 'TOWN', text: 'reply', threadId: parent.id })
      expect(reply).toMatchObject({ roomId: 'DEN', threadId: parent.id })
      expect(reply.showInRoom).toBeUndefined()
      const second = await messages.send(made.alice, { text: 'again', threadId: reply.id, showInRoom: true })
      expect(second).toMatchObject({ roomId: 'DEN', threadId: parent.id, showInRoom: true })
      await expect(messages.send(made.carol, { roomId: 'TOWN', text: 'x', threadId: parent.id })).rejects.toMatchObject(
        {
          code: 'error-not-allowed',
        },
      )
    })

    it('does not tell a stranger in which room the message is that he would answer', async () => {
      const made = await town()
      const { messages } = made.domain
      const parent = await messages.send(made.alice, { roomId: 'DEN', text: 'parent' })
      made.events.length = 0
      for (const draft of [{ roomId: 'TOWN' }, {}]) {
        await expect(messages.send(made.carol, { ...draft, text: 'x', threadId: parent.id })).rejects.toMatchObject({
          code: 'error-not-allowed',
          details: undefined,
        })
      }
      expect(whispers(made)).toMatchObject([{ userId: 'carol-id', roomId: 'TOWN' }])
      expect(made.events).toHaveLength(1)
    })

    it('cannot be shown in the room without being in one', async () => {
      const made = await town()
      await expect(
        made.domain.messages.send(made.alice, { roomId: 'TOWN', text: 'x', showInRoom: true }),
      ).rejects.toMatchObject({ code: 'invalid-params', reason: 'tshow provided but missing tmid' })
    })
  })

  it('keeps what belongs to it', async () => {
    const made = await town()
    const message = await made.domain.messages.send(made.alice, {
      roomId: 'TOWN',
      text: 'see #town and #den and https://example.org',
      groupable: false,
      customFields: { ticket: 7 },
    })
    expect(message).toMatchObject({
      groupable: false,
      customFields: { ticket: 7 },
      // The group is nobody's business who reads the channel.
      channels: [{ id: 'TOWN', name: 'town' }],
      urls: ['https://example.org'],
    })
  })
})

describe('a fault of the store', () => {
  it('is no refusal: nobody is whispered to', async () => {
    const made = await town({
      store: (store) => ({ ...store, appendMessage: () => Promise.reject(new Error('disk on fire')) }),
    })
    await expect(made.domain.messages.send(made.alice, { roomId: 'TOWN', text: 'x' })).rejects.toThrow('disk on fire')
    expect(made.events).toEqual([])
  })
})
