// After a drop: what was said while the connection was down is fetched and told in its place, before what comes live.
//
// It costs what changed, not what is watched: one question says which rooms have moved, then only those are asked
// about, the one that was opened last first. What cannot be had is a gap, and said so. All times that servers are asked
// with are the server's own, so this side's clock may be wrong by any amount.
import { QuindarError, type ServerFrame } from '../protocol/index.ts'
import { ALL_ROOMS, createLedger, holds, interrupt, OVERLAP_MS, toldBy, type Ledger } from './catch-up-ledger.ts'
import { positionOf } from './catch-up-merge.ts'
import { createRoomsCatchUp } from './catch-up-rooms.ts'
import { hear, heardOf, type Telling } from './catch-up-telling.ts'
import type { ClientEvents } from './client.ts'
import type { Emitter } from './emitter.ts'
import type { Session } from './session.ts'
import type { Streams } from './streams.ts'
import type { Held } from './subscriptions.ts'
import { createAsk, sleep, type AskHost } from './routes/ask.ts'
import type { Fetched } from './routes/change.ts'
import { createRoomChanges } from './routes/room-changes.ts'
import { createRoomsSince } from './routes/rooms-since.ts'

/** The parts that catching up stands on. */
export interface CatchUpHost extends AskHost {
  readonly streams: Streams
  readonly session: Session
  readonly events: Pick<Emitter<ClientEvents>, 'emit'>
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
  /** A message that nobody had been told of, and its place in the room's numbers, where known. */
  readonly missed: (raw: object) => Pick<Fetched, 'place'> | undefined
}

/** Milliseconds that the calls of the application wait for catching up. */
const PATIENCE_MS = 10_000
/** Milliseconds between two questions up to when everything has been heard. */
const LEISURE_MS = 3_000
/** Rooms that changed within this time, in milliseconds, tell what time it is at the server. */
const DAY_MS = 86_400_000

export function createCatchUp(host: CatchUpHost): CatchUp {
  const { ports, session, streams, events } = host
  const missed = new WeakMap<object, Fetched>()
  const ledgers = new Map<string, Ledger>()
  const ask = createAsk(host)
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
  let user: string | undefined
  let lost: Error | undefined
  /** The server's time of the last event before the drop, in milliseconds since 1970. */
  let heardBefore: number | undefined

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

  /** Keys that are confirmed, and of which nobody knows from where on everything is told. */
  function fresh(): Ledger[] {
    const found = [...ledgers.values()].filter(({ confirmed, floor }) => confirmed && floor === undefined)
    const all = ledgers.get(ALL_ROOMS)
    if (all?.floor === undefined || !all.subject.holders.size || telling.heardUpTo === undefined) return found
    // Who hears all rooms knows what was said in each of them until now.
    for (const ledger of found) {
      const position = all.positions.get(ledger.key)
      if (position) ledger.positions.set(ledger.key, position)
      ledger.floor = telling.heardUpTo + 1
    }
    return []
  }

  /** Asks from where on everything is told. */
  async function begin(): Promise<void> {
    const { signal } = connection
    if (!settled || !session.user || !fresh().length || beginning === signal) return
    beginning = signal
    try {
      do {
        let rooms = await roomsSince.ask(telling.heardUpTo ?? ports.now() - DAY_MS, signal)
        // Nothing has changed for a day, or our clock is ahead of the server's.
        if (!rooms.length && telling.heardUpTo === undefined) rooms = await roomsSince.ask(undefined, signal)
        heardOf(telling, rooms)
        if (telling.heardUpTo === undefined) return
        for (const ledger of fresh()) {
          ledger.floor = telling.heardUpTo + 1
          for (const { _id, ...room } of rooms) {
            const position = positionOf(room)
            if (position && !ledger.positions.has(_id)) ledger.positions.set(_id, position)
          }
        }
        // Rooms that are opened one after the other must not use up the questions that a drop will need.
        await sleep(ports, LEISURE_MS, signal)
      } while (fresh().length)
    } catch {
      // Then the next drop is a gap, unless something comes live before.
    } finally {
      if (beginning === signal) beginning = undefined
    }
  }

  return {
    watching(key, subject) {
      if (ledgers.get(key)?.subject === subject) return
      for (const [other, ledger] of ledgers) if (!ledger.subject.holders.size) ledgers.delete(other)
      const ledger = createLedger(key, subject)
      ledgers.set(key, ledger)
      subject.answer.promise.then(
        () => {
          ledger.confirmed = true
          void begin()
        },
        () => {},
      )
    },
    keep(frame) {
      if (frame.msg !== 'changed') return false
      const told = toldBy(frame)
      const ledger = told && ledgers.get(told.key)
      if (!ledger) return false
      if (told.raw) checkClock(told.raw._updatedAt.getTime())
      if (!holds(ledger, told.roomId)) return !hear(telling, ledger, told)
      ledger.held.push({ frame, told })
      return true
    },
    async back() {
      const { signal } = connection
      const stranger = user !== undefined && user !== session.user?.id
      const behind: Ledger[] = []
      for (const [key, ledger] of ledgers) {
        const { interruptedSince, answer, holders } = ledger.subject
        // Without an interruption something may have come before the server had confirmed, and been kept back since.
        if (interruptedSince === undefined && (ledger.since === undefined || ledger.catchingUp)) continue
        if (!answer.settled || !holders.size) continue
        const from = interruptedSince ?? ports.now()
        ledger.subject.interruptedSince = undefined
        ledger.catchingUp = true
        if (ledger.since !== undefined && !stranger) {
          ledger.from = from
          behind.push(ledger)
          continue
        }
        ledgers.set(key, { ...createLedger(key, ledger.subject), confirmed: true })
        const why = stranger
          ? 'somebody else is logged in now'
          : 'nothing had been heard before, so it is not known from when on to ask'
        telling.gap(key === ALL_ROOMS ? undefined : key, from, why)
      }
      if (behind.length) working = Promise.allSettled([working, catchUpRooms(behind, signal)])
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
      heardBefore ??= telling.heardUpTo
      for (const ledger of ledgers.values()) interrupt(ledger, telling.heardUpTo ?? 0)
    },
    missed: (raw) => missed.get(raw),
  }
}
