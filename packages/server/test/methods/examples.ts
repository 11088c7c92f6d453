// A call of every method that fits: what the generated tests spoil, place by place. A method without one fails the test.

import { digestOf } from '../../src/domain/password-digest.ts'
import { START } from '../domain/world.ts'

export const EXAMPLES: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  login: [
    [{ user: { username: 'alice' }, password: { digest: digestOf('wrong'), algorithm: 'sha-256' } }],
    [{ user: { email: 'alice@example.com' }, password: 'wrong' }],
    [{ user: { id: 'alice-id' }, password: 'wrong' }],
    [{ resume: 'a token' }],
  ],
  logout: [[]],
  'UserPresence:online': [[]],
  'UserPresence:away': [[]],
  'rooms/get': [[new Date(START)]],
  'subscriptions/get': [[new Date(START)]],
  getRoomByTypeAndName: [['p', 'den']],
  getRoomIdByNameOrId: [['DEN']],
  createChannel: [['new', ['bob'], true, { floor: 3 }, { topic: 'tea' }]],
  createPrivateGroup: [['new', ['bob'], true, { floor: 3 }, { topic: 'tea' }]],
  createDirectMessage: [['bob', 'carol']],
  joinRoom: [['DEN', 'code']],
  leaveRoom: [['DEN']],
  readMessages: [['DEN', true]],
  getUsersOfRoom: [['DEN', true, { limit: 5, skip: 0 }, 'a']],
  sendMessage: [
    [
      {
        _id: 'new',
        rid: 'DEN',
        msg: 'hello',
        tmid: 'secret',
        tshow: true,
        ts: new Date(START),
        groupable: true,
        customFields: { a: 1 },
        bot: { i: 'x' },
      },
      ['https://example.org'],
    ],
  ],
  updateMessage: [[{ _id: 'secret', msg: 'changed' }, ['https://example.org']]],
  deleteMessage: [[{ _id: 'secret' }]],
  setReaction: [[':wave:', 'secret', true]],
  loadMissedMessages: [['DEN', new Date(START)]],
  loadNextMessages: [['DEN', new Date(START), 20]],
  loadSurroundingMessages: [[{ _id: 'secret' }, 50, true]],
  'messages/get': [
    ['DEN', { lastUpdate: new Date(START) }],
    ['DEN', { next: '1', type: 'UPDATED', count: 5 }],
    ['DEN', { previous: '1', type: 'DELETED' }],
    ['DEN', { latestDate: new Date(START), oldestDate: new Date(0), inclusive: true, unreads: true }],
  ],
  'quindar:changes': [['DEN', { epoch: 'test-epoch', after: 0, limit: 5 }]],
  loadHistory: [['DEN', new Date(START), 20, new Date(START), true]],
}

/** Places that take any object, or any value at all: what is in them is kept or passed over, and never looked into. */
export const OPEN_PLACES: ReadonlySet<string> = new Set([
  'createChannel 3',
  'createChannel 3.floor',
  'createPrivateGroup 3',
  'createPrivateGroup 3.floor',
  'sendMessage 0.customFields',
  'sendMessage 0.customFields.a',
  'sendMessage 0.bot',
  'sendMessage 0.bot.i',
])
