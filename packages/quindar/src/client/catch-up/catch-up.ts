// After a drop: what was said while the connection was down is fetched and told in its place, before what comes live.
//
// It costs what changed, not what is watched: one question says which rooms have moved, then only those are asked
// about, the one that was opened last first. What cannot be had is a gap, and said so. All times that servers are asked
// with are the server's own, so this side's clock may be wrong by any amount.
import { ConnectionError, QuindarError, type Message as WireMessage, type ServerFrame } from '../../protocol/index.ts'
import {
  ALL_ROOMS,
  createLedger,
  holds,
  interrupt,
  keepBack,
  learn,
  note,
  OVERLAP_MS,
  toldBy,
  type Ledger,
} from './ledger.ts'
import { positionOf } from './merge.ts'
import { createRoomsCatchUp } from './rooms.ts'
import { hear, heardOf, type Telling } from './telling.ts'
import type { ClientEvents } from '../client.ts'
import type { Emitter } from '../emitter.ts'
import type { Session } from '../login/session.ts'
import type { Streams } from '../streams/streams.ts'
import type { Held } from '../streams/subscriptions.ts'
import { createAsk, sleep, type AskHost } from '../routes/ask.ts'
import type { Fetched, Position } from '../routes/change.ts'
import { createRoomChanges } from '../routes/room-changes.ts'
import { createRoomsSince } from '../routes/rooms-since.ts'

/** The parts that catching up stands on. */
export interface CatchUpHost extends AskHost {
  readonly streams: Streams
  readonly session: Session
  readonly events: Pick<Emitter<ClientEvents>, 'emit'>
  readonly redial: (reason: ConnectionError) => void
}

export interface CatchUp {
  /** Somebody listens to a key of `room-messages`. */
  readonly watching: (key: string, subject: Held) => void
  /** A frame has come. True: it is not to be told, or not yet. */
  readonly keep: (frame: ServerFrame) => boolean
  /**
   * Subscriptions are back. Resolves when what was missed has been told, but after ten seconds at the latest: the rest
   * goes on while the application goes on.
   */
  readonly back: () => Promise<void>
  /** The connection is gone. */
  readonly drop: (reason: Error) => void
  /** The newest page of a room's history has come. */
  readonly loaded: (roomId: string, page: readonly WireMessage[]) => void
  /** A message that nobody had been told of, and its place in the room's numbers, where known. */
  readonly missed: (raw: object) => Pick<Fetched, 'place'> | undefined
}

/** Milliseconds that the calls of the application wait for catching up. */
const PATIENCE_MS = 10_000
/** Milliseconds between two questions up to when everything has been heard. */
const LEISURE_MS = 3_000
/** A number that is missing may come by itself within this time, in milliseconds. */
const PATIENT_MS = 1_000
/** Rooms that changed within this time, in milliseconds, tell what time it is at the server. */
const DAY_MS = 86_400_000

export function createCatchUp(host: CatchUpHost): CatchUp {
  const { ports, session, streams, events } = host
  const missed = new WeakMap<object, Fetched>()
  const ledgers = new Map<string, Ledger>()
  const ask = createAsk({ ...host, strange })
  const roomsSince = createRoomsSince(ask)
  const telling: Telling = {
    heardUpTo: undefined,
    dispatch: streams.dispatch,
    missed: (message) => missed.set(message.raw, message),
    gap(roomId, from, why, cause = lost) {
      const where = roomId === undefined ? 'your rooms' : `the room ${roomId}`
      const reason = new QuindarError(
        'continuity-lost',
        `Something may be missing in ${where} since the connection was lost: ${why}. Load the history again where it matters`,
        cause,
      )
      events.emit('gap', { roomId, from: new Date(from), reason })
    },
  }
  const catchUpRooms = createRoomsCatchUp(ports, roomsSince, createRoomChanges(ask), telling)
  let connection = new AbortController()
  let working: Promise<unknown> = Promise.resolve()
  let settled = true
  let beginning: AbortSignal | undefined
  /** When it was asked last which rooms have changed, by this side's clock, and where each of them was then. */
  let askedAt = -Infinity
  const places = new Map<string, Position>()
  /** The server's time up to which `places` are right, in milliseconds since 1970. */
  let placedUpTo: number | undefined
  const rereading = new Set<Ledger>()
  let user: string | undefined
  /** The token that REST did not know. */
  let doubted: string | undefined
  let lost: Error | undefined
  /** The server's time of the last event before the drop, in milliseconds since 1970. */
  let heardBefore: number | undefined

  /**
   * A token that was revoked is refused by REST before the socket hears of it. That says nothing about rooms: once for
   * each token the login is tried anew, and then what was missed is asked for.
   */
  function strange(cause: unknown): void {
    const token = session.user?.token
    if (token === undefined || token === doubted) return
    doubted = token
    host.redial(new ConnectionError('The server does not know the login any more. Logging in again', cause))
  }

  /** The first event after a drop: is it older than what was heard before? Then times do not tell what was missed. */
  function checkClock(at: number): void {
    const wentBack = heardBefore !== undefined && at < heardBefore - OVERLAP_MS
    heardBefore = undefined
    if (!wentBack) return
    for (const { key, from, positions } of ledgers.values()) {
      const why = 'the clock of the server was put back'
      if (from && !positions.size) telling.gap(key === ALL_ROOMS ? undefined : key, from, why)
    }
  }

  /** Keys of which nobody knows from where on everything is told. */
  function fresh(): Ledger[] {
    const found = [...ledgers.values()].filter(
      // What is being made up for stands on what was known before.
      ({ floor, early, since, subject }) => subject.holders && since === undefined && (floor === undefined || early),
    )
    const all = ledgers.get(ALL_ROOMS)
    if (all?.floor === undefined || all.early || !all.subject.holders) return found
    // Who hears all rooms knows what was said in each of them until now.
    if (telling.heardUpTo === undefined) return found
    for (const ledger of found) learn(ledger, telling.heardUpTo, all.positions.get(ledger.key))
    return []
  }

  function teach(some: readonly Ledger[], early: boolean): void {
    if (telling.heardUpTo === undefined) return
    const at = telling.heardUpTo - (roomsSince.beside ? OVERLAP_MS : 0)
    for (const ledger of some) {
      learn(ledger, at, places.get(ledger.key), early)
      if (ledger.key !== ALL_ROOMS) continue
      for (const [roomId, position] of places) {
        if (!ledger.positions.has(roomId)) ledger.positions.set(roomId, position)
      }
    }
  }

  /** Asks from where on everything is told: at once, because a connection may break at any time. */
  async function begin(): Promise<void> {
    const { signal } = connection
    const lately = ports.now() - askedAt
    // What was heard a moment ago will do until there is time for another question.
    if (lately >= 0 && lately <= LEISURE_MS) teach(fresh(), true)
    if (!settled || !session.user || beginning === signal || !fresh().length) return
    beginning = signal
    try {
      do {
        const some = fresh()
        const now = ports.now()
        let rooms = await roomsSince.ask(placedUpTo ?? telling.heardUpTo ?? now - DAY_MS, signal)
        // Nothing has changed for a day, or our clock is ahead of the server's.
        if (!rooms.length && telling.heardUpTo === undefined) rooms = await roomsSince.ask(undefined, signal)
        heardOf(telling, rooms)
        for (const { _id, ...room } of rooms) {
          const position = positionOf(room)
          if (!position || roomsSince.beside) continue
          places.set(_id, position)
          placedUpTo = Math.max(placedUpTo ?? 0, Number(room._updatedAt))
        }
        if (telling.heardUpTo === undefined) return
        askedAt = now
        teach(
          some.filter(({ floor, early }) => floor === undefined || early),
          false,
        )
        teach(fresh(), true)
        // Rooms that are opened one after the other must not use up the questions that a drop will need.
        await sleep(ports, LEISURE_MS, signal)
      } while (fresh().length)
    } catch {
      // Then the next drop is a gap, unless something comes live before.
    } finally {
      if (beginning === signal) beginning = undefined
    }
  }

  /** A number was left out: what is only out of order comes by itself, what was lost is asked for. */
  async function reread(ledger: Ledger): Promise<void> {
    const { signal } = connection
    if (rereading.has(ledger)) return
    rereading.add(ledger)
    try {
      await sleep(ports, PATIENT_MS, signal)
      if (ledger.ahead.size && ledger.since === undefined) await catchUpRooms.one(ledger, signal)
    } catch {
      // The connection is gone, and asked about with the rest.
    } finally {
      rereading.delete(ledger)
    }
  }

  return {
    watching(key, subject) {
      if (ledgers.get(key)?.subject === subject) return
      for (const [other, ledger] of ledgers) if (!ledger.subject.holders) ledgers.delete(other)
      ledgers.set(key, createLedger(key, subject))
      void begin()
    },
    loaded(roomId, page) {
      const ledger = ledgers.get(roomId)
      if (!ledger || ledger.floor !== undefined) return
      // One more is looked back: others may have come in the same moment as the newest, and what is known is not told again.
      const at = Math.max(0, ...page.map(({ _updatedAt }) => +_updatedAt)) - 1
      learn(ledger, at, undefined)
      for (const raw of page)
        note(ledger, { key: roomId, roomId, id: raw._id, raw, position: positionOf(raw) }, at, true)
    },
    keep(frame) {
      if (frame.msg !== 'changed') return false
      const told = toldBy(frame)
      const ledger = told && ledgers.get(told.key)
      if (!ledger) return false
      if (told.raw) checkClock(told.raw._updatedAt.getTime())
      if (holds(ledger, told.roomId)) {
        keepBack(ledger, frame, told)
        return true
      }
      const isNews = hear(telling, ledger, told)
      if (ledger.ahead.size) void reread(ledger)
      return !isNews
    },
    async back() {
      const { signal } = connection
      const stranger = user !== undefined && user !== session.user?.id
      const behind: Ledger[] = []
      for (const [key, ledger] of ledgers) {
        const { interruptedSince, answer, holders } = ledger.subject
        // Without an interruption something may have come before the server had confirmed, and been kept back since.
        if (interruptedSince === undefined && (ledger.since === undefined || ledger.catchingUp)) continue
        if (!answer.settled || !holders) continue
        const from = interruptedSince ?? ports.now()
        ledger.subject.interruptedSince = undefined
        ledger.catchingUp = true
        if (ledger.since !== undefined && !stranger) {
          ledger.from = from
          behind.push(ledger)
          continue
        }
        ledgers.set(key, createLedger(key, ledger.subject))
        const why = stranger
          ? 'somebody else is logged in now'
          : 'nothing had been heard before, so it is not known from when on to ask'
        telling.gap(key === ALL_ROOMS ? undefined : key, from, why)
      }
      if (behind.length) working = Promise.allSettled([working, catchUpRooms.all(behind, signal)])
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
    drop(reason) {
      lost = reason
      user = session.user?.id ?? user
      connection.abort()
      connection = new AbortController()
      settled = false
      working = Promise.resolve()
      // Rooms may change unheard from now on, or be others: the database may be an older one.
      places.clear()
      placedUpTo = undefined
      heardBefore ??= telling.heardUpTo
      for (const ledger of ledgers.values()) interrupt(ledger, telling.heardUpTo ?? 0)
    },
    missed: (raw) => missed.get(raw),
  }
}
