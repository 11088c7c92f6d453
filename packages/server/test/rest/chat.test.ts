// REST routes about messages: read, edit, take back, react, post, catch up.

import { describe, expect, it } from 'vitest'
import { START } from '../domain/world.ts'
import { client } from './client.ts'

type Document = Record<string, unknown>
const iso = (second: number) => new Date(START + second * 1_000).toISOString()

async function talk() {
  const made = await client()
  const { messages } = made.domain
  for (let i = 1; i <= 5; i++) {
    made.clock.time = START + i * 1_000
    await messages.send(made.alice, { id: `m${i}`, roomId: 'TOWN', text: String(i) })
  }
  await messages.send(made.alice, { id: 'secret', roomId: 'DEN', text: 'secret' })
  made.clock.time = START + 10_000
  return made
}

const MISSING = { success: false, error: 'No message found with the id of "nope".' }

describe('chat.getMessage', () => {
  it('gives one message to who may read it', async () => {
    const { ask, bob, carol } = await talk()
    const { status, body } = await ask('GET /api/v1/chat.getMessage', { query: { msgId: 'm2' }, as: bob })
    expect([status, body['success']]).toEqual([200, true])
    expect(body['message']).toMatchObject({ _id: 'm2', msg: '2', ts: iso(2), _seq: 2, _epoch: 'test-epoch' })
    expect(await ask('GET /api/v1/chat.getMessage', { query: { msgId: 'nope' }, as: bob })).toMatchObject({
      status: 400,
      body: MISSING,
    })
    const secret = await ask('GET /api/v1/chat.getMessage', { query: { msgId: 'secret' }, as: carol })
    expect(secret.body).toEqual({ success: false, error: 'No message found with the id of "secret".' })
  })
})

describe('chat.update', () => {
  const update = async (made: Awaited<ReturnType<typeof talk>>, body: object, as = made.alice) =>
    made.ask('POST /api/v1/chat.update', { body: { roomId: 'TOWN', msgId: 'm2', text: 'two', ...body }, as })

  it('gives a message a new text and answers it', async () => {
    const made = await talk()
    const { status, body } = await update(made, {})
    expect([status, body['success']]).toEqual([200, true])
    expect(body['message']).toMatchObject({ _id: 'm2', msg: 'two', editedAt: iso(10), editedBy: { username: 'alice' } })
    expect((await made.store.message({ id: 'm2' }))?.text).toBe('two')
  })

  it('refuses what is not there, elsewhere, another’s, or too long', async () => {
    const made = await talk()
    expect(await update(made, { msgId: 'nope' })).toMatchObject({ status: 400, body: MISSING })
    expect((await update(made, { roomId: 'DEN' })).body).toEqual({
      success: false,
      error: 'The room id provided does not match where the message is from.',
    })
    const another = await update(made, {}, made.bob)
    expect(another).toMatchObject({ status: 400, body: { errorType: 'error-action-not-allowed' } })
    expect((await update(made, { text: 'x'.repeat(5_001) })).body['errorType']).toBe('error-message-size-exceeded')
    expect((await made.store.message({ id: 'm2' }))?.text).toBe('2')
  })
})

describe('chat.delete', () => {
  it('takes a message back and says which', async () => {
    const made = await talk()
    const remove = (body: object, as = made.alice) =>
      made.ask('POST /api/v1/chat.delete', { body: { roomId: 'TOWN', msgId: 'm2', ...body }, as })
    expect((await remove({}, made.bob)).body['errorType']).toBe('error-action-not-allowed')
    expect((await remove({ roomId: 'DEN' })).status).toBe(400)
    expect((await remove({ msgId: 'nope' })).body).toEqual(MISSING)
    expect((await remove({})).body).toEqual({
      _id: 'm2',
      ts: String(START + 10_000),
      message: { _id: 'm2', rid: 'TOWN', u: { _id: 'alice-id', username: 'alice', name: 'Alice' } },
      success: true,
    })
    expect(await made.store.message({ id: 'm2' })).toBeUndefined()
  })
})

describe('chat.react', () => {
  it('sets, takes away and toggles, by either name of the emoji', async () => {
    const made = await talk()
    const react = async (body: object) => {
      const answer = await made.ask('POST /api/v1/chat.react', { body: { messageId: 'm2', ...body }, as: made.bob })
      return [answer.status, (await made.store.message({ id: 'm2' }))?.reactions]
    }
    expect(await react({ emoji: ':wave:', shouldReact: true })).toEqual([200, { ':wave:': ['bob'] }])
    expect(await react({ reaction: 'heart' })).toEqual([200, { ':wave:': ['bob'], ':heart:': ['bob'] }])
    expect(await react({ emoji: 'wave', shouldReact: false })).toEqual([200, { ':heart:': ['bob'] }])
    expect((await react({}))[0]).toBe(400)
  })
})

describe('chat.postMessage', () => {
  const post = async (made: Awaited<ReturnType<typeof talk>>, body: object, as = made.alice) =>
    made.ask('POST /api/v1/chat.postMessage', { body, as })

  it('writes to a room by its id, its name, or the name of a user', async () => {
    const made = await talk()
    const { body } = await post(made, { roomId: 'TOWN', text: 'here' })
    expect(body).toMatchObject({ ts: START + 10_000, channel: 'TOWN', success: true })
    expect(body['message']).toMatchObject({ rid: 'TOWN', msg: 'here', u: { username: 'alice' } })
    expect((await post(made, { channel: '#den', text: 'x' })).body).toMatchObject({
      channel: '#den',
      message: { rid: 'DEN' },
    })
    expect((await post(made, { channel: 'TOWN', text: 'x' })).body['message']).toMatchObject({ rid: 'TOWN' })
    const direct = (await post(made, { channel: '@bob', text: 'psst' })).body['message'] as Document
    expect(direct).toMatchObject({ rid: 'alice-idbob-id', msg: 'psst' })
    expect((await post(made, { channel: '#nowhere', text: 'x' })).body['errorType']).toBe('error-invalid-channel')
    expect((await post(made, { text: 'x' })).body['errorType']).toBe('error-invalid-channel')
    expect((await post(made, { channel: '#den', text: 'x' }, made.carol)).body['errorType']).toBe('error-not-allowed')
  })

  it('shows emoji and attachments of everybody, another’s name and picture of who may', async () => {
    const made = await talk()
    const attachments = [{ text: 'look', color: '#f00' }]
    const { body } = await post(made, { roomId: 'TOWN', emoji: ':fire:', attachments, alias: '', avatar: '' })
    expect(body['message']).toMatchObject({ msg: '', emoji: ':fire:', attachments })
    expect(body['message']).not.toHaveProperty('alias')
    for (const disguise of [{ alias: 'Boss' }, { avatar: 'https://example.org/a.png' }]) {
      expect((await post(made, { roomId: 'TOWN', text: 'x', ...disguise })).body).toMatchObject({
        errorType: 'error-not-allowed',
        error: 'Not enough permission [error-not-allowed]',
      })
    }
    const robot = await made.user('robot', ['bot'])
    const posted = await post(
      made,
      { channel: '#town', text: 'x', alias: 'Boss', avatar: 'https://example.org/a.png' },
      robot,
    )
    expect(posted.body['message']).toMatchObject({ alias: 'Boss', avatar: 'https://example.org/a.png' })
  })

  it('answers in threads', async () => {
    const made = await talk()
    const { body } = await post(made, { roomId: 'TOWN', text: 'x', tmid: 'm1', tshow: true })
    expect(body['message']).toMatchObject({ tmid: 'm1', tshow: true })
  })
})

describe('chat.syncMessages', () => {
  const sync = async (made: Awaited<ReturnType<typeof talk>>, query: Record<string, string>, as = made.bob) =>
    made.ask('GET /api/v1/chat.syncMessages', { query: { roomId: 'TOWN', ...query }, as })

  it('tells what changed since a time', async () => {
    const made = await talk()
    await made.domain.messages.remove(made.alice, 'm1')
    const { body } = await sync(made, { lastUpdate: iso(3) })
    const { updated, deleted } = body['result'] as { updated: Document[]; deleted: Document[] }
    expect(updated.map(({ _id }) => _id)).toEqual(['m5', 'm4'])
    expect(deleted).toEqual([{ _id: 'm1', _seq: 6, _epoch: 'test-epoch', _deletedAt: iso(10) }])
    expect(body['success']).toBe(true)
  })

  it('comes in pages, twenty a page unless told otherwise', async () => {
    const made = await talk()
    for (let i = 0; i < 30; i++) {
      made.clock.time += 1
      await made.domain.messages.send(made.alice, { roomId: 'TOWN', text: 'x' })
    }
    const page = async (query: Record<string, string>) =>
      (await sync(made, { type: 'UPDATED', ...query })).body['result'] as {
        updated: Document[]
        cursor: Document
      }
    const first = await page({ next: '1' })
    expect(first.updated).toHaveLength(20)
    const second = await page({ next: String(first.cursor['next']) })
    expect(second.updated).toHaveLength(15)
    expect(second.cursor['next']).toBeNull()
    expect((await page({ next: '1', count: '3' })).updated).toHaveLength(3)
    expect((await page({ next: '1', count: '0' })).updated).toHaveLength(35)
  })

  it('asks for a time or a cursor, and for the right to read', async () => {
    const made = await talk()
    expect((await sync(made, {})).body['errorType']).toBe('error-param-required')
    expect((await sync(made, { lastUpdate: 'soon' })).body['errorType']).toBe('error-lastUpdate-param-invalid')
    expect((await sync(made, { next: '1' })).body['errorType']).toBe('error-type-param-required')
    const closed = await sync(made, { roomId: 'DEN', lastUpdate: iso(0) }, made.carol)
    expect(closed.body['errorType']).toBe('error-not-allowed')
  })
})

describe('finding', () => {
  async function threads() {
    const made = await talk()
    const { messages } = made.domain
    await messages.send(made.alice, { id: 'r1', roomId: 'TOWN', text: 'hello answer', threadId: 'm1' })
    made.clock.time += 1_000
    await messages.send(made.bob, { id: 'r2', roomId: 'TOWN', text: '再见 hello', threadId: 'm1' })
    await messages.send(made.alice, { id: 'r3', roomId: 'TOWN', text: 'x', threadId: 'm2' })
    const ask = async (route: string, query: Record<string, string>, as = made.bob) =>
      (await made.ask(`GET /api/v1/${route}`, { query, as })).body
    return { ...made, find: ask }
  }
  const ids = (list: unknown) => (list as Document[]).map(({ _id }) => _id).join(' ')

  it('chat.getThreadMessages gives the answers, oldest first, in pages', async () => {
    const { find, carol } = await threads()
    const { messages, ...rest } = await find('chat.getThreadMessages', { tmid: 'm1' })
    expect(ids(messages)).toBe('r1 r2')
    expect(rest).toEqual({ count: 2, offset: 0, total: 2, success: true })
    const second = await find('chat.getThreadMessages', { tmid: 'm1', count: '1', offset: '1' })
    expect([ids(second['messages']), second['count'], second['total']]).toEqual(['r2', 1, 2])
    expect(await find('chat.getThreadMessages', { tmid: 'secret' }, carol)).toMatchObject({
      errorType: 'error-not-allowed',
    })
  })

  it('chat.getThreadsList gives the threads of a room, all, followed, unread, or with some words', async () => {
    const { find, carol, alice } = await threads()
    const { threads: list, ...rest } = await find('chat.getThreadsList', { rid: 'TOWN' })
    expect(ids(list)).toBe('m2 m1')
    expect(rest).toEqual({ count: 2, offset: 0, total: 2, success: true })
    const some = async (query: Record<string, string>, as = alice) =>
      ids((await find('chat.getThreadsList', { rid: 'TOWN', ...query }, as))['threads'])
    expect(await some({ count: '1', offset: '1' })).toBe('m1')
    expect(await some({ type: 'following' })).toBe('m2 m1')
    expect(await some({ type: 'following' }, carol)).toBe('')
    expect(await some({ type: 'unread' })).toBe('m1')
    expect(await some({ text: '2' })).toBe('m2')
    expect(await find('chat.getThreadsList', { rid: 'DEN' }, carol)).toMatchObject({ errorType: 'error-not-allowed' })
  })

  it('chat.search finds words of any script', async () => {
    const { find, carol } = await threads()
    const search = async (searchText: string, more: Record<string, string> = {}) =>
      ids((await find('chat.search', { roomId: 'TOWN', searchText, ...more }))['messages'])
    expect(await search('hello')).toBe('r2 r1')
    expect(await search('再见')).toBe('r2')
    expect(await search('hello', { count: '1', offset: '1' })).toBe('r1')
    expect(await find('chat.search', { roomId: 'DEN', searchText: 'secret' }, carol)).toMatchObject({
      errorType: 'error-not-allowed',
    })
  })

  it('spotlight finds people and channels', async () => {
    const { find, carol } = await threads()
    expect(await find('spotlight', { query: 'tow' }, carol)).toMatchObject({
      users: [],
      rooms: [{ _id: 'TOWN', name: 'town' }],
      success: true,
    })
    expect(await find('spotlight', { query: '@ali' })).toMatchObject({ users: [{ username: 'alice' }], rooms: [] })
  })
})
