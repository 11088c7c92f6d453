import { describe, expect, it } from 'vitest'
import { START, town, type Town } from './world.ts'

/** A line per event: what it is, of which message or member, in which state. */
const told = ({ events }: Town) =>
  events.map((event) => {
    if (event.type === 'message')
      return `${event.change} ${event.message.id} ${event.message.thread?.replyCount ?? '-'}`
    if (event.type === 'message-deleted') return `deleted ${event.messageId}`
    if (event.type === 'membership') return `membership ${event.membership.username}`
    if (event.type === 'notification') return `calls ${event.userId}`
    return event.type
  })

/** alice said `m1`, and all have read it; carol is in the room too. */
async function talk() {
  const made = await town()
  await made.domain.memberships.join(made.carol, 'TOWN')
  await made.domain.messages.send(made.alice, { id: 'm1', roomId: 'TOWN', text: 'question' })
  for (const user of [made.bob, made.carol]) await made.domain.memberships.markRead(user, 'TOWN')
  made.clock.time = START + 1_000
  made.events.length = 0
  const answer = (author = made.bob, more: object = {}) =>
    made.domain.messages.send(author, { id: 'a1', roomId: 'TOWN', text: 'answer', threadId: 'm1', ...more })
  return { ...made, answer }
}

describe('an answer in a thread', () => {
  it('is told, then its parent as it is now, then who has it unread, then who is called', async () => {
    const made = await talk()
    const reply = await made.answer()
    expect(told(made)).toEqual(['sent a1 -', 'answered m1 1', 'membership alice', 'membership bob', 'calls alice-id'])
    const [sent, answered] = made.events
    const parent = await made.store.message({ id: 'm1' })
    expect(sent).toMatchObject({ message: { id: 'a1', seq: reply.seq }, room: { seq: reply.seq + 1 } })
    expect(answered).toMatchObject({ message: parent, room: { seq: reply.seq + 1 } })
    expect(parent).toMatchObject({
      seq: reply.seq + 1,
      thread: { replyCount: 1, lastReplyAt: START + 1_000, followers: ['alice-id', 'bob-id'] },
    })
  })

  it('calls those who follow, whom it names among them, and nobody else, be it @all', async () => {
    const made = await talk()
    await made.answer(made.bob, { text: '@all and @carol' })
    expect(told(made).filter((line) => line.startsWith('calls'))).toEqual(['calls alice-id', 'calls carol-id'])
    const other = await talk()
    await other.answer(other.bob, { text: '@all' })
    expect(told(other).filter((line) => line.startsWith('calls'))).toEqual(['calls alice-id'])
  })

  it('that is shown in the room calls as a message of the room does, too', async () => {
    const made = await talk()
    await made.answer(made.bob, { text: '@all', showInRoom: true })
    expect(told(made).filter((line) => line.startsWith('calls'))).toEqual(['calls alice-id', 'calls carol-id'])
  })

  it('to a message that is not there is taken, and moves no thread', async () => {
    const made = await talk()
    expect(await made.answer(made.bob, { threadId: 'nothing' })).toMatchObject({ threadId: 'nothing' })
    expect(told(made)).toEqual(['sent a1 -'])
  })

  it('sent twice is told once', async () => {
    const made = await talk()
    await made.answer()
    made.events.length = 0
    await made.answer()
    expect(told(made)).toEqual([])
    expect((await made.store.message({ id: 'm1' }))?.thread?.replyCount).toBe(1)
  })

  it('stays unread until threads are read', async () => {
    const made = await talk()
    await made.answer()
    const { memberships } = made.domain
    const mine = () => made.store.membership({ roomId: 'TOWN', userId: 'alice-id' })
    await memberships.markRead(made.alice, 'TOWN')
    expect(await mine()).toMatchObject({ alert: true, unreadThreads: [{ id: 'm1' }] })
    made.events.length = 0
    await memberships.markRead(made.alice, 'TOWN', true)
    expect(told(made)).toEqual(['membership alice'])
    expect(await mine()).toMatchObject({ alert: false })
    expect(await mine()).not.toHaveProperty('unreadThreads')
  })

  it('is not counted among the unread of the room where threads are not shown', async () => {
    const made = await talk()
    await made.answer()
    made.clock.time = START + 2_000
    await made.domain.messages.send(made.alice, { id: 'm2', roomId: 'TOWN', text: 'next' })
    const page = (threads: boolean) =>
      made.domain.messages.history(made.bob, 'TOWN', { limit: 1, lastSeen: START + 500, threads })
    expect(await page(true)).toMatchObject({ messages: [{ id: 'm2' }], firstUnread: { id: 'a1' }, unreadNotLoaded: 1 })
    expect(await page(false)).toMatchObject({ messages: [{ id: 'm2' }], firstUnread: undefined, unreadNotLoaded: 0 })
  })
})

describe('taking back', () => {
  it('an answer tells that, then its parent, then the room, then who has it unread no more', async () => {
    const made = await talk()
    await made.answer()
    made.events.length = 0
    await made.domain.messages.remove(made.bob, 'a1')
    expect(told(made)).toEqual(['deleted a1', 'answered m1 0', 'room', 'membership alice'])
  })

  it('a message with answers leaves it empty, and tells it as it is then', async () => {
    const made = await talk()
    await made.answer()
    made.events.length = 0
    await made.domain.messages.remove(made.alice, 'm1')
    expect(told(made)).toEqual(['edited m1 1'])
    expect(made.events[0]).toMatchObject({
      message: { type: 'rm', text: '', editedBy: { id: 'alice-id', username: 'alice' }, editedAt: START + 1_000 },
      room: { messageCount: 2 },
    })
    const refused = { code: 'error-action-not-allowed' }
    await expect(made.domain.messages.edit(made.alice, 'm1', 'again')).rejects.toMatchObject(refused)
    await expect(made.domain.messages.remove(made.alice, 'm1')).rejects.toMatchObject({
      ...refused,
      reason: 'Not allowed',
    })
  })
})
