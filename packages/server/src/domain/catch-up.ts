// What a client missed of a room: by our log's numbers, by time of change, or by time of sending. `undefined` where the
// asker may not read the room.

import type { Deletion } from '../store/port.ts'
import type { Access } from './access.ts'
import type { Message, User } from './entities.ts'
import type { Ground } from './ground.ts'

/** A page of the log. `reset`: the asker's place means nothing in this history, so nothing can be said of what he missed. */
interface LogPage {
  readonly seq: number
  readonly updated: readonly Message[]
  readonly deleted: readonly Deletion[]
  /** Everything up to here has been told. */
  readonly next: number
  readonly more: boolean
  readonly reset: boolean
}

/** A page of changes by their times; the cursors are times too, `undefined` where there is no more that way. */
export interface TimePage<Change> {
  readonly changes: readonly Change[]
  readonly next: number | undefined
  readonly previous: number | undefined
}

export type Cursor = { readonly next: number } | { readonly previous: number }

export interface CatchUp {
  log(user: User, roomId: string, from: { epoch: string; after: number; limit: number }): Promise<LogPage | undefined>
  /** All that changed after a time: messages newest first by their sending, and what was taken back. */
  since(
    user: User,
    roomId: string,
    after: number,
  ): Promise<{ updated: readonly Message[]; deleted: readonly Deletion[] } | undefined>
  updatedPage(user: User, roomId: string, from: Cursor, count: number): Promise<TimePage<Message> | undefined>
  deletedPage(user: User, roomId: string, from: Cursor, count: number): Promise<TimePage<Deletion> | undefined>
  /** Sent after a time, newest first. */
  sentSince(user: User, roomId: string, after: number): Promise<readonly Message[] | undefined>
  /** Sent after a time, oldest first; without a time from the beginning. */
  sentNext(
    user: User,
    roomId: string,
    after: number | undefined,
    limit: number,
  ): Promise<readonly Message[] | undefined>
}

/** Rocket.Chat answers all there is; whoever missed more than this loads the room anew. */
export const MOST_MISSED = 10_000

export function createCatchUp({ store }: Ground, access: Access): CatchUp {
  async function ifReadable<Answer>(user: User, roomId: string, answer: () => Promise<Answer>) {
    return (await access.readableRoom(user, roomId)) ? answer() : undefined
  }

  return {
    log: (user, roomId, { epoch, after, limit }) =>
      ifReadable(user, roomId, async () => {
        const page = await store.changes({ roomId, after, limit })
        const { seq } = page
        if (epoch !== store.epoch || after > seq) {
          return { seq, updated: [], deleted: [], next: seq, more: false, reset: true }
        }
        const told = [...page.updated, ...page.deleted].map((change) => change.seq)
        const full = told.length >= limit
        const last = Math.max(after, ...told)
        return { ...page, next: full ? last : seq, more: full && last < seq, reset: false }
      }),

    since: (user, roomId, after) =>
      ifReadable(user, roomId, async () => {
        const range = { roomId, after, newestFirst: true, limit: MOST_MISSED }
        const [updated, deleted] = await Promise.all([store.updatedMessages(range), store.deletedMessages(range)])
        return { updated: updated.toSorted((a, b) => b.sentAt - a.sentAt), deleted }
      }),

    updatedPage: (user, roomId, from, count) =>
      ifReadable(user, roomId, async () =>
        pageOf(await store.updatedMessages({ roomId, ...range(from, count) }), from, count, (one) => one.updatedAt),
      ),

    deletedPage: (user, roomId, from, count) =>
      ifReadable(user, roomId, async () =>
        pageOf(await store.deletedMessages({ roomId, ...range(from, count) }), from, count, (one) => one.at),
      ),

    sentSince: (user, roomId, after) =>
      ifReadable(user, roomId, () => store.history({ roomId, after, limit: MOST_MISSED, threads: true })),

    sentNext: (user, roomId, after, limit) =>
      ifReadable(user, roomId, () =>
        store.following({ roomId, ...(after !== undefined && { after }), limit, threads: true }),
      ),
  }
}

/** One more than asked for, so that the page knows whether it is the last. */
function range(from: Cursor, count: number) {
  return 'next' in from
    ? { after: from.next, limit: count + 1 }
    : { before: from.previous, newestFirst: true, limit: count + 1 }
}

/**
 * Rocket.Chat's cursors are the times of a page's ends. What else changed in the same millisecond as the last of a page is
 * in no page: whoever cannot afford that asks again from a little earlier.
 */
function pageOf<Change>(
  found: readonly Change[],
  from: Cursor,
  count: number,
  timeOf: (change: Change) => number,
): TimePage<Change> {
  const changes = found.slice(0, count)
  const [first] = changes
  const last = changes.at(-1)
  const start = first && timeOf(first)
  const end = found.length > count && last ? timeOf(last) : undefined
  return 'next' in from ? { changes, next: end, previous: start } : { changes, next: start, previous: end }
}
