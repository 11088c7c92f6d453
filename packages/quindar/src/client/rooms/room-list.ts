// The rooms that one is in, as one list: fetched once, changed by two streams, and after a drop made up for by what has
// changed since, so that it costs what changed.
//
// What a stream tells always wins: it is newer than an answer that was asked for before. A document of which nothing was
// heard since the question is as the answer says.
import type { Delta, Room as RoomDocument, Subscription as MembershipDocument } from '../../protocol/index.ts'
import { CALL_TIMEOUT_MS } from '../calls/calls.ts'
import type { Client } from '../client.ts'
import { createDeferred } from '../deferred.ts'
import { notify, stopWith, type ListenOptions, type Listeners, type Unsubscribe } from '../emitter.ts'
import type { Ports } from '../ports.ts'
import { roomEntry, type JoinedRoom, type Reader, type RoomList } from './room-entry.ts'
import { sleep } from '../routes/ask.ts'

/** What the list needs of the client. */
export interface RoomListHost {
  readonly client: Client
  readonly ports: Ports
  /** Was the user's login refused, and may he come back? */
  readonly session: { readonly expired: unknown }
  /** Hears of listeners that throw. */
  readonly report: (error: unknown) => void
}

export interface LiveRoomList extends RoomList {
  /** Resolves when the list is there, which is live from then on until `signal` aborts. */
  readonly open: (options?: ListenOptions) => Promise<RoomList>
}

/** How far back to look again, in milliseconds: not everything that has one time arrives at one time. */
const OVERLAP_MS = 30_000
/** The first and the longest wait, in milliseconds, before the list is asked for again that could not be had. */
const AGAIN_MS = 2_000
const AGAIN_MOST_MS = 60_000

/** Documents of one kind, by their id. */
interface Shelf<Document> {
  readonly byId: Map<string, Document>
  /** Told by a stream since the last question. */
  heard: Set<string>
}

type Dated = { readonly _id: string; readonly _updatedAt?: unknown }

export function createRoomList({ client, ports, session, report }: RoomListHost): LiveRoomList {
  const memberships: Shelf<MembershipDocument> = { byId: new Map(), heard: new Set() }
  const rooms: Shelf<RoomDocument> = { byId: new Map(), heard: new Set() }
  const entries = new Map<string, JoinedRoom>()
  let me: Reader | undefined
  /** The server's time of the last thing that it told, in milliseconds since 1970: what changed later is asked for. */
  let heardUpTo: number | undefined
  /** The same before a drop, until what was missed is here. */
  let missedFrom: number | undefined
  let snapshot: readonly JoinedRoom[] | undefined
  let listeners: Listeners<[]> = []
  let holders = 0
  let stops: Unsubscribe[] = []
  /** Ends the listening to the streams; `undefined`: nobody listens. */
  let ears: AbortController | undefined
  /** The question under way, or the one that was answered last. */
  let loading: { readonly done: Promise<void>; readonly over: AbortController } | undefined

  function changed(): void {
    snapshot = undefined
    notify(listeners, [], report)
  }

  function forget(): void {
    ears?.abort()
    loading?.over.abort()
    ears = loading = heardUpTo = missedFrom = me = undefined
    for (const { byId } of [memberships, rooms]) byId.clear()
    entries.clear()
    changed()
  }

  function listen(userId: string): void {
    if (ears) return
    const { signal } = (ears = new AbortController())
    const onDenied = (): void => {
      // Asked for again, with everything, when the client is ready again: the right to listen may be back.
      if (!signal.aborted) ears = heardUpTo = missedFrom = undefined
    }
    const changes = client.stream('notify-user', `${userId}/subscriptions-changed`)
    changes.on((action, document) => told(memberships, action, document as MembershipDocument), { signal, onDenied })
    const roomChanges = client.stream('notify-user', `${userId}/rooms-changed`)
    roomChanges.on((action, document) => told(rooms, action, document), { signal, onDenied })
  }

  function told<Document extends Dated>(shelf: Shelf<Document>, action: string, document: Document): void {
    // Hostile, or of a kind that nobody knows.
    if (typeof (document as Partial<Dated> | null)?._id !== 'string') return
    shelf.heard.add(document._id)
    heardUpTo = timeOf(document) ?? heardUpTo
    if (action !== 'removed') shelf.byId.set(document._id, document)
    else if (shelf.byId.delete(document._id)) entries.delete(document._id)
    changed()
  }

  function take<Document extends Dated>(
    { byId, heard }: Shelf<Document>,
    answer: readonly Document[] | Delta<Document>,
    isWhole: boolean,
  ): void {
    const isList = Array.isArray(answer)
    const { update, remove = [] } = isList ? { update: answer as Document[] } : (answer as Partial<Delta<Document>>)
    const found = (update ?? []).filter(({ _id }) => !heard.has(_id))
    if (isList || isWhole) {
      const there = new Set(found.map(({ _id }) => _id))
      for (const id of byId.keys()) if (!there.has(id) && !heard.has(id)) byId.delete(id)
    }
    for (const { _id } of remove) if (!heard.has(_id)) byId.delete(_id)
    for (const document of found) byId.set(document._id, document)
    for (const document of found) heardUpTo = Math.max(heardUpTo ?? 0, timeOf(document) ?? 0) || undefined
  }

  /** Asks for what has changed, for everything at first. */
  async function refresh(signal: AbortSignal): Promise<void> {
    const from = missedFrom ?? heardUpTo
    const since = from === undefined ? [] : [new Date(from - OVERLAP_MS)]
    memberships.heard = new Set()
    rooms.heard = new Set()
    const wishes = { signal, retry: 'safe' } as const
    const [mine, theirs] = await Promise.all([
      client.call({ name: 'subscriptions/get', ...wishes }, ...since),
      client.call({ name: 'rooms/get', ...wishes }, ...since),
    ])
    signal.throwIfAborted()
    take(memberships, mine, !since.length)
    take(rooms, theirs, !since.length)
    // One has come into a room in which nothing has changed since.
    const isWhole = [...memberships.byId.values()].every(({ rid }) => rooms.byId.has(rid))
    if (since.length && !isWhole) take(rooms, await client.call({ name: 'rooms/get', ...wishes }), true)
    signal.throwIfAborted()
    missedFrom = undefined
    changed()
  }

  /** The same until it is done; at once where there is no list yet: who waits for it hears why not. */
  async function persistently(signal: AbortSignal): Promise<void> {
    for (let wait = AGAIN_MS; ; wait = Math.min(wait * 2, AGAIN_MOST_MS)) {
      try {
        await refresh(signal)
        return
      } catch (error) {
        const { retryAfterMs } = error as { retryAfterMs?: number }
        if (heardUpTo === undefined && retryAfterMs === undefined) throw error
        await sleep(ports, retryAfterMs ?? wait, signal)
      }
    }
  }

  /** Begins to ask; an older question is given up. */
  function load(): Promise<void> {
    loading?.over.abort()
    const { user } = client
    if (user?.id !== me?.id) forget()
    if (!user) return Promise.resolve()
    me = user
    listen(user.id)
    const over = new AbortController()
    const done = persistently(over.signal)
    const mine = (loading = { done, over })
    done.catch(() => {
      if (loading === mine) loading = undefined
    })
    return done
  }

  /** Resolves when the list is there; who asked a question that was given up waits for the next one. */
  async function loaded(): Promise<void> {
    for (;;) {
      const mine = loading
      try {
        await (mine?.done ?? load())
        return
      } catch (error) {
        if (!loading || loading === mine) throw error
      }
    }
  }

  function begin(): void {
    stops = [
      client.on('ready', () => void load().catch(() => {})),
      client.on('user', (user) => {
        if (user?.id !== me?.id) {
          // Whose login has run out may come back.
          if (me && (user || !session.expired)) forget()
        } else if (user) {
          me = user
          entries.clear()
          changed()
        }
      }),
      client.on('state', ({ status }) => {
        if (status === 'closed') loading?.over.abort()
        // What is heard from now on says nothing of what is missed until it has been asked for.
        if (status === 'waiting') missedFrom ??= heardUpTo
      }),
    ]
  }

  function entryOf(membership: MembershipDocument): JoinedRoom {
    const room = rooms.byId.get(membership.rid)
    const known = entries.get(membership._id)
    if (known?.raw.membership === membership && known.raw.room === room) return known
    const entry = roomEntry(membership, room, me as Reader)
    entries.set(membership._id, entry)
    return entry
  }

  const list: RoomList = {
    getSnapshot: () => (snapshot ??= [...memberships.byId.values()].map(entryOf).sort(byActivity)),
    subscribe(listener) {
      const entry = { call: listener }
      listeners = [...listeners, entry]
      return () => {
        listeners = listeners.filter((other) => other !== entry)
      }
    },
    find: (roomId) => list.getSnapshot().find(({ id }) => id === roomId),
  }

  return {
    ...list,
    async open({ signal } = {}) {
      signal?.throwIfAborted()
      if (holders++ === 0) begin()
      const over = createDeferred<never>()
      const release = stopWith(signal, () => {
        over.reject(signal?.reason as Error)
        if (--holders > 0) return
        for (const stop of stops) stop()
        forget()
      })
      try {
        const there = client.ready({ timeout: CALL_TIMEOUT_MS, signal }).then(loaded)
        await Promise.race([there, over.promise])
        return list
      } catch (error) {
        release()
        throw error
      }
    },
  }
}

function timeOf({ _updatedAt: at }: Dated): number | undefined {
  return at instanceof Date ? at.getTime() : undefined
}

function byActivity(a: JoinedRoom, b: JoinedRoom): number {
  return Number(b.activeAt ?? 0) - Number(a.activeAt ?? 0) || (a.id < b.id ? -1 : 1)
}
