// What has changed in a room, by the time of the change: `messages/get` over DDP, `chat.syncMessages` over REST.
//
// Both know two ways to ask. With `lastUpdate` they answer everything at once, however much it is: one question, good
// after a short while. With a cursor they answer in pages; servers that do not know cursors answer something else.
import { NotSupportedError, type Message as WireMessage } from '../../protocol/index.ts'
import { CHANGES_PER_PAGE, fetched, MOST_MISSED, tooMany, type Deletion, type Way } from './change.ts'
import { isFinal, isMissing } from './missing.ts'

export interface TimeQuery {
  readonly lastUpdate?: Date
  /** Milliseconds since 1970: what changed later. */
  readonly next?: string
  readonly type?: 'UPDATED' | 'DELETED'
  readonly count?: number
}

/** The answer, or a page of it. */
interface Delta {
  readonly updated?: readonly WireMessage[]
  readonly deleted?: readonly Deletion[]
  readonly cursor?: { readonly next?: string | null }
}

/** After a longer time than this, in milliseconds, the answer may be large: it is asked for in pages. */
const SHORT_MS = 600_000

/** @param ask Puts one query. */
export function changesByTime(ask: (roomId: string, query: TimeQuery, signal: AbortSignal) => Promise<unknown>): Way {
  let knowsCursors = true

  /** `undefined`: it cannot be had in pages. */
  async function inPages<Item extends { _id: string }>(
    field: 'updated' | 'deleted',
    since: number,
    put: (query: TimeQuery) => Promise<Delta | undefined>,
  ): Promise<Item[] | 'too many' | undefined> {
    const type = field === 'updated' ? 'UPDATED' : 'DELETED'
    const items = new Map<string, Item>()
    for (let from = since; ;) {
      const page = await put({ next: String(from), type, count: CHANGES_PER_PAGE }).catch((error: unknown) => {
        // A server without cursors wants a time, and each release says so in its own words.
        if (isMissing(error) || !isFinal(error)) throw error
        return undefined
      })
      const found = page?.[field] as Item[] | undefined
      if (!Array.isArray(found)) {
        knowsCursors = false
        return undefined
      }
      for (const item of found) items.set(item._id, item)
      const next = Number(page?.cursor?.next || undefined)
      if (Number.isNaN(next)) return [...items.values()]
      if (items.size >= MOST_MISSED) return 'too many'
      // The next page begins after the cursor's millisecond, and others of that millisecond may not be on this one.
      if (next - 1 <= from) return undefined
      from = next - 1
    }
  }

  return async (roomId, { at, ago }, signal) => {
    const put = async (query: TimeQuery): Promise<Delta | undefined> =>
      (await ask(roomId, query, signal)) as Delta | undefined
    if (ago > SHORT_MS && knowsCursors) {
      const updated = await inPages<WireMessage>('updated', at, put)
      const deleted = updated && (await inPages<Deletion>('deleted', at, put))
      if (updated === 'too many' || deleted === 'too many') return tooMany()
      if (updated && deleted) return { updated: fetched(updated), deleted }
    }
    const { updated, deleted } = (await put({ lastUpdate: new Date(at) })) ?? {}
    if (!Array.isArray(updated) || !Array.isArray(deleted)) throw new NotSupportedError('messages/get')
    return updated.length + deleted.length > MOST_MISSED
      ? tooMany()
      : { updated: fetched(updated as WireMessage[]), deleted: deleted as Deletion[] }
  }
}
