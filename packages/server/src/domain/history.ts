// The pages of a room's history, and where in it the unread begins.

import type { Access } from './access.ts'
import type { Message, User } from './entities.ts'
import type { Ground } from './ground.ts'

interface HistoryPage {
  /** Newest first. */
  readonly messages: readonly Message[]
  /** The oldest message after `lastSeen` that this page does not reach. */
  readonly firstUnread: Message | undefined
  /** How many lie between `lastSeen` and this page. */
  readonly unreadNotLoaded: number
}

interface HistoryRequest {
  /** Only what is older. */
  readonly before?: number
  readonly limit: number
  readonly lastSeen?: number
  /** Answers in threads too, also those that are not shown in the room. */
  readonly threads: boolean
}

/** `undefined` where the room is not there or not to be read. */
export type ReadHistory = (
  user: User | undefined,
  roomId: string,
  request: HistoryRequest,
) => Promise<HistoryPage | undefined>

export function createHistory({ store }: Ground, access: Access): ReadHistory {
  return async (user, roomId, { before, limit, lastSeen, threads }) => {
    const room = await access.readableRoom(user, roomId)
    if (!room) return undefined
    const messages = await store.history({ roomId, ...(before !== undefined && { before }), limit, threads })
    const oldest = messages.at(-1)
    if (lastSeen === undefined || !oldest || oldest.sentAt <= lastSeen) {
      return { messages, firstUnread: undefined, unreadNotLoaded: 0 }
    }
    const { count, first } = await store.countBetween({ roomId, after: lastSeen, before: oldest.sentAt, threads })
    return { messages, firstUnread: first, unreadNotLoaded: count }
  }
}
