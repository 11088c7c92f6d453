// A visitor's whole story over REST: the shapes and codes that clients of Rocket.Chat look for.

import { beforeEach, describe, expect, it } from 'vitest'
import type { Mail } from '../../src/domain/mail.ts'
import { client } from '../rest/client.ts'

const TOKEN = 'REST-TOKEN-OF-VERA'
const V1 = '/api/v1/livechat'
let mails: Mail[] = []

async function stage() {
  mails = []
  const mail = (sent: Mail) => {
    mails.push(sent)
    return Promise.resolve()
  }
  const made = await client({ livechat: { mail, settings: { offlineRoom: 'den' } } })
  const { livechat, presence } = made.domain
  await livechat.agents.add('alice')
  presence.connect('desk', made.alice)
  await livechat.agents.setStatus(made.alice, 'alice-id', 'available')
  const sales = await livechat.departments.save({ name: 'Sales', agentIds: ['alice-id'] })
  /** Asks, and expects it to go well. */
  const ask = async (what: string, options: Parameters<typeof made.ask>[1] = {}) => {
    const { status, body } = await made.ask(what.replace(' ', ` ${V1}/`), options)
    expect([status, body['success']], `${what}: ${JSON.stringify(body)}`).toEqual([200, true])
    return body
  }
  const refusal = async (what: string, options: Parameters<typeof made.ask>[1] = {}) => {
    const { status, body } = await made.ask(what.replace(' ', ` ${V1}/`), options)
    expect([status, body['success'], body['errorType']]).toEqual([400, false, body['error']])
    expect(body['reason']).toBeTypeOf('string')
    return body['error']
  }
  return { ...made, ask, refusal, sales }
}

type Stage = Awaited<ReturnType<typeof stage>>
let place: Stage

beforeEach(async () => {
  place = await stage()
})

/** Registered, with a room that alice serves. */
async function inChat(): Promise<string> {
  await place.ask('POST visitor', { body: { visitor: { token: TOKEN, name: 'Vera', email: 'Vera@Example.com' } } })
  const { room } = await place.ask('GET room', { query: { token: TOKEN } })
  return (room as { _id: string })._id
}

describe('who comes', () => {
  it('reads how he is met', async () => {
    const { config } = await place.ask('GET config')
    expect(config).toMatchObject({
      enabled: true,
      online: true,
      settings: {
        registrationForm: true,
        fileUpload: true,
        transcript: true,
        displayOfflineForm: true,
        agentHiddenInfo: false,
        limitTextLength: 5000,
        visitorsCanCloseChat: true,
      },
      theme: { title: 'Chat with us', position: 'right' },
      survey: {
        items: ['satisfaction', 'agentKnowledge', 'agentResposiveness', 'agentFriendliness'],
        values: ['1', '2', '3', '4', '5'],
      },
      departments: [{ _id: place.sales.id, name: 'Sales', showOnRegistration: true, showOnOfflineForm: true }],
      triggers: [],
    })
    for (const key of ['guest', 'room', 'agent', 'queueInfo']) expect(config).not.toHaveProperty(key)
  })

  it('is told that livechat is off, and nothing else', async () => {
    const off = await client({ livechat: { settings: { enabled: false } } })
    expect((await off.ask(`GET ${V1}/config`)).body).toEqual({ config: { enabled: false }, success: true })
  })

  it('registers with a token of his own or one that is made for him', async () => {
    const { visitor } = await place.ask('POST visitor', {
      body: { visitor: { token: TOKEN, name: ' Vera ', email: 'Vera@Example.com', phone: '12', department: 'Sales' } },
    })
    expect(visitor).toMatchObject({
      username: 'guest-1',
      token: TOKEN,
      name: 'Vera',
      visitorEmails: [{ address: 'vera@example.com' }],
      phone: [{ phoneNumber: '12' }],
      department: place.sales.id,
      status: 'online',
    })
    expect(await place.ask(`GET visitor/${TOKEN}`)).toEqual({ visitor, success: true })
    const { visitor: other } = await place.ask('POST visitor', { body: { visitor: {} } })
    expect((other as { token: string }).token).toMatch(/^[\w-]{43}$/)
    expect(await place.ask(`GET visitor/${(other as { token: string }).token}`)).toMatchObject({ visitor: other })
  })

  it.each([
    [{ token: '' }, 'error-invalid-token'],
    [{ token: '   ' }, 'error-invalid-token'],
    [{ token: 'x'.repeat(15) }, 'error-invalid-token'],
    [{ token: TOKEN, email: 'vera' }, 'error-invalid-email'],
    [{ token: TOKEN, department: 'Nowhere' }, 'error-invalid-department'],
    [{ token: TOKEN, customFields: [{ key: '__proto__', value: 'x' }] }, 'invalid-custom-field'],
    [{ token: TOKEN, customFields: [{ key: 'a b', value: 'x' }] }, 'invalid-custom-field'],
  ])('%j is %s', async (visitor, error) => {
    expect(await place.refusal('POST visitor', { body: { visitor } })).toBe(error)
    expect(await place.domain.livechat.visitors.byToken(TOKEN)).toBeUndefined()
  })

  it('takes sixteen characters for a token, and 256', async () => {
    for (const length of [16, 256]) {
      const { visitor } = await place.ask('POST visitor', { body: { visitor: { token: 'x'.repeat(length) } } })
      expect(visitor).toMatchObject({ token: 'x'.repeat(length) })
    }
  })

  it('tells of himself and of where he is', async () => {
    await inChat()
    const fields = [
      { key: 'plan', value: 'gold', overwrite: true },
      { key: 'lang', value: 'zh', overwrite: false },
    ]
    expect(await place.ask('POST custom.fields', { body: { token: TOKEN, customFields: fields } })).toMatchObject({
      fields,
    })
    const field = { key: 'plan', value: 'tin', overwrite: false }
    expect(await place.ask('POST custom.field', { body: { token: TOKEN, ...field } })).toMatchObject({ field })
    const page = { change: 'url', title: 'Prices', location: { href: 'https://example.com/prices' } }
    expect(await place.ask('POST page.visited', { body: { token: TOKEN, pageInfo: page } })).toMatchObject({
      page: { msg: 'Prices - https://example.com/prices', navigation: { page, token: TOKEN } },
    })
    expect(await place.ask('POST visitor.status', { body: { token: TOKEN, status: 'away' } })).toMatchObject({
      token: TOKEN,
      status: 'away',
    })
    expect(await place.domain.livechat.visitors.byToken(TOKEN)).toMatchObject({
      customFields: { plan: 'gold', lang: 'zh' },
      pages: [{ title: 'Prices' }],
      status: 'away',
    })
  })

  it('leaves a message where the house reads it', async () => {
    const body = { name: 'Vera', email: 'vera@example.com', message: 'call me', department: 'Sales', host: 'https://x' }
    await place.ask('POST offline.message', { body })
    expect((await place.store.room({ id: 'DEN' }))?.lastMessage).toMatchObject({
      text: 'Vera <vera@example.com> · Sales · https://x\ncall me',
      author: { username: 'rocket.cat' },
    })
    expect(await place.refusal('POST offline.message', { body: { ...body, email: 'vera' } })).toBe(
      'error-invalid-email',
    )
    expect(await place.refusal('POST offline.message', { body: { ...body, department: 'No' } })).toBe(
      'error-invalid-department',
    )
    const closed = await client()
    expect((await closed.ask(`POST ${V1}/offline.message`, { body: { ...body, department: '' } })).body['error']).toBe(
      'error-offline-form-disabled',
    )
  })
})

describe('a chat', () => {
  it('is made once, found again, and shows its agent', async () => {
    await place.ask('POST visitor', { body: { visitor: { token: TOKEN, name: 'Vera' } } })
    expect(await place.ask(`GET agent.next/${TOKEN}`)).toMatchObject({ agent: { username: 'alice' } })
    const first = await place.ask('GET room', { query: { token: TOKEN } })
    expect(first).toMatchObject({
      newRoom: true,
      room: {
        t: 'l',
        fname: 'Vera',
        open: true,
        waitingResponse: true,
        v: { username: 'guest-1', token: TOKEN, name: 'Vera', status: 'online' },
        servedBy: { _id: 'alice-id', username: 'alice' },
        source: { type: 'widget' },
        usersCount: 1,
      },
    })
    const roomId = (first['room'] as { _id: string })._id
    expect(await place.ask('GET room', { query: { token: TOKEN } })).toMatchObject({
      newRoom: false,
      room: { _id: roomId },
    })
    expect(await place.ask('GET room', { query: { token: TOKEN, rid: roomId } })).toMatchObject({ newRoom: false })
    expect(await place.refusal('GET room', { query: { token: TOKEN, rid: 'other' } })).toBe('invalid-room')
    const agent = {
      _id: 'alice-id',
      username: 'alice',
      name: 'Alice',
      status: 'online',
      emails: [{ address: 'alice@example.com', verified: false }],
    }
    expect(await place.ask(`GET agent.info/${roomId}/${TOKEN}`)).toEqual({ agent, success: true })
    expect(await place.ask(`GET agent.next/${TOKEN}`)).toEqual({ success: true })
    expect(await place.ask('GET config', { query: { token: TOKEN } })).toMatchObject({
      config: { guest: { token: TOKEN }, room: { _id: roomId }, agent: { username: 'alice' } },
    })
    expect(await place.ask(`GET visitor/${TOKEN}/room`, { as: await place.user('boss', ['admin']) })).toMatchObject({
      rooms: [{ _id: roomId }],
    })
  })

  it('carries words: sent, sent again, read, changed, taken back', async () => {
    const roomId = await inChat()
    const body = { token: TOKEN, rid: roomId, msg: 'hello https://example.com', _id: 'm1' }
    const { message } = await place.ask('POST message', { body })
    expect(message).toMatchObject({
      _id: 'm1',
      rid: roomId,
      token: TOKEN,
      alias: 'Vera',
      u: { username: 'guest-1', name: 'Vera' },
      urls: [{ url: 'https://example.com' }],
    })
    expect(await place.ask('POST message', { body })).toEqual({ message, success: true })
    const query = { token: TOKEN, rid: roomId }
    expect(await place.ask('GET message/m1', { query })).toMatchObject({
      message: { msg: 'hello https://example.com' },
    })
    expect(await place.ask('PUT message/m1', { body: { ...query, msg: 'bye' } })).toMatchObject({
      message: { _id: 'm1', msg: 'bye', urls: [], editedBy: { username: 'guest-1' } },
    })
    await place.domain.messages.send(place.alice, { id: 'a1', roomId, text: 'answer' })
    expect(await place.refusal('PUT message/a1', { body: { ...query, msg: 'no' } })).toBe('error-action-not-allowed')
    expect(await place.refusal('DELETE message/a1', { body: query })).toBe('error-action-not-allowed')
    expect(await place.refusal('POST message', { body: { ...query, msg: 'x', _id: 'a1' } })).toBe(
      'error-action-not-allowed',
    )
    expect(await place.refusal('GET message/none', { query })).toBe('invalid-message')
    const history = async (more = {}) => {
      const { messages } = await place.ask(`GET messages.history/${roomId}`, { query: { token: TOKEN, ...more } })
      return (messages as { _id: string; t?: string; msg: string }[]).map(({ t, msg }) => t ?? msg)
    }
    expect(await history()).toEqual(['answer', 'bye', 'uj', 'command', 'livechat-started'])
    expect(await history({ limit: '2', offset: '1' })).toEqual(['bye', 'uj'])
    expect(await history({ searchText: 'ANS' })).toEqual(['answer'])
    expect(await history({ end: '1' })).toEqual([])
    expect(await place.ask('DELETE message/m1', { body: query })).toMatchObject({ message: { _id: 'm1' } })
    expect(await history()).toEqual(['answer', 'uj', 'command', 'livechat-started'])
    expect(await place.refusal('POST message', { body: { ...query, msg: 'x'.repeat(5001) } })).toBe(
      'error-message-size-exceeded',
    )
    expect(place.events.filter(({ type }) => type === 'message-deleted')).toMatchObject([{ roomId, messageId: 'm1' }])
  })

  it('ends, is rated, is sent by mail, and can be forgotten', async () => {
    const roomId = await inChat()
    const body = { token: TOKEN, rid: roomId }
    await place.ask('POST message', { body: { ...body, msg: 'hello' } })
    await place.domain.messages.send(place.alice, { roomId, text: 'goodbye' })
    expect(await place.refusal(`DELETE visitor/${TOKEN}`)).toBe('visitor-has-open-rooms')
    expect(await place.ask('POST room.close', { body })).toEqual({
      rid: roomId,
      comment: 'Closed by visitor',
      success: true,
    })
    expect(await place.refusal('POST room.close', { body })).toBe('room-closed')
    expect(await place.refusal('POST message', { body: { ...body, msg: 'more' } })).toBe('room-closed')
    expect(await place.refusal('GET room', { query: { token: TOKEN, rid: roomId } })).toBe('invalid-room')
    const data = [
      { name: 'satisfaction', value: '5' },
      { name: 'satisfaction2', value: '5' },
      { name: 'agentKnowledge', value: '6' },
      { name: 'additionalFeedback', value: 'kind' },
    ]
    const counted = { satisfaction: '5', additionalFeedback: 'kind' }
    expect(await place.ask('POST room.survey', { body: { ...body, data } })).toEqual({
      rid: roomId,
      data: counted,
      success: true,
    })
    expect(await place.refusal('POST room.survey', { body: { ...body, data: data.slice(1, 3) } })).toBe('invalid-data')
    await place.ask('POST transcript', { body: { ...body, email: 'vera@example.com' } })
    expect(mails).toEqual([
      {
        to: 'vera@example.com',
        subject: 'Your conversation',
        text: '2026-11-22T12:00:00.000Z  Vera: hello\n2026-11-22T12:00:00.000Z  Alice: goodbye\n',
      },
    ])
    expect(await place.refusal('POST transcript', { body: { ...body, email: 'a@b.c, d@e.f' } })).toBe(
      'error-invalid-email',
    )
    expect(await place.ask(`DELETE visitor/${TOKEN}`)).toMatchObject({ visitor: { ts: '2026-11-22T12:00:00.000Z' } })
    expect(await place.store.room({ id: roomId })).toBeUndefined()
    expect(await place.refusal('POST room.close', { body })).toBe('invalid-token')
  })

  it('stays while it is open, and is not ended by visitors where they may not', async () => {
    const strict = await client({ livechat: { settings: { visitorsMayClose: false, acceptWithoutAgents: true } } })
    const { visitor } = await strict.domain.livechat.visitors.register({ token: TOKEN })
    const { room } = await strict.domain.livechat.chats.open(visitor, { source: 'api' })
    const refused = await strict.ask(`POST ${V1}/room.close`, { body: { token: TOKEN, rid: room.id } })
    expect(refused.body['error']).toBe('error-not-allowed-to-close-conversation')
    const mailless = await strict.ask(`POST ${V1}/transcript`, { body: { token: TOKEN, rid: room.id, email: 'a@b.c' } })
    expect(mailless.body['error']).toBe('error-email-not-configured')
    expect((await strict.ask(`GET ${V1}/agent.info/${room.id}/${TOKEN}`)).body['error']).toBe('invalid-agent')
  })

  it('moves to another department, by both routes', async () => {
    const roomId = await inChat()
    const body = { token: TOKEN, rid: roomId, department: 'Sales' }
    expect(await place.ask('POST room.transfer', { body })).toMatchObject({
      room: { _id: roomId, departmentId: place.sales.id },
    })
    const help = await place.domain.livechat.departments.save({ name: 'Help', agentIds: ['alice-id'] })
    expect(await place.ask('POST visitor/department.transfer', { body: { ...body, department: 'Help' } })).toEqual({
      success: true,
    })
    expect((await place.store.room({ id: roomId }))?.chat?.departmentId).toBe(help.id)
    expect(await place.refusal('POST room.transfer', { body: { ...body, department: 'No' } })).toBe(
      'error-invalid-department',
    )
  })

  it('is one, however many first contacts come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, async () => {
        await place.ask('POST visitor', { body: { visitor: { token: TOKEN } } })
        return place.ask('GET room', { query: { token: TOKEN } })
      }),
    )
    expect(new Set(answers.map(({ room }) => (room as { _id: string })._id)).size).toBe(1)
    expect(answers.filter(({ newRoom }) => newRoom)).toHaveLength(1)
    expect((await place.store.chats({ order: 'begun', offset: 0, limit: 10 })).total).toBe(1)
    expect((await place.store.agents({}))[0]?.openChats).toBe(1)
  })
})
