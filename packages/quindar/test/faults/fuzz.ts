// One life of a client with a server that says anything: an application does what applications do, frames come, right
// and wrong ones, connections fall, time passes. Then the server is a good one again, and what must hold is looked at.
import { expect } from 'vitest'
import { seededRandom, type FakeSocket } from '@quindar/testkit'
import { rig, settle, type Rig } from '../client/rig.ts'
import { createHostileServer } from './hostile.ts'

export interface Life {
  readonly frames: number
  /** … of which the client has counted as none. */
  readonly malformed: number
  /** What the application has asked for. */
  readonly promises: number
}

/**
 * @param frames That come in this life.
 * @throws what a handler of the socket throws; that nothing rejects unheard is seen by who runs this.
 */
export async function liveThrough(seed: number, frames: number): Promise<Life> {
  const random = seededRandom(seed)
  const fetch = (): Promise<Response> => Promise.resolve(new Response(random() < 0.5 ? '<html>' : '{}'))
  // Chance of its own: the ids of messages are made of it.
  const r = rig({ token: 'T' }, { fetch, random: seededRandom(seed + 1) })
  const say = createHostileServer(random, r.clock.now)
  const pending = new Set<Promise<unknown>>()
  let promises = 0
  const ask = (promise: Promise<unknown>): void => {
    promises++
    pending.add(promise)
    promise.then(
      () => pending.delete(promise),
      () => pending.delete(promise),
    )
  }
  const stops: (() => void)[] = []
  const actions = actionsOf(r, ask, stops)

  for (let frame = 0; frame < frames; frame++) {
    const socket = r.network.latest()
    const { status } = r.rc.state.getSnapshot()
    if (socket.readyState === 0) socket.open()
    // Half of the handshakes are good, so that the client comes to have something to lose.
    if (status === 'handshaking' && random() < 0.5) socket.receive({ msg: 'connected', session: 's' })
    socket.onmessage?.({ data: say(socket) } as MessageEvent)
    const dice = random()
    if (dice < 0.05) actions[Math.floor(random() * actions.length)]?.()
    else if (dice < 0.07) stops.splice(Math.floor(random() * stops.length), 1)[0]?.()
    else if (dice < 0.075) socket.drop()
    if (status === 'waiting') await r.clock.advance(30_000)
    else if (dice > 0.9) await r.clock.advance(random() * 3_000)
  }
  const { malformed } = r.rc.stats
  await expectWell(r)
  // Whatever was asked has an end, after its deadline at the latest.
  for (let minute = 0; minute < 3; minute++) await whileAnswered(r, 60_000)
  expect(pending.size, `seed ${seed}: promises that have not settled`).toBe(0)
  await r.rc.close()
  await settle()
  expect(r.clock.pending(), `seed ${seed}: timers that are left`).toEqual([])
  return { frames, malformed, promises }
}

function actionsOf({ rc }: Rig, ask: (promise: Promise<unknown>) => void, stops: (() => void)[]): (() => void)[] {
  const inRoom = (act: (room: Awaited<ReturnType<typeof rc.room>>) => unknown): void =>
    ask(rc.room('GENERAL').then(act))
  return [
    () => ask(rc.call('rooms/get')),
    () => ask(rc.call('createChannel', 'x', [])),
    () => ask(rc.call({ name: 'loadHistory', timeout: 500 }, 'GENERAL', null, 5, null)),
    () => ask(rc.login({ token: 'T' })),
    () => ask(rc.rest('GET /api/v1/me')),
    () => stops.push(rc.stream('room-messages', 'GENERAL').on(() => {})),
    () => stops.push(rc.stream('notify-user', 'u1/message').on(() => {})),
    () => stops.push(rc.presence.watch(['u1', 'u2'], () => {})),
    () => stops.push(rc.onFrame(() => {})),
    () => inRoom((room) => stops.push(room.on('message', () => {}))),
    () => inRoom((room) => stops.push(room.on('typing', () => {}))),
    () => inRoom((room) => stops.push(room.timeline.subscribe(() => void room.timeline.getSnapshot()))),
    () => inRoom((room) => room.send('mine')),
    () => inRoom((room) => room.history()),
    () => inRoom((room) => room.timeline.loadOlder()),
    () => inRoom((room) => room.react('message 1', ':tada:')),
    () => inRoom((room) => room.delete('message 1')),
  ]
}

/** With a server that answers everything, everything works: login, call, stream, room, sending. */
async function expectWell(r: Rig): Promise<void> {
  r.network.latest().drop()
  await whileAnswered(r, 90_000)
  const login = r.rc.login({ token: 'T' })
  login.catch(() => {})
  await whileAnswered(r, 60_000)
  await login
  expect(r.rc.user?.id).toBe('u1')
  const heard: unknown[] = []
  r.rc.stream('room-messages', 'WELL').on((message) => heard.push(message.msg))
  const call = r.rc.call('rooms/get')
  const sent = r.rc.room('WELL').then((room) => room.send('well again'))
  for (const promise of [call, sent]) promise.catch(() => {})
  await whileAnswered(r, 60_000)
  expect(await call).toEqual([])
  expect(await sent).toMatchObject({ text: 'well again', status: 'sent' })
  const at = new Date(r.clock.now())
  const message = { _id: 'well', rid: 'WELL', msg: 'heard', ts: at, u: { _id: 'u2', username: 'bob' }, _updatedAt: at }
  r.network.latest().receive({
    msg: 'changed',
    collection: 'stream-room-messages',
    id: 'id',
    fields: { eventName: 'WELL', args: [message] },
  })
  expect(heard).toEqual(['heard'])
}

/** Lets time pass, with a server that answers whatever is asked. */
async function whileAnswered(r: Rig, ms: number): Promise<void> {
  for (const end = r.clock.now() + ms; r.clock.now() < end;) {
    const socket = r.network.latest()
    if (socket.readyState === 0) socket.open()
    if (r.rc.state.getSnapshot().status === 'handshaking') socket.receive({ msg: 'connected', session: 's' })
    answerAll(socket, r.clock.now())
    await r.clock.advance(500)
  }
}

const answered = new WeakMap<FakeSocket, number>()

function answerAll(socket: FakeSocket, now: number): void {
  if (socket.readyState !== 1) return
  const { sent } = socket
  for (const frame of sent.slice(answered.get(socket) ?? 0)) {
    if (frame.msg === 'ping') socket.receive({ ...frame, msg: 'pong' })
    if (frame.msg === 'sub') socket.receive({ msg: 'ready', subs: [frame.id] })
    if (frame.msg === 'method') socket.receive({ msg: 'result', id: frame.id, result: resultOf(frame, now) })
  }
  answered.set(socket, sent.length)
}

function resultOf({ method, params = [] }: { method: string; params?: readonly unknown[] }, now: number): unknown {
  const at = new Date(now)
  switch (method) {
    case 'login':
      return { id: 'u1', token: 'T', tokenExpires: new Date(2e12) }
    case 'rooms/get':
      return params.length > 0 ? { update: [], remove: [] } : []
    case 'sendMessage':
      return { ...(params[0] as object), ts: at, u: { _id: 'u1', username: 'alice' }, _updatedAt: at }
    case 'getRoomIdByNameOrId':
      return params[0]
    case 'loadHistory':
      return { messages: [] }
    case 'messages/get':
      return { updated: [], deleted: [] }
    default:
      return undefined
  }
}
