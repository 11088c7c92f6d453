// The types, from the tables of the protocol to what an application writes: checked by the compiler, so that this file
// would not build if one of them were wrong.
import { expectTypeOf, test } from 'vitest'
import {
  connect,
  createClient,
  type Client,
  type ClientOptions,
  type CommandOptions,
  type ConnectionState,
  type Draft,
  type Found,
  type FoundUser,
  type HeardMessage,
  type JoinedRoom,
  type Member,
  type Mention,
  type Message,
  type Outbox,
  type QuindarError,
  type Room,
  type RoomKind,
  type RoomList,
  type SignedInUser,
  type Thread,
  type ThreadSnapshot,
  type TimelineSnapshot,
  type Typing,
  type StreamUnsubscribe,
  type UserInfo,
  type UserPresence,
} from 'quindar'
import type {
  Delta,
  History,
  Message as WireMessage,
  OverRest,
  Room as WireRoom,
  Subscription,
  User,
} from 'quindar/protocol'

/** Has every property and may be called, so that what the compiler has looked at also runs. */
const anything = (): never => new Proxy(anything, { get: anything, apply: anything }) as never
const rc: Client = anything()
const room: Room = anything()
const thread: Thread = anything()

test('a client is made with a user or with nobody, and waited for or not', () => {
  expectTypeOf(createClient).returns.toEqualTypeOf<Client>()
  expectTypeOf(connect).returns.resolves.toEqualTypeOf<Client>()
  expectTypeOf<{ user: string; password: string }>().toExtend<ClientOptions>()
  expectTypeOf<{ token: string; bot: true }>().toExtend<ClientOptions>()
  expectTypeOf<{ token: string | undefined }>().not.toExtend<{ token: string }>()
  expectTypeOf<{ user: string }>().not.toExtend<ClientOptions>()
  expectTypeOf<{ bot: 'yes' }>().not.toExtend<ClientOptions>()
  expectTypeOf(rc.user).toEqualTypeOf<SignedInUser | undefined>()
  expectTypeOf(rc.state.getSnapshot()).toEqualTypeOf<ConnectionState>()
  expectTypeOf(rc.retryNow).toEqualTypeOf<() => void>()
})

test('methods take and answer what the tables say, and unknown ones anything', () => {
  expectTypeOf(rc.call('loadHistory', 'GENERAL', null, 50)).resolves.toEqualTypeOf<History | false>()
  expectTypeOf(
    rc.call({ name: 'sendMessage', timeout: 5 }, { rid: 'R', msg: '' }),
  ).resolves.toEqualTypeOf<WireMessage>()
  expectTypeOf(rc.call('rooms/get')).resolves.toEqualTypeOf<WireRoom[] | Delta<WireRoom>>()
  expectTypeOf(rc.call('my:own', 1, 'two', {})).resolves.toEqualTypeOf<unknown>()
  // @ts-expect-error: the second parameter is a date, or nothing
  void (() => rc.call('loadHistory', 'GENERAL', 'yesterday'))
  // @ts-expect-error: a message has a text
  void (() => rc.call('sendMessage', { rid: 'R' }))
})

test('streams tell what the tables say, by the event in their key', () => {
  rc.stream('room-messages', 'GENERAL').on((...args) => expectTypeOf(args).toEqualTypeOf<[message: WireMessage]>())
  rc.stream('notify-room', 'R/typing').on((username, typing) => {
    expectTypeOf(username).toEqualTypeOf<string>()
    expectTypeOf(typing).toEqualTypeOf<boolean>()
  })
  rc.stream('notify-user', 'u1/subscriptions-changed').on((action, document) => {
    expectTypeOf(action).toEqualTypeOf<'inserted' | 'updated' | 'removed'>()
    if (action === 'inserted') expectTypeOf(document).toEqualTypeOf<Subscription>()
  })
  rc.stream('my-own', 'key').on((...args) => expectTypeOf(args).toEqualTypeOf<unknown[]>())
})

test('routes take and answer what the tables say', () => {
  const user = rc.rest('GET /api/v1/users.info', { username: 'bob' }).then((answer) => answer.user)
  expectTypeOf(user).resolves.toEqualTypeOf<OverRest<User>>()
  expectTypeOf(rc.rest('GET /my/own')).resolves.toEqualTypeOf<unknown>()
  // @ts-expect-error: the query knows no such word
  void (() => rc.rest('GET /api/v1/users.info', { name: 'bob' }))
})

test('events tell their own', () => {
  rc.on('user', (user) => expectTypeOf(user).toEqualTypeOf<SignedInUser | undefined>())
  rc.on('gap', ({ roomId, reason }) => {
    expectTypeOf(roomId).toEqualTypeOf<string | undefined>()
    expectTypeOf(reason).toEqualTypeOf<QuindarError>()
  })
  room.on('message', (message) => expectTypeOf(message).toEqualTypeOf<Message>())
  room.on('typing', (typing) => expectTypeOf(typing).toEqualTypeOf<Typing>())
  room.on('deleted', ({ message }) => expectTypeOf(message).toEqualTypeOf<Message | undefined>())
  thread.on('edited', (message) => expectTypeOf(message).toEqualTypeOf<Message>())
  // @ts-expect-error: nobody tells in which thread somebody is typing
  void (() => thread.on('typing', () => {}))
  // @ts-expect-error: there is no such event
  void (() => room.on('shouted', () => {}))
  expectTypeOf(room.on('message', () => {})).toEqualTypeOf<StreamUnsubscribe>()
})

test('rooms, their list and what is in it', () => {
  expectTypeOf(rc.room).parameter(0).toEqualTypeOf<string | { readonly id: string }>()
  expectTypeOf(rc.room).returns.resolves.toEqualTypeOf<Room>()
  expectTypeOf(rc.rooms).returns.resolves.toEqualTypeOf<RoomList>()
  expectTypeOf<RoomList['getSnapshot']>().returns.toEqualTypeOf<readonly JoinedRoom[]>()
  expectTypeOf<RoomList['find']>().returns.toEqualTypeOf<JoinedRoom | undefined>()
  expectTypeOf<JoinedRoom['kind']>().toEqualTypeOf<RoomKind>()
  expectTypeOf<JoinedRoom['lastMessage']>().toEqualTypeOf<Message | undefined>()
  expectTypeOf<JoinedRoom['mayWrite']>().toEqualTypeOf<boolean>()
  expectTypeOf<JoinedRoom['raw']['membership']>().toEqualTypeOf<Subscription>()
  expectTypeOf<HeardMessage>().toExtend<Message>()
  expectTypeOf(rc.messages()).toEqualTypeOf<AsyncGenerator<HeardMessage, void, undefined>>()
})

test('commands take what they need, and answer what they have', () => {
  expectTypeOf(room.send).parameter(0).toEqualTypeOf<string | Draft>()
  expectTypeOf(room.send).parameter(1).toEqualTypeOf<CommandOptions | undefined>()
  expectTypeOf(room.send).returns.resolves.toEqualTypeOf<Message>()
  expectTypeOf(room.edit).returns.resolves.toEqualTypeOf<void>()
  expectTypeOf(room.reply({ id: 'm' }, 'yes', { quote: true, waitForLimit: true })).resolves.toEqualTypeOf<Message>()
  expectTypeOf(room.thread('m')).resolves.toEqualTypeOf<Thread>()
  expectTypeOf(room.threads({ limit: 1, skip: 1 })).resolves.toEqualTypeOf<Message[]>()
  expectTypeOf(room.search('x')).resolves.toEqualTypeOf<Message[]>()
  expectTypeOf(room.members()).resolves.toEqualTypeOf<{ readonly total: number; readonly members: Member[] }>()
  expectTypeOf(room.timeline.getSnapshot()).toEqualTypeOf<TimelineSnapshot>()
  expectTypeOf(thread.timeline.getSnapshot()).toEqualTypeOf<ThreadSnapshot>()
  expectTypeOf<ThreadSnapshot['head']>().toEqualTypeOf<Message | undefined>()
  expectTypeOf<Message['mentions']>().toEqualTypeOf<readonly Mention[]>()
  // @ts-expect-error: a message of the wire is no message of the application's
  void (() => room.reply({ _id: 'm' }, 'yes'))
  // @ts-expect-error: a thread has its id already
  void (() => thread.send({ text: 'x', threadId: 'other' }))
})

test('people', () => {
  expectTypeOf(rc.search('x')).resolves.toEqualTypeOf<Found>()
  expectTypeOf(rc.users.find('x')).resolves.toEqualTypeOf<readonly FoundUser[]>()
  expectTypeOf(rc.users.info({ id: 'u' })).resolves.toEqualTypeOf<UserInfo>()
  rc.presence.watch(['u'], (presence) => expectTypeOf(presence).toEqualTypeOf<UserPresence>())
  // @ts-expect-error: by id, or by username
  void (() => rc.users.info('bob'))
  expectTypeOf<Outbox['resumesAt']>().toEqualTypeOf<Date | undefined>()
})
