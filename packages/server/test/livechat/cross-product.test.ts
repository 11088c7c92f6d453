// Token A opens nothing of token B: every method, route and stream that takes a visitor's token, with A's token and the
// room, message and visitor of B. What there is is read from the registries, so that a new one cannot be forgotten: one
// that names no case here fails.

import { describe, expect, it } from 'vitest'
import { createMethods } from '../../src/methods/index.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { ROUTES, UploadedFile } from '../../src/rest/index.ts'
import { streams } from '../../src/ddp/streams/index.ts'
import { client } from '../rest/client.ts'
import { callers } from '../methods/caller.ts'
import { live } from '../ddp/live.ts'
import type { Town } from '../domain/world.ts'

const A = 'TOKEN-OF-VISITOR-A'
const B = 'TOKEN-OF-VISITOR-B'
const ROOM_A = 'ROOM-OF-A'
const ROOM_B = 'ROOM-OF-B'
const SECRET = 'what only B and the agent know'

/** Two visitors in their chats; alice answers both. Each has said something, B with an answer. */
async function chats<Made extends Town>(made: Made): Promise<Made> {
  const { livechat, messages } = made.domain
  await livechat.agents.add('alice')
  made.domain.presence.connect('desk', made.alice)
  await livechat.agents.setStatus(made.alice, 'alice-id', 'available')
  await livechat.departments.save({ name: 'Sales', agentIds: ['alice-id'] })
  for (const [token, roomId, text] of [
    [A, ROOM_A, 'mine'],
    [B, ROOM_B, SECRET],
  ] as const) {
    const { visitor } = await livechat.visitors.register({ token, name: `visitor of ${roomId}` })
    await livechat.chats.open(visitor, { source: 'api', roomId })
    await livechat.talking.say(visitor, roomId, { id: `message-in-${roomId}`, text })
  }
  await messages.send(made.alice, { id: 'answer-to-B', roomId: ROOM_B, text: `${SECRET}, answered` })
  made.events.length = 0
  return made
}

/** Everything that B has. */
async function belongings({ store }: Town): Promise<unknown> {
  const room = await store.room({ id: ROOM_B })
  return [
    room,
    room?.chat && (await store.visitor({ id: room.chat.visitor.id })),
    await store.history({ roomId: ROOM_B, limit: 100, threads: true }),
    await store.memberIds({ roomId: ROOM_B }),
  ]
}

const rid = ROOM_B
const page = { change: 'url', title: 'x', location: { href: 'https://x' } }
const survey = [{ name: 'satisfaction', value: '1' }]

/** With A's token, and what is B's wherever something can be named. Undefined: nothing of a room can be named. */
const CALLS: Readonly<Record<string, readonly unknown[]>> = {
  sendMessageLivechat: [{ _id: 'intruder', rid, msg: 'I am B', token: A }],
  'livechat:loadHistory': [{ token: A, rid }],
  'livechat:getAgentData': [{ roomId: rid, token: A }],
  'livechat:closeByVisitor': [{ roomId: rid, token: A }],
  'livechat:getNextAgent': [{ token: A }],
  'livechat:setCustomField': [A, 'owner', 'A', true],
  'livechat:setDepartmentForVisitor': [{ roomId: rid, visitorToken: A, departmentId: 'Sales' }],
  'livechat:pageVisited': [A, rid, page],
  'livechat:saveSurveyFeedback': [A, rid, survey],
  'livechat:sendTranscript': [A, rid, 'a@example.com'],
  'livechat:startFileUploadRoom': [rid, A],
  sendFileLivechatMessage: [rid, A, { _id: 'file-of-B' }, { msg: 'I am B' }],
}

interface RestCase {
  readonly path?: string
  readonly query?: Record<string, string>
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

const file = new UploadedFile('a.txt', 'text/plain', new Uint8Array([65]))
/** Of A alone, whatever room is named with it. */
const OWN_AFFAIRS: ReadonlySet<string> = new Set([
  'GET visitor/:token',
  'POST visitor.status',
  'GET agent.next/:token',
  'POST custom.field',
  'POST custom.fields',
  'POST page.visited',
])

const said = `message-in-${ROOM_B}`
const REQUESTS: Readonly<Record<string, RestCase>> = {
  'GET visitor/:token': { path: `visitor/${A}` },
  'DELETE visitor/:token': { path: `visitor/${A}` },
  'POST visitor.status': { body: { token: A, status: 'away' } },
  'GET agent.next/:token': { path: `agent.next/${A}` },
  'POST custom.field': { body: { token: A, key: 'owner', value: 'A', overwrite: true } },
  'POST custom.fields': { body: { token: A, customFields: [{ key: 'owner', value: 'A', overwrite: true }] } },
  'POST page.visited': { body: { token: A, rid, pageInfo: page } },
  'GET room': { query: { token: A, rid } },
  'POST room.close': { body: { token: A, rid } },
  'POST room.transfer': { body: { token: A, rid, department: 'Sales' } },
  'POST visitor/department.transfer': { body: { token: A, rid, department: 'Sales' } },
  'GET agent.info/:rid/:token': { path: `agent.info/${rid}/${A}` },
  'POST transcript': { body: { token: A, rid, email: 'a@example.com' } },
  'POST room.survey': { body: { token: A, rid, data: survey } },
  'POST upload/:rid': { path: `upload/${rid}`, headers: { 'x-visitor-token': A }, body: { file } },
  'POST message': { body: { token: A, rid, msg: 'I am B', _id: 'intruder' } },
  'GET message/:_id': { path: `message/${said}`, query: { token: A, rid } },
  'PUT message/:_id': { path: `message/${said}`, body: { token: A, rid, msg: 'changed' } },
  'DELETE message/:_id': { path: `message/${said}`, body: { token: A, rid } },
  'GET messages.history/:rid': { path: `messages.history/${rid}`, query: { token: A } },
}

/** B's message, named in A's own room: a room that the token opens says nothing about what is not in it. */
const FOREIGN_MESSAGE: Readonly<Record<string, RestCase>> = {
  'GET message/:_id': { path: `message/${said}`, query: { token: A, rid: ROOM_A } },
  'PUT message/:_id': { path: `message/${said}`, body: { token: A, rid: ROOM_A, msg: 'changed' } },
  'DELETE message/:_id': { path: `message/${said}`, body: { token: A, rid: ROOM_A } },
  'POST message': { body: { token: A, rid: ROOM_A, msg: 'x', _id: said } },
}

function isVisitors(who: unknown): boolean {
  return typeof who === 'object' && who !== null && 'visitor' in who
}

/** Those that say no. The others do something of A's own: his room, his fields. */
const REFUSED: ReadonlyMap<string, string> = new Map(
  [
    'livechat:loadHistory',
    'livechat:getAgentData',
    'livechat:closeByVisitor',
    'livechat:setDepartmentForVisitor',
    'livechat:saveSurveyFeedback',
    'livechat:sendTranscript',
  ].map((name) => [name, 'invalid-room']),
)

function codeOf(error: unknown): unknown {
  if (error instanceof Refusal) return error.code
  throw error
}

const METHODS = [...createMethods().values()].filter(({ who }) => isVisitors(who)).map(({ name }) => name)
const PATHS = ROUTES.filter(({ who }) => isVisitors(who)).map(
  ({ method, path }) => `${method} ${path.replace('/api/v1/livechat/', '')}`,
)
const STREAMS = streams.filter(({ forVisitors }) => forVisitors).map(({ fact }) => fact.name)

describe('every method', () => {
  it('has a case', () => expect(Object.keys(CALLS).toSorted()).toEqual(METHODS.toSorted()))

  it.each(METHODS)('%s with A’s token leaves B alone', async (name) => {
    const made = await chats(await callers())
    const before = await belongings(made)
    const answer = await made.call(name, CALLS[name] ?? [], { user: undefined }).catch(codeOf)
    expect(REFUSED.has(name) ? answer : undefined).toBe(REFUSED.get(name))
    expect(JSON.stringify(answer ?? null)).not.toContain(SECRET)
    expect(JSON.stringify(answer ?? null)).not.toContain(B)
    expect(await belongings(made)).toEqual(before)
    expect(made.events.filter((event) => JSON.stringify(event).includes(ROOM_B))).toEqual([])
  })

  it.each(METHODS)('%s with a token that nobody has is refused', async (name) => {
    const made = await chats(await callers())
    const params = JSON.parse(JSON.stringify(CALLS[name]).replaceAll(A, 'TOKEN-OF-NOBODY-1')) as unknown[]
    await expect(made.call(name, params, { user: undefined })).rejects.toMatchObject({ code: 'invalid-token' })
    expect(made.events).toEqual([])
  })
})

describe('every route', () => {
  it('has a case', () => expect(Object.keys(REQUESTS).toSorted()).toEqual(PATHS.toSorted()))

  const cases = [...Object.entries(REQUESTS), ...Object.entries(FOREIGN_MESSAGE)]

  it.each(cases)('%s with A’s token leaves B alone', async (name, { path, query, body, headers }) => {
    const made = await chats(await client())
    const before = await belongings(made)
    const [verb = '', own = ''] = name.split(' ')
    const answer = await made.ask(`${verb} /api/v1/livechat/${path ?? own}`, {
      ...(query && { query }),
      ...(headers && { headers }),
      body,
    })
    const text = JSON.stringify(answer.body)
    expect(text).not.toContain(SECRET)
    expect(text).not.toContain(B)
    expect(await belongings(made)).toEqual(before)
    expect(made.events.filter((event) => JSON.stringify(event).includes(ROOM_B))).toEqual([])
    expect(answer.status).toBe(OWN_AFFAIRS.has(name) ? 200 : 400)
  })

  it.each(Object.entries(REQUESTS))('%s with a token that nobody has is refused', async (name, given) => {
    const made = await chats(await client())
    const text = JSON.stringify(given).replaceAll(A, 'TOKEN-OF-NOBODY-1')
    const { path, query, body, headers } = JSON.parse(text) as RestCase
    const [verb = '', own = ''] = name.split(' ')
    const answer = await made.ask(`${verb} /api/v1/livechat/${path ?? own}`, {
      ...(query && { query }),
      ...(headers && { headers }),
      // What JSON cannot carry.
      body: headers ? { file } : body,
    })
    expect([answer.status, answer.body['error']]).toEqual([400, 'invalid-token'])
    expect(made.events).toEqual([])
  })
})

describe('every stream', () => {
  it('has a key here', () => expect(STREAMS.toSorted()).toEqual(['livechat-room', 'notify-room', 'room-messages']))

  const KEYS: Readonly<Record<string, string>> = {
    'livechat-room': ROOM_B,
    'notify-room': `${ROOM_B}/user-activity`,
    'room-messages': ROOM_B,
  }
  const tokens = (token: unknown) => [{ visitorToken: token }, { token }, { visitorToken: token, token }]

  it.each(STREAMS)('stream-%s opens to B in every spelling, and to nobody else', async (name) => {
    const place = await chats(await live())
    const visitor = await place.enter()
    const stranger = await place.enter()
    const key = KEYS[name] ?? ''
    const wrong = [undefined, '', A, `${B} `, B.toLowerCase(), { $ne: null }, [B], null, 7, 'x'.repeat(5000)]
    for (const args of wrong.flatMap(tokens)) {
      const frames = await stranger.sub(`stream-${name}`, key, { useCollection: false, args: [args] })
      expect(frames, JSON.stringify(args)).toMatchObject([{ msg: 'nosub', error: { error: 'not-allowed' } }])
    }
    for (const args of tokens(B)) {
      expect(await visitor.sub(`stream-${name}`, key, { useCollection: false, args: [args] })).toMatchObject([
        { msg: 'ready' },
      ])
    }

    const { livechat, messages, activity } = place.domain
    await messages.send(place.alice, { roomId: ROOM_B, text: 'for B' })
    const typing = { user: place.alice, sessionId: undefined, roomId: ROOM_B, event: 'user-activity' }
    await activity.write({ ...typing, args: ['alice', ['user-typing'], {}] })
    await livechat.visitors.register({ token: B, name: 'B by another name' })
    // Once for each of the three subscriptions.
    expect(await visitor.events(name)).toHaveLength(3)
    expect(await stranger.mail()).toEqual([])
    expect(place.faults).toEqual([])
  })

  it.each(STREAMS)('stream-%s is closed when the chat is', async (name) => {
    const place = await chats(await live())
    const visitor = await place.domain.livechat.visitors.byToken(B)
    if (visitor) await place.domain.livechat.chats.close(visitor, ROOM_B)
    const frames = await (await place.enter()).sub(`stream-${name}`, KEYS[name] ?? '', { args: [{ visitorToken: B }] })
    expect(frames).toMatchObject([{ msg: 'nosub', error: { error: 'not-allowed' } }])
  })

  it('no activity is written into B’s room with A’s token, nor without one', async () => {
    const made = await chats(await callers())
    for (const extra of [{ token: A }, {}, undefined, { token: { $ne: null } }, { visitorToken: A }]) {
      for (const [event, what] of [
        ['user-activity', ['user-typing']],
        ['typing', true],
      ] as const) {
        await made.call('stream-notify-room', [`${ROOM_B}/${event}`, 'B', what, extra], { user: undefined })
      }
    }
    expect(made.events).toEqual([])
    await made.call('stream-notify-room', [`${ROOM_B}/typing`, 'B', true, { token: B }], { user: undefined })
    expect(made.events).toMatchObject([
      { type: 'activity', roomId: ROOM_B, event: 'typing', args: ['B', true] },
      { type: 'activity', roomId: ROOM_B, event: 'user-activity', args: ['B', ['user-typing'], {}] },
    ])
    expect(JSON.stringify(made.events)).not.toContain(B)
  })
})
