// What one key of `room-messages` (a room, or `__my_messages__`) has been told: since when, up to where, what lately.
//
// A ledger is of one wire subscription. After a drop it knows from where on something may be missing, and keeps back
// what comes live until that has been told.
import type { Message as WireMessage, ServerFrame } from '../../protocol/index.ts'
import type { Fetched, Position, Since } from '../routes/change.ts'
import type { Held } from '../streams/subscriptions.ts'

/** The key that stands for all rooms of the user. */
export const ALL_ROOMS = '__my_messages__'

/**
 * How far back to look again, in milliseconds: not everything that has one time arrives at one time, and servers of one
 * site do not agree about the time to the millisecond.
 */
export const OVERLAP_MS = 30_000
/** A server lets a message be this much older than its arrival, in milliseconds. */
const CLIENT_TIME_MS = 10_000
/** Live frames that are kept back for a subscription which the server has not confirmed, at most. */
const MOST_HELD = 1_000
/** What has been told is remembered for longer than anything looks back, in milliseconds. */
const MEMORY_MS = OVERLAP_MS + 2 * CLIENT_TIME_MS

export type Changed = ServerFrame & { readonly msg: 'changed' }

/** What a frame tells of a room. */
export interface Told {
  readonly key: string
  readonly roomId: string
  readonly id: string
  /** The message; absent: it was deleted. */
  readonly raw: WireMessage | undefined
  readonly position: Position | undefined
}

export interface Ledger {
  readonly key: string
  /** The wire subscription. */
  readonly subject: Held
  /**
   * Milliseconds since 1970 by the server's clock: what is of this time or later is told, even if nobody heard it live.
   * Unknown at first.
   */
  floor: number | undefined
  /** Is the floor that of a question from before somebody began to listen? Then a better one is to come. */
  early: boolean
  /** After a drop, until it is made up for: what is later than this, by the server's clock, may be missing. */
  since: number | undefined
  /** The same by this side's clock. */
  from: number
  /** Is it being made up for? */
  catchingUp: boolean
  /** Rooms that are kept back after a drop; `undefined`: all. */
  behind: Set<string> | undefined
  /** Rooms of which what was missed could not be had, and since when. */
  readonly holes: Map<string, number>
  /** Live frames that are kept back. */
  held: { readonly frame: Changed; readonly told: Told }[]
  readonly positions: Map<string, Position>
  /** Numbers of this room that came live before others that are smaller. */
  readonly ahead: Set<number>
  readonly told: Map<string, { readonly at: number; readonly raw: WireMessage | undefined; readonly fetched: boolean }>
}

export function createLedger(key: string, subject: Held): Ledger {
  return {
    key,
    subject,
    floor: undefined,
    early: false,
    since: undefined,
    from: 0,
    catchingUp: false,
    behind: undefined,
    holes: new Map(),
    held: [],
    positions: new Map(),
    ahead: new Set(),
    told: new Map(),
  }
}

/** What a frame tells of a room; `undefined`: something else. */
export function toldBy({ collection, fields }: Changed): Told | undefined {
  const { eventName, args } = (fields ?? {}) as { eventName?: unknown; args?: unknown }
  if (typeof eventName !== 'string' || !Array.isArray(args)) return undefined
  const document = (args as unknown[])[0] as WireMessage | null | undefined
  if (typeof document?._id !== 'string') return undefined
  const { _id: id, _seq: seq, _epoch: epoch } = document
  const position = typeof seq === 'number' && typeof epoch === 'string' ? { seq, epoch } : undefined
  if (collection === 'stream-room-messages') {
    if (!(document._updatedAt instanceof Date)) return undefined
    return { key: eventName, roomId: document.rid, id, raw: document, position }
  }
  const roomId = collection === 'stream-notify-room' && /^(.*)\/deleteMessage$/.exec(eventName)?.[1]
  return roomId ? { key: roomId, roomId, id, raw: undefined, position } : undefined
}

/** Is what comes live of this room kept back? */
export function holds({ since, behind }: Ledger, roomId: string): boolean {
  return since !== undefined && (!behind || behind.has(roomId))
}

/**
 * Writes down that something is told. False: it has been told already, it or something newer.
 * @param now The time at the server, as far as it is known.
 * @param fetched A copy that was fetched may look otherwise than the one that was sent, and be the same.
 */
export function note(ledger: Ledger, { id, roomId, raw, position }: Told, now: number, fetched = false): boolean {
  const { told, holes } = ledger
  const before = told.get(id)
  if (before && !isNews(before.raw, raw, fetched || before.fetched)) return false
  const at = raw ? raw._updatedAt.getTime() : now
  told.delete(id)
  told.set(id, { at, raw, fetched })
  ledger.floor ??= at
  // Never past a hole.
  if (position && !holes.has(roomId)) advance(ledger, roomId, position, fetched)
  const forgotten = Math.min(ledger.since ?? now, ...holes.values()) - MEMORY_MS
  for (const [oldest, entry] of told) {
    if (entry.at >= forgotten) break
    told.delete(oldest)
  }
  return true
}

/** A number has been told. */
function advance({ key, positions, ahead }: Ledger, roomId: string, position: Position, fetched: boolean): void {
  const known = positions.get(roomId)
  // Another epoch: the database is an older one. What it has forgotten is found out by asking from the old place.
  if (known && known.epoch !== position.epoch) return
  const next = known && key !== ALL_ROOMS && !fetched && position.seq > known.seq + 1
  if (next) ahead.add(position.seq)
  else if (!known || known.seq < position.seq) settle(positions, ahead, roomId, position)
}

/** Everything up to a number is known, and what was told already from there on. */
function settle(positions: Ledger['positions'], ahead: Set<number>, roomId: string, { epoch, seq }: Position): void {
  if (positions.get(roomId)?.epoch !== epoch) ahead.clear()
  let reached = seq
  while (ahead.has(reached + 1)) reached++
  for (const number of ahead) if (number <= reached) ahead.delete(number)
  positions.set(roomId, { epoch, seq: reached })
}

function isNews(before: WireMessage | undefined, raw: WireMessage | undefined, fetched: boolean): boolean {
  if (!raw) return before !== undefined
  // Deleted, and sent again under the same id, or an old copy: only numbers could tell.
  if (!before) return false
  if (raw._epoch !== before._epoch) return true
  if (raw._seq !== undefined && before._seq !== undefined) return raw._seq > before._seq
  const difference = raw._updatedAt.getTime() - before._updatedAt.getTime()
  // Two changes in one millisecond.
  if (difference === 0 && !fetched) return JSON.stringify(raw) !== JSON.stringify(before)
  return difference > 0
}

/** The database is an older one: what was deleted may be there again. */
export function doubtDeletions({ told }: Ledger): void {
  for (const [id, { raw }] of told) if (!raw) told.delete(id)
}

/** Everything of this room up to a position is known. */
export function settled(ledger: Ledger, roomId: string, position: Position): void {
  settle(ledger.positions, ledger.ahead, roomId, position)
  // What came live of an epoch that was not taken at its word yet.
  for (const { raw } of ledger.told.values()) {
    if (raw?.rid === roomId && raw._epoch === position.epoch && raw._seq !== undefined)
      advance(ledger, roomId, { epoch: position.epoch, seq: raw._seq }, false)
  }
}

/**
 * Learns from where on something may be missing once the connection breaks.
 * @param at What was told lately by the server's clock: the state of the room then is known, or nobody's business.
 * @param early Was that asked before somebody began to listen?
 */
export function learn(ledger: Ledger, at: number, position: Position | undefined, early = false): void {
  ledger.floor = at + 1
  ledger.early = early
  // What has been told meanwhile may be further.
  if (position) advance(ledger, ledger.key, position, true)
}

/** Keeps a live frame back. */
export function keepBack(ledger: Ledger, frame: Changed, told: Told): void {
  ledger.held.push({ frame, told })
  // Nobody has asked yet: what is let go of is fetched with the rest.
  if (!ledger.catchingUp && ledger.held.length > MOST_HELD) ledger.held.shift()
}

/** The connection is gone. What was kept back is fetched with the rest. */
export function interrupt(ledger: Ledger, heardUpTo: number): void {
  const { floor } = ledger
  ledger.ahead.clear()
  if (floor !== undefined) ledger.since ??= Math.max(heardUpTo - OVERLAP_MS, floor - 1)
  ledger.catchingUp = false
  ledger.behind = undefined
  ledger.held = []
}

/** From where on a room has to be asked about. */
export function sinceOf(ledger: Ledger, roomId: string, now: number): Since {
  const hole = ledger.holes.get(roomId)
  const at = Math.min(ledger.since ?? Infinity, hole ?? Infinity)
  return { at, position: ledger.positions.get(roomId), ago: hole === undefined ? now - ledger.from : Infinity }
}

/** Was a message that was never told written since? Otherwise something about an old one has changed. */
export function isNewSince({ raw, place }: Fetched, { at, position }: Since, floor: number): boolean {
  if (place !== undefined && position) return place > position.seq
  return new Date(raw.ts).getTime() >= Math.max(at - CLIENT_TIME_MS, floor)
}
