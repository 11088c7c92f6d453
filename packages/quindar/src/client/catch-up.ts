// After a drop: what was said while the connection was down is fetched and told in its place, before what comes live.
//
// It costs what changed, not what is watched: one question says which rooms have moved, then only those are asked
// about, the one that was opened last first. What cannot be had is a gap, and said so. All times that servers are asked
// with are the server's own, so this side's clock may be wrong by any amount.
import { QuindarError, type Room } from '../protocol/index.ts'
import {
  ALL_ROOMS,
  createLedger,
  holds,
  interrupt,
  note,
  sinceOf,
  toldBy,
  type Changed,
  type Ledger,
  type Told,
  type Watched,
} from './catch-up-ledger.ts'
import { merge, positionOf } from './catch-up-merge.ts'
import type { Gap } from './client.ts'
import type { Interruption } from './subscriptions.ts'
import { createAsk, sleep, type AskHost } from './routes/ask.ts'
import type { Changes, Fetched, Since } from './routes/change.ts'
import { createRoomChanges } from './routes/room-changes.ts'
import { createRoomsSince } from './routes/rooms-since.ts'

/** What catching up needs of the client. */
export interface CatchUpHost extends AskHost {
  /** Hands an event to its listeners. */
  readonly dispatch: (frame: Changed) => void
  readonly gap: (gap: Gap) => void
  /** Why the last connection ended. */
  readonly lost: () => Error
  /** Who is logged in. */
  readonly userId: () => string | undefined
}

export interface CatchUp {
  /** Somebody listens to a key of `room-messages`. `ready`: when the server has confirmed. */
  readonly watching: (key: string, subject: Watched, ready: Promise<void>) => void
  /** An event has come. True: it is not to be told, or not yet. */
  readonly keep: (frame: Changed) => boolean
  /**
   * Subscriptions are back. Resolves when what was missed has been told, but after ten seconds at the latest: the rest
   * goes on while the application goes on.
   */
  readonly back: (interruptions: readonly Interruption[]) => Promise<void>
  /** The connection is gone. */
  readonly drop: () => void
  /** A message that nobody had been told of, and its place in the room's numbers, where known. */
  readonly missed: (raw: object) => Pick<Fetched, 'place'> | undefined
}

/** Milliseconds that the calls of the application wait for catching up. */
const PATIENCE_MS = 10_000
/** How often a question is put that fails for no reason of its own. */
const TRIES = 3
/** Rooms that changed within this time, in milliseconds, tell what time it is at the server. */
const DAY_MS = 86_400_000

/** A room to ask about. */
interface Task {
  readonly roomId: string
  readonly room: Room | undefined
  readonly ledgers: Ledger[]
  tries: number
}

export function createCatchUp(host: CatchUpHost): CatchUp {
  const { ports } = host
  const ask = createAsk(host)
  const roomsSince = createRoomsSince(ask)
  const roomChanges = createRoomChanges(ask)
  const ledgers = new Map<string, Ledger>()
  const missed = new WeakMap<object, Fetched>()
  /** The server's time of the last event, in milliseconds since 1970. */
  let heardUpTo: number | undefined
  let connection = new AbortController()
  let working: Promise<unknown> = Promise.resolve()
  let settled = true
  let beginning: AbortSignal | undefined
  let user: string | undefined

  function hear(ledger: Ledger, told: Told): boolean {
    // Not the greatest: a server's clock that was put right must not leave us waiting for the old future.
    if (told.raw) heardUpTo = told.raw._updatedAt.getTime()
    return note(ledger, told, heardUpTo ?? 0)
  }

  function release(ledger: Ledger): void {
    const free = ledger.held.filter(({ told }) => !holds(ledger, told.roomId))
    ledger.held = ledger.held.filter(({ told }) => holds(ledger, told.roomId))
    for (const { frame, told } of free) if (hear(ledger, told)) host.dispatch(frame)
  }

  function newest(rooms: readonly Room[]): void {
    for (const { _updatedAt: at } of rooms) if (at instanceof Date) heardUpTo = Math.max(heardUpTo ?? 0, at.getTime())
  }

  /** From where on everything is told, of keys that have just been confirmed. */
  async function begin(): Promise<void> {
    const { signal } = connection
    if (!settled || beginning === signal) return
    beginning = signal
    try {
      for (;;) {
        const fresh = [...ledgers.values()].filter(({ confirmed, floor }) => confirmed && floor === undefined)
        if (!fresh.length || host.userId() === undefined) return
        let rooms = await roomsSince.ask(heardUpTo ?? ports.now() - DAY_MS, signal)
        // Nothing has changed for a day, or our clock is ahead of the server's.
        if (!rooms.length && heardUpTo === undefined) rooms = await roomsSince.ask(undefined, signal)
        newest(rooms)
        if (heardUpTo === undefined) return
        for (const ledger of fresh) {
          ledger.floor ??= heardUpTo + 1
          for (const { _id, ...room } of rooms) {
            const position = positionOf(room)
            if (position && !ledger.positions.has(_id)) ledger.positions.set(_id, position)
          }
        }
      }
    } catch {
      // Then the next drop is a gap, unless something comes live before.
    } finally {
      if (beginning === signal) beginning = undefined
    }
  }

  function tellGap(roomId: string | undefined, from: number, why: string, cause: unknown = host.lost()): void {
    const where = roomId === undefined ? 'your rooms' : `the room ${roomId}`
    const reason = new QuindarError(
      'continuity-lost',
      `Something may be missing in ${where} since the connection was lost: ${why}. Load the history again where it matters`,
      cause,
    )
    host.gap({ roomId, from: new Date(from), reason })
  }

  async function persistently<T>(put: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await put()
      } catch (error) {
        signal.throwIfAborted()
        if (tries === TRIES || isFinal(error)) throw error
        await sleep(ports, tries * 1_000, signal)
      }
    }
  }

  /** Resolves when what has moved is told; what may have been edited in other rooms comes after that. */
  async function run(behind: readonly Ledger[], signal: AbortSignal): Promise<void> {
    const all = behind.find(({ key }) => key === ALL_ROOMS)
    // The one that was opened last is the one that somebody looks at.
    const single = behind.filter((ledger) => ledger !== all).reverse()
    const from = Math.min(...behind.flatMap(({ since = Infinity, holes }) => [since, ...holes.values()]))
    let moved: Map<string, Room> | undefined
    try {
      const rooms = await persistently(() => roomsSince.ask(from, signal), signal)
      newest(rooms)
      moved = new Map(rooms.map((room) => [room._id, room]))
    } catch (error) {
      signal.throwIfAborted()
      if (all) tellGap(undefined, all.from, 'the server did not tell which rooms have changed', error)
      signal.throwIfAborted()
    }

    const tasks = new Map<string, Task>()
    const add = (roomId: string, ledger: Ledger): void => {
      const task = tasks.get(roomId) ?? { roomId, room: moved?.get(roomId), ledgers: [], tries: 0 }
      task.ledgers.push(ledger)
      tasks.set(roomId, task)
    }
    const urgent = single.filter(({ key }, index) => index === 0 || !moved || moved.has(key))
    for (const ledger of urgent) add(ledger.key, ledger)
    if (all) {
      const rooms = [...(moved?.values() ?? [])].sort((a, b) => Number(b._updatedAt) - Number(a._updatedAt))
      for (const roomId of [...rooms.map(({ _id }) => _id), ...all.holes.keys()]) {
        if (!tasks.get(roomId)?.ledgers.includes(all)) add(roomId, all)
      }
      all.behind = new Set(tasks.keys())
      release(all)
    }
    // Nothing was written there, as far as the server says; only older messages may have been edited.
    const calm = single.filter((ledger) => !urgent.includes(ledger))
    for (const ledger of calm) {
      ledger.behind = new Set()
      release(ledger)
    }
    await work([...tasks.values()], signal)
    if (all) end(all)
    const rest = calm.map((ledger) => ({ roomId: ledger.key, room: undefined, ledgers: [ledger], tries: 0 }))
    work(rest, signal).catch(() => {})
  }

  /** One room after the other; one that fails is tried again when the others are done. */
  async function work(queue: Task[], signal: AbortSignal): Promise<void> {
    for (const task of queue) {
      const error = await catchUp(task, signal)
      signal.throwIfAborted()
      if (error !== undefined) {
        if (++task.tries < TRIES && !isFinal(error)) {
          queue.push(task)
          await sleep(ports, 1_000, signal)
          continue
        }
        for (const ledger of task.ledgers) {
          const { at } = sinceOf(ledger, task.roomId, 0)
          ledger.holes.set(task.roomId, at)
        }
        const from = Math.min(...task.ledgers.map((ledger) => ledger.from))
        tellGap(task.roomId, from, 'the server did not tell what has changed', error)
      }
      for (const ledger of task.ledgers) {
        if (ledger.key === ALL_ROOMS) ledger.behind?.delete(task.roomId)
        else end(ledger)
        release(ledger)
      }
      signal.throwIfAborted()
    }
  }

  function end(ledger: Ledger): void {
    ledger.since = ledger.behind = undefined
    release(ledger)
  }

  /** Returns what went wrong. */
  async function catchUp({ roomId, room, ledgers: behind }: Task, signal: AbortSignal): Promise<unknown> {
    const now = ports.now()
    const each = behind.map((ledger) => sinceOf(ledger, roomId, now))
    const since = widest(each)
    const position = room && positionOf(room)
    if (position && since.position?.epoch === position.epoch && since.position.seq === position.seq) {
      for (const ledger of behind) ledger.holes.delete(roomId)
      return undefined
    }
    let changes: Changes
    try {
      changes = await roomChanges.since(roomId, since, signal)
      if (changes.newestOnly) {
        const page = await roomChanges.newest(roomId, signal)
        changes = { ...changes, updated: page.filter(({ raw }) => raw._updatedAt.getTime() > since.at) }
      }
    } catch (error) {
      return error ?? new Error()
    }
    if (changes.incomplete !== undefined) {
      tellGap(roomId, Math.min(...behind.map((ledger) => ledger.from)), changes.incomplete)
      signal.throwIfAborted()
    }
    for (const [index, ledger] of behind.entries()) {
      merge(ledger, roomId, room, each[index] as Since, changes, heardUpTo ?? 0, {
        dispatch: host.dispatch,
        missed: (message) => missed.set(message.raw, message),
      })
      // Not before: what has been told since the hole must not be forgotten while it is filled.
      ledger.holes.delete(roomId)
      if (changes.position) ledger.positions.set(roomId, changes.position)
    }
    return undefined
  }

  return {
    watching(key, subject, ready) {
      if (ledgers.get(key)?.subject === subject) return
      for (const [other, ledger] of ledgers) if (!ledger.subject.holders.size) ledgers.delete(other)
      const ledger = createLedger(key, subject)
      ledgers.set(key, ledger)
      ready.then(
        () => {
          ledger.confirmed = true
          void begin()
        },
        () => {},
      )
    },
    keep(frame) {
      const told = toldBy(frame)
      const ledger = told && ledgers.get(told.key)
      if (!ledger) return false
      if (!holds(ledger, told.roomId)) return !hear(ledger, told)
      ledger.held.push({ frame, told })
      return true
    },
    async back(interruptions) {
      const { signal } = connection
      const stranger = user !== undefined && user !== host.userId()
      const behind: Ledger[] = []
      for (const { name, params, since: from } of interruptions) {
        if (name !== 'stream-room-messages') continue
        const key = String(params[0])
        const ledger = ledgers.get(key)
        if (ledger?.since !== undefined && !stranger) {
          ledger.from = from
          behind.push(ledger)
          continue
        }
        if (ledger) ledgers.set(key, { ...createLedger(key, ledger.subject), confirmed: true })
        const why = stranger
          ? 'somebody else is logged in now'
          : 'nothing had been heard before, so it is not known from when on to ask'
        tellGap(key === ALL_ROOMS ? undefined : key, from, why)
      }
      if (behind.length) working = Promise.allSettled([working, run(behind, signal)])
      const patience = new AbortController()
      const over = (): void => patience.abort()
      signal.addEventListener('abort', over)
      await Promise.race([working, sleep(ports, PATIENCE_MS, patience.signal)]).catch(() => {})
      signal.removeEventListener('abort', over)
      over()
      if (signal.aborted) return
      settled = true
      void begin()
    },
    drop() {
      user = host.userId() ?? user
      connection.abort()
      connection = new AbortController()
      settled = false
      working = Promise.resolve()
      for (const ledger of ledgers.values()) interrupt(ledger, heardUpTo ?? 0)
    },
    missed: (raw) => missed.get(raw),
  }
}

/** From the earliest of several on. */
function widest(each: readonly Since[]): Since {
  const positions = each.map(({ position }) => position)
  const [first] = positions
  const numbered = first && positions.every((position) => position?.epoch === first.epoch)
  return {
    at: Math.min(...each.map(({ at }) => at)),
    ago: Math.max(...each.map(({ ago }) => ago)),
    position: numbered ? { ...first, seq: Math.min(...positions.map((position) => position?.seq ?? 0)) } : undefined,
  }
}

/** Has the server considered it, and said no? Then it says so again. */
function isFinal(error: unknown): boolean {
  const { error: code } = error as { error?: unknown }
  return code !== undefined && code !== 500
}
