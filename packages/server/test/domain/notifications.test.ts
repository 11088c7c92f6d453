import { describe, expect, it } from 'vitest'
import { town, type Town } from './world.ts'

const whispers = ({ events }: Town) => events.filter((event) => event.type === 'whisper')

describe('whom a message calls', () => {
  const called = ({ events }: Town) =>
    events.flatMap((event) => (event.type === 'notification' ? [[event.userId, event.title, event.text]] : []))

  it('is who is mentioned, under the room’s name', async () => {
    const made = await town()
    await made.domain.messages.send(made.alice, { roomId: 'TOWN', text: 'hi @bob and @carol and @alice' })
    expect(called(made)).toEqual([['bob-id', '#town', 'alice: hi @bob and @carol and @alice']])
    const [event] = made.events.filter(({ type }) => type === 'notification')
    expect(event).toMatchObject({
      room: { id: 'TOWN' },
      message: { text: 'hi @bob and @carol and @alice' },
      sender: { id: 'alice-id', username: 'alice', name: 'Alice' },
    })
  })

  it('is not who is not mentioned while another is', async () => {
    const made = await town()
    await made.domain.memberships.join(made.carol, 'TOWN')
    await made.domain.memberships.markRead(made.carol, 'TOWN')
    made.events.length = 0
    await made.domain.messages.send(made.alice, { roomId: 'TOWN', text: '@bob' })
    const moved = made.events.flatMap((event) => (event.type === 'membership' ? [event.membership.username] : []))
    expect(moved).toEqual(['bob', 'carol'])
    expect(called(made).map(([userId]) => userId)).toEqual(['bob-id'])
  })

  it('is nobody when nobody is mentioned', async () => {
    const made = await town()
    await made.domain.messages.send(made.alice, { roomId: 'TOWN', text: 'hi' })
    expect(called(made)).toEqual([])
  })

  it('is everybody with @all, and who is here with @here', async () => {
    const made = await town()
    await made.domain.memberships.join(made.carol, 'TOWN')
    await made.domain.messages.send(made.alice, { roomId: 'TOWN', text: '@all up' })
    expect(called(made).map(([userId]) => userId)).toEqual(['bob-id', 'carol-id'])
    made.domain.presence.connect('s', made.carol)
    made.events.length = 0
    const message = await made.domain.messages.send(made.alice, { roomId: 'TOWN', text: '@here' })
    expect(message.mentions).toEqual([{ id: 'here', username: 'here', type: 'group' }])
    expect(called(made).map(([userId]) => userId)).toEqual(['carol-id'])
  })

  it('is the other of a direct room, under the sender’s name; the others where there are more', async () => {
    const made = await town()
    const { rooms, messages } = made.domain
    const two = await rooms.openDirect(made.alice, ['bob'])
    made.events.length = 0
    await messages.send(made.alice, { roomId: two.id, text: 'psst' })
    expect(called(made)).toEqual([['bob-id', 'alice', 'psst']])
    const three = await rooms.openDirect(made.alice, ['bob', 'carol'])
    made.events.length = 0
    await messages.send(made.bob, { roomId: three.id, text: 'all of us' })
    expect(called(made)).toEqual([
      ['alice-id', 'alice, bob, carol', 'bob: all of us'],
      ['carol-id', 'alice, bob, carol', 'bob: all of us'],
    ])
  })

  it('is not for bots and guests to call everybody', async () => {
    const made = await town()
    const bot = await made.user('bot', ['bot'])
    await expect(made.domain.messages.send(bot, { roomId: 'TOWN', text: '@all' })).rejects.toMatchObject({
      code: 'error-action-not-allowed',
      reason: 'Notify all in this room not allowed',
      details: { action: 'Notify_all_in_this_room' },
    })
    await expect(made.domain.messages.send(bot, { roomId: 'TOWN', text: '@here' })).rejects.toMatchObject({
      code: 'error-action-not-allowed',
      reason: 'Notify active in this room not allowed',
      details: { action: 'Notify_active_in_this_room' },
    })
    expect(whispers(made)).toMatchObject([
      { userId: 'bot-id', text: 'Notify all in this room not allowed' },
      { userId: 'bot-id', text: 'Notify active in this room not allowed' },
    ])
  })
})
