import { describe, expect, it } from 'vitest'
import { START } from '../domain/world.ts'
import { callers } from './caller.ts'

interface WireMessage {
  readonly _id: string
  readonly [field: string]: unknown
}

describe('loadHistory', () => {
  async function talk(length = 25) {
    const made = await callers()
    for (let i = 0; i < length; i++) {
      made.clock.time = START + i * 1_000
      await made.domain.messages.send(made.alice, { id: `m${i}`, roomId: 'TOWN', text: String(i) })
    }
    const load = async (...params: unknown[]) =>
      (await made.call('loadHistory', ['TOWN', ...params], { user: made.bob })) as {
        messages: WireMessage[]
        firstUnread?: WireMessage
        unreadNotLoaded: number
      }
    return { ...made, load }
  }

  it('is twenty messages unless asked otherwise, newest first', async () => {
    const { load } = await talk()
    for (const params of [[], [null], [null, null], [null, 0], [null, -5], [null, 0.5]]) {
      const { messages } = await load(...params)
      expect(messages).toHaveLength(20)
      expect(messages[0]).toMatchObject({ _id: 'm24', msg: '24', _seq: 25, _epoch: 'test-epoch' })
    }
    expect((await load(null, 1)).messages.map(({ _id }) => _id)).toEqual(['m24'])
    expect((await load(null, 3.9)).messages.map(({ _id }) => _id)).toEqual(['m24', 'm23', 'm22'])
    expect((await load(new Date(START + 2_000), 50)).messages.map(({ _id }) => _id)).toEqual(['m1', 'm0'])
  })

  it('tells the first unread beyond the page, by a date or by the ISO text of old clients', async () => {
    const { load } = await talk()
    const page = await load(null, 5, new Date(START + 9_000))
    expect(page.firstUnread).toMatchObject({ _id: 'm10', _epoch: 'test-epoch' })
    expect(page.unreadNotLoaded).toBe(10)
    const byText = await load(null, 5, new Date(START + 9_000).toISOString())
    expect(byText.firstUnread).toMatchObject({ _id: 'm10' })
    const whole = await load(null, 25, new Date(START + 9_000))
    expect(whole).not.toHaveProperty('firstUnread')
    expect(whole.unreadNotLoaded).toBe(0)
    expect((await load()).unreadNotLoaded).toBe(0)
  })

  it('leaves out answers in threads when told to', async () => {
    const { load, domain, bob } = await talk(1)
    await domain.messages.send(bob, { id: 't1', roomId: 'TOWN', text: 'x', threadId: 'm0' })
    expect((await load(null, 20, null)).messages.map(({ _id }) => _id)).toEqual(['t1', 'm0'])
    expect((await load(null, 20, null, true)).messages).toHaveLength(2)
    expect((await load(null, 20, null, false)).messages.map(({ _id }) => _id)).toEqual(['m0'])
  })

  it('is false where one may not read, or nothing is', async () => {
    const { call, carol } = await talk(1)
    expect(await call('loadHistory', ['DEN'], { user: carol })).toBe(false)
    expect(await call('loadHistory', ['NOWHERE'])).toBe(false)
    await expect(call('loadHistory', ['TOWN'], {})).rejects.toMatchObject({
      code: 'error-invalid-user',
      reason: 'Invalid user',
      details: { method: 'loadHistory' },
    })
  })

  it('is a thousand at most', async () => {
    const asked: number[] = []
    const { call } = await callers({
      store: (store) => ({
        ...store,
        history: (input) => {
          asked.push(input.limit)
          return store.history(input)
        },
      }),
    })
    for (const limit of [999, 1_000, 1_001, Number.POSITIVE_INFINITY]) await call('loadHistory', ['TOWN', null, limit])
    expect(asked).toEqual([999, 1_000, 1_000, 1_000])
  })

  it.each([
    [[]],
    [['']],
    [[{ $ne: null }]],
    [['TOWN', 'now']],
    [['TOWN', 7]],
    [['TOWN', null, '5']],
    [['TOWN', null, 5, 'yesterday']],
  ])('does not match %j', async (params) => {
    const { call } = await callers()
    await expect(call('loadHistory', params)).rejects.toMatchObject({ code: 400 })
  })
})
