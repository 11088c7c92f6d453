// REST routes that mark: messages pinned and starred, threads followed, rooms hidden, opened, favourite.

import { describe, expect, it } from 'vitest'
import { client } from './client.ts'

async function den() {
  const made = await client()
  await made.domain.messages.send(made.alice, { id: 'm1', roomId: 'DEN', text: 'hello @bob' })
  await made.domain.messages.send(made.bob, { id: 'm2', roomId: 'DEN', text: 'hi' })
  return made
}

const OK = { status: 200, body: { success: true } }
const MISSING = {
  status: 400,
  body: { success: false, errorType: 'error-message-not-found' },
}

describe('chat.pinMessage', () => {
  it('pins, unpins, and lists what is pinned', async () => {
    const { ask, alice, bob, carol } = await den()
    const pinned = async (as = bob) => ask('GET /api/v1/chat.getPinnedMessages', { query: { roomId: 'DEN' }, as })
    const answer = await ask('POST /api/v1/chat.pinMessage', { body: { messageId: 'm1' }, as: alice })
    expect(answer).toMatchObject({ status: 200, body: { success: true, message: { t: 'message_pinned', rid: 'DEN' } } })
    expect((await pinned()).body).toMatchObject({
      messages: [{ _id: 'm1', pinned: true, pinnedBy: { _id: 'alice-id', username: 'alice' } }],
      count: 1,
      offset: 0,
      total: 1,
      success: true,
    })
    expect(await pinned(carol)).toMatchObject({ status: 400, body: { success: false, errorType: 'error-not-allowed' } })
    const unpin = { body: { messageId: 'm1' }, as: alice }
    expect(await ask('POST /api/v1/chat.unPinMessage', unpin)).toMatchObject(OK)
    expect((await pinned()).body).toMatchObject({ messages: [], total: 0 })
  })

  it('of no message, and by who may not', async () => {
    const { ask, alice, bob } = await den()
    for (const route of ['POST /api/v1/chat.pinMessage', 'POST /api/v1/chat.unPinMessage']) {
      expect(await ask(route, { body: { messageId: 'nope' }, as: alice })).toMatchObject(MISSING)
      const refused = await ask(route, { body: { messageId: 'm1' }, as: bob })
      expect(refused).toMatchObject({ status: 400, body: { success: false, errorType: 'not-authorized' } })
    }
  })
})

describe('chat.starMessage', () => {
  it('marks for oneself, and lists one’s own alone, newest first', async () => {
    const { ask, alice, bob, carol } = await den()
    const stars = async (as: typeof bob, more = {}) =>
      (await ask('GET /api/v1/chat.getStarredMessages', { query: { roomId: 'DEN', ...more }, as })).body
    for (const messageId of ['m1', 'm2']) {
      expect(await ask('POST /api/v1/chat.starMessage', { body: { messageId }, as: bob })).toMatchObject(OK)
    }
    expect(await stars(bob)).toMatchObject({ messages: [{ _id: 'm2' }, { _id: 'm1' }], total: 2 })
    expect(await stars(bob, { offset: '1' })).toMatchObject({
      messages: [{ _id: 'm1' }],
      count: 1,
      offset: 1,
      total: 2,
    })
    expect(await stars(alice)).toMatchObject({ messages: [], total: 0 })
    expect(await ask('POST /api/v1/chat.unStarMessage', { body: { messageId: 'm2' }, as: bob })).toMatchObject(OK)
    expect(await stars(bob)).toMatchObject({ messages: [{ _id: 'm1', starred: [{ _id: 'bob-id' }] }], total: 1 })
    for (const route of ['POST /api/v1/chat.starMessage', 'POST /api/v1/chat.unStarMessage']) {
      expect(await ask(route, { body: { messageId: 'm1' }, as: carol })).toMatchObject(MISSING)
    }
  })
})

it('chat.getMentionedMessages lists what names the caller', async () => {
  const { ask, alice, bob } = await den()
  const named = async (as: typeof bob) =>
    (await ask('GET /api/v1/chat.getMentionedMessages', { query: { roomId: 'DEN' }, as })).body
  expect(await named(bob)).toMatchObject({ messages: [{ _id: 'm1' }], total: 1 })
  expect(await named(alice)).toMatchObject({ messages: [], total: 0 })
})

it('chat.followMessage and chat.unfollowMessage change who hears of answers', async () => {
  const { ask, bob, carol, store } = await den()
  const followers = async () => (await store.message({ id: 'm1' }))?.thread?.followers
  expect(await ask('POST /api/v1/chat.followMessage', { body: { mid: 'm1' }, as: bob })).toMatchObject(OK)
  expect(await followers()).toEqual(['bob-id'])
  expect(await ask('POST /api/v1/chat.unfollowMessage', { body: { mid: 'm1' }, as: bob })).toMatchObject(OK)
  expect(await followers()).toEqual([])
  const refused = await ask('POST /api/v1/chat.followMessage', { body: { mid: 'm1' }, as: carol })
  expect(refused).toMatchObject({ status: 400, body: { errorType: 'error-invalid-message' } })
})

describe('a room on one’s list', () => {
  it('is favourite by its id or its name', async () => {
    const { ask, bob, carol, store } = await den()
    const mine = () => store.membership({ roomId: 'DEN', userId: 'bob-id' })
    const favorite = (body: object, as = bob) => ask('POST /api/v1/rooms.favorite', { body, as })
    expect(await favorite({ roomId: 'DEN', favorite: true })).toMatchObject(OK)
    expect(await mine()).toMatchObject({ favorite: true })
    expect(await favorite({ roomName: 'den', favorite: false })).toMatchObject(OK)
    expect(await mine()).not.toHaveProperty('favorite')
    const refused = await favorite({ roomId: 'TOWN', favorite: true }, carol)
    expect(refused).toMatchObject({ status: 400, body: { errorType: 'error-invalid-subscription' } })
    expect(await favorite({ roomId: 'DEN', favorite: true }, carol)).toMatchObject({
      body: { errorType: 'error-room-not-found' },
    })
  })

  it.each([
    ['rooms.hide', 'rooms.open'],
    ['groups.close', 'groups.open'],
  ])('is hidden by %s and opened by %s', async (hide, show) => {
    const { ask, bob, carol, store } = await den()
    const open = async () => (await store.membership({ roomId: 'DEN', userId: 'bob-id' }))?.open
    expect(await ask(`POST /api/v1/${hide}`, { body: { roomId: 'DEN' }, as: bob })).toMatchObject(OK)
    expect(await open()).toBe(false)
    expect(await ask(`POST /api/v1/${show}`, { body: { roomId: 'DEN' }, as: bob })).toMatchObject(OK)
    expect(await open()).toBe(true)
    const refused = await ask(`POST /api/v1/${hide}`, { body: { roomId: 'DEN' }, as: carol })
    expect(refused.body).toMatchObject({ errorType: 'error-room-not-found' })
  })

  it.each(['im', 'dm'])('of direct rooms answers as %s too, made and read by both names', async (family) => {
    const { ask, bob, carol, alice, store } = await den()
    const made = await ask(`POST /api/v1/${family}.create`, { body: { username: 'bob' }, as: carol })
    const { _id: roomId } = made.body['room'] as { _id: string }
    const history = await ask(`GET /api/v1/${family}.history`, { query: { roomId }, as: bob })
    expect(history.body).toMatchObject({ messages: [], success: true })
    const members = await ask(`GET /api/v1/${family}.members`, { query: { roomId }, as: bob })
    expect(members.body).toMatchObject({ total: 2 })
    expect(await ask(`POST /api/v1/${family}.close`, { body: { roomId }, as: carol })).toMatchObject(OK)
    expect((await store.membership({ roomId, userId: 'carol-id' }))?.open).toBe(false)
    expect(await ask(`POST /api/v1/${family}.open`, { body: { roomId }, as: carol })).toMatchObject(OK)
    expect((await store.membership({ roomId, userId: 'carol-id' }))?.open).toBe(true)
    const refused = await ask(`POST /api/v1/${family}.close`, { body: { roomId }, as: alice })
    expect(refused).toMatchObject({ status: 400, body: { errorType: 'error-room-not-found' } })
  })

  it('of a channel that one only looks at there is none', async () => {
    const { ask, bob, carol } = await den()
    expect(await ask('POST /api/v1/channels.close', { body: { roomId: 'TOWN' }, as: carol })).toMatchObject({
      status: 400,
      body: { errorType: 'error-not-allowed' },
    })
    expect(await ask('POST /api/v1/channels.open', { body: { roomId: 'DEN' }, as: bob })).toMatchObject({
      body: { errorType: 'error-room-not-found' },
    })
  })
})
