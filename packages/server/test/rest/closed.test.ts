// Closed by default, the REST routes' part: every route, as everybody, with everything that does not belong there.

import { describe, expect, it } from 'vitest'
import type { User } from '../../src/domain/entities.ts'
import { digestOf } from '../../src/domain/password-digest.ts'
import { may } from '../../src/domain/permissions.ts'
import { ROUTES } from '../../src/rest/index.ts'
import { spied } from '../methods/spied.ts'
import { wrongVariants } from '../methods/wrong-arguments.ts'
import { client } from './client.ts'
import { LIVECHAT_BODIES, LIVECHAT_QUERIES, OPEN_TO_VISITORS } from './livechat-examples.ts'

/** A body or a query of every route that has one: what is spoiled, place by place. Others look at neither. */
const BODIES: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  'POST /api/v1/login': [
    { user: 'alice', password: 'wrong' },
    { user: { username: 'alice' }, password: { digest: digestOf('wrong'), algorithm: 'sha-256' } },
    { username: 'alice', password: 'wrong' },
    { email: 'alice@example.com', password: 'wrong' },
    { resume: 'a token' },
  ],
  ...LIVECHAT_BODIES,
  'POST /api/v1/users.2fa.enableEmail': [],
  'POST /api/v1/users.2fa.disableEmail': [],
  'POST /api/v1/users.2fa.sendEmailCode': [{ emailOrUsername: 'alice' }],
  'POST /api/v1/users.generatePersonalAccessToken': [{ tokenName: 'bot', bypassTwoFactor: true }],
  'POST /api/v1/users.regeneratePersonalAccessToken': [{ tokenName: 'bot' }],
  'POST /api/v1/users.removePersonalAccessToken': [{ tokenName: 'bot' }],
  'POST /api/v1/logout': [],
  'POST /api/v1/method.call/:method': [{ message: 'no frame' }],
  'POST /api/v1/method.callAnon/:method': [{ message: 'no frame' }],
  'POST /api/v1/chat.sendMessage': [
    { message: { _id: 'new', rid: 'DEN', msg: 'hello', tmid: 'secret', tshow: true }, previewUrls: ['https://x'] },
  ],
  'POST /api/v1/chat.update': [{ roomId: 'DEN', msgId: 'secret', text: 'changed' }],
  'POST /api/v1/chat.delete': [{ roomId: 'DEN', msgId: 'secret', asUser: true }],
  'POST /api/v1/chat.react': [
    { messageId: 'secret', emoji: ':wave:', shouldReact: true },
    { messageId: 'secret', reaction: ':wave:', shouldReact: true },
  ],
  'POST /api/v1/chat.pinMessage': [{ messageId: 'secret' }],
  'POST /api/v1/chat.unPinMessage': [{ messageId: 'secret' }],
  'POST /api/v1/chat.starMessage': [{ messageId: 'secret' }],
  'POST /api/v1/chat.unStarMessage': [{ messageId: 'secret' }],
  'POST /api/v1/chat.followMessage': [{ mid: 'secret' }],
  'POST /api/v1/chat.unfollowMessage': [{ mid: 'secret' }],
  'POST /api/v1/rooms.favorite': [{ roomId: 'DEN', roomName: 'den', favorite: true }],
  'POST /api/v1/users.setStatus': [{ status: 'busy', message: 'at work' }],
  'POST /api/v1/rooms.open': [{ roomId: 'DEN' }],
  'POST /api/v1/rooms.hide': [{ roomId: 'DEN' }],
  'POST /api/v1/channels.open': [{ roomId: 'TOWN', roomName: 'town' }],
  'POST /api/v1/channels.close': [{ roomId: 'TOWN', roomName: 'town' }],
  'POST /api/v1/groups.open': [{ roomId: 'DEN', roomName: 'den' }],
  'POST /api/v1/groups.close': [{ roomId: 'DEN', roomName: 'den' }],
  'POST /api/v1/im.open': [{ roomId: 'DEN' }],
  'POST /api/v1/im.close': [{ roomId: 'DEN' }],
  'POST /api/v1/dm.open': [{ roomId: 'DEN' }],
  'POST /api/v1/dm.close': [{ roomId: 'DEN' }],
  'POST /api/v1/dm.create': [{ username: 'bob', usernames: 'bob,carol' }],
  'POST /api/v1/chat.postMessage': [
    {
      roomId: 'DEN',
      channel: '#den',
      text: 'hello',
      alias: 'a',
      emoji: ':a:',
      avatar: 'https://x',
      attachments: [{ text: 'x' }],
      tmid: 'secret',
      tshow: true,
    },
  ],
  'POST /api/v1/rooms.media/:rid': [],
  'POST /api/v1/rooms.mediaConfirm/:rid/:fileId': [
    { msg: 'look', description: 'a cat', tmid: 'secret', fileName: 'x' },
  ],
  'POST /api/v1/rooms.upload/:rid': [],
  'POST /api/v1/channels.create': [
    { name: 'new', members: ['bob'], readOnly: true, customFields: {}, extraData: { topic: 'tea' } },
  ],
  'POST /api/v1/groups.create': [
    { name: 'new', members: ['bob'], readOnly: true, customFields: {}, extraData: { topic: 'tea' } },
  ],
  'POST /api/v1/im.create': [{ username: 'bob', usernames: 'bob,carol' }],
  'POST /api/v1/channels.join': [{ roomId: 'TOWN', roomName: 'town', joinCode: 'code' }],
  'POST /api/v1/channels.leave': [{ roomId: 'TOWN', roomName: 'town' }],
  'POST /api/v1/groups.leave': [{ roomId: 'DEN', roomName: 'den' }],
  'POST /api/v1/rooms.leave': [{ roomId: 'DEN' }],
  'POST /api/v1/subscriptions.read': [
    { rid: 'DEN', readThreads: true },
    { roomId: 'DEN', readThreads: true },
  ],
}

const HISTORY = {
  latest: '2026-11-22T12:00:00.000Z',
  oldest: '2026-11-22T12:00:00.000Z',
  inclusive: 'true',
  offset: '0',
  count: '10',
  unreads: 'true',
  showThreadMessages: 'true',
}

const QUERIES: Readonly<Record<string, Record<string, string>>> = {
  ...LIVECHAT_QUERIES,
  'GET /api/v1/rooms.get': { updatedSince: '2026-11-22T12:00:00.000Z' },
  'GET /api/v1/subscriptions.get': { updatedSince: '2026-11-22T12:00:00.000Z' },
  'GET /api/v1/channels.list': { offset: '0', count: '10', filter: 'x' },
  'GET /api/v1/chat.getMessage': { msgId: 'secret' },
  'GET /api/v1/chat.syncMessages': {
    roomId: 'DEN',
    lastUpdate: '2026-11-22T12:00:00.000Z',
    next: '1',
    previous: '1',
    type: 'UPDATED',
    count: '5',
  },
  'GET /api/v1/chat.getThreadMessages': { tmid: 'secret', offset: '0', count: '5' },
  'GET /api/v1/chat.getThreadsList': { rid: 'DEN', type: 'following', text: 'x', offset: '0', count: '5' },
  'GET /api/v1/chat.search': { roomId: 'DEN', searchText: 'secret', offset: '0', count: '5' },
  'GET /api/v1/chat.getPinnedMessages': { roomId: 'DEN', offset: '0', count: '5' },
  'GET /api/v1/chat.getStarredMessages': { roomId: 'DEN', offset: '0', count: '5' },
  'GET /api/v1/chat.getMentionedMessages': { roomId: 'DEN', offset: '0', count: '5' },
  'GET /api/v1/dm.history': { roomId: 'DEN', username: 'bob', ...HISTORY },
  'GET /api/v1/dm.members': { roomId: 'DEN', username: 'bob', filter: 'x', offset: '0', count: '5' },
  'GET /api/v1/spotlight': { query: 'bo' },
  'GET /api/v1/settings.public': { _id: 'FileUpload_Enabled', offset: '0', count: '5' },
  'GET /api/v1/rooms.info': { roomId: 'DEN', roomName: 'den' },
  'GET /api/v1/channels.info': { roomId: 'TOWN', roomName: 'town' },
  'GET /api/v1/groups.info': { roomId: 'DEN', roomName: 'den' },
  'GET /api/v1/channels.history': { roomId: 'TOWN', roomName: 'town', ...HISTORY },
  'GET /api/v1/groups.history': { roomId: 'DEN', roomName: 'den', ...HISTORY },
  'GET /api/v1/im.history': { roomId: 'DEN', username: 'bob', ...HISTORY },
  'GET /api/v1/channels.members': { roomId: 'TOWN', roomName: 'town', filter: 'x', offset: '0', count: '5' },
  'GET /api/v1/groups.members': { roomId: 'DEN', roomName: 'den', filter: 'x', offset: '0', count: '5' },
  'GET /api/v1/im.members': { roomId: 'DEN', username: 'bob', filter: 'x', offset: '0', count: '5' },
  'GET /api/v1/subscriptions.getOne': { roomId: 'DEN' },
  'GET /api/v1/users.info': { userId: 'bob-id', username: 'bob' },
  'GET /api/v1/users.getStatus': { userId: 'bob-id', username: 'bob' },
  'GET /api/v1/users.getPresence': { userId: 'bob-id', username: 'bob' },
  'GET /api/v1/users.presence': { from: '2026-11-22T12:00:00.000Z' },
}

const nameOf = ({ method, path }: (typeof ROUTES)[number]) => `${method} ${path}`
/** A password may be an object, a user too; what is in them is judged by itself. */
const MAY_BE_MORE: ReadonlySet<string> = new Set(['user {', 'password {'])

it('every route that changes something has a body here', () => {
  const posts = ROUTES.filter(({ method }) => method !== 'GET').map(nameOf)
  expect(posts.filter((name) => !BODIES[name])).toEqual([])
})

describe.each(['nobody', 'a stranger', 'a member'] as const)('%s', (who) => {
  it.each(ROUTES.map((route) => [nameOf(route), route] as const))('%s', async (name, route) => {
    const { asked, spy } = spied()
    const made = await client({ store: spy })
    await made.domain.messages.send(made.alice, { id: 'secret', roomId: 'DEN', text: 'the secret' })
    const as = who === 'nobody' ? undefined : who === 'a stranger' ? made.carol : made.bob
    if (as) await made.tokenOf(as)
    made.events.length = 0
    asked.length = 0

    const spoiled = [
      ...(BODIES[name] ?? []).flatMap((body) => wrongVariants({ body })),
      ...(QUERIES[name] ? wrongVariants({ query: QUERIES[name] }).filter(({ place }) => place !== 'query') : []),
    ]
    for (const { place, what, value, sameKind } of spoiled) {
      const field = place.split('.').slice(1)[0] ?? ''
      if (sameKind || what === 'null' || MAY_BE_MORE.has(`${field} ${what.slice(0, 1)}`)) continue
      const answer = await made.ask(name, { ...(value as { body?: unknown }), ...(as && { as }) })
      const label = `${name} with ${what} at ${place}`
      const expected = expectedStatus(route.who, as, refusals(place, what))
      expect(expected, label).toContain(answer.status)
      expect(
        asked.filter((operation) => !['loginToken', 'credentials', 'visitor'].includes(operation)),
        label,
      ).toEqual([])
      expect(made.events, label).toEqual([])
      expect(made.faults, label).toEqual([])
    }
  })

  it('reads nothing without a login that it may not', async () => {
    const made = await client()
    const open = []
    for (const route of ROUTES) {
      const { status } = await made.ask(nameOf(route), { body: BODIES[nameOf(route)]?.[0] })
      if (status !== 401) open.push(nameOf(route))
    }
    expect(open).toEqual([
      'GET /api/info',
      'POST /api/v1/users.2fa.sendEmailCode',
      'GET /api/v1/settings.public',
      'POST /api/v1/method.callAnon/:method',
      ...OPEN_TO_VISITORS,
    ])
  })
})

/** Who may not is told so before anything else is looked at. */
function expectedStatus(who: (typeof ROUTES)[number]['who'], as: User | undefined, refused: readonly number[]) {
  const isVisitors = typeof who === 'object' && 'visitor' in who
  if (who === 'anyone' || isVisitors) return refused
  if (!as) return [401]
  return who === 'user' || may(as, who.permission) ? refused : [403]
}

/** A long text is a wrong password, name or frame like any other; a message or a name it is not. */
function refusals(place: string, what: string): readonly number[] {
  return what === 'a text of 1 MB' && /password|resume|user|email/.test(place) ? [400, 401] : [400]
}
