// A room that is being looked at: the client's timeline as lines, the frame of them that is drawn, and what the reader
// has not seen yet.
import { batch, computed, effect, signal, type ReadonlySignal } from '@preact/signals-core'
import type { Room, TimelineGap, TimelineSnapshot } from 'quindar'
import { frameAtEnd, framed, frameDown, frameUp, frameWithin, type Frame, type Framed } from './frame.ts'
import { rowsOf } from './rows.ts'
import { readTroubleOf, roomTroubleOf, type Trouble } from './trouble.ts'

export interface OpenRoom {
  readonly room: Room
  /** The lines to draw. */
  readonly framed: ReadonlySignal<Framed>
  readonly snapshot: ReadonlySignal<TimelineSnapshot>
  /** Has the newest page arrived? */
  readonly loaded: ReadonlySignal<boolean>
  readonly loadingOlder: ReadonlySignal<boolean>
  /** Why history, or the room, cannot be had. */
  readonly trouble: ReadonlySignal<Trouble | undefined>
  /** Is the reader at the end of the list? Set by whoever draws it. */
  readonly atEnd: ReadonlySignal<boolean>
  /** How often the end was asked for: whoever draws the list goes there each time. */
  readonly ends: ReadonlySignal<number>
  /** Messages of others that came while the reader was further up. */
  readonly newBelow: ReadonlySignal<number>
  /** Gaps that are being closed, or could not be, by the message before them. */
  readonly closings: ReadonlySignal<Closings>
  readonly seen: (atEnd: boolean) => void
  /** More at the top: lines that are there, else a page of history. Never rejects. */
  readonly showOlder: () => Promise<void>
  /** More at the bottom. */
  readonly showNewer: () => void
  /** The end of the list. */
  readonly showEnd: () => void
  /** Fetches what may be missing. Never rejects. */
  readonly closeGap: (gap: TimelineGap) => Promise<void>
  /** Tries again what is in `trouble`. */
  readonly retry: () => Promise<void>
  readonly dispose: () => void
}

export type Closings = ReadonlyMap<string | undefined, 'loading' | Trouble>

const PAGE_SIZE = 50

/**
 * @param me One's own id.
 * @param unreadAfter Up to when the room had been read when it was opened; absent: all of it.
 */
export function createOpenRoom(room: Room, me: () => string, unreadAfter: ReadonlySignal<Date | undefined>): OpenRoom {
  const snapshot = signal(room.timeline.getSnapshot())
  const loaded = signal(false)
  const loadingOlder = signal(false)
  const trouble = signal<Trouble | undefined>(undefined)
  const atEnd = signal(true)
  const ends = signal(0)
  const seenId = signal<string | undefined>(undefined)
  const closings = signal<Closings>(new Map())
  const rows = computed(() => rowsOf(snapshot.value, unreadAfter.value, me()))
  const frame = signal<Frame>({ first: undefined, last: undefined })
  /** A page brought nothing, though there should be more: only the reader asks again. */
  let exhausted = false
  /** Gaps that were asked for once without being asked: what could not be had is the reader's to ask for again. */
  const tried = new Set<number>()

  function update(): void {
    batch(() => {
      snapshot.value = room.timeline.getSnapshot()
      frame.value = frameWithin(rows.value, frame.value, atEnd.value)
    })
    for (const gap of snapshot.value.gaps) {
      if (tried.has(gap.from.getTime())) continue
      tried.add(gap.from.getTime())
      void closeGap(gap)
    }
  }

  async function load(): Promise<void> {
    if (loadingOlder.value) return
    loadingOlder.value = true
    trouble.value = undefined
    try {
      exhausted = (await room.timeline.loadOlder({ limit: PAGE_SIZE })) === 0
      loaded.value = true
    } catch (error) {
      trouble.value = roomTroubleOf(error)
    } finally {
      loadingOlder.value = false
    }
  }

  async function closeGap(gap: TimelineGap): Promise<void> {
    const { afterId } = gap
    if (closings.value.get(afterId) === 'loading') return
    const become = (state: 'loading' | Trouble | undefined): void => {
      const next = new Map(closings.value)
      if (state) next.set(afterId, state)
      else next.delete(afterId)
      closings.value = next
    }
    become('loading')
    try {
      await room.timeline.closeGap(gap)
      become(undefined)
    } catch (error) {
      // The line stays where it is, and with it the button to try again.
      become(readTroubleOf(error))
    }
  }

  const stops = [
    room.timeline.subscribe(update),
    room.on('denied', ({ error }) => {
      trouble.value = roomTroubleOf(error)
    }),
    effect(() => {
      const last = snapshot.value.messages.at(-1)?.id
      if (atEnd.value) seenId.value = last
    }),
  ]
  void load()

  return {
    room,
    framed: computed(() => framed(rows.value, frame.value)),
    snapshot,
    loaded,
    loadingOlder,
    trouble,
    atEnd,
    ends,
    newBelow: computed(() => (atEnd.value ? 0 : countAfter(snapshot.value, seenId.value, me()))),
    closings,
    seen(value) {
      // The end of the frame is the end of the list only where nothing is below it.
      atEnd.value = value && !framed(rows.value, frame.value).below
    },
    async showOlder() {
      const before = frame.value
      frame.value = frameUp(rows.value, before)
      if (frame.value !== before || !snapshot.value.hasOlder || !loaded.value || exhausted || trouble.value) return
      await load()
    },
    showNewer() {
      frame.value = frameDown(rows.value, frame.value)
    },
    showEnd() {
      batch(() => {
        frame.value = frameAtEnd(rows.value)
        atEnd.value = true
        ends.value++
      })
    },
    closeGap,
    retry: load,
    dispose() {
      for (const stop of stops) stop()
    },
  }
}

function countAfter({ messages }: TimelineSnapshot, id: string | undefined, me: string): number {
  const from = id === undefined ? -1 : messages.findLastIndex((message) => message.id === id)
  return messages.slice(from + 1).filter(({ author }) => author.id !== me).length
}
