// A call of every method that fits: what the generated tests spoil, place by place. A method without one fails the test.

import { digestOf } from '../../src/domain/password-digest.ts'
import { START } from '../domain/world.ts'

/** Long enough to be a visitor's, and nobody's. */
const TOKEN = 'NOBODYS-TOKEN-123'

export const EXAMPLES: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  login: [
    [{ user: { username: 'alice' }, password: { digest: digestOf('wrong'), algorithm: 'sha-256' } }],
    [{ user: { email: 'alice@example.com' }, password: 'wrong' }],
    [{ user: { id: 'alice-id' }, password: 'wrong' }],
    [{ resume: 'a token' }],
    [{ loginToken: 'a token' }],
    [{ oauth: { credentialToken: 'a token', credentialSecret: 'a secret' } }],
    [{ ldap: true, username: 'alice', ldapPass: 'wrong', ldapOptions: {} }],
    [{ totp: { login: { user: { username: 'alice' }, password: 'wrong' }, code: '123456' } }],
  ],
  '2fa:enable': [[]],
  '2fa:validateTempToken': [['123456']],
  '2fa:disable': [['123456']],
  '2fa:regenerateCodes': [['123456']],
  '2fa:checkCodesRemaining': [[]],
  'public-settings/get': [[new Date(START)]],
  'personalAccessTokens:generateToken': [[{ tokenName: 'bot', bypassTwoFactor: true }]],
  'personalAccessTokens:regenerateToken': [[{ tokenName: 'bot' }]],
  'personalAccessTokens:removeToken': [[{ tokenName: 'bot' }]],
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
  getThreadMessages: [[{ tmid: 'secret', limit: 5, skip: 0 }]],
  getThreadsList: [[{ rid: 'DEN', limit: 5, skip: 0 }]],
  messageSearch: [['secret', 'DEN', 5, 0]],
  spotlight: [['bo', ['carol'], { users: true, rooms: true, mentions: false, includeFederatedRooms: false }, 'DEN']],
  'quindar:changes': [['DEN', { epoch: 'test-epoch', after: 0, limit: 5 }]],
  loadHistory: [['DEN', new Date(START), 20, new Date(START), true]],
  'livechat:getInitialData': [[TOKEN, 'Sales']],
  'livechat:loginByToken': [[TOKEN]],
  'livechat:registerGuest': [
    [
      {
        token: TOKEN,
        name: 'Vera',
        email: 'vera@example.com',
        phone: '1',
        department: 'Sales',
        customFields: [{ key: 'a', value: 'b', overwrite: true }],
      },
    ],
  ],
  sendMessageLivechat: [
    [
      { _id: 'new', rid: 'DEN', msg: 'hello', token: TOKEN },
      { agentId: 'bob-id', username: 'bob' },
    ],
  ],
  'livechat:loadHistory': [
    [{ token: TOKEN, rid: 'DEN', end: new Date(START), limit: 20, ls: new Date(START) }],
    [{ token: TOKEN, rid: 'GENERAL' }],
  ],
  'livechat:getAgentData': [[{ roomId: 'DEN', token: TOKEN }]],
  'UserPresence:connect': [[TOKEN, { visitor: TOKEN }]],
  'livechat:setUpConnection': [[{ token: TOKEN }]],
  'livechat:closeByVisitor': [[{ roomId: 'DEN', token: TOKEN }]],
  'livechat:getNextAgent': [[{ token: TOKEN, department: 'Sales' }]],
  'livechat:setCustomField': [[TOKEN, 'key', 'value', true]],
  'livechat:setDepartmentForVisitor': [[{ roomId: 'DEN', visitorToken: TOKEN, departmentId: 'Sales' }]],
  'livechat:pageVisited': [[TOKEN, 'DEN', { change: 'url', title: 'Home', location: { href: 'https://x' } }]],
  'livechat:saveSurveyFeedback': [[TOKEN, 'DEN', [{ name: 'satisfaction', value: '5' }]]],
  'livechat:sendOfflineMessage': [
    [{ name: 'Vera', email: 'vera@example.com', message: 'call me', department: 'Sales', host: 'https://x' }],
  ],
  'livechat:sendTranscript': [[TOKEN, 'DEN', 'vera@example.com', 'our chat']],
  'livechat:startFileUploadRoom': [['DEN', TOKEN]],
  sendFileLivechatMessage: [['DEN', TOKEN, { _id: 'FILE' }, { msg: 'look' }]],
  'livechat:takeInquiry': [['DEN', { clientAction: true }]],
  'livechat:transfer': [
    [{ roomId: 'DEN', userId: 'bob-id', departmentId: 'Sales', comment: 'why', clientAction: true }],
  ],
  'livechat:closeRoom': [['DEN', 'done', { clientAction: true, tags: ['a'] }]],
  'livechat:returnAsInquiry': [['DEN', 'Sales']],
  'livechat:changeLivechatStatus': [[{ status: 'available', agentId: 'bob-id' }]],
  'livechat:getRoutingConfig': [[]],
  'livechat:addAgent': [['bob']],
  'livechat:removeAgent': [['bob']],
}

/** Places that take any object, or any value at all: what is in them is kept or passed over, and never looked into. */
export const OPEN_PLACES: ReadonlySet<string> = new Set([
  'createChannel 3',
  'createChannel 3.floor',
  'createPrivateGroup 3',
  'createPrivateGroup 3.floor',
  // Judged after the token.
  'sendMessageLivechat 0.msg',
  'sendMessage 0.customFields',
  'sendMessage 0.customFields.a',
  'sendMessage 0.bot',
  'sendMessage 0.bot.i',
])
