// What has changed in a room, by the numbers that our own server gives to changes: `quindar:changes`.
//
// Exact: no clock is involved, every change has a number of its own, and a page says up to which number it is complete.
import type { Message as WireMessage } from '../../protocol/index.ts'
import { CHANGES_PER_PAGE, MOST_MISSED, tooMany, type Changes, type Deletion, type Position } from './change.ts'

/** One page of the answer: see PROTOCOL.md#extensions. */
interface Page {
  readonly epoch: string
  readonly seq: number
  readonly updated: readonly WireMessage[]
  /** The number under which each of `updated` was first written. */
  readonly places?: readonly number[]
  readonly deleted: readonly Deletion[]
  readonly next: number
  readonly more: boolean
  readonly reset: boolean
}

/** @param ask Puts one query about the room. */
export async function changesByNumber(
  ask: (query: { epoch: string; after: number; limit: number }) => Promise<unknown>,
  { epoch, seq }: Position,
): Promise<Changes> {
  // A message that changes again while pages are read comes again, with a greater number.
  const updated = new Map<string, { raw: WireMessage; place: number | undefined }>()
  const deleted = new Map<string, Deletion>()
  for (let after = seq; ;) {
    const page = (await ask({ epoch, after, limit: CHANGES_PER_PAGE })) as Page
    if (page.reset) {
      const position = { epoch: page.epoch, seq: page.next }
      const incomplete = 'the database of the server began anew'
      return { updated: [], deleted: [], position, incomplete, newestOnly: true }
    }
    for (const [index, raw] of page.updated.entries()) updated.set(raw._id, { raw, place: page.places?.[index] })
    for (const deletion of page.deleted) deleted.set(deletion._id, deletion)
    after = page.next
    if (!page.more) {
      return { updated: [...updated.values()], deleted: [...deleted.values()], position: { epoch, seq: after } }
    }
    if (updated.size + deleted.size >= MOST_MISSED) return tooMany({ epoch, seq: page.seq })
  }
}
