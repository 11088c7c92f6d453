import { describe, expect, it } from 'vitest'
import { START, town, type Town } from './world.ts'

const said = async (made: Town, text = 'hello') => {
  const message = await made.domain.messages.send(made.alice, { id: 'm1', roomId: 'TOWN', text })
  made.events.length = 0
  made.clock.time = START + 1_000
  return message
}

const told = ({ events }: Town) =>
  events.map((event) => (event.type === 'message' ? `${event.type} ${event.change}` : event.type))

describe('editing a message', () => {
  it('gives it the new text and what that points at, and the next place in the log', async () => {
    const made = await town()
    await said(made)
    const edited = await made.domain.messages.edit(made.alice, 'm1', 'see https://example.org @bob')
    expect(edited).toMatchObject({
      id: 'm1',
      text: 'see https://example.org @bob',
      urls: ['https://example.org'],
      mentions: [{ id: 'bob-id' }],
      editedAt: START + 1_000,
      editedBy: { id: 'alice-id', username: 'alice' },
      sentAt: START,
      seq: 2,
    })
    expect(told(made)).toEqual(['message edited'])
    expect(await made.store.message({ id: 'm1' })).toEqual(edited)
  })

  it('with the same text changes nothing and tells nobody', async () => {
    const made = await town()
    const message = await said(made)
    expect(await made.domain.messages.edit(made.alice, 'm1', 'hello')).toEqual(message)
    expect(made.events).toEqual([])
  })

  it('is for its author, and for who keeps order: owners of the room and administrators', async () => {
    const made = await town()
    const { messages } = made.domain
    await said(made)
    const refused = {
      code: 'error-action-not-allowed',
      reason: 'Message editing not allowed',
      details: { action: 'Message_editing' },
    }
    await expect(messages.edit(made.bob, 'm1', 'mine now')).rejects.toMatchObject(refused)
    await expect(messages.edit(made.carol, 'm1', 'mine now')).rejects.toMatchObject(refused)
    await expect(messages.edit(made.alice, 'nothing', 'x')).rejects.toMatchObject(refused)
    expect(made.events).toEqual([])
    expect((await made.store.message({ id: 'm1' }))?.text).toBe('hello')
    const root = await made.user('root', ['admin'])
    expect((await messages.edit(root, 'm1', 'tidied')).editedBy).toEqual({ id: 'root-id', username: 'root' })
    const bobs = await messages.send(made.bob, { roomId: 'TOWN', text: 'by bob' })
    expect((await messages.edit(made.alice, bobs.id, 'by the owner')).text).toBe('by the owner')
  })

  it('shows what is to be changed to who wants to inspect it, before it changes', async () => {
    const made = await town()
    const message = await said(made)
    const seen: unknown[] = []
    const refuse = (found: unknown) => {
      seen.push(found)
      throw new Error('not like this')
    }
    await expect(made.domain.messages.edit(made.alice, 'm1', 'x', refuse)).rejects.toThrow('not like this')
    await expect(made.domain.messages.edit(made.bob, 'm1', 'x', refuse)).rejects.toThrow('Message editing not allowed')
    expect(seen).toEqual([message])
    expect((await made.store.message({ id: 'm1' }))?.text).toBe('hello')
  })

  it('of 5001 characters is refused, of 5000 is not', async () => {
    const made = await town()
    await said(made)
    await expect(made.domain.messages.edit(made.alice, 'm1', 'a'.repeat(5_001))).rejects.toMatchObject({
      code: 'error-message-size-exceeded',
    })
    expect((await made.domain.messages.edit(made.alice, 'm1', 'a'.repeat(5_000))).text).toHaveLength(5_000)
  })

  it('leaves what the server said alone', async () => {
    const made = await town()
    await made.domain.memberships.join(made.carol, 'TOWN')
    const note = made.events.find((event) => event.type === 'message')
    if (note?.type !== 'message') throw new Error('no system message')
    const { id } = note.message
    for (const user of [made.carol, made.alice]) {
      await expect(made.domain.messages.edit(user, id, 'x')).rejects.toMatchObject({ code: 'error-action-not-allowed' })
    }
    await expect(made.domain.messages.remove(made.carol, id)).rejects.toMatchObject({
      code: 'error-action-not-allowed',
    })
    await made.domain.messages.remove(made.alice, id)
  })

  it('is over when one has left the group', async () => {
    const made = await town()
    const { messages, memberships } = made.domain
    const message = await messages.send(made.bob, { roomId: 'DEN', text: 'x' })
    await memberships.leave(made.bob, 'DEN')
    await expect(messages.edit(made.bob, message.id, 'y')).rejects.toMatchObject({ code: 'error-action-not-allowed' })
    await expect(messages.remove(made.bob, message.id)).rejects.toMatchObject({ code: 'error-action-not-allowed' })
    await expect(messages.react(made.bob, message.id, ':x:', true)).rejects.toMatchObject({ code: 'error-not-allowed' })
  })

  it('that somebody else took back meanwhile is refused', async () => {
    const made = await town({
      store: (store) => ({ ...store, editMessage: () => Promise.resolve({ outcome: 'no-message' }) }),
    })
    await said(made)
    await expect(made.domain.messages.edit(made.alice, 'm1', 'x')).rejects.toMatchObject({
      code: 'error-action-not-allowed',
      reason: 'Message editing not allowed',
    })
    expect(made.events).toEqual([])
  })
})

describe('taking a message back', () => {
  it('removes it, and tells the deletion with its place in the log, then the room without it', async () => {
    const made = await town()
    await said(made)
    await made.domain.messages.remove(made.alice, 'm1')
    expect(made.events[0]).toEqual({
      type: 'message-deleted',
      roomId: 'TOWN',
      messageId: 'm1',
      seq: 2,
      at: START + 1_000,
    })
    expect(made.events[1]).toMatchObject({
      type: 'room',
      change: 'updated',
      room: { id: 'TOWN', messageCount: 0, seq: 2 },
    })
    expect(made.events[1]).not.toHaveProperty('room.lastMessage')
    expect(await made.store.message({ id: 'm1' })).toBeUndefined()
  })

  it('tells the counters that it moves', async () => {
    const made = await town({
      store: (store) => ({
        ...store,
        deleteMessage: async (input) => {
          const answer = await store.deleteMessage(input)
          const membership = await store.membership({ roomId: 'TOWN', userId: 'bob-id' })
          return answer.outcome === 'deleted' && membership ? { ...answer, memberships: [membership] } : answer
        },
      }),
    })
    await said(made)
    await made.domain.messages.remove(made.alice, 'm1')
    expect(told(made)).toEqual(['message-deleted', 'room', 'membership'])
  })

  it('is not for who may not write any more, be it his own', async () => {
    const made = await town()
    const news = await made.domain.rooms.create(made.alice, {
      type: 'channel',
      name: 'news',
      usernames: ['bob'],
      readOnly: true,
    })
    const message = {
      id: 'old',
      roomId: news.id,
      author: { id: 'bob-id', username: 'bob', name: 'Bob' },
      text: 'when I still could',
      mentions: [],
      channels: [],
      urls: [],
      sentAt: START,
    }
    await made.store.appendMessage({ message, at: START, requireMembership: true })
    await expect(made.domain.messages.remove(made.bob, 'old')).rejects.toMatchObject({
      code: 'error-action-not-allowed',
    })
    await expect(made.domain.messages.edit(made.bob, 'old', 'x')).rejects.toMatchObject({
      code: 'error-action-not-allowed',
    })
  })

  it('is for its author, owners and administrators', async () => {
    const made = await town()
    const { messages } = made.domain
    await said(made)
    const refused = { code: 'error-action-not-allowed', reason: 'Not allowed', details: { action: 'Delete_message' } }
    await expect(messages.remove(made.bob, 'm1')).rejects.toMatchObject(refused)
    await expect(messages.remove(made.carol, 'm1')).rejects.toMatchObject(refused)
    await expect(messages.remove(made.alice, 'nothing')).rejects.toMatchObject(refused)
    expect(made.events).toEqual([])
    await messages.remove(await made.user('root', ['admin']), 'm1')
    const bobs = await messages.send(made.bob, { roomId: 'TOWN', text: 'x' })
    await messages.remove(made.alice, bobs.id)
    const again = await messages.send(made.bob, { roomId: 'TOWN', text: 'x' })
    await messages.remove(made.bob, again.id)
    const bot = await made.user('bot', ['bot'])
    await made.domain.memberships.join(bot, 'TOWN')
    const bots = await messages.send(bot, { roomId: 'TOWN', text: 'x' })
    await expect(messages.remove(bot, bots.id)).rejects.toMatchObject(refused)
  })
})

describe('reacting', () => {
  it('adds, takes away, and toggles when it is not said which', async () => {
    const made = await town()
    await said(made)
    const { messages } = made.domain
    const reactions = async () => (await made.store.message({ id: 'm1' }))?.reactions
    await messages.react(made.bob, 'm1', ':wave:', undefined)
    expect(await reactions()).toEqual({ ':wave:': ['bob'] })
    expect(told(made)).toEqual(['message reacted'])
    await messages.react(made.alice, 'm1', 'wave', true)
    expect(await reactions()).toEqual({ ':wave:': ['bob', 'alice'] })
    made.events.length = 0
    await messages.react(made.alice, 'm1', ':wave:', true)
    expect(made.events).toEqual([])
    await messages.react(made.bob, 'm1', ':wave:', undefined)
    await messages.react(made.alice, 'm1', ':wave:', false)
    expect(await reactions()).toEqual({})
  })

  it('wants a message that one may read and a room where one may write', async () => {
    const made = await town()
    const { messages, rooms } = made.domain
    const secret = await messages.send(made.alice, { roomId: 'DEN', text: 'x' })
    for (const id of [secret.id, 'nothing']) {
      await expect(messages.react(made.carol, id, ':x:', true)).rejects.toMatchObject({
        code: 'error-not-allowed',
        reason: 'Not allowed',
      })
    }
    const news = await rooms.create(made.alice, { type: 'channel', name: 'news', usernames: ['bob'], readOnly: true })
    const line = await messages.send(made.alice, { roomId: news.id, text: 'x' })
    await expect(messages.react(made.bob, line.id, ':x:', true)).rejects.toMatchObject({
      code: 'error-not-allowed',
      reason: "You can't send messages because the room is readonly.",
    })
  })

  it('to what somebody takes back meanwhile is refused', async () => {
    const made = await town({
      store: (store) => ({ ...store, setReaction: () => Promise.resolve({ outcome: 'no-message' }) }),
    })
    await said(made)
    await expect(made.domain.messages.react(made.bob, 'm1', ':x:', true)).rejects.toMatchObject({
      code: 'error-not-allowed',
      reason: 'Not allowed',
    })
    expect(made.events).toEqual([])
  })

  it.each(['', '::', ':a b:', ':nothing_like_it:', ':笑:', ':__proto__:', '👍'])(
    'does not know the emoji %j',
    async (emoji) => {
      const made = await town()
      await said(made)
      await expect(made.domain.messages.react(made.bob, 'm1', emoji, true)).rejects.toMatchObject({
        code: 'error-not-allowed',
        reason: 'Invalid emoji provided.',
      })
      // Before anything is said about the message.
      await expect(made.domain.messages.react(made.carol, 'nothing', emoji, true)).rejects.toThrow(
        'Invalid emoji provided.',
      )
      expect(made.events).toEqual([])
    },
  )

  it.each([':+1:', ':-1:', ':flag_cn:', ':thumbsup:', ':thumbsup_tone3:', ':piñata:'])(
    'takes the emoji %j',
    async (emoji) => {
      const made = await town()
      await said(made)
      await made.domain.messages.react(made.bob, 'm1', emoji, true)
      expect((await made.store.message({ id: 'm1' }))?.reactions).toEqual({ [emoji]: ['bob'] })
    },
  )
})
