// The one owner of a room's messages: an ordered window without doubles, for whoever draws it.
//
// Order. What arrives live is in the order of arrival; where the server numbers its changes (`_seq`), in that order.
// Fetched pages are merged by time and id. One's own messages that are still on their way stand at the end.
// A message is replaced only by a newer version of itself, so duplicates and stale copies change nothing.
import type { Message as WireMessage } from '../../protocol/index.ts'
import { notify, type Listeners } from '../emitter.ts'
import { messageOf, type Message } from '../messages/message.ts'

/** Messages may have been missed after `afterId` (before the first one, where it is absent). */
export interface TimelineGap {
  readonly afterId: string | undefined
  readonly from: Date
}

/** What the window holds. The same object until something changes. */
export interface TimelineSnapshot {
  /** Oldest first. */
  readonly messages: readonly Message[]
  readonly gaps: readonly TimelineGap[]
  /** Has the room older messages? `true` until a page said otherwise. */
  readonly hasOlder: boolean
}

/** What a frame from the server meant. */
export interface Change {
  /** `changed`: pinned, answered in its thread, a preview added … */
  readonly kind: 'message' | 'edited' | 'reactions' | 'deleted' | 'changed'
  readonly message: Message
}

/** Live messages that the window keeps; fetched pages come on top. */
export const WINDOW_SIZE = 1_000
/** A new message is changed this long after its time, in milliseconds, at most: servers refuse or correct older times. */
const NEW_WITHIN_MS = 10_000

/** A message that was written while nobody heard it: new, whatever was done to it since. */
interface Missed {
  /** The number under which it was written, where that is known. */
  readonly place: number | undefined
}

interface Entry {
  message: Message
  /** The number of its last change. */
  seq: number | undefined
  /** The number under which it was written, where that is known and the database still lives. */
  place: number | undefined
}

export interface Timeline {
  readonly getSnapshot: () => TimelineSnapshot
  readonly subscribe: (listener: () => void) => () => void
  /** A message came over the stream, or as the answer to a send. Undefined: nothing new. */
  readonly arrive: (raw: WireMessage, missed?: Missed) => Change | undefined
  /**
   * A page of history, in any order. Returns how many messages were new.
   * @param complete There is nothing older; undefined: it was not the oldest page that was asked for.
   */
  readonly merge: (page: readonly WireMessage[], complete: boolean | undefined) => number
  /** A message was deleted. Undefined: we never saw it. */
  readonly remove: (id: string) => Message | undefined
  /** One's own message, before the server has it. */
  readonly echo: (message: Message) => void
  /** The server has it, or refused it. */
  readonly settle: (id: string, status: 'sent' | 'failed', error?: unknown) => void
  /** Takes away one's own message that the server does not have. False: there is none of this id. */
  readonly discard: (id: string) => boolean
  /** What came after now-known messages may be incomplete. */
  readonly interrupt: (from: Date) => void
  /** What was missing since then is here. */
  readonly close: (from: Date) => void
  /** Forgets everything. */
  readonly clear: () => void
  /** Something that is shown beside the list has changed: its listeners are told. */
  readonly touch: () => void
}

/** @param report Hears of listeners that throw. */
export function createTimeline(report: (error: unknown) => void): Timeline {
  const entries: Entry[] = []
  const byId = new Map<string, Entry>()
  const own = new Map<string, Message>()
  /** A page that was on its way may still hold what has been deleted since. */
  const deleted = new Set<string>()
  /** … or may not know what has been changed: changes of messages that have no place yet. */
  const unplaced = new Map<string, WireMessage>()
  let gaps: readonly TimelineGap[] = []
  let hasOlder = true
  let size = WINDOW_SIZE
  /** The latest time of a message, which is not always that of the last: it may itself have come late. */
  let newest = 0
  /** Which life of the server's database the places are of. */
  let epoch: unknown
  let snapshot: TimelineSnapshot | undefined
  let listeners: Listeners<[]> = []

  function touch(): void {
    snapshot = undefined
    notify(listeners, [], report)
  }

  function insert(index: number, message: Message, place?: number): void {
    const entry = { message, seq: seqOf(message.raw), place }
    entries.splice(index, 0, entry)
    byId.set(message.id, entry)
    newest = Math.max(newest, +message.at)
  }

  function trim(): void {
    for (const { message } of entries.splice(0, entries.length - size)) {
      byId.delete(message.id)
      hasOlder = true
    }
  }

  /** A known message has come again. */
  function update(entry: Entry, raw: WireMessage): Change | undefined {
    const before = entry.message
    const age = compareVersions(raw, entry)
    if (age < 0) return undefined
    const message = { ...messageOf(raw), late: before.late, status: before.status }
    entry.message = message
    entry.seq = seqOf(raw)
    touch()
    const kind = kindOf(message, before)
    // Two changes in one millisecond have one time: the second says something else, where a copy does not.
    return age > 0 || kind !== 'changed' ? { kind, message } : undefined
  }

  /** A change of a message that we had not seen: it has a place only between messages that we have. */
  function updateUnseen(message: Message): Change {
    let index = entries.length
    while (index > 0 && (entries[index - 1] as Entry).message.at > message.at) index--
    if (index > 0) {
      insert(index, message)
      trim()
      touch()
    } else keep(message.raw as WireMessage)
    return { kind: kindOf(message), message }
  }

  function keep(raw: WireMessage): void {
    unplaced.set(raw._id, newestOf(raw))
    for (const oldest of unplaced.keys()) {
      if (unplaced.size <= WINDOW_SIZE) break
      unplaced.delete(oldest)
    }
  }

  /** The newest version of a message that has no place yet. */
  function newestOf(raw: WireMessage): WireMessage {
    const known = unplaced.get(raw._id)
    const entry = { message: messageOf(raw), seq: seqOf(raw), place: undefined }
    return known && compareVersions(known, entry) > 0 ? known : raw
  }

  function arriveNew(message: Message, { place } = { place: seqOf(message.raw) }): Change {
    let index = entries.length
    while (index > 0 && place !== undefined && ((entries[index - 1] as Entry).place ?? 0) > place) index--
    const late = index < entries.length || +message.at < newest
    const arrived = { ...message, ...(late && { late }) }
    insert(index, arrived, place)
    trim()
    touch()
    return { kind: 'message', message: arrived }
  }

  return {
    getSnapshot: () =>
      (snapshot ??= { messages: [...entries.map((entry) => entry.message), ...own.values()], gaps, hasOlder }),
    subscribe(listener) {
      const entry = { call: listener }
      listeners = [...listeners, entry]
      return () => {
        listeners = listeners.filter((other) => other !== entry)
      }
    },
    arrive(raw, missed) {
      if (raw._epoch !== epoch) {
        for (const entry of entries) entry.place = undefined
        // An older database may have it again.
        if (epoch !== undefined) deleted.clear()
        epoch = raw._epoch
      }
      if (deleted.has(raw._id)) return undefined
      const known = byId.get(raw._id)
      if (known) return update(known, raw)
      const message = messageOf(raw)
      if (own.delete(raw._id)) return arriveNew({ ...message, status: 'sent' }, missed)
      return missed || isNew(message) ? arriveNew(message, missed) : updateUnseen(message)
    },
    merge(page, complete) {
      const messages = page.filter(({ _id }) => !deleted.has(_id)).map((raw) => messageOf(newestOf(raw)))
      for (const { _id } of page) unplaced.delete(_id)
      let index = 0
      let added = 0
      for (const message of messages.reverse().sort(byTime)) {
        const known = byId.get(message.id)
        if (known) {
          update(known, message.raw as WireMessage)
          index = Math.max(index, entries.indexOf(known) + 1)
          continue
        }
        while (index < entries.length && byTime((entries[index] as Entry).message, message) < 0) index++
        const sent = own.delete(message.id) ? { status: 'sent' as const } : undefined
        insert(index++, { ...message, ...sent })
        added++
      }
      size += added
      if (complete !== undefined) hasOlder = !complete
      touch()
      return added
    },
    remove(id) {
      own.delete(id)
      deleted.add(id)
      for (const oldest of deleted) {
        if (deleted.size <= WINDOW_SIZE) break
        deleted.delete(oldest)
      }
      const entry = byId.get(id)
      if (entry) {
        const index = entries.indexOf(entry)
        entries.splice(index, 1)
        byId.delete(id)
        const before = entries[index - 1]?.message.id
        gaps = gaps.map((gap) => (gap.afterId === id ? { ...gap, afterId: before } : gap))
      }
      touch()
      return entry?.message
    },
    echo(message) {
      own.set(message.id, message)
      touch()
    },
    settle(id, status, error) {
      const message = own.get(id)
      if (!message) return
      own.set(id, { ...message, status, error })
      touch()
    },
    discard(id) {
      const gone = own.delete(id)
      if (gone) touch()
      return gone
    },
    interrupt(from) {
      const afterId = entries.at(-1)?.message.id
      if (gaps.length && gaps.at(-1)?.afterId === afterId) return
      gaps = [...gaps, { afterId, from }]
      touch()
    },
    close(from) {
      gaps = gaps.filter((gap) => gap.from !== from)
      touch()
    },
    clear() {
      entries.length = 0
      byId.clear()
      deleted.clear()
      unplaced.clear()
      gaps = []
      hasOlder = true
      size = WINDOW_SIZE
      newest = 0
      touch()
    },
    touch,
  }
}

function seqOf(raw: WireMessage | undefined): number | undefined {
  return typeof raw?._seq === 'number' ? raw._seq : undefined
}

/** Negative: `raw` is older than what we have. Another epoch is another life of the database, so always newer. */
function compareVersions(raw: WireMessage, { message, seq }: Entry): number {
  if (raw._epoch !== message.raw?._epoch) return 1
  const next = seqOf(raw)
  if (next !== undefined && seq !== undefined) return next - seq
  return messageOf(raw).updatedAt.getTime() - message.updatedAt.getTime()
}

/** Servers send the whole message again for every change; this tells the first time from the others. */
export function isNew({ at, updatedAt, editedAt, reactions, raw }: Message): boolean {
  if (editedAt || Object.keys(reactions).length > 0 || raw?.tcount || raw?.pinned) return false
  return !(updatedAt.getTime() - at.getTime() > NEW_WITHIN_MS)
}

function kindOf(message: Message, before?: Message): Change['kind'] {
  if (message.systemType === 'rm' && before?.systemType !== 'rm') return 'deleted'
  if (message.editedAt && message.editedAt.getTime() !== before?.editedAt?.getTime()) return 'edited'
  if (before && message.editedAt && message.text !== before.text) return 'edited'
  const reactions = before ? before.reactions : {}
  return JSON.stringify(message.reactions) === JSON.stringify(reactions) ? 'changed' : 'reactions'
}

/** Among messages of one millisecond a server that numbers them knows the order; elsewhere the id decides. */
function byTime(a: Message, b: Message): number {
  const difference = a.at.getTime() - b.at.getTime()
  if (difference !== 0 || seqOf(a.raw) !== undefined) return difference
  return a.id < b.id ? -1 : 1
}
