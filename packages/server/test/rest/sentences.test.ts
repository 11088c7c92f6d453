// The words in which REST refuses, one by one: clients show them, and programs look for them.

import { beforeAll, expect, it } from 'vitest'
import { client, type Asking } from './client.ts'

type Place = Awaited<ReturnType<typeof client>>

let place: Place

beforeAll(async () => {
  place = await client()
  await place.domain.messages.send(place.alice, { id: 'secret', roomId: 'DEN', text: 'the secret' })
})

const DATE = '2026-11-22T12:00:00.000Z'
const ANY = 'The required "roomId" or "roomName" param provided does not match any'

it.each<[string, Pick<Asking, 'query' | 'body'>, string]>([
  ['GET rooms.info', {}, 'The parameter "roomId" or "roomName" is required [error-roomid-param-not-provided]'],
  ['GET rooms.info', { query: { roomId: 'DEN' } }, `${ANY} channel [error-room-not-found]`],
  ['GET channels.info', { query: { roomId: 'DEN' } }, `${ANY} channel [error-room-not-found]`],
  ['GET groups.info', { query: { roomName: 'den' } }, `${ANY} group [error-room-not-found]`],
  ['GET im.history', {}, 'Query param "roomId" or "username" is required [error-room-param-not-provided]'],
  [
    'GET im.history',
    { query: { username: 'alice' } },
    'The required "roomId" or "username" param provided does not match any direct message [error-room-not-found]',
  ],
  ['GET users.info', {}, 'The required "userId" or "username" param was not provided [error-user-param-not-provided]'],
  [
    'POST chat.pinMessage',
    { body: { messageId: 'none' } },
    'The provided "messageId" does not match any existing message. [error-message-not-found]',
  ],
  ['GET chat.getThreadMessages', { query: { tmid: 'secret' } }, 'Not Allowed [error-not-allowed]'],
  ['GET chat.getThreadsList', { query: { rid: 'DEN' } }, 'Not Allowed [error-not-allowed]'],
  ['GET chat.search', { query: { roomId: 'DEN', searchText: 'x' } }, 'Not allowed [error-not-allowed]'],
  ['POST chat.postMessage', { body: { channel: '#nowhere', text: 'x' } }, 'Invalid channel [error-invalid-channel]'],
  ['POST chat.postMessage', { body: { text: 'x' } }, 'Invalid channel [error-invalid-channel]'],
  ['POST method.call/x', { body: { message: 'no frame' } }, 'Invalid message [invalid-params]'],
  ['POST method.call/x', { body: { message: '{"msg":"ping"}' } }, 'Invalid message [invalid-params]'],
  [
    'GET chat.syncMessages',
    { query: { roomId: 'TOWN' } },
    'The "type" or "lastUpdate" parameters must be provided [error-param-required]',
  ],
  [
    'GET chat.syncMessages',
    { query: { roomId: 'TOWN', lastUpdate: 'yesterday' } },
    'The "lastUpdate" query parameter must be a valid date. [error-lastUpdate-param-invalid]',
  ],
  [
    'GET chat.syncMessages',
    { query: { roomId: 'TOWN', type: 'NEW', next: '1' } },
    'The "type" parameter must be either "UPDATED" or "DELETED" [error-type-param-not-supported]',
  ],
  [
    'GET chat.syncMessages',
    { query: { roomId: 'TOWN', next: '1' } },
    'The "type" parameter is required when using the "next" or "previous" parameters [error-type-param-required]',
  ],
  [
    'GET chat.syncMessages',
    { query: { roomId: 'TOWN', type: 'UPDATED', next: '1', previous: '1' } },
    'You cannot provide both "next" and "previous" parameters [error-cursor-conflict]',
  ],
  [
    'GET chat.syncMessages',
    { query: { roomId: 'TOWN', type: 'UPDATED', next: '1', lastUpdate: DATE } },
    'The attributes "next", "previous" and "lastUpdate" cannot be used together [error-cursor-and-lastUpdate-conflict]',
  ],
  [
    'GET chat.syncMessages',
    { query: { roomId: 'TOWN', type: 'UPDATED', next: 'soon' } },
    'Invalid Date [error-invalid-date]',
  ],
  [
    'GET chat.syncMessages',
    { query: { roomId: 'TOWN', type: 'UPDATED', previous: '8640000000000001' } },
    'Invalid Date [error-invalid-date]',
  ],
])('%s %j', async (what, asked, error) => {
  const [verb = '', path = ''] = what.split(' ')
  const answer = await place.ask(`${verb} /api/v1/${path}`, { ...asked, as: place.carol })
  expect([answer.status, answer.body['error']]).toEqual([400, error])
})

it('a cursor may be the last moment that there is', async () => {
  const query = { roomId: 'TOWN', type: 'UPDATED', previous: '8640000000000000' }
  expect((await place.ask('GET /api/v1/chat.syncMessages', { query, as: place.carol })).status).toBe(200)
})

it('livechat tells the code alone, and the words beside it', async () => {
  expect(await place.ask('GET /api/v1/livechat/visitor/nobodys')).toMatchObject({
    status: 400,
    body: { success: false, error: 'invalid-token', errorType: 'invalid-token', reason: 'Invalid token' },
  })
})
