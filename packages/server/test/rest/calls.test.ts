import { encode } from 'quindar/protocol'
import { describe, expect, it } from 'vitest'
import { ROUTES } from '../../src/rest/index.ts'
import { START } from '../domain/world.ts'
import { client } from './client.ts'

const frame = (method: string, params?: unknown[]) => ({
  message: encode({ msg: 'method', id: '7', method, ...(params && { params }) }),
})
const said = (body: Record<string, unknown>) => JSON.parse(String(body['message'])) as Record<string, unknown>

describe('method.call', () => {
  it('answers with the frame that DDP would have had, dates and all', async () => {
    const { ask, bob } = await client()
    const { status, body } = await ask('POST /api/v1/method.call/rooms:get', { as: bob, body: frame('rooms/get') })
    expect(status).toBe(200)
    expect(body['success']).toBe(true)
    expect(said(body)).toMatchObject({
      msg: 'result',
      id: '7',
      result: [{ _id: 'DEN', ts: { $date: START } }, { _id: 'TOWN' }],
    })
  })

  it('reads dates in what it is sent', async () => {
    const { ask, bob } = await client()
    const { body } = await ask('POST /api/v1/method.call/rooms:get', {
      as: bob,
      body: frame('rooms/get', [new Date(START + 1)]),
    })
    expect(said(body)).toEqual({ msg: 'result', id: '7', result: { update: [], remove: [] } })
  })

  it('leaves out a result that is nothing', async () => {
    const { ask, bob } = await client()
    const { body } = await ask('POST /api/v1/method.call/readMessages', {
      as: bob,
      body: frame('readMessages', ['TOWN']),
    })
    expect(said(body)).toEqual({ msg: 'result', id: '7' })
  })

  it('is 400 with the error’s frame when the method refuses', async () => {
    const { ask, carol } = await client()
    const { status, body } = await ask('POST /api/v1/method.call/joinRoom', {
      as: carol,
      body: frame('joinRoom', ['DEN']),
    })
    expect(status).toBe(400)
    expect(body['success']).toBe(false)
    expect(said(body)).toEqual({
      msg: 'result',
      id: '7',
      error: {
        isClientSafe: true,
        error: 'error-not-allowed',
        reason: 'Not allowed',
        details: { method: 'joinRoom' },
        message: 'Not allowed [error-not-allowed]',
        errorType: 'Meteor.Error',
      },
    })
  })

  it('hides a fault and reports it', async () => {
    const { ask, bob, faults } = await client({
      store: (store) => ({ ...store, roomsOf: () => Promise.reject(new Error('disk on fire')) }),
    })
    const { status, body } = await ask('POST /api/v1/method.call/rooms:get', { as: bob, body: frame('rooms/get') })
    expect(status).toBe(400)
    expect(said(body)).toMatchObject({ error: { error: 500, reason: 'Internal server error' } })
    expect(faults).toMatchObject([{ message: 'disk on fire' }])
  })

  it('wants a login, method.callAnon does not', async () => {
    const { ask } = await client()
    expect((await ask('POST /api/v1/method.call/rooms:get', { body: frame('rooms/get') })).status).toBe(401)
    const { status, body } = await ask('POST /api/v1/method.callAnon/rooms:get', { body: frame('rooms/get') })
    expect([status, said(body)]).toEqual([200, { msg: 'result', id: '7', result: [] }])
    const refused = await ask('POST /api/v1/method.callAnon/joinRoom', { body: frame('joinRoom', ['TOWN']) })
    expect(said(refused.body)).toMatchObject({ error: { error: 'error-invalid-user' } })
  })

  it.each([
    [undefined],
    [{}],
    [{ message: 7 }],
    [{ message: '{}', more: 1 }],
    [{ message: 'no JSON' }],
    [{ message: '{"msg":"ping"}' }],
    [{ message: '{"msg":"method","method":"rooms/get"}' }],
    [{ message: '[]' }],
  ])('does not take %j', async (body) => {
    const { ask, bob } = await client()
    const answer = await ask('POST /api/v1/method.call/x', { as: bob, body })
    expect(answer).toMatchObject({ status: 400, body: { success: false, errorType: 'invalid-params' } })
  })

  it('logs in and out like DDP, and counts in the same allowance', async () => {
    const { ask, alice } = await client({ limits: 'developer' })
    const login = frame('login', [{ user: { username: 'alice' }, password: 'wrong' }])
    for (let i = 0; i < 5; i++) {
      const { body } = await ask('POST /api/v1/method.callAnon/login', { body: login })
      expect(said(body)).toMatchObject({ error: { error: 401, reason: 'User not found' } })
    }
    const { status, headers, body } = await ask('POST /api/v1/method.callAnon/login', { body: login })
    expect(status).toBe(400)
    expect(headers).toEqual({})
    expect(said(body)).toMatchObject({ error: { error: 'too-many-requests', details: { timeToReset: 10_000 } } })
    expect((await ask('GET /api/v1/me', { as: alice })).status).toBe(200)
  })

  it('logout ends the token', async () => {
    const { ask, bob } = await client()
    const { body } = await ask('POST /api/v1/method.call/logout', { as: bob, body: frame('logout') })
    expect(said(body)).toEqual({ msg: 'result', id: '7' })
    expect((await ask('GET /api/v1/me', { as: bob })).status).toBe(401)
  })
})

describe('POST /api/v1/chat.sendMessage', () => {
  const message = { _id: 'm1', rid: 'TOWN', msg: 'hello' }

  it('answers the message, as its method would, in ISO', async () => {
    const { ask, alice } = await client()
    const answer = await ask('POST /api/v1/chat.sendMessage', { as: alice, body: { message, previewUrls: [] } })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      message: {
        ...message,
        ts: new Date(START).toISOString(),
        u: { _id: 'alice-id', username: 'alice', name: 'Alice' },
        _updatedAt: new Date(START).toISOString(),
        urls: [],
        mentions: [],
        channels: [],
        md: [{ type: 'PARAGRAPH', value: [{ type: 'PLAIN_TEXT', value: 'hello' }] }],
        _seq: 1,
        _epoch: 'test-epoch',
      },
      success: true,
    })
  })

  it('fails as REST fails', async () => {
    const { ask, carol } = await client()
    const body = { message: { rid: 'DEN', msg: 'x' } }
    expect(await ask('POST /api/v1/chat.sendMessage', { as: carol, body })).toMatchObject({
      status: 400,
      body: { success: false, error: 'Not allowed [error-not-allowed]', errorType: 'error-not-allowed' },
    })
    const long = { message: { ...message, msg: 'x'.repeat(5_001) } }
    expect((await ask('POST /api/v1/chat.sendMessage', { as: carol, body: long })).body).toMatchObject({
      error: 'Message size exceeds Message_MaxAllowedSize [error-message-size-exceeded]',
    })
    expect((await ask('POST /api/v1/chat.sendMessage', { body })).status).toBe(401)
  })

  it.each([[undefined], [{}], [{ message: [] }], [{ message: { ...message, alias: 'x' } }], [{ message, extra: 1 }]])(
    'does not take %j',
    async (body) => {
      const { ask, alice, store } = await client()
      const answer = await ask('POST /api/v1/chat.sendMessage', { as: alice, body })
      expect(answer).toMatchObject({ status: 400, body: { success: false, errorType: 'invalid-params' } })
      expect(await store.message({ id: 'm1' })).toBeUndefined()
    },
  )

  it('shares its five in a second with the method', async () => {
    const { ask, alice } = await client({ limits: 'developer' })
    for (let i = 0; i < 3; i++) {
      await ask('POST /api/v1/method.call/sendMessage', {
        as: alice,
        body: frame('sendMessage', [{ rid: 'TOWN', msg: 'x' }]),
      })
    }
    const send = async () =>
      (await ask('POST /api/v1/chat.sendMessage', { as: alice, body: { message: { rid: 'TOWN', msg: 'x' } } })).status
    expect([await send(), await send(), await send()]).toEqual([200, 200, 429])
  })
})

describe('limits of REST', () => {
  it('hold for every route but two kinds: methods have their own, files and what a server is may always be asked for', () => {
    const others = ROUTES.filter(({ rate }) => rate !== 'route').map(
      ({ method, path, rate }) => `${method} ${path} ${rate}`,
    )
    expect(others.toSorted()).toEqual([
      'GET /api/info none',
      'GET /file-upload/:_id/:name none',
      'POST /api/v1/method.call/:method method',
      'POST /api/v1/method.callAnon/:method method',
    ])
  })

  it('stand in the headers, with the reset in milliseconds since 1970', async () => {
    const { ask, alice } = await client({ limits: 'strict' })
    const { headers } = await ask('GET /api/v1/me', { as: alice })
    expect(headers).toEqual({
      'X-RateLimit-Limit': '10',
      'X-RateLimit-Remaining': '9',
      'X-RateLimit-Reset': String(START + 60_000),
    })
    for (let i = 0; i < 9; i++) await ask('GET /api/v1/me', { as: alice })
    expect(await ask('GET /api/v1/me', { as: alice })).toEqual({
      status: 429,
      headers: {
        'X-RateLimit-Limit': '10',
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': String(START + 60_000),
      },
      body: {
        success: false,
        error:
          'Error, too many requests. Please slow down. You must wait 60 seconds before trying this endpoint again. [error-too-many-requests]',
        errorType: 'error-too-many-requests',
        details: { timeToReset: 60_000, seconds: 60 },
      },
    })
    expect((await ask('GET /api/v1/rooms.get', { as: alice })).status).toBe(200)
  })

  it('hold for strangers too, before it is said that they are', async () => {
    const { ask } = await client({ limits: 'strict' })
    for (let i = 0; i < 10; i++) expect((await ask('GET /api/v1/me')).status).toBe(401)
    expect((await ask('GET /api/v1/me')).status).toBe(429)
  })

  it('are not there where none are wanted', async () => {
    const { ask, alice } = await client()
    expect((await ask('GET /api/v1/me', { as: alice })).headers).toEqual({})
  })
})
