import { describe, expect, it } from 'vitest'
import { START } from '../domain/world.ts'
import { callers } from './caller.ts'

/** Alice owns the group DEN, in which Bob is too; Carol is not. */
async function den() {
  const made = await callers()
  await made.domain.messages.send(made.alice, { id: 'm1', roomId: 'DEN', text: 'hello' })
  made.events.length = 0
  const as = (user: typeof made.alice) => ({ user })
  return { ...made, as }
}

describe('pinMessage', () => {
  it('answers the system message that tells of it; both go out, the message first', async () => {
    const { call, events, clock } = await den()
    clock.time = START + 1_000
    const note = await call('pinMessage', [{ _id: 'm1', rid: 'DEN', msg: 'hello' }])
    expect(note).toMatchObject({
      t: 'message_pinned',
      rid: 'DEN',
      msg: '',
      groupable: false,
      u: { _id: 'alice-id', username: 'alice' },
      attachments: [
        {
          text: 'hello',
          author_name: 'alice',
          author_icon: '/avatar/alice',
          ts: new Date(START).toISOString(),
          attachments: [],
        },
      ],
      _seq: 3,
    })
    expect(events).toMatchObject([
      {
        type: 'message',
        change: 'marked',
        message: { id: 'm1', pin: { pinned: true, by: { username: 'alice' } }, seq: 2 },
      },
      { type: 'message', change: 'sent', message: { type: 'message_pinned', seq: 3 } },
    ])
    const { messages } = (await call('loadHistory', ['DEN'])) as { messages: { _id: string }[] }
    expect(messages.find(({ _id }) => _id === 'm1')).toMatchObject({
      pinned: true,
      pinnedAt: new Date(START + 1_000),
      pinnedBy: { _id: 'alice-id', username: 'alice' },
    })
  })

  it('says nothing twice', async () => {
    const { call, events } = await den()
    await call('pinMessage', [{ _id: 'm1' }])
    events.length = 0
    expect(await call('pinMessage', [{ _id: 'm1' }])).toMatchObject({ _id: 'm1', pinned: true })
    expect(events).toEqual([])
  })

  it('is for who keeps order in the room, and of a message that he can see', async () => {
    const { call, as, bob, carol, store } = await den()
    const refused = { code: 'not-authorized', reason: 'Not Authorized', details: { method: 'pinMessage' } }
    await expect(call('pinMessage', [{ _id: 'm1' }], as(bob))).rejects.toMatchObject(refused)
    for (const [_id, user] of [
      ['m1', carol],
      ['nope', bob],
    ] as const) {
      await expect(call('pinMessage', [{ _id }], as(user))).rejects.toMatchObject({
        code: 'error-invalid-message',
        reason: 'Message you are pinning was not found',
        details: { method: 'pinMessage', action: 'Message_pinning' },
      })
    }
    expect(await store.message({ id: 'm1' })).not.toHaveProperty('pin')
  })

  it('is refused to who left while we looked', async () => {
    const made = await callers({
      store: (store) => ({ ...store, setPin: () => Promise.resolve({ outcome: 'not-member' }) }),
    })
    await made.domain.messages.send(made.alice, { id: 'm1', roomId: 'DEN', text: 'hello' })
    await expect(made.call('pinMessage', [{ _id: 'm1' }])).rejects.toMatchObject({ code: 'not-authorized' })
  })
})

describe('unpinMessage', () => {
  it('takes it back without a word in the room', async () => {
    const { call, as, bob, events } = await den()
    await call('pinMessage', [{ _id: 'm1' }])
    events.length = 0
    await expect(call('unpinMessage', [{ _id: 'm1' }], as(bob))).rejects.toMatchObject({ code: 'not-authorized' })
    expect(await call('unpinMessage', [{ _id: 'm1' }])).toBe(true)
    expect(events).toMatchObject([{ type: 'message', change: 'marked', message: { pin: { pinned: false } } }])
    expect(events).toHaveLength(1)
    await expect(call('unpinMessage', [{ _id: 'nope' }])).rejects.toMatchObject({
      reason: 'Message you are unpinning was not found',
    })
  })
})

describe('starMessage', () => {
  it('puts one’s id into `starred`, and takes it out', async () => {
    const { call, as, bob, events } = await den()
    const star = (starred: boolean, user = bob) => call('starMessage', [{ _id: 'm1', rid: 'DEN', starred }], as(user))
    const starred = async () => ((await call('loadHistory', ['DEN'])) as { messages: object[] }).messages[0]
    expect(await star(true)).toBe(true)
    expect(await starred()).toMatchObject({ starred: [{ _id: 'bob-id' }] })
    expect(events).toMatchObject([{ type: 'message', change: 'marked', message: { id: 'm1' } }])
    expect(await star(true)).toBe(true)
    expect(events).toHaveLength(1)
    expect(await star(false)).toBe(true)
    expect(await starred()).toMatchObject({ starred: [] })
  })

  it('answers false where there is nothing of his to mark', async () => {
    const { call, as, carol, events } = await den()
    for (const [message, user] of [
      [{ _id: 'm1', rid: 'DEN', starred: true }, carol],
      [{ _id: 'nope', rid: 'DEN', starred: true }, carol],
      [{ _id: 'm1', rid: 'TOWN', starred: true }, undefined],
    ] as const) {
      expect(await call('starMessage', [message], user && as(user))).toBe(false)
    }
    expect(events).toEqual([])
  })
})

describe('followMessage and unfollowMessage', () => {
  it('put one’s id into `replies` and take it out; of an answer it is its thread', async () => {
    const { call, as, bob, events } = await den()
    expect(await call('followMessage', [{ mid: 'm1' }], as(bob))).toBe(true)
    const followed = { type: 'message', change: 'marked', message: { id: 'm1', thread: { followers: ['bob-id'] } } }
    expect(events).toMatchObject([followed])
    const { messages } = (await call('loadHistory', ['DEN'])) as { messages: object[] }
    expect(messages).toMatchObject([{ _id: 'm1', replies: ['bob-id'] }])
    expect(messages[0]).not.toHaveProperty('tcount')
    expect(messages[0]).not.toHaveProperty('tlm')
    await call('sendMessage', [{ _id: 'a1', rid: 'DEN', msg: 'answer', tmid: 'm1' }])
    events.length = 0
    expect(await call('unfollowMessage', [{ mid: 'a1' }], as(bob))).toBe(true)
    expect(events).toMatchObject([
      { type: 'message', message: { id: 'm1', thread: { followers: ['alice-id'] } } },
      { type: 'membership', membership: { userId: 'bob-id' } },
    ])
  })

  it('are for who may read the message', async () => {
    const { call, as, carol, bob } = await den()
    for (const method of ['followMessage', 'unfollowMessage']) {
      for (const [mid, user] of [
        ['m1', carol],
        ['nope', bob],
      ] as const) {
        await expect(call(method, [{ mid }], as(user))).rejects.toMatchObject({
          code: 'error-invalid-message',
          reason: 'Invalid message',
          details: { method },
        })
      }
    }
  })
})

describe('a thread that was read', () => {
  async function answered() {
    const made = await den()
    await made.call('followMessage', [{ mid: 'm1' }], made.as(made.bob))
    await made.call('sendMessage', [{ _id: 'a1', rid: 'DEN', msg: 'answer', tmid: 'm1' }])
    await made.call('readMessages', ['DEN'], made.as(made.bob))
    made.events.length = 0
    return made
  }
  const gone = [{ type: 'membership', membership: { userId: 'bob-id', alert: false } }]

  it.each([
    ['readThreads', ['m1']],
    ['getThreadMessages', [{ tmid: 'm1' }]],
  ])('by %s goes out of `tunread`, once', async (method, params) => {
    const { call, as, bob, events } = await answered()
    await call(method, params, as(bob))
    expect(events).toMatchObject(gone)
    expect(events[0]).not.toHaveProperty('membership.unreadThreads')
    await call(method, params, as(bob))
    expect(events).toHaveLength(1)
  })

  it('is none of who may not read it; one that is not there has nothing unread', async () => {
    const { call, as, carol } = await answered()
    await expect(call('readThreads', ['m1'], as(carol))).rejects.toMatchObject({ code: 'error-not-allowed' })
    expect(await call('readThreads', ['nope'], as(carol))).toBeUndefined()
  })
})

describe('a room on one’s list', () => {
  const mine = async (call: Awaited<ReturnType<typeof den>>['call']) => {
    const all = (await call('subscriptions/get', [])) as { rid: string; f?: boolean; open: boolean; alert: boolean }[]
    const { f = false, open, alert } = all.find(({ rid }) => rid === 'DEN')!
    return { f, open, alert }
  }

  it('is favourite, as is said or the other one of what is', async () => {
    const { call, as, carol, events } = await den()
    expect(await call('toggleFavorite', ['DEN', true])).toBe(1)
    expect(events).toMatchObject([{ type: 'membership', membership: { userId: 'alice-id', favorite: true } }])
    expect(await mine(call)).toMatchObject({ f: true })
    expect(await call('toggleFavorite', ['DEN', true])).toBe(0)
    expect(await call('toggleFavorite', ['DEN'])).toBe(1)
    expect(await mine(call)).toMatchObject({ f: false })
    expect(await call('toggleFavorite', ['DEN', null])).toBe(1)
    expect(await call('toggleFavorite', ['DEN', false])).toBe(1)
    expect(events).toHaveLength(4)
    await expect(call('toggleFavorite', ['DEN', true], as(carol))).rejects.toMatchObject({
      code: 'error-invalid-subscription',
      reason: 'You must be part of a room to favorite it',
    })
  })

  it('is hidden and opened again', async () => {
    const { call, as, bob, carol, events } = await den()
    await call('sendMessage', [{ rid: 'DEN', msg: 'more' }], as(bob))
    events.length = 0
    expect(await call('hideRoom', ['DEN'])).toBe(1)
    expect(await mine(call)).toEqual({ f: false, open: false, alert: false })
    expect(await call('hideRoom', ['DEN'])).toBe(0)
    expect(await call('openRoom', ['DEN'])).toBe(1)
    expect(await mine(call)).toEqual({ f: false, open: true, alert: false })
    expect(events.map(({ type }) => type)).toEqual(['membership', 'membership'])
    expect(await call('openRoom', ['DEN'], as(carol))).toBe(0)
  })
})
