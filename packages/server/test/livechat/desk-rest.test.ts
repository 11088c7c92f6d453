// The agent's desk over REST: who may do what, and the shapes that Rocket.Chat's own client looks for.

import { beforeEach, expect, it } from 'vitest'
import type { User } from '../../src/domain/entities.ts'
import { client } from '../rest/client.ts'

async function stage() {
  const made = await client({ livechat: { settings: { routing: 'manual', acceptWithoutAgents: true } } })
  const boss = await made.user('boss', ['admin', 'user'])
  const { livechat, presence } = made.domain
  const seat = async (user: User) => {
    await livechat.agents.add(user.username)
    presence.connect(`desk of ${user.username}`, user)
    await livechat.agents.setStatus(user, user.id, 'available')
  }
  await seat(made.alice)
  await seat(made.bob)
  const { visitor } = await livechat.visitors.register({ token: 'TOKEN-OF-A-VISITOR', name: 'Vera' })
  const { room } = await livechat.chats.open(visitor, { source: 'api', roomId: 'R' })
  const ask = async (what: string, as: User | undefined, options: object = {}) => {
    const { status, body } = await made.ask(what.replace(' ', ' /api/v1/livechat/'), { ...(as && { as }), ...options })
    return { status, ...body } as Record<string, unknown>
  }
  return { ...made, boss, ask, inquiryId: room.chat?.inquiryId ?? '' }
}

let place: Awaited<ReturnType<typeof stage>>
beforeEach(async () => {
  place = await stage()
})

const FORBIDDEN = { status: 403, success: false }

it('shows who waits to agents, all of it to managers, and nothing to anybody else', async () => {
  const { ask, alice, carol, boss, inquiryId } = place
  const inquiry = { _id: inquiryId, rid: 'R', name: 'Vera', status: 'queued', t: 'l', v: { username: 'guest-1' } }
  const page = { count: 1, offset: 0, total: 1, success: true }
  for (const path of ['inquiries.queued', 'inquiries.queuedForUser']) {
    expect(await ask(`GET ${path}`, alice)).toMatchObject({ inquiries: [inquiry], ...page })
    expect(await ask(`GET ${path}`, carol)).toMatchObject(FORBIDDEN)
  }
  expect(await ask('GET inquiries.list', boss)).toMatchObject({ inquiries: [inquiry], ...page })
  expect(await ask('GET inquiries.list', alice)).toMatchObject(FORBIDDEN)
  expect(await ask('GET inquiries.getOne', alice, { query: { roomId: 'R' } })).toMatchObject({ inquiry })
  expect(await ask('GET inquiries.getOne', alice, { query: { roomId: 'DEN' } })).toMatchObject({ inquiry: null })
  expect(await ask('GET config/routing', carol)).toMatchObject({
    config: { autoAssignAgent: false, showQueue: true, returnQueue: true, previewRoom: true, showConnecting: false },
  })
})

it('lets an agent take a chat, and a manager give it to another', async () => {
  const { ask, alice, bob, boss, inquiryId } = place
  const take = (as: User, body: object) => ask('POST inquiries.take', as, { body: { inquiryId, ...body } })
  expect(await take(alice, { userId: bob.id })).toMatchObject({ status: 400, errorType: 'error-not-allowed' })
  expect(await take(boss, { userId: 'nobody' })).toMatchObject({ status: 400, errorType: 'error-invalid-user' })
  expect(await take(boss, {})).toMatchObject({ status: 400, errorType: 'error-agent-status-service-offline' })
  expect(await take(boss, { userId: bob.id })).toMatchObject({ status: 200, inquiry: { status: 'taken', rid: 'R' } })
  expect(await take(bob, { userId: bob.id })).toMatchObject({ status: 400, errorType: 'error-inquiry-taken' })
  expect(await take(alice, {})).toMatchObject({ status: 400, errorType: 'error-inquiry-taken' })
  expect(await ask('POST inquiries.take', alice, { body: { inquiryId: 'R' } })).toMatchObject({
    errorType: 'error-not-found',
  })
})

it('lists an agent’s own chats, and all of them to managers, by agent, department and whether they are open', async () => {
  const { ask, alice, bob, boss, inquiryId } = place
  await ask('POST inquiries.take', alice, { body: { inquiryId } })
  const ids = async (as: User, query: Record<string, string> = {}) => {
    const { rooms } = await ask('GET rooms', as, { query })
    return (rooms as { _id: string }[]).map(({ _id }) => _id)
  }
  expect(await ids(alice)).toEqual(['R'])
  expect(await ids(bob)).toEqual([])
  expect(await ids(bob, { agents: 'alice-id' })).toEqual([])
  expect(await ids(boss)).toEqual(['R'])
  expect(await ids(boss, { agents: 'bob-id' })).toEqual([])
  expect(await ids(boss, { 'agents[]': 'alice-id', open: 'true' })).toEqual(['R'])
  expect(await ids(boss, { open: 'false' })).toEqual([])
  expect(await ids(boss, { departmentId: 'D' })).toEqual([])
})

it('passes a chat on, gives it back, and ends it', async () => {
  const { ask, alice, bob, boss, store, inquiryId } = place
  await ask('POST inquiries.take', alice, { body: { inquiryId } })
  const forward = (as: User, body: object) => ask('POST room.forward', as, { body: { roomId: 'R', ...body } })
  expect(await forward(bob, { userId: bob.id })).toMatchObject({ errorType: 'error-not-authorized' })
  expect(await forward(alice, { userId: bob.id, comment: 'yours' })).toEqual({ status: 200, success: true })
  expect((await store.room({ id: 'R' }))?.chat?.servedBy?.id).toBe(bob.id)
  const note = (await store.history({ roomId: 'R', limit: 9, threads: true })).find(
    ({ type }) => type === 'livechat_transfer_history',
  )
  expect(note?.details).toEqual({
    transferData: {
      transferredBy: { _id: 'alice-id', username: 'alice', name: 'Alice' },
      scope: 'agent',
      comment: 'yours',
      transferredTo: { _id: 'bob-id', username: 'bob', name: 'Bob' },
    },
  })
  const giveBack = (as: User, roomId = 'R') => ask('POST inquiries.returnAsInquiry', as, { body: { roomId } })
  expect(await giveBack(alice)).toMatchObject({ errorType: 'error-not-authorized' })
  expect(await giveBack(bob, 'DEN')).toMatchObject({ errorType: 'error-invalid-room' })
  expect(await giveBack(bob)).toMatchObject({ status: 200, result: true })
  expect((await store.room({ id: 'R' }))?.chat?.state).toBe('queued')
  expect(await giveBack(boss)).toMatchObject({ errorType: 'error-returning-inquiry' })
  const close = (as: User) =>
    ask('POST room.closeByUser', as, { body: { rid: 'R', comment: 'done', tags: ['a', 'b'] } })
  expect(await close(bob)).toMatchObject({ errorType: 'error-not-authorized' })
  expect(await close(boss)).toEqual({ status: 200, success: true })
  expect(await close(boss)).toMatchObject({ errorType: 'room-closed' })
  expect(await forward(boss, { userId: bob.id })).toMatchObject({ errorType: 'room-closed' })
  expect((await store.room({ id: 'R' }))?.chat).toMatchObject({
    tags: ['a', 'b'],
    closedBy: { id: boss.id, as: 'user' },
  })
})

it('says whether an agent takes chats; another’s status is for managers', async () => {
  const { ask, alice, bob, carol, boss } = place
  const set = (as: User, body: object) => ask('POST agent.status', as, { body })
  expect(await set(alice, { status: 'not-available' })).toMatchObject({ status: 'not-available', success: true })
  expect(await set(alice, {})).toMatchObject({ status: 'available' })
  expect(await set(alice, {})).toMatchObject({ status: 'not-available' })
  expect(await set(alice, { agentId: bob.id })).toMatchObject({ status: 400, errorType: 'error-not-allowed' })
  expect(await set(boss, { agentId: bob.id, status: 'not-available' })).toMatchObject({ status: 'not-available' })
  expect(await set(boss, {})).toMatchObject({ status: 400, errorType: 'error-agent-not-found' })
  expect(await set(carol, {})).toMatchObject(FORBIDDEN)
  expect(await set(alice, { status: 'away' })).toMatchObject({ status: 400, errorType: 'invalid-params' })
})

it('makes agents and departments, and unmakes them', async () => {
  const { ask, alice, carol, boss } = place
  expect(await ask('POST users/agent', alice, { body: { username: 'carol' } })).toMatchObject(FORBIDDEN)
  expect(await ask('POST users/agent', boss, { body: { username: 'nobody' } })).toMatchObject({
    errorType: 'error-invalid-user',
  })
  expect(await ask('POST users/agent', boss, { body: { username: 'carol' } })).toMatchObject({
    user: { _id: 'carol-id', username: 'carol' },
  })
  expect(await ask('GET users/agent', alice, { query: { text: 'CAR' } })).toEqual({
    status: 200,
    users: [{ _id: 'carol-id', username: 'carol', name: 'Carol', status: 'offline', statusLivechat: 'not-available' }],
    count: 1,
    offset: 0,
    total: 1,
    success: true,
  })
  expect(await ask('GET users/agent', alice, { query: { offset: '1', count: '1' } })).toMatchObject({
    users: [{ username: 'bob', status: 'online', statusLivechat: 'available' }],
    total: 3,
  })

  const body = { department: { name: 'Sales', description: 'prices' }, agents: [{ agentId: 'carol-id' }] }
  expect(await ask('POST department', alice, { body })).toMatchObject(FORBIDDEN)
  const made = await ask('POST department', boss, { body })
  const { _id } = made['department'] as { _id: string }
  expect(made).toMatchObject({
    department: { name: 'Sales', description: 'prices', enabled: true, numAgents: 1, showOnRegistration: true },
    agents: [{ agentId: 'carol-id', departmentId: _id }],
  })
  expect(await ask('POST department', boss, { body })).toMatchObject({ errorType: 'error-department-name-taken' })
  const stranger = { ...body, department: { name: 'Help' }, agents: [{ agentId: 'boss-id' }] }
  expect(await ask('POST department', boss, { body: stranger })).toMatchObject({ errorType: 'error-invalid-user' })
  expect(await ask(`GET department/${_id}`, alice)).toMatchObject({
    department: { _id },
    agents: [{ agentId: 'carol-id' }],
  })
  expect(await ask('GET department', alice, { query: { text: 'sal' } })).toMatchObject({
    departments: [{ _id }],
    total: 1,
  })
  expect(await ask('GET department', alice, { query: { text: 'x' } })).toMatchObject({ departments: [], total: 0 })
  expect(await ask(`DELETE department/${_id}`, boss)).toEqual({ status: 200, success: true })
  expect(await ask(`DELETE department/${_id}`, boss)).toMatchObject({ errorType: 'error-department-not-found' })

  expect(await ask('DELETE users/agent/carol-id', boss)).toEqual({ status: 200, success: true })
  expect(await ask('DELETE users/agent/carol-id', boss)).toMatchObject({ errorType: 'error-invalid-user' })
  expect((await place.domain.users.byId(carol.id))?.roles).toEqual(['user'])
})
