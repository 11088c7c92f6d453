// The fourteen calls of the seed's livechat script, in their order, as raw frames: each has a real answer, an agent takes
// the chat, and his reply arrives. PROTOCOL.md#stream-livechat-room

import { expect, it } from 'vitest'
import { livechatServer, RawSocket } from './wire.ts'

const TOKEN = 'SeedScriptToken17'
const ROOM = 'SeedScriptRoomId7'

/** The agents of the house, one of whom is at his desk. */
async function stage(options: Parameters<typeof livechatServer>[0] = {}) {
  const server = await livechatServer({ livechat: { routing: 'manual' }, ...options })
  await server.domain.livechat.agents.add('alice')
  const agent = await RawSocket.connect(server.url)
  const agentId = await agent.login('alice')
  await agent.call('livechat:changeLivechatStatus', { status: 'available' })
  expect(await agent.sub('stream-livechat-inquiry-queue-observer', 'public', false)).toMatchObject({ msg: 'ready' })
  return { server, agent, agentId }
}

it('plays through, and the agent’s reply arrives', async () => {
  const { server, agent, agentId } = await stage()
  const visitor = await RawSocket.dial(server.url)
  let messagesCount = 1

  // 1
  visitor.send({ msg: 'connect', version: '1', support: ['1', 'pre2', 'pre1'] })
  expect(await visitor.until(({ msg }) => msg === 'connected')).toHaveProperty('session')

  // 2
  const initial = await visitor.result({
    msg: 'method',
    method: 'livechat:getInitialData',
    params: [TOKEN, null],
    id: String(messagesCount++),
  })
  expect(initial['result']).toMatchObject({
    enabled: true,
    title: 'Chat with us',
    room: null,
    visitor: null,
    triggers: [],
    departments: [],
    online: true,
    registrationForm: true,
    showConnecting: false,
  })

  // 3
  const unknown = await visitor.result({
    msg: 'method',
    method: 'livechat:loginByToken',
    params: [TOKEN],
    id: String(messagesCount++),
  })
  expect(unknown).toEqual({ msg: 'result', id: '2' })

  // 4
  visitor.send({ msg: 'sub', id: 'services', name: 'meteor.loginServiceConfiguration', params: [] })
  await visitor.until(({ msg, subs }) => msg === 'ready' && (subs as string[]).includes('services'))

  // 5
  const registered = await visitor.result({
    msg: 'method',
    method: 'livechat:registerGuest',
    params: [{ token: TOKEN, name: 'user28', email: 'user28@gmail.com', department: null }],
    id: String(messagesCount++),
  })
  const { userId, visitor: guest } = registered['result'] as { userId: string; visitor: Record<string, unknown> }
  expect(guest).toMatchObject({
    _id: userId,
    token: TOKEN,
    username: 'guest-1',
    name: 'user28',
    visitorEmails: [{ address: 'user28@gmail.com' }],
  })
  expect((await visitor.call('livechat:loginByToken', TOKEN))['result']).toEqual({ _id: userId })

  // 6: typed into no room, as it stands: answered, and nobody hears it.
  const typed = await visitor.result({
    msg: 'method',
    method: 'stream-notify-room',
    params: ['null/typing', 'guest', true, { token: TOKEN }],
    id: String(messagesCount++),
  })
  expect(typed).toEqual({ msg: 'result', id: '4' })

  // 7
  const sent = await visitor.result({
    msg: 'method',
    method: 'sendMessageLivechat',
    params: [{ _id: 'SeedMessageId0001', rid: ROOM, msg: 'first message', token: TOKEN }, null],
    id: String(messagesCount++),
  })
  expect(sent['result']).toMatchObject({
    _id: 'SeedMessageId0001',
    rid: ROOM,
    msg: 'first message',
    token: TOKEN,
    alias: 'user28',
    u: { _id: userId, username: 'guest-1', name: 'user28' },
    newRoom: true,
    showConnecting: false,
  })

  // 8
  const present = await visitor.result({
    msg: 'method',
    method: 'UserPresence:connect',
    params: [TOKEN, { visitor: TOKEN }],
    id: String(messagesCount++),
  })
  expect(present).toEqual({ msg: 'result', id: '6' })

  // The agent sees who waits, and takes the chat.
  const [inquiry] = (await agent.event('livechat-inquiry-queue-observer')) as [Record<string, unknown>]
  expect(inquiry).toMatchObject({ type: 'added', rid: ROOM, name: 'user28', status: 'queued', t: 'l' })
  const taken = await agent.call('livechat:takeInquiry', inquiry['_id'])
  expect(taken['result']).toMatchObject({
    _id: ROOM,
    t: 'l',
    open: true,
    servedBy: { _id: agentId, username: 'alice' },
  })
  expect(await agent.sub('stream-room-messages', ROOM, false)).toMatchObject({ msg: 'ready' })
  expect(await agent.sub('stream-notify-room', `${ROOM}/typing`, false)).toMatchObject({ msg: 'ready' })

  // 9
  const history = await visitor.result({
    msg: 'method',
    method: 'livechat:loadHistory',
    params: [{ token: TOKEN, rid: ROOM, ts: { $date: Date.parse('2026-11-22T12:00:00Z') }, limit: 50 }],
    id: String(messagesCount++),
  })
  const { messages } = history['result'] as { messages: { t?: string; msg: string }[] }
  expect(messages.map(({ t, msg }) => [t, msg])).toEqual([
    ['uj', ''],
    ['command', 'connected'],
    [undefined, 'first message'],
    ['livechat-started', ''],
  ])

  // 10
  visitor.send({
    msg: 'sub',
    id: 'room',
    name: 'stream-room-messages',
    params: [ROOM, { useCollection: false, args: [{ visitorToken: TOKEN }] }],
  })
  await visitor.until(({ msg, subs }) => msg === 'ready' && (subs as string[]).includes('room'))

  // 11
  const agentData = await visitor.result({
    msg: 'method',
    method: 'livechat:getAgentData',
    params: [{ roomId: ROOM, token: TOKEN }],
    id: String(messagesCount++),
  })
  expect(agentData['result']).toEqual({
    _id: agentId,
    username: 'alice',
    name: 'Alice Chen',
    status: 'online',
    emails: [{ address: 'alice@example.com', verified: false }],
  })

  // 12, 13
  visitor.send({
    msg: 'sub',
    id: 'livechat',
    name: 'stream-livechat-room',
    params: [ROOM, { useCollection: false, args: [{ visitorToken: TOKEN }] }],
  })
  visitor.send({
    msg: 'sub',
    id: 'typing',
    name: 'stream-notify-room',
    params: [`${ROOM}/typing`, { useCollection: false, args: [{ token: TOKEN }] }],
  })
  for (const id of ['livechat', 'typing']) {
    await visitor.until(({ msg, subs }) => msg === 'ready' && (subs as string[]).includes(id))
  }

  // 14
  const online = await visitor.result({
    msg: 'method',
    method: 'UserPresence:online',
    params: [TOKEN],
    id: String(messagesCount++),
  })
  expect(online).toEqual({ msg: 'result', id: '9' })

  // What the script lives for.
  await agent.call('stream-notify-room', `${ROOM}/user-activity`, 'alice', ['user-typing'], {})
  expect(await visitor.event('notify-room')).toEqual(['alice', true])
  await agent.call('sendMessage', { rid: ROOM, msg: 'How can I help?' })
  const [reply] = (await visitor.event(
    'room-messages',
    (message) => (message as { msg: string }).msg === 'How can I help?',
  )) as [{ u: { _id: string; name: string }; ts: { $date: number } }]
  expect(reply).toMatchObject({ rid: ROOM, u: { _id: agentId, username: 'alice', name: 'Alice Chen' } })
  expect(reply.ts.$date).toBeTypeOf('number')

  // And the mended sixth: typing in the chat's room is seen by the agent.
  await visitor.call('stream-notify-room', `${ROOM}/typing`, 'guest', true, { token: TOKEN })
  expect(await agent.event('notify-room', (name) => name === 'guest')).toEqual(['guest', true])
})

it('leaves no trace of the token in what the agent receives', async () => {
  const { server, agent } = await stage()
  const visitor = await RawSocket.connect(server.url)
  await visitor.call('livechat:registerGuest', { token: TOKEN, name: 'user28' })
  await visitor.call('sendMessageLivechat', { _id: 'm1', rid: ROOM, msg: 'hello', token: TOKEN })
  const [inquiry] = (await agent.event('livechat-inquiry-queue-observer')) as [{ _id: string }]
  for (const key of ['rooms-changed', 'subscriptions-changed', 'notification', 'message']) {
    await agent.sub('stream-notify-user', `${await agent.login('alice')}/${key}`, false)
  }
  await agent.sub('stream-room-messages', '__my_messages__', false)
  await agent.call('livechat:takeInquiry', inquiry._id)
  await agent.sub('stream-notify-room', `${ROOM}/user-activity`, false)
  await visitor.call('stream-notify-room', `${ROOM}/user-activity`, 'guest', ['user-typing'], { token: TOKEN })
  await visitor.call('sendMessageLivechat', { _id: 'm2', rid: ROOM, msg: 'again', token: TOKEN })
  await agent.event('notify-room', (name) => name === 'guest')
  expect((await agent.event('notify-user', (arg) => (arg as { title?: string }).title !== undefined))[0]).toMatchObject(
    {
      title: 'user28',
      text: 'again',
      payload: { rid: ROOM, type: 'l', sender: { username: 'guest-1' } },
    },
  )
  await agent.call('rooms/get')
  await agent.call('subscriptions/get')
  await agent.call('loadHistory', ROOM)
  await visitor.call('livechat:closeByVisitor', { roomId: ROOM, token: TOKEN })
  await agent.event('notify-user', (change) => change === 'removed')
  expect(agent.frames.length).toBeGreaterThan(15)
  expect(JSON.stringify(agent.frames)).not.toContain(TOKEN)
})
