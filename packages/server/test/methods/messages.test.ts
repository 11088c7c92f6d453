import { describe, expect, it } from 'vitest'
import { START } from '../domain/world.ts'
import { callers } from './caller.ts'

interface WireMessage {
  readonly _id: string
  readonly [field: string]: unknown
}

const hello = { _id: 'm1', rid: 'TOWN', msg: 'hello' }

describe('sendMessage', () => {
  it('answers the message as it is stored, with its place in the log', async () => {
    const { call } = await callers()
    const message = await call('sendMessage', [hello])
    expect(message).toEqual({
      _id: 'm1',
      rid: 'TOWN',
      msg: 'hello',
      ts: new Date(START),
      u: { _id: 'alice-id', username: 'alice', name: 'Alice' },
      _updatedAt: new Date(START),
      urls: [],
      mentions: [],
      channels: [],
      md: [{ type: 'PARAGRAPH', value: [{ type: 'PLAIN_TEXT', value: 'hello' }] }],
      _seq: 1,
      _epoch: 'test-epoch',
    })
  })

  it('keeps that a program wrote it, and which, so that other bots can leave it alone', async () => {
    const { call } = await callers()
    const bot = { i: 'quindar' }
    expect(await call('sendMessage', [{ ...hello, bot }])).toMatchObject({ bot })
    expect(await call('loadHistory', ['TOWN'])).toMatchObject({ messages: [{ _id: 'm1', bot }] })
    expect(await call('sendMessage', [{ ...hello, _id: 'm2' }])).not.toHaveProperty('bot')
  })

  it.each([[''], [null], [undefined]])('makes an id where the client gives %j', async (_id) => {
    const { call } = await callers()
    const message = (await call('sendMessage', [{ _id, rid: 'TOWN', msg: 'x' }])) as WireMessage
    expect(message._id).toMatch(/^[2-9A-Za-z]{17}$/)
  })

  it('answers the first message again when the id comes again', async () => {
    const { call, events } = await callers()
    const first = await call('sendMessage', [hello])
    events.length = 0
    expect(await call('sendMessage', [{ ...hello, msg: 'Hello World!' }])).toEqual(first)
    expect(events).toEqual([])
  })

  it('takes what Rocket.Chat’s closed list has', async () => {
    const { call, domain, alice } = await callers()
    await domain.messages.send(alice, { id: 'parent', roomId: 'TOWN', text: 'x' })
    const message = await call('sendMessage', [
      {
        ...hello,
        tmid: 'parent',
        tshow: true,
        ts: new Date(START - 5_000),
        groupable: false,
        customFields: { ticket: 7, tags: ['a', null, true], deep: { er: 1.5 } },
        bot: { i: 'js.SDK' },
      },
      ['https://example.org'],
    ])
    expect(message).toMatchObject({
      tmid: 'parent',
      tshow: true,
      ts: new Date(START - 5_000),
      groupable: false,
      customFields: { ticket: 7, tags: ['a', null, true], deep: { er: 1.5 } },
    })
  })

  it('takes null for what is not there', async () => {
    const { call } = await callers()
    const nothing = { tmid: null, tshow: null, ts: null, groupable: null, customFields: null, bot: null }
    expect(await call('sendMessage', [{ ...hello, ...nothing }, null])).toMatchObject({ _id: 'm1' })
    expect(await call('sendMessage', [{ rid: 'TOWN', tmid: '', msg: null }])).toMatchObject({ msg: '' })
  })

  it.each([
    [[]],
    [[null]],
    [['hello']],
    [[[]]],
    [[new Date(0)]],
    [[{ ...hello, attachments: [] }]],
    [[{ ...hello, alias: 'Root' }]],
    [[{ ...hello, t: 'uj' }]],
    [[{ ...hello, u: { _id: 'bob-id' } }]],
    [[{ ...hello, _updatedAt: new Date(0) }]],
    [[{ ...hello, _id: { $ne: null } }]],
    [[{ ...hello, _id: 7 }]],
    [[{ ...hello, _id: 'x'.repeat(129) }]],
    [[{ ...hello, rid: { $ne: null } }]],
    [[{ ...hello, rid: 'x'.repeat(129) }]],
    [[{ ...hello, msg: { $regex: '.*' } }]],
    [[{ ...hello, msg: 7 }]],
    [[{ ...hello, ts: START }]],
    [[{ ...hello, ts: new Date(Number.NaN) }]],
    [[{ ...hello, tshow: 1 }]],
    [[{ ...hello, customFields: [] }]],
    [[{ ...hello, customFields: { at: new Date(0) } }]],
    [[{ ...hello, customFields: { n: Number.NaN } }]],
    [[hello, 'https://example.org']],
    [[hello, [7]]],
  ])('does not match %j', async (params) => {
    const { call, store, events } = await callers()
    await expect(call('sendMessage', params)).rejects.toMatchObject({ code: 400, reason: 'Match failed' })
    expect(await store.message({ id: 'm1' })).toBeUndefined()
    expect(events).toEqual([])
  })

  it('takes an id of 128 characters', async () => {
    const { call } = await callers()
    expect(await call('sendMessage', [{ ...hello, _id: 'x'.repeat(128) }])).toMatchObject({ _id: 'x'.repeat(128) })
  })

  it('refuses in Rocket.Chat’s words, with the method in the details', async () => {
    const { call, carol } = await callers()
    await expect(call('sendMessage', [{ rid: 'DEN', msg: 'x' }], { user: carol })).rejects.toMatchObject({
      code: 'error-not-allowed',
      details: { method: 'sendMessage' },
    })
    await expect(call('sendMessage', [{ msg: 'x' }])).rejects.toMatchObject({ code: 'error-invalid-room' })
    await expect(call('sendMessage', [{ ...hello, msg: 'x'.repeat(5_001) }])).rejects.toMatchObject({
      code: 'error-message-size-exceeded',
      details: { method: 'sendMessage' },
    })
    await expect(call('sendMessage', [hello], {})).rejects.toMatchObject({ code: 'error-invalid-user' })
  })
})

describe('updateMessage', () => {
  it('changes the text and answers nothing, also when the whole message is sent back', async () => {
    const { call, store } = await callers()
    const message = (await call('sendMessage', [hello])) as WireMessage
    expect(await call('updateMessage', [{ _id: 'm1', rid: 'TOWN', msg: 'better' }])).toBeUndefined()
    expect(await store.message({ id: 'm1' })).toMatchObject({ text: 'better', seq: 2 })
    expect(await call('updateMessage', [{ ...message, msg: 'best' }, ['https://x']])).toBeUndefined()
    expect((await store.message({ id: 'm1' }))?.text).toBe('best')
  })

  it('does not mind that a client is behind with what moves by itself', async () => {
    const { call, store } = await callers()
    const message = (await call('sendMessage', [hello])) as WireMessage
    const behind = {
      _updatedAt: new Date(0),
      _seq: 99,
      _epoch: 'another',
      urls: [{ url: 'https://old.example' }],
      mentions: [{ _id: 'x', username: 'x' }],
      channels: [{ _id: 'x', name: 'x' }],
      md: [],
    }
    await call('updateMessage', [{ ...message, ...behind, msg: 'better' }])
    expect(await store.message({ id: 'm1' })).toMatchObject({ text: 'better', urls: [], mentions: [], channels: [] })
  })

  it.each([
    ['rid', 'DEN'],
    ['u', { _id: 'bob-id', username: 'bob' }],
    ['ts', new Date(0)],
    ['tmid', 'm0'],
    ['t', 'uj'],
    ['pinned', true],
    ['toString', 'x'],
  ])('does not change %s', async (key, value) => {
    const { call, store } = await callers()
    await call('sendMessage', [hello])
    await expect(call('updateMessage', [{ _id: 'm1', msg: 'better', [key]: value }])).rejects.toMatchObject({
      code: 'error-invalid-update-key',
      reason: `Cannot update the message ${key}`,
      details: { method: 'updateMessage' },
    })
    expect((await store.message({ id: 'm1' }))?.text).toBe('hello')
  })

  it('changes how a message is shown, each key by itself, also with the same text', async () => {
    const { call, store } = await callers()
    const message = (await call('sendMessage', [hello])) as WireMessage
    const shown = {
      alias: 'Root',
      avatar: '/root.png',
      emoji: ':robot:',
      attachments: [{ title: 'a' }],
      customFields: { ticket: 7 },
    }
    for (const [key, value] of Object.entries(shown)) await call('updateMessage', [{ ...message, [key]: value }])
    expect(await store.message({ id: 'm1' })).toMatchObject({ text: 'hello', ...shown, editedBy: { id: 'alice-id' } })
    await call('updateMessage', [{ _id: 'm1', msg: 'better', tshow: true, alias: null }])
    expect(await store.message({ id: 'm1' })).toMatchObject({ text: 'better', showInRoom: true, alias: 'Root' })
  })

  it('takes nothing for a change that is none', async () => {
    const { call, store } = await callers()
    const message = (await call('sendMessage', [hello])) as WireMessage
    await call('updateMessage', [{ ...message, tshow: false, alias: null }])
    expect((await store.message({ id: 'm1' }))?.editedAt).toBeUndefined()
  })

  it.each([
    ['tshow', 'yes'],
    ['alias', 'a'.repeat(257)],
    ['avatar', { $ne: null }],
    ['emoji', 1],
    ['attachments', {}],
    ['attachments', Array.from({ length: 101 }, () => ({}))],
    ['customFields', []],
  ])('takes no %s of another kind', async (key, value) => {
    const { call } = await callers()
    await call('sendMessage', [hello])
    await expect(call('updateMessage', [{ _id: 'm1', msg: 'better', [key]: value }])).rejects.toMatchObject({
      code: 400,
      reason: 'Match failed',
    })
  })

  it('refuses who may not, and what is not there, in the same words', async () => {
    const { call, bob, carol } = await callers()
    await call('sendMessage', [{ ...hello, rid: 'DEN' }])
    for (const [user, _id] of [
      [bob, 'm1'],
      [carol, 'm1'],
      [bob, 'nothing'],
    ] as const) {
      await expect(call('updateMessage', [{ _id, msg: 'mine' }], { user })).rejects.toMatchObject({
        code: 'error-action-not-allowed',
        reason: 'Message editing not allowed',
        details: { method: 'updateMessage', action: 'Message_editing' },
      })
    }
    // Who may not read it does not learn what it says by guessing.
    const guess = { _id: 'm1', msg: 'x', ts: new Date(0) }
    await expect(call('updateMessage', [guess], { user: carol })).rejects.toMatchObject({
      code: 'error-action-not-allowed',
    })
  })

  it.each([[[]], [[{ _id: 'm1' }]], [[{ msg: 'x' }]], [[{ _id: '', msg: 'x' }]], [[{ _id: { $ne: 1 }, msg: 'x' }]]])(
    'does not match %j',
    async (params) => {
      const { call } = await callers()
      await expect(call('updateMessage', params)).rejects.toMatchObject({ code: 400 })
    },
  )
})

describe('deleteMessage', () => {
  it('takes the message or its id, and answers nothing', async () => {
    const { call, store, bob } = await callers()
    const message = await call('sendMessage', [hello])
    await expect(call('deleteMessage', [{ _id: 'm1' }], { user: bob })).rejects.toMatchObject({
      code: 'error-action-not-allowed',
      reason: 'Not allowed',
      details: { method: 'deleteMessage', action: 'Delete_message' },
    })
    expect(await call('deleteMessage', [message])).toBeUndefined()
    expect(await store.message({ id: 'm1' })).toBeUndefined()
    await expect(call('deleteMessage', ['m1'])).rejects.toMatchObject({ code: 400 })
  })
})

describe('setReaction', () => {
  it('adds, takes away and toggles, and answers nothing', async () => {
    const { call, store } = await callers()
    await call('sendMessage', [hello])
    const reactions = async () => (await store.message({ id: 'm1' }))?.reactions
    expect(await call('setReaction', [':wave:', 'm1'])).toBeUndefined()
    expect(await reactions()).toEqual({ ':wave:': ['alice'] })
    await call('setReaction', [':wave:', 'm1', true])
    expect(await reactions()).toEqual({ ':wave:': ['alice'] })
    await call('setReaction', [':wave:', 'm1', null])
    expect(await reactions()).toEqual({})
    await call('setReaction', [':wave:', 'm1', false])
    expect(await reactions()).toEqual({})
    await expect(call('setReaction', [':a b:', 'm1'])).rejects.toMatchObject({
      code: 'error-not-allowed',
      reason: 'Invalid emoji provided.',
      details: { method: 'setReaction' },
    })
    await expect(call('setReaction', [':x:', 'm1', 'yes'])).rejects.toMatchObject({ code: 400 })
  })
})
