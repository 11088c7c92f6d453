// The queue, as those see it who wait and those who take: positions are pushed as they change, to whom they concern.

import { expect, it } from 'vitest'
import type { QuindarServer } from '../../src/server.ts'
import { livechatServer, RawSocket } from './wire.ts'

const tokenOf = (name: string) => `QUEUE-TOKEN-OF-${name}`

/** A visitor who waits, and hears where he stands. */
async function wait(server: QuindarServer, name: string, department?: string) {
  const token = tokenOf(name)
  const socket = await RawSocket.connect(server.url)
  await socket.call('livechat:registerGuest', { token, name, ...(department !== undefined && { department }) })
  await socket.call('sendMessageLivechat', { _id: '', rid: name, msg: `I am ${name}`, token })
  await socket.sub('stream-livechat-room', name, { useCollection: false, args: [{ token }] })
  const spots = () =>
    socket
      .events('livechat-room', name)
      .map(([event]) => event as { type: string; data?: { spot: number } })
      .filter(({ type }) => type === 'queueData')
      .map(({ data }) => data?.spot)
  return { socket, token, spots }
}

async function desk(server: QuindarServer, username: string) {
  await server.domain.livechat.agents.add(username)
  const socket = await RawSocket.connect(server.url)
  const id = await socket.login(username)
  await socket.call('livechat:changeLivechatStatus', { status: 'available' })
  const inquiries = async () => {
    const { inquiries: waiting } = await get(server, socket, 'livechat/inquiries.queuedForUser')
    return (waiting as { _id: string; rid: string }[]).map(({ _id, rid }) => [rid, _id] as const)
  }
  return { socket, id, inquiries }
}

/** A REST route as the user of this socket. */
async function get(server: QuindarServer, socket: RawSocket, path: string): Promise<Record<string, unknown>> {
  const { result } = socket.frames.find(({ msg, id }) => msg === 'result' && id === 'call-1') ?? {}
  const { id, token } = result as { id: string; token: string }
  const headers = { 'X-User-Id': id, 'X-Auth-Token': token }
  return (await (await fetch(`${server.url}/api/v1/${path}`, { headers })).json()) as Record<string, unknown>
}

const manual = { livechat: { routing: 'manual', acceptWithoutAgents: true } } as const

it('tells each who waits when his place has changed, and nobody else', async () => {
  const server = await livechatServer(manual)
  const alice = await desk(server, 'alice')
  const waiting = [await wait(server, 'one'), await wait(server, 'two'), await wait(server, 'three')]
  const [one, two, three] = waiting
  const queue = new Map(await alice.inquiries())
  expect([...queue.keys()]).toEqual(['one', 'two', 'three'])

  const config = await fetch(`${server.url}/api/v1/livechat/config?token=${tokenOf('three')}`)
  expect(await config.json()).toMatchObject({
    config: { queueInfo: { spot: 3, message: { text: 'You are number 3 in the queue.' } }, room: { _id: 'three' } },
  })

  await alice.socket.call('livechat:takeInquiry', queue.get('two'))
  await three?.socket.event('livechat-room', (event) => (event as { data?: { spot: number } }).data?.spot === 2)
  await two?.socket.event('livechat-room', (event) => (event as { type: string }).type === 'agentData')
  await three?.socket.call('livechat:closeByVisitor', { roomId: 'three', token: three.token })
  await one?.socket.call('livechat:closeByVisitor', { roomId: 'one', token: one.token })
  expect(waiting.map(({ spots }) => spots())).toEqual([[], [undefined], [2]])
  expect(await alice.inquiries()).toEqual([])
})

it('has a place of its own in each department, and only its agents and managers see it', async () => {
  const server = await livechatServer(manual)
  const alice = await desk(server, 'alice')
  const bob = await desk(server, 'bob')
  const admin = await desk(server, 'admin')
  const { id } = await server.domain.livechat.departments.save({ name: 'Sales', agentIds: [bob.id] })
  await admin.socket.sub('stream-livechat-inquiry-queue-observer', `department/${id}`, false)
  await admin.socket.sub('stream-livechat-inquiry-queue-observer', 'public', false)
  await wait(server, 'one')
  await wait(server, 'two', 'Sales')
  expect((await alice.inquiries()).map(([rid]) => rid)).toEqual(['one'])
  expect((await bob.inquiries()).map(([rid]) => rid)).toEqual(['one', 'two'])
  expect((await admin.inquiries()).map(([rid]) => rid)).toEqual(['one', 'two'])
  const heard = (key: string) =>
    admin.socket.events('livechat-inquiry-queue-observer', key).map(([inquiry]) => (inquiry as { rid: string }).rid)
  await admin.socket.event('livechat-inquiry-queue-observer', (_, key) => key === `department/${id}`)
  expect([heard('public'), heard(`department/${id}`)]).toEqual([['one'], ['two']])

  // Who may not see it may not take it, nor read it.
  const [, [, inquiryId] = ['', '']] = await bob.inquiries()
  expect((await alice.socket.call('livechat:takeInquiry', inquiryId))['error']).toMatchObject({
    error: 'error-not-found',
  })
  expect((await bob.socket.call('livechat:takeInquiry', inquiryId))['result']).toMatchObject({
    _id: 'two',
    departmentId: id,
  })
  expect((await bob.socket.call('livechat:takeInquiry', inquiryId))['error']).toMatchObject({
    error: 'error-inquiry-taken',
  })
})

it('is given away by itself to who has the least to do, as soon as somebody is there', async () => {
  const server = await livechatServer({ livechat: { acceptWithoutAgents: true } })
  const first = await wait(server, 'one')
  const second = await wait(server, 'two')
  const alice = await desk(server, 'alice')
  await first.socket.event('livechat-room', (event) => (event as { type: string }).type === 'agentData')
  await second.socket.event('livechat-room', (event) => (event as { type: string }).type === 'agentData')
  const bob = await desk(server, 'bob')
  await wait(server, 'three')
  const { rooms } = await get(server, bob.socket, 'livechat/rooms?open=true')
  expect(rooms).toMatchObject([{ _id: 'three', t: 'l', servedBy: { _id: bob.id }, open: true }])
  expect(await get(server, alice.socket, 'livechat/rooms')).toMatchObject({ total: 2, count: 2, offset: 0 })

  // Not available, or not here: chats go to the other.
  await alice.socket.call('livechat:changeLivechatStatus', { status: 'not-available' })
  for (const name of ['four', 'five']) await wait(server, name)
  expect((await get(server, bob.socket, 'livechat/rooms'))['total']).toBe(3)
})

it('says no-agent-online where nobody is there and nothing waits', async () => {
  const server = await livechatServer()
  const socket = await RawSocket.connect(server.url)
  const token = tokenOf('one')
  await socket.call('livechat:registerGuest', { token })
  const refused = await socket.call('sendMessageLivechat', { _id: 'm', rid: 'R', msg: 'hi', token })
  expect(refused['error']).toMatchObject({ error: 'no-agent-online', reason: 'Sorry, no online agents' })
  const room = await fetch(`${server.url}/api/v1/livechat/room?token=${token}`)
  expect([room.status, await room.json()]).toMatchObject([400, { success: false, error: 'no-agent-online' }])
  const config = (await (await fetch(`${server.url}/api/v1/livechat/config`)).json()) as { config: { online: boolean } }
  expect(config.config.online).toBe(false)
  await desk(server, 'alice')
  expect((await socket.call('sendMessageLivechat', { _id: 'm', rid: 'R', msg: 'hi', token }))['result']).toMatchObject({
    rid: 'R',
    newRoom: true,
  })
})

it('passes a chat to another agent and to a department; who has lost it hears nothing more of it', async () => {
  const server = await livechatServer(manual)
  const alice = await desk(server, 'alice')
  const bob = await desk(server, 'bob')
  await server.domain.livechat.departments.save({ name: 'Sales', agentIds: [bob.id] })
  const visitor = await wait(server, 'one')
  await alice.socket.call('livechat:takeInquiry', (await alice.inquiries())[0]?.[1])
  await alice.socket.sub('stream-room-messages', 'one', false)

  const transfer = (by: RawSocket, to: object) => by.call('livechat:transfer', { roomId: 'one', ...to })
  expect((await transfer(bob.socket, { userId: bob.id }))['error']).toMatchObject({ error: 'error-not-authorized' })
  expect((await transfer(alice.socket, { userId: alice.id }))['error']).toMatchObject({
    error: 'error-selected-agent-room-agent-are-same',
  })
  expect((await transfer(alice.socket, {}))['error']).toMatchObject({ error: 'error-invalid-agent' })
  expect((await transfer(alice.socket, { departmentId: 'None' }))['error']).toMatchObject({
    error: 'error-invalid-department',
  })
  expect((await transfer(alice.socket, { departmentId: 'Sales', userId: alice.id }))['error']).toMatchObject({
    error: 'error-user-not-belong-to-department',
  })
  expect((await transfer(alice.socket, { userId: 'nobody' }))['error']).toMatchObject({
    error: 'error-user-is-offline',
  })

  expect((await transfer(alice.socket, { userId: bob.id, comment: 'yours' }))['result']).toBe(true)
  const agents = () =>
    visitor.socket
      .events('livechat-room', 'one')
      .map(([event]) => event as { type: string; data?: { username: string } })
      .filter(({ type }) => type === 'agentData')
      .map(({ data }) => data?.username)
  await visitor.socket.event(
    'livechat-room',
    (event) => (event as { data?: { username: string } }).data?.username === 'bob',
  )
  expect(agents()).toEqual(['alice', 'bob'])
  await bob.socket.call('sendMessage', { rid: 'one', msg: 'now it is me' })
  expect((await alice.socket.call('sendMessage', { rid: 'one', msg: 'me too' }))['error']).toMatchObject({
    error: 'error-not-allowed',
  })
  expect((await alice.socket.call('loadHistory', 'one'))['result']).toBe(false)
  expect(JSON.stringify(alice.socket.events('room-messages', 'one'))).not.toContain('now it is me')

  expect((await transfer(bob.socket, { departmentId: 'Sales' }))['result']).toBe(true)
  await visitor.socket.until(() => agents().length === 3)
  expect(agents()).toEqual(['alice', 'bob', undefined])
  expect((await bob.inquiries()).map(([rid]) => rid)).toEqual(['one'])
  expect(await alice.inquiries()).toEqual([])
  const history = await visitor.socket.call('livechat:loadHistory', { token: visitor.token, rid: 'one' })
  const kinds = (history['result'] as { messages: { t?: string }[] }).messages.map(({ t }) => t)
  expect(kinds.filter((kind) => kind === 'livechat_transfer_history')).toHaveLength(2)
})

it('ends for the visitor with a last word, and for the agent with his subscription', async () => {
  const server = await livechatServer(manual)
  const alice = await desk(server, 'alice')
  const bob = await desk(server, 'bob')
  const visitor = await wait(server, 'one')
  await alice.socket.call('livechat:takeInquiry', (await alice.inquiries())[0]?.[1])
  await alice.socket.sub('stream-notify-user', `${alice.id}/subscriptions-changed`, false)
  await visitor.socket.sub('stream-room-messages', 'one', { args: [{ visitorToken: visitor.token }] })
  expect((await bob.socket.call('livechat:closeRoom', 'one'))['error']).toMatchObject({ error: 'error-not-authorized' })
  expect((await alice.socket.call('livechat:closeRoom', 'one', 'solved', { tags: ['price'] }))['result']).toBe(true)
  const [last] = await visitor.socket.event('room-messages')
  expect(last).toMatchObject({ t: 'livechat-close', msg: 'solved', u: { username: 'alice' } })
  expect(await alice.socket.event('notify-user')).toMatchObject(['removed', { rid: 'one', t: 'l' }])
  expect((await alice.socket.call('livechat:closeRoom', 'one'))['error']).toMatchObject({ error: 'room-closed' })
  const words = { _id: 'late', rid: 'one', msg: 'wait', token: visitor.token }
  // What comes after the end begins another chat, under another id.
  const next = (await visitor.socket.call('sendMessageLivechat', words))['result'] as { rid: string; newRoom: boolean }
  expect(next.newRoom).toBe(true)
  expect(next.rid).not.toBe('one')
  expect((await server.domain.ground.store.room({ id: 'one' }))?.chat).toMatchObject({
    state: 'closed',
    tags: ['price'],
    closedBy: { username: 'alice', as: 'user' },
  })
})

it('is not for who was an agent: his subscription ends with his role', async () => {
  const server = await livechatServer(manual)
  const alice = await desk(server, 'alice')
  const admin = await desk(server, 'admin')
  const sub = { msg: 'sub', id: 'queue', name: 'stream-livechat-inquiry-queue-observer', params: ['public', false] }
  alice.socket.send(sub)
  await alice.socket.until(({ msg, subs }) => msg === 'ready' && (subs as string[]).includes('queue'))
  await admin.socket.sub(sub.name, ...sub.params)
  await wait(server, 'one')
  await alice.socket.event('livechat-inquiry-queue-observer')

  expect((await admin.socket.call('livechat:removeAgent', 'alice'))['result']).toBe(true)
  expect(await alice.socket.until(({ msg, id }) => msg === 'nosub' && id === 'queue')).toMatchObject({
    error: { error: 'not-allowed' },
  })
  const before = alice.socket.events('livechat-inquiry-queue-observer').length
  await wait(server, 'two')
  await admin.socket.event('livechat-inquiry-queue-observer', (event) => (event as { rid: string }).rid === 'two')
  expect((await alice.socket.call('livechat:takeInquiry', 'any'))['error']).toMatchObject({
    error: 'error-not-allowed',
  })
  expect(alice.socket.events('livechat-inquiry-queue-observer')).toHaveLength(before)
})
