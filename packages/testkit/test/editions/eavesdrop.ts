// Two people use a server for a while, and everything that it says is kept.
import type { TestServer } from '@quindar/testkit'
import { dialBare } from '../bare-client.ts'

export interface Overheard {
  /** Every text that came over a WebSocket, in order. */
  readonly frames: readonly string[]
  /** Every body that came over REST. */
  readonly answers: readonly string[]
  readonly refusedLogin: unknown
  readonly denied: unknown
  /** Which events told that somebody types. */
  readonly typing: readonly string[]
  readonly statusLength: number
  readonly refusedMethodCall: number
  /** What `sendMessage` made of a message with an attachment: its code, or undefined when it took it. */
  readonly openBody: unknown
}

export async function eavesdrop({ url }: TestServer): Promise<Overheard> {
  const frames: string[] = []
  const answers: string[] = []
  using alice = await dialBare(url, (text) => frames.push(text))
  const refusedLogin = (await alice.method('login', { user: { username: 'alice' }, password: 'wrong' })).error?.error
  const denied = (await alice.sub('stream-notify-logged', 'user-status', false)).error?.error
  const session = (await alice.method('login', { user: { username: 'alice' }, password: 'alice' })).result as {
    id: string
    token: string
  }
  await alice.sub('stream-notify-logged', 'user-status', false)
  for (const key of ['GENERAL', '__my_messages__']) await alice.sub('stream-room-messages', key, false)
  for (const event of ['typing', 'user-activity', 'deleteMessage']) {
    await alice.sub('stream-notify-room', `GENERAL/${event}`, false)
  }
  await alice.sub('stream-notify-user', `${session.id}/rooms-changed`, false)

  using bob = await dialBare(url, (text) => frames.push(text))
  await bob.method('login', { user: { username: 'bob' }, password: 'bob' })
  const status = await alice.event(({ fields }) => fields.eventName === 'user-status')
  await bob.method('stream-notify-room', 'GENERAL/typing', 'bob', true)
  await bob.method('stream-notify-room', 'GENERAL/user-activity', 'bob', ['user-typing'], {})
  const rest = async (verb: string, path: string, body?: unknown): Promise<number> => {
    const response = await fetch(`${url}/api/v1/${path}`, {
      method: verb,
      headers: { 'x-auth-token': session.token, 'x-user-id': session.id, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    answers.push(await response.text())
    return response.status
  }
  await rest('POST', 'chat.sendMessage', { message: { _id: 'first', rid: 'GENERAL', msg: 'one' } })
  // Whatever this release has of it: each answers, or is 404.
  for (const [method, ...params] of CALLS) await bob.method(method, ...params)
  for (const path of ['rooms.get', 'subscriptions.get', 'channels.list', ...ROUTES]) await rest('GET', path)
  await rest('POST', 'chat.delete', { roomId: 'GENERAL', msgId: 'first' })
  await alice.event(({ fields }) => fields.eventName === 'GENERAL')
  const message = JSON.stringify({ msg: 'method', id: '1', method: 'joinRoom', params: ['nowhere'] })
  const refusedMethodCall = await rest('POST', 'method.call/joinRoom', { message })
  const decorated = { rid: 'GENERAL', msg: 'look', emoji: ':eyes:', attachments: [{ text: 'here' }], blocks: [] }
  const sent = await bob.method('sendMessage', decorated)
  const openBody = sent.error
    ? sent.error.error
    : (sent.result as { attachments: { text: string }[] }).attachments[0]?.text
  const events = alice.heard().map(({ fields }) => fields.eventName)
  const typing = ['typing', 'user-activity'].filter((event) => events.includes(`GENERAL/${event}`))
  const { args } = status.fields
  return {
    frames,
    answers,
    refusedLogin,
    denied,
    typing,
    statusLength: (args[0] as unknown[]).length,
    refusedMethodCall,
    openBody,
  }
}

const CALLS: readonly (readonly [string, ...unknown[]])[] = [
  ['sendMessage', { _id: 'second', rid: 'GENERAL', msg: 'two' }],
  ['updateMessage', { _id: 'second', msg: 'two, mended' }],
  ['setReaction', ':wave:', 'first'],
  ['loadHistory', 'GENERAL', null, 10],
  ['rooms/get'],
  ['rooms/get', { $date: 0 }],
  ['subscriptions/get'],
  ['getRoomByTypeAndName', 'c', 'general'],
  ['loadMissedMessages', 'GENERAL', { $date: 0 }],
  ['loadNextMessages', 'GENERAL', { $date: 1 }, 5],
  ['loadSurroundingMessages', { _id: 'first', rid: 'GENERAL' }, 5],
  ['messages/get', 'GENERAL', { lastUpdate: { $date: 0 } }],
  ['createChannel', 'news'],
  ['deleteMessage', { _id: 'second' }],
]

const ROUTES: readonly string[] = [
  'rooms.info?roomId=GENERAL',
  'channels.info?roomId=GENERAL',
  'channels.history?roomId=GENERAL',
  'chat.getMessage?msgId=first',
  'chat.syncMessages?roomId=GENERAL&lastUpdate=1970-01-01T00:00:00.000Z',
]
