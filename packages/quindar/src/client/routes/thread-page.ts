// A page of a thread, counted from its newest answer: `getThreadMessages`, or `chat.getThreadMessages` where the method is
// gone. Over REST answers stand oldest first, so that the newest page is found by how many there are.
import type { Message as WireMessage } from '../../protocol/index.ts'
import type { Client } from '../client.ts'
import type { CommandOptions } from '../rooms/room.ts'
import { isMissing } from './missing.ts'
import { withDates } from './rest-dates.ts'

/** Servers refuse longer pages. */
export const LONGEST_THREAD_PAGE = 100

export interface ThreadPage {
  /** The message that began the thread, where the server has sent it along. */
  readonly head: WireMessage | undefined
  /** In any order. */
  readonly replies: readonly WireMessage[]
  /** There is nothing older. */
  readonly complete: boolean
}

/** @param skip How many of the newest answers are not wanted. @param limit At most {@link LONGEST_THREAD_PAGE}. */
export type ThreadPages = (
  threadId: string,
  skip: number,
  limit: number,
  options: CommandOptions,
) => Promise<ThreadPage>

export function createThreadPages({ call, rest }: Pick<Client, 'call' | 'rest'>): ThreadPages {
  let overRest = false

  async function byRoute(tmid: string, skip: number, limit: number, options: CommandOptions): Promise<ThreadPage> {
    let total = skip + limit
    for (;;) {
      const offset = Math.max(0, total - skip - limit)
      const count = Math.max(1, total - skip - offset)
      const answer = await rest('GET /api/v1/chat.getThreadMessages', { tmid, offset, count }, options)
      // Fewer than was thought: it is all there. More: the newest are elsewhere.
      if (answer.total > total) {
        total = answer.total
        continue
      }
      const replies = withDates(answer.messages) as unknown as WireMessage[]
      return { head: undefined, replies, complete: offset === 0 }
    }
  }

  return async (tmid, skip, limit, options) => {
    if (!overRest) {
      try {
        const found = await call({ name: 'getThreadMessages', retry: 'safe', ...options }, { tmid, limit, skip })
        const replies = found.filter(({ _id }) => _id !== tmid)
        return { head: found.find(({ _id }) => _id === tmid), replies, complete: replies.length < limit }
      } catch (error) {
        if (!isMissing(error)) throw error
        overRest = true
      }
    }
    return byRoute(tmid, skip, limit, options)
  }
}
