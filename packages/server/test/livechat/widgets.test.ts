// Rocket.Chat's own widgets, request by request as they put them: the one of today over REST and the socket, and the one of
// before 1.0, a Meteor program, by methods over SockJS. What each looks for in an answer is there.

import { expect, it, vi } from 'vitest'
import type { QuindarServer } from '../../src/server.ts'
import { livechatServer, RawSocket, type Frame } from './wire.ts'

const TOKEN = 'widget-token-of-vera'
const HREF = 'https://shop.example/prices'

/** alice is at her desk, and there is a department to go to. */
async function house() {
  const server = await livechatServer({
    livechat: { offlineRoom: 'general' },
    mail: () => Promise.resolve(),
  })
  const { agents, departments } = server.domain.livechat
  await agents.add('alice')
  const alice = await RawSocket.connect(server.url)
  const agentId = await alice.login('alice')
  await alice.call('livechat:changeLivechatStatus', { status: 'available' })
  const { id: departmentId } = await departments.save({ name: 'Sales', agentIds: [agentId] })
  return { server, alice, agentId, departmentId }
}

/** As the widget's library asks: JSON both ways, also where there is no body. */
async function ask(server: QuindarServer, request: string, body?: object): Promise<Frame> {
  const [verb = '', path = ''] = request.split(' ')
  const isForm = body instanceof FormData
  const response = await fetch(`${server.url}/api/v1/livechat/${path}`, {
    method: verb,
    headers: isForm ? { 'x-visitor-token': TOKEN } : { 'Content-Type': 'application/json' },
    ...(body && { body: isForm ? body : JSON.stringify(body) }),
  })
  const answer = (await response.json()) as Frame
  expect([request, response.status, answer['success']]).toEqual([request, 200, true])
  return answer
}

it('the widget of today: from its first request to the end of the visit', async () => {
  const { server, alice } = await house()
  const visitor = { token: TOKEN, name: 'Vera', email: 'vera@example.com' }

  // Before there is a visitor: settings, and a socket.
  const { config } = (await ask(server, `GET config?token=${TOKEN}&department=undefined`)) as { config: Frame }
  expect(Object.keys(config).toSorted()).toEqual(
    ['customFields', 'departments', 'enabled', 'messages', 'online', 'resources', 'settings', 'survey', 'theme'].concat(
      ['triggers'],
    ),
  )
  expect(config).toMatchObject({ enabled: true, online: true, triggers: [], customFields: [], resources: {} })
  const socket = await RawSocket.connect(server.url)
  expect(await socket.call('livechat:setUpConnection', { token: TOKEN })).not.toHaveProperty('error')

  expect(await ask(server, 'POST visitor', { visitor })).toMatchObject({ visitor: { token: TOKEN, name: 'Vera' } })
  expect(await ask(server, `GET visitor/${TOKEN}?`)).toMatchObject({ visitor: { token: TOKEN } })
  expect(await ask(server, `GET agent.next/${TOKEN}?department=`)).toMatchObject({ agent: { username: 'alice' } })
  const { room, newRoom } = (await ask(server, `GET room?token=${TOKEN}&rid=`)) as { room: Frame; newRoom: boolean }
  expect(newRoom).toBe(true)
  expect(room).toMatchObject({ open: true, v: { token: TOKEN }, servedBy: { username: 'alice' } })
  const rid = String(room['_id'])
  // The same three times, as it does for the agent, his status and the queue.
  const key = { useCollection: false, args: [{ token: TOKEN, visitorToken: TOKEN }] }
  for (const [name, event] of [
    ['stream-livechat-room', rid],
    ['stream-livechat-room', rid],
    ['stream-livechat-room', rid],
    ['stream-room-messages', rid],
    ['stream-notify-room', `${rid}/typing`],
    ['stream-notify-room', `${rid}/user-activity`],
    ['stream-notify-room', `${rid}/deleteMessage`],
  ]) {
    expect(await socket.sub(name ?? '', event, key)).toMatchObject({ msg: 'ready' })
  }
  expect(await ask(server, `GET agent.info/${rid}/${TOKEN}?`)).toMatchObject({ agent: { username: 'alice' } })
  expect(await ask(server, 'POST visitor.status', { token: TOKEN, status: 'online' })).toMatchObject({
    status: 'online',
  })

  const said = { _id: 'WidgetMessageId17', rid, msg: 'hello', token: TOKEN }
  expect(await ask(server, 'POST message', said)).toMatchObject({ message: { _id: said._id, msg: 'hello' } })
  await socket.event('room-messages', (message) => (message as Frame)['msg'] === 'hello')
  await alice.call('sendMessage', { _id: 'AgentsMessageId17', rid, msg: 'hi' })
  await socket.event('room-messages', (message) => (message as Frame)['msg'] === 'hi')
  const observer = await alice.sub('stream-notify-room', `${rid}/user-activity`, false)
  expect(observer).toMatchObject({ msg: 'ready' })
  await socket.call('stream-notify-room', `${rid}/typing`, 'guest-1', true, { token: TOKEN })
  expect(await alice.event('notify-room')).toEqual(['guest-1', ['user-typing'], {}])
  await ask(server, `PUT message/${said._id}`, { token: TOKEN, rid, msg: 'hello!' })
  const { messages } = (await ask(server, `GET messages.history/${rid}?limit=20&token=${TOKEN}`)) as {
    messages: Frame[]
  }
  expect(messages.filter(({ t }) => t === undefined).map(({ msg }) => msg)).toEqual(['hi', 'hello!'])
  const pageInfo = { change: 'url', title: 'Prices', location: { href: HREF } }
  await ask(server, 'POST page.visited', { token: TOKEN, pageInfo })
  expect(await ask(server, 'POST page.visited', { token: TOKEN, rid, pageInfo })).toMatchObject({
    page: { msg: `Prices - ${HREF}` },
  })
  const field = { key: 'plan', value: 'gold', overwrite: true }
  expect(await ask(server, 'POST custom.field', { token: TOKEN, ...field })).toMatchObject({ field })
  expect(await ask(server, 'POST custom.fields', { token: TOKEN, customFields: [field] })).toMatchObject({
    fields: [field],
  })
  const form = new FormData()
  form.append('file', new File(['x'], 'a.txt', { type: 'text/plain' }))
  expect(await ask(server, `POST upload/${rid}`, form)).toMatchObject({ rid, attachments: [{ title: 'a.txt' }] })
  await ask(server, 'POST transcript', { token: TOKEN, rid, email: 'vera@example.com' })
  expect(await ask(server, 'POST room.transfer', { rid, token: TOKEN, department: 'Sales' })).toMatchObject({
    room: { _id: rid },
  })
  await ask(server, `DELETE message/${said._id}`, { rid, token: TOKEN })
  expect(await socket.event('notify-room', (gone) => (gone as Frame)['_id'] === said._id)).toHaveLength(1)

  // What a reload finds.
  const again = (await ask(server, `GET config?token=${TOKEN}`)) as { config: Frame }
  expect(again.config).toMatchObject({ guest: { token: TOKEN }, room: { _id: rid }, agent: { username: 'alice' } })
  await ask(server, 'POST room.close', { rid, token: TOKEN })
  await socket.event('room-messages', (message) => (message as Frame)['t'] === 'livechat-close')
  const data = [{ name: 'satisfaction', value: '5' }]
  expect(await ask(server, 'POST room.survey', { rid, token: TOKEN, data })).toMatchObject({ rid })
  const offline = { name: 'Vera', email: 'vera@example.com', message: 'call me', department: '' }
  await ask(server, 'POST offline.message', offline)
  // Said before there was a visitor, and kept to.
  socket.close()
  const status = async () => (await server.domain.livechat.visitors.byToken(TOKEN))?.status
  await vi.waitFor(async () => expect(await status()).toBe('offline'))
  expect(await ask(server, `DELETE visitor/${TOKEN}`, {})).toMatchObject({ visitor: {} })
})

/** Meteor's way to a server: one text in an array, both ways. */
class SockJs {
  readonly frames: Frame[] = []
  private readonly socket: WebSocket
  private waiting: (() => void)[] = []
  private count = 0

  constructor(url: string) {
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/sockjs/299/w1dg3t0f/websocket`)
    this.socket.addEventListener('message', ({ data }) => {
      const text = String(data)
      const frames = text.startsWith('a') ? (JSON.parse(text.slice(1)) as string[]) : []
      this.frames.push(...frames.map((frame) => JSON.parse(frame) as Frame))
      if (text === 'o') this.send({ msg: 'connect', version: '1', support: ['1', 'pre2', 'pre1'] })
      for (const wake of this.waiting.splice(0)) wake()
    })
  }

  send(frame: Frame): void {
    this.socket.send(JSON.stringify([JSON.stringify(frame)]))
  }

  async until(fits: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const found = this.frames.find(fits)
      if (found) return found
      await new Promise<void>((wake) => this.waiting.push(wake))
    }
  }

  async call(method: string, ...params: unknown[]): Promise<unknown> {
    const id = String(++this.count)
    this.send({ msg: 'method', method, params, id })
    const { result, error } = await this.until((frame) => frame['msg'] === 'result' && frame['id'] === id)
    if (error !== undefined) throw new Error(`${method}: ${JSON.stringify(error)}`)
    return result
  }

  async sub(name: string, ...params: unknown[]): Promise<void> {
    const id = `s${++this.count}`
    this.send({ msg: 'sub', id, name, params })
    await this.until(({ msg, subs }) => msg === 'ready' && (subs as string[]).includes(id))
  }

  close(): void {
    this.socket.close()
  }
}

it('the widget of before 1.0: from its first call to the survey', async () => {
  const { server, alice, departmentId } = await house()
  const info = (await (await fetch(`${server.url}/sockjs/info`)).json()) as Frame
  expect(info).toMatchObject({ websocket: true })
  const widget = new SockJs(server.url)
  await widget.until(({ msg }) => msg === 'connected')
  await widget.sub('meteor.loginServiceConfiguration')
  await widget.sub('meteor_autoupdate_clientVersions')
  const token = 'OldWidgetToken017'
  const rid = 'OldWidgetRoomId17'

  expect(await widget.call('livechat:getInitialData', token)).toMatchObject({
    enabled: true,
    online: true,
    room: null,
    visitor: null,
    triggers: [],
    departments: [{ _id: departmentId, name: 'Sales' }],
    displayOfflineForm: true,
  })
  expect(await widget.call('livechat:loginByToken', token)).toBeUndefined()
  await widget.call('UserPresence:connect', token, { visitor: token })
  const registered = (await widget.call('livechat:registerGuest', {
    token,
    name: 'Vera',
    email: 'vera@example.com',
    department: departmentId,
  })) as { userId: string; visitor: Frame }
  expect(registered.visitor).toMatchObject({ _id: registered.userId, department: departmentId })
  expect(await widget.call('livechat:loginByToken', token)).toEqual({ _id: registered.userId })
  const agent = (await widget.call('livechat:getNextAgent', { token, department: departmentId })) as Frame
  expect(agent).toMatchObject({ username: 'alice' })
  const wished = { agentId: agent['_id'], username: agent['username'] }
  const message = { _id: 'OldWidgetMessage1', rid, msg: 'hello', token }
  expect(await widget.call('sendMessageLivechat', message, wished)).toMatchObject({ rid, newRoom: true })

  await widget.sub('stream-room-messages', rid, { useCollection: false, args: [{ visitorToken: token }] })
  await widget.sub('stream-livechat-room', rid, { useCollection: false, args: [{ token }] })
  await widget.sub('stream-notify-room', `${rid}/typing`, { useCollection: false, args: [{ token }] })
  expect(await widget.call('livechat:getAgentData', { roomId: rid, token })).toMatchObject({ username: 'alice' })
  const page = { token, rid, ts: { $date: 0 }, limit: 50 }
  const { messages } = (await widget.call('livechat:loadHistory', page)) as { messages: Frame[] }
  expect(messages.map(({ msg }) => msg)).toContain('hello')
  await alice.call('sendMessage', { _id: 'AgentsMessageId17', rid, msg: 'hi' })
  await widget.until(({ fields }) => ((fields as Frame | undefined)?.['args'] as Frame[])?.[0]?.['msg'] === 'hi')
  await widget.call('stream-notify-room', `${rid}/typing`, 'Vera', true, { token })
  const pageInfo = { change: 'url', title: 'Prices', location: { href: HREF } }
  expect(await widget.call('livechat:pageVisited', token, rid, pageInfo)).toMatchObject({ msg: `Prices - ${HREF}` })
  expect(await widget.call('livechat:setCustomField', token, 'plan', 'gold', true)).toBe(true)
  const change = { roomId: rid, visitorToken: token, departmentId }
  expect(await widget.call('livechat:setDepartmentForVisitor', change)).toBe(true)

  // A file: the chat it goes to by a method, itself over REST.
  const { room } = (await widget.call('livechat:startFileUploadRoom', rid, token)) as { room: Frame }
  const form = new FormData()
  form.append('file', new File(['x'], 'a.txt', { type: 'text/plain' }))
  const sent = await fetch(`${server.url}/api/v1/livechat/upload/${String(room['_id'])}`, {
    method: 'POST',
    headers: { 'x-visitor-token': token },
    body: form,
  })
  expect(sent.status).toBe(200)
  await widget.call('UserPresence:away', token)
  await widget.call('UserPresence:online', token)
  expect(await widget.call('livechat:sendTranscript', token, rid, 'vera@example.com', 'Our chat')).toBe(true)
  expect(await widget.call('livechat:closeByVisitor', { roomId: rid, token })).toBe(true)
  const answers = [{ name: 'satisfaction', value: '5' }]
  expect(await widget.call('livechat:saveSurveyFeedback', token, rid, answers)).toBe(1)
  const offline = { name: 'Vera', email: 'vera@example.com', message: 'call me' }
  expect(await widget.call('livechat:sendOfflineMessage', offline)).toBe(true)
  widget.close()
})
