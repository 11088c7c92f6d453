// After everything has healed: what has each application missed, and when does it show it? And until when has it to?
import type { Message } from 'quindar'
import type { Asked } from './inspection.ts'
import { NOTICED_MS } from './link.ts'
import type { Healed, Kept, View } from './record.ts'

/** I9: from the moment at which the last fault has healed until everything that was missed is there, in milliseconds. */
const CAUGHT_UP_MS = 10_000
/** The longest wait between two attempts to connect. */
const LONGEST_WAIT_MS = 30_000
/** A connection comes about within this time, in milliseconds, once somebody dials: it goes there and back. */
const DIALLED_MS = 1_000
/** How many questions of one name Rocket.Chat allows in how many milliseconds, and the client's distance from that. */
const PACE = 10
const METHOD_WINDOW_MS = 10_500
const ROUTE_WINDOW_MS = 61_000

export interface Healing {
  /** An application shows something else, or its list is looked at for the first time. */
  readonly look: (view: View, shown: readonly Message[]) => void
}

/** @param there What the database held when everything had healed, by room. */
export function watchHealing(now: () => number, there: ReadonlyMap<string, readonly Kept[]>): Healing {
  const rows = new Map([...there.values()].flat().map((row) => [row.id, row]))
  /** What each application still waits for. */
  const waiting = new Map<View, Set<string>>()
  return {
    look(view, shown) {
      let wanted = waiting.get(view)
      if (wanted?.size === 0) return
      const versions = new Map(
        shown.flatMap(({ id, updatedAt, systemType, raw }) =>
          raw && systemType === undefined ? [[id, +updatedAt] as const] : [],
        ),
      )
      const isThere = (id: string): boolean => {
        const row = rows.get(id)
        return row ? (versions.get(id) ?? 0) >= row.changedAt : !versions.has(id)
      }
      if (!wanted) {
        const ids = (there.get(view.roomId) ?? []).map(({ id }) => id)
        wanted = new Set([...ids, ...versions.keys()].filter((id) => !isThere(id)))
        waiting.set(view, wanted)
        for (const id of wanted) view.missed.set(id, undefined)
      }
      for (const id of wanted) {
        if (!isThere(id)) continue
        wanted.delete(id)
        view.missed.set(id, now())
      }
    },
  }
}

export interface HealingOf {
  readonly who: string
  /** When the last fault had healed, in milliseconds since 1970. */
  readonly at: number
  /** When the program was started last, and when somebody had typed the password. */
  readonly begunAt: number
  readonly typedAt: number
  /** See `Link`, `Inspection`. */
  readonly openedAt: readonly number[]
  readonly asked: readonly Asked[]
  /** Rooms that it asks about. */
  readonly rooms: number
}

/**
 * Until when a program has to show what it has missed: ten seconds from the moment at which nothing stands in its way.
 *
 * Where the connection did not live through the faults, the program has to find that out first (20 s at the most, as I9 has
 * it for dead connections), and after its longest wait (30 s) that there is somebody again: from that connection on it has
 * the ten seconds, and that connection has its time too. Who has asked so much lately that the limits of Rocket.Chat forbid
 * the questions that are left has the ten seconds from when they allow them.
 */
export function healedOf({ who, at, begunAt, typedAt, openedAt, asked, rooms }: HealingOf): Healed {
  const whole = Math.max(at, begunAt, typedAt)
  const opened = openedAt.find((time) => time >= at)
  const noticed = whole + NOTICED_MS + LONGEST_WAIT_MS + DIALLED_MS
  const from = Math.min(Math.max(whole, opened ?? at), noticed)
  const mine = asked.filter((question) => question.at >= begunAt)
  const allowed = mine.map(({ name }) => {
    const windowMs = name.startsWith('/') ? ROUTE_WINDOW_MS : METHOD_WINDOW_MS
    const needed = /rooms.get$/.test(name) ? 1 : rooms
    const before = Math.max(from, opened ?? at)
    const times = mine.flatMap((other) => (other.name === name && other.at <= before ? [other.at] : []))
    const recent = times.filter((time) => time > before - windowMs)
    const inTheWay = recent.length + needed - PACE
    return inTheWay > 0 ? (recent[inTheWay - 1] as number) + windowMs : from
  })
  const until = Math.max(from, ...allowed) + CAUGHT_UP_MS
  return { who, at: from, until }
}
