import { describe, expect, it } from 'vitest'
import { callers } from './caller.ts'

async function here() {
  const made = await callers()
  made.domain.presence.connect('session-1', made.alice)
  made.events.length = 0
  return made
}

describe.each([
  ['UserPresence:setDefaultStatus', ['busy'], true],
  ['setUserStatus', ['busy'], undefined],
])('%s', (method, params, answer) => {
  it('is what others see, and what is kept', async () => {
    const { call, domain, events, store } = await here()
    expect(await call(method, params)).toBe(answer)
    expect(events).toMatchObject([
      { type: 'user', user: { id: 'alice-id', statusDefault: 'busy' } },
      { type: 'presence', user: { id: 'alice-id' }, status: 'busy' },
    ])
    expect(domain.presence.statusOf('alice-id')).toBe('busy')
    expect(await store.user({ id: 'alice-id' })).toMatchObject({ statusDefault: 'busy', statusText: '' })
    events.length = 0
    await call(method, ['offline'])
    expect(domain.presence.present()).toEqual([])
    await call(method, ['online'])
    expect(domain.presence.statusOf('alice-id')).toBe('online')
  })

  it('takes no other word', async () => {
    const { call, events } = await here()
    await expect(call(method, ['gone'])).rejects.toMatchObject({ code: 400 })
    expect(events).toEqual([])
  })
})

describe('setUserStatus', () => {
  it('tells the words alone, up to 120 letters, and takes them away', async () => {
    const { call, events } = await here()
    await call('setUserStatus', [null, 'x'.repeat(120)])
    expect(events).toMatchObject([
      { type: 'user' },
      { type: 'presence', user: { statusText: 'x'.repeat(120) }, status: 'online' },
    ])
    expect(await call('getUserStatusText', ['alice-id'])).toBe('x'.repeat(120))
    await expect(call('setUserStatus', [null, 'x'.repeat(121)])).rejects.toMatchObject({ code: 400 })
    await call('setUserStatus', ['online', ''])
    expect(await call('getUserStatusText', ['alice-id'])).toBe('')
    events.length = 0
    await call('setUserStatus', ['online', ''])
    expect(events.map(({ type }) => type)).toEqual(['user'])
  })

  it('of who is not connected is kept, and told to nobody', async () => {
    const { call, domain, events, bob } = await here()
    await call('setUserStatus', ['busy', 'away'], { user: bob })
    expect(events.map(({ type }) => type)).toEqual(['user'])
    expect(domain.presence.statusOf('bob-id')).toBe('offline')
    expect(await call('getUserStatusText', ['nobody'])).toBeUndefined()
  })
})
