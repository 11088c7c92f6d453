// A Rocket.Chat in a few lines, on fake sockets and a fake clock: rooms, messages, and what a client may ask about them
// after a drop. It answers by itself, and misbehaves as it is told.
import { parseClientFrame, ProtocolError, type ClientFrame, type WireError } from 'quindar/protocol'
import type { ClientOptions } from 'quindar'
import type { FakeSocket } from '@quindar/testkit'
import { rig, settle, type Rig } from './rig.ts'

type Document = Record<string, unknown> & { _id: string; rid: string; ts: Date; _updatedAt: Date }

export interface StockOptions {
  /** Methods and REST routes that it does not have. */
  readonly without?: readonly string[]
  /** Does `messages/get` know cursors? */
  readonly cursors?: boolean
  /** Does it number its changes, as our own server does? */
  readonly numbers?: boolean
  /** Milliseconds by which its clock is ahead of the client's. */
  readonly ahead?: number
  /** Rooms that the user is in. @default ['GENERAL'] */
  readonly rooms?: readonly string[]
}

export interface Stock extends Rig {
  /** Method, or verb and path, and what came with it: all that was asked, but for logins. */
  readonly asked: [name: string, ...params: unknown[]][]
  /** Names of `asked`, since the last drop. */
  readonly names: () => string[]
  /** Connects the newest socket, logs in, confirms, and answers from now on. */
  readonly connect: () => Promise<void>
  /** The cable is out, until `connect`. */
  readonly drop: () => Promise<void>
  /** `drop`, then everything in `meanwhile`, then `connect` again. */
  readonly outage: (meanwhile: () => void, ms?: number) => Promise<void>
  readonly say: (roomId: string, id: string, more?: Record<string, unknown>) => void
  /** Changes a message. Its room moves only if it is the room's last. */
  readonly change: (id: string, more: Record<string, unknown>) => void
  readonly remove: (id: string) => void
  /** Methods or routes that are answered with an error, once for each. */
  readonly refuse: Map<string, WireError[]>
  /** Methods that get their answer when they are taken out and `answerHeld` is called. */
  readonly hold: Set<string>
  readonly answerHeld: () => Promise<void>
  /** Subscriptions that are refused. */
  readonly denied: Set<string>
  /** Whose the next login is. */
  as: string
  /** Changes when the database is restored. */
  epoch: string
  /** Puts its clock forward, or back, by milliseconds. */
  readonly setClock: (ms: number) => void
  /** The database is an older one now: this message is not in it, and nothing says so. */
  readonly restore: (id: string) => void
}

export function stock(options: StockOptions = {}, client: ClientOptions = { token: 'T' }): Stock {
  const { without = [], cursors = false, numbers = false, ahead = 0, rooms: ids = ['GENERAL'] } = options
  const r = rig(client, { fetch: (url) => Promise.resolve(fetchRoute(new URL(url))) })
  let latest = 0
  let adjusted = 0
  function now(): Date {
    const at = r.clock.now() + ahead + adjusted
    // Who numbers does not go back in time either.
    latest = numbers ? Math.max(latest, at) : at
    return new Date(latest)
  }

  const asked: Stock['asked'] = []
  const messages = new Map<string, Document>()
  const deleted: { _id: string; rid: string; _deletedAt: Date; _seq?: number; _epoch?: string }[] = []
  const rooms = new Map(ids.map((_id) => [_id, { _id, t: 'c', name: _id, _updatedAt: now(), last: '', seq: 0 }]))
  const places = new Map<string, number>()
  let live: FakeSocket | undefined
  let since = 0
  const held: (() => void)[] = []

  function numbered<T extends { rid: string }>(document: T): T {
    const room = rooms.get(document.rid)!
    return numbers ? { ...document, _seq: ++room.seq, _epoch: stockOf.epoch } : document
  }

  function publish(document: Document): void {
    messages.set(document._id, document)
    emit('stream-room-messages', document.rid, document)
    emit('stream-room-messages', '__my_messages__', document, {
      roomParticipant: true,
      roomType: 'c',
      roomName: document.rid,
    })
  }

  function emit(collection: string, eventName: string, ...args: unknown[]): void {
    const subscribed = live?.sentOf('sub').some(({ name, params }) => name === collection && params?.[0] === eventName)
    if (subscribed) live?.receive({ msg: 'changed', collection, id: 'id', fields: { eventName, args } })
  }

  const roomDocument = ({ _id, t, name, _updatedAt, seq }: NonNullable<ReturnType<typeof rooms.get>>) => ({
    _id,
    t,
    name,
    _updatedAt,
    ...(numbers && { _seq: seq, _epoch: stockOf.epoch }),
  })

  function changesOf(rid: string, query: Record<string, unknown>): unknown {
    // Rocket.Chat fills in names when it is asked, and not in what it sends live.
    const named = (message: Document): Document => ({ ...message, u: { ...(message['u'] as object), name: 'Bob' } })
    const inRoom = [...messages.values()].filter((message) => message.rid === rid).map(named)
    const gone = deleted.filter((entry) => entry.rid === rid)
    const { lastUpdate, next, type, count = 200 } = query as { [name: string]: never } & { lastUpdate?: Date | string }
    if (lastUpdate) {
      const from = new Date(lastUpdate)
      return {
        updated: inRoom.filter(({ _updatedAt }) => _updatedAt > from),
        deleted: gone.filter(({ _deletedAt }) => _deletedAt > from),
      }
    }
    if (!cursors || next === undefined) return { messages: inRoom.slice(-20) }
    const field = type === 'DELETED' ? '_deletedAt' : '_updatedAt'
    const items = (type === 'DELETED' ? gone : inRoom) as unknown as Record<string, Date>[]
    const later = items
      .filter((item) => item[field]!.getTime() > Number(next))
      .sort((a, b) => a[field]!.getTime() - b[field]!.getTime())
    const page = later.slice(0, Number(count))
    const cursor = { next: later.length > page.length ? String(page.at(-1)![field]!.getTime()) : null, previous: null }
    return { [type === 'DELETED' ? 'deleted' : 'updated']: page, cursor }
  }

  function changesByNumber(rid: string, query: { epoch: string; after: number; limit: number }): unknown {
    const { seq } = rooms.get(rid)!
    const rest = { epoch: stockOf.epoch, seq }
    if (query.epoch !== stockOf.epoch || query.after > seq) {
      return { ...rest, updated: [], deleted: [], next: seq, more: false, reset: true }
    }
    const all = [...messages.values(), ...deleted]
      .filter((item) => item.rid === rid && Number(item._seq) > query.after)
      .sort((a, b) => Number(a._seq) - Number(b._seq))
    const page = all.slice(0, query.limit)
    const more = all.length > page.length
    const updated = page.filter((item) => !('_deletedAt' in item))
    return {
      ...rest,
      updated,
      places: updated.map(({ _id }) => places.get(_id)),
      deleted: page.filter((item) => '_deletedAt' in item),
      next: more ? Number(page.at(-1)!._seq) : seq,
      more,
      reset: false,
    }
  }

  function result(method: string, params: readonly unknown[]): unknown {
    const [first, second] = params as [never, never]
    const since = first as Date | undefined
    switch (method) {
      case 'rooms/get': {
        const all = [...rooms.values()]
        const update = all.filter(({ _updatedAt }) => !since || _updatedAt > since).map(roomDocument)
        return since ? { update, remove: [] } : update
      }
      case 'messages/get':
        return changesOf(first, second)
      case 'quindar:changes':
        return changesByNumber(first, second)
      case 'loadMissedMessages':
        return [...messages.values()].filter(({ rid, ts }) => rid === first && ts > (second as Date)).reverse()
      case 'loadHistory':
        return {
          messages: [...messages.values()]
            .filter(({ rid }) => rid === first)
            .reverse()
            .slice(0, params[2] as number),
        }
      case 'getRoomIdByNameOrId':
        return first
      default:
        return undefined
    }
  }

  function errorOf(name: string): WireError | undefined {
    if (without.includes(name) || (name === 'quindar:changes' && !numbers)) return { error: 404, reason: 'not found' }
    return stockOf.refuse.get(name)?.shift()
  }

  function serve(socket: FakeSocket, frame: ClientFrame): void {
    if (frame.msg === 'sub') {
      const key = String(frame.params?.[0])
      if (stockOf.denied.has(key)) socket.receive({ msg: 'nosub', id: frame.id, error: { error: 'not-allowed' } })
      else socket.receive({ msg: 'ready', subs: [frame.id] })
    }
    if (frame.msg === 'ping') socket.receive({ ...frame, msg: 'pong' })
    if (frame.msg !== 'method') return
    const { id, method, params = [] } = frame
    if (method === 'login') {
      const login = { id: stockOf.as, token: 'T', tokenExpires: new Date(2e12) }
      const error = errorOf('login')
      socket.receive({ msg: 'result', id, ...(error ? { error } : { result: login }) })
      return
    }
    asked.push([method, ...params])
    // What it answers is what it knows now, also when it says so later.
    const error = errorOf(method)
    const answered = error ? { error } : { result: result(method, params) }
    const answer = (): void => socket.receive({ msg: 'result', id, ...answered })
    if (stockOf.hold.has(method)) held.push(answer)
    else answer()
  }

  function fetchRoute(url: URL): Response {
    const query = Object.fromEntries(url.searchParams)
    const name = `GET ${url.pathname}`
    // It does not say which release it is.
    if (name === 'GET /api/info') return new Response('', { status: 404 })
    asked.push([name, query])
    const error = errorOf(name)
    const body = name.endsWith('rooms.get')
      ? (result('rooms/get', [new Date(query['updatedSince'] ?? 0)]) as object)
      : { result: changesOf(query['roomId']!, query) }
    const status = error ? (error.error === 404 ? 404 : 400) : 200
    return new Response(
      JSON.stringify(error ? { success: false, errorType: error.error } : { success: true, ...body }),
      {
        status,
      },
    )
  }

  const stockOf: Stock = {
    ...r,
    asked,
    names: () => asked.slice(since).map(([name]) => name),
    refuse: new Map(),
    hold: new Set(),
    denied: new Set(),
    as: 'u1',
    epoch: 'e1',
    setClock(ms) {
      adjusted = ms
    },
    restore(id) {
      messages.delete(id)
      stockOf.epoch = 'e2'
    },
    async answerHeld() {
      for (const answer of held.splice(0)) answer()
      await settle()
    },
    async connect() {
      if (r.rc.state.getSnapshot().status === 'waiting') await r.redial()
      const socket = r.network.latest()
      live = socket
      const send = socket.send.bind(socket)
      socket.send = (text) => {
        send(text)
        const frame = parseClientFrame(text)
        if (frame instanceof ProtocolError) throw new Error(frame.detail)
        queueMicrotask(() => serve(socket, frame))
      }
      await r.open()
      await settle()
    },
    async drop() {
      since = asked.length
      held.length = 0
      live?.drop()
      live = undefined
      await settle()
    },
    async outage(meanwhile, ms = 1_000) {
      await stockOf.drop()
      await r.clock.advance(ms)
      meanwhile()
      await r.clock.advance(60_000)
      await stockOf.connect()
    },
    say(rid, id, more = {}) {
      const at = now()
      const room = rooms.get(rid)!
      const document = { _id: id, rid, msg: id, ts: at, u: { _id: 'u2', username: 'bob' }, _updatedAt: at, ...more }
      const message = numbered(document)
      places.set(id, room.seq)
      Object.assign(room, { _updatedAt: at, last: id })
      publish(message)
    },
    change(id, more) {
      const message = messages.get(id)!
      const room = rooms.get(message.rid)!
      if (numbers || room.last === id) room._updatedAt = now()
      publish(numbered({ ...message, _updatedAt: now(), ...more }))
    },
    remove(id) {
      const { rid } = messages.get(id)!
      messages.delete(id)
      rooms.get(rid)!._updatedAt = now()
      const deletion = numbered({ _id: id, rid, _deletedAt: now() })
      deleted.push(deletion)
      const { _seq, _epoch } = deletion as { _seq?: number; _epoch?: string }
      emit('stream-notify-room', `${rid}/deleteMessage`, { _id: id, ...(numbers && { _seq, _epoch }) })
    },
  }
  return stockOf
}
