// Closing a gap of a timeline: pages of history from its far end back, until one reaches what stands before it.
import type { CommandOptions } from './room.ts'
import { loadPage, type CommandHost } from './room-commands.ts'
import type { Timeline, TimelineGap } from './timeline.ts'

/** Messages of a page here: few calls, because servers count them. */
const GAP_PAGE_SIZE = 200
/** What one closing asks for at most; a gap that is longer is asked for again. */
const PAGES_MOST = 10

/** Resolves with how many messages were new; the gap is gone from the timeline unless it was too long. */
export async function closeGap(
  host: Pick<CommandHost, 'call' | 'ports'>,
  roomId: string,
  timeline: Timeline,
  gap: TimelineGap,
  options?: CommandOptions,
): Promise<number> {
  let added = 0
  let size = GAP_PAGE_SIZE
  for (let pages = 0; pages < PAGES_MOST; pages++) {
    const { messages, gaps } = timeline.getSnapshot()
    // The message before it may have been deleted meanwhile; its beginning stays what it was.
    const open = gaps.find(({ from }) => from === gap.from)
    if (!open) break
    const edge = messages.findIndex(({ id }) => id === open.afterId) + 1
    const before = new Set(messages.slice(0, edge).map(({ id }) => id))
    const far = messages.slice(edge).find(({ raw }) => raw)
    // As for older pages: others may be of the same millisecond.
    const until = far && new Date(far.at.getTime() + 1)
    const page = await loadPage(host, roomId, until, size, options)
    const fresh = timeline.merge(page, undefined)
    added += fresh
    const oldest = page.at(-1)
    const reached = page.some(({ _id }) => before.has(_id)) || (edge === 0 && !!oldest && oldest.ts < gap.from)
    if (reached || page.length < size) {
      timeline.close(gap.from)
      break
    }
    if (fresh === 0) size *= 2
  }
  return added
}
