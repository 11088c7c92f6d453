// Every frame that went by, in order, bounded: the oldest go when there are too many. What is shown of it follows a
// filter, entry by entry as they come, so that ten thousand of them cost no more than the last one.
import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals-core'

export type Direction = 'sent' | 'received'

/** One line of the log. */
export interface Entry {
  /** Counted over the whole life of the page, from 0. */
  readonly number: number
  /** Milliseconds since 1970. */
  readonly at: number
  /** Which connection: `A` is the first one. */
  readonly connection: string
  /** A frame; or that a socket was opened or closed. */
  readonly kind: Direction | 'opened' | 'closed'
  /** The frame as it went by; of an opened socket its address, of a closed one the reason. */
  readonly text: string
  /** The same without its secrets. */
  readonly masked: string
  /** UTF-8 bytes of a frame. */
  readonly bytes: number
  /** `msg` of a frame, and what else says at a glance what it is: `method login`, `changed stream-room-messages`. */
  readonly title: string
  /** A ping or a pong. */
  readonly heartbeat: boolean
  /** The close code. */
  readonly code?: number
  /** Whoever closed: the recordings know closings of the server alone. */
  readonly closedBy?: 'server' | 'console'
  /** Which of the steps sent it, for the titles of a recording. */
  readonly step?: string | undefined
}

export interface Filter {
  readonly direction: 'all' | Direction
  readonly heartbeats: boolean
  /** Small and capital letters are one. */
  readonly search: string
}

export interface Log {
  readonly filter: Signal<Filter>
  /** While it is true new entries are kept, and not shown. */
  readonly paused: Signal<boolean>
  /** Changes with every change of {@link Log.shown}. */
  readonly version: ReadonlySignal<number>
  /** What fits the filter, oldest first. Read it again when {@link Log.version} has changed: it is one array. */
  readonly shown: readonly Entry[]
  /** All that is kept. */
  readonly entries: readonly Entry[]
  /** How many are kept, and how many have been dropped to make room. */
  readonly counts: ReadonlySignal<{ readonly kept: number; readonly dropped: number }>
  /** How many came while it was paused. */
  readonly waiting: ReadonlySignal<number>
  readonly add: (entry: Omit<Entry, 'number'>) => Entry
  readonly clear: () => void
}

/** Entries that are kept. */
export const LOG_CAPACITY = 10_000
/** Room is made for so many at once: moving ten thousand entries for each new one would be dear. */
const DROPPED_AT_ONCE = 500

export function createLog(capacity = LOG_CAPACITY): Log {
  let entries: Entry[] = []
  let shown: Entry[] = []
  let dropped = 0
  let total = 0
  /** Entries up to this one are shown while paused. */
  let frozenAt = Infinity
  const version = signal(0)
  const filter = signal<Filter>({ direction: 'all', heartbeats: true, search: '' })
  const paused = signal(false)
  const change = (): number => (version.value = version.peek() + 1)

  const fits = (entry: Entry): boolean => entry.number < frozenAt && matches(entry, filter.peek())
  const showAgain = (): void => {
    shown = entries.filter(fits)
    change()
  }
  effect(() => {
    frozenAt = paused.value ? total : Infinity
    showAgain()
  })
  effect(() => {
    void filter.value
    showAgain()
  })

  return {
    filter,
    paused,
    version,
    get shown() {
      return shown
    },
    get entries() {
      return entries
    },
    counts: computed(() => {
      void version.value
      return { kept: entries.length, dropped }
    }),
    waiting: computed(() => {
      void version.value
      return paused.value ? total - frozenAt : 0
    }),
    add(entry) {
      const added = { ...entry, number: total }
      total += 1
      entries.push(added)
      if (entries.length > capacity) {
        const gone = Math.min(DROPPED_AT_ONCE, Math.ceil(capacity / 2))
        entries = entries.slice(gone)
        dropped += gone
        const oldest = entries[0]?.number ?? total
        shown = shown.filter(({ number }) => number >= oldest)
      }
      if (fits(added)) shown.push(added)
      change()
      return added
    },
    clear() {
      batch(() => {
        entries = []
        shown = []
        dropped = 0
        if (paused.peek()) frozenAt = total
        change()
      })
    },
  }
}

function matches(entry: Entry, { direction, heartbeats, search }: Filter): boolean {
  if (entry.heartbeat && !heartbeats) return false
  if (direction !== 'all' && entry.kind !== direction) return false
  return search === '' || entry.masked.toLowerCase().includes(search.toLowerCase())
}
