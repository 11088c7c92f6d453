// A right that was judged may be gone when it comes to writing.

import { describe, expect, it } from 'vitest'
import { START, town, type Town } from './world.ts'

const said = async (made: Town) => {
  await made.domain.messages.send(made.alice, { id: 'm1', roomId: 'TOWN', text: 'hello' })
  made.events.length = 0
}

describe('who is removed between the judgement and the change', () => {
  /** Bob is thrown out of the group just before the store is asked for `operation`. */
  const thrownOut = async (operation: 'editMessage' | 'deleteMessage' | 'setReaction') => {
    const made: Town = await town({
      store: (store) => ({
        ...store,
        [operation]: async (input: never) => {
          await store.leaveRoom({ roomId: 'DEN', userId: 'bob-id', at: START })
          return store[operation](input)
        },
      }),
    })
    const { id } = await made.domain.messages.send(made.bob, { roomId: 'DEN', text: 'x' })
    made.events.length = 0
    return { ...made, id }
  }

  it('does not edit', async () => {
    const made = await thrownOut('editMessage')
    await expect(made.domain.messages.edit(made.bob, made.id, 'y')).rejects.toMatchObject({
      code: 'error-action-not-allowed',
      reason: 'Message editing not allowed',
    })
    expect(await made.store.message({ id: made.id })).toMatchObject({ text: 'x', seq: 1 })
    expect(made.events).toEqual([])
  })

  it('does not take back', async () => {
    const made = await thrownOut('deleteMessage')
    await expect(made.domain.messages.remove(made.bob, made.id)).rejects.toMatchObject({
      code: 'error-action-not-allowed',
      reason: 'Not allowed',
      details: { action: 'Delete_message' },
    })
    expect(await made.store.message({ id: made.id })).toMatchObject({ seq: 1 })
    expect(made.events).toEqual([])
  })

  it('does not react', async () => {
    const made = await thrownOut('setReaction')
    await expect(made.domain.messages.react(made.bob, made.id, ':wave:', true)).rejects.toMatchObject({
      code: 'error-not-allowed',
      reason: 'Not allowed',
    })
    expect((await made.store.message({ id: made.id }))?.reactions).toEqual({})
    expect(made.events).toEqual([])
  })

  it('is nobody who was no member: channels are open to who edits, takes back and reacts from outside', async () => {
    const made = await town()
    const root = await made.user('root', ['admin'])
    await said(made)
    const { messages } = made.domain
    expect(await messages.edit(root, 'm1', 'tidied')).toMatchObject({ seq: 2 })
    await messages.react(root, 'm1', ':wave:', true)
    await messages.remove(root, 'm1')
    expect(await made.store.message({ id: 'm1' })).toBeUndefined()
  })
})

describe('an id that another message has by now', () => {
  it('is not changed for who wrote the first', async () => {
    const made: Town = await town({
      store: (store) => ({
        ...store,
        editMessage: async (input) => {
          await store.deleteMessage({ messageId: 'm1', deletedBy: { id: 'alice-id', username: 'alice' }, at: START })
          const author = { id: 'bob-id', username: 'bob', name: 'Bob' }
          const message = { id: 'm1', roomId: 'TOWN', author, text: 'bob’s', mentions: [], channels: [], urls: [] }
          await store.appendMessage({ message: { ...message, sentAt: START }, at: START, requireMembership: true })
          return store.editMessage(input)
        },
      }),
    })
    await said(made)
    await expect(made.domain.messages.edit(made.alice, 'm1', 'mine')).rejects.toMatchObject({
      code: 'error-action-not-allowed',
    })
    expect((await made.store.message({ id: 'm1' }))?.text).toBe('bob’s')
  })
})
