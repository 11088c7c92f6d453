import { describe, expect, it } from 'vitest'
import { START, town } from './world.ts'

/** Ten messages, one each second. */
async function talk() {
  const made = await town()
  for (let second = 0; second < 10; second++) {
    made.clock.time = START + second * 1_000
    await made.domain.messages.send(made.alice, { id: `m${second}`, roomId: 'TOWN', text: `line ${second}` })
  }
  const page = (request: { before?: number; limit?: number; lastSeen?: number }, user = made.bob, roomId = 'TOWN') =>
    made.domain.messages.history(user, roomId, { limit: 3, threads: true, ...request })
  return { ...made, page }
}

const ids = (page: { messages: readonly { id: string }[] } | undefined) => page?.messages.map(({ id }) => id)

describe('a page of history', () => {
  it('is the newest first, and what is older than a time', async () => {
    const { page } = await talk()
    expect(ids(await page({}))).toEqual(['m9', 'm8', 'm7'])
    expect(ids(await page({ before: START + 7_000 }))).toEqual(['m6', 'm5', 'm4'])
    expect(ids(await page({ before: START + 7_001 }))).toEqual(['m7', 'm6', 'm5'])
    expect(ids(await page({ before: START }))).toEqual([])
  })

  it('tells the first unread that it does not reach, and how many there are', async () => {
    const { page } = await talk()
    expect(await page({ lastSeen: START + 3_000 })).toMatchObject({ firstUnread: { id: 'm4' }, unreadNotLoaded: 3 })
    expect(await page({ lastSeen: START + 6_000 })).toMatchObject({ firstUnread: undefined, unreadNotLoaded: 0 })
    expect(await page({ lastSeen: START + 7_000 })).toMatchObject({ firstUnread: undefined, unreadNotLoaded: 0 })
    expect(await page({ lastSeen: START + 60_000 })).toMatchObject({ firstUnread: undefined, unreadNotLoaded: 0 })
    expect(await page({})).toMatchObject({ firstUnread: undefined, unreadNotLoaded: 0 })
  })

  it('is for who may read: everybody in a channel, members in a group, nobody without a name', async () => {
    const made = await talk()
    await made.domain.messages.send(made.alice, { id: 'g1', roomId: 'DEN', text: 'x' })
    expect(ids(await made.page({}, made.carol))).toHaveLength(3)
    expect(ids(await made.page({}, made.bob, 'DEN'))).toEqual(['g1'])
    expect(await made.page({}, made.carol, 'DEN')).toBeUndefined()
    expect(await made.page({}, made.bob, 'NOWHERE')).toBeUndefined()
    expect(await made.domain.messages.history(undefined, 'TOWN', { limit: 3, threads: true })).toBeUndefined()
    const bot = await made.user('bot', ['bot'])
    expect(await made.page({}, bot)).toBeUndefined()
    await made.domain.memberships.join(bot, 'TOWN')
    expect(await made.page({}, bot)).toBeDefined()
    expect(await made.page({}, { ...made.bob, active: false })).toBeUndefined()
  })

  it('leaves out answers in threads when told to', async () => {
    const made = await talk()
    await made.domain.messages.send(made.bob, { id: 't1', roomId: 'TOWN', text: 'x', threadId: 'm9' })
    const request = { limit: 1 }
    expect(ids(await made.domain.messages.history(made.bob, 'TOWN', { ...request, threads: true }))).toEqual(['t1'])
    expect(ids(await made.domain.messages.history(made.bob, 'TOWN', { ...request, threads: false }))).toEqual(['m9'])
  })
})
