// Reading a room beyond the newest page: between two times, around one message, one message alone, a thread, what holds
// some words. `undefined` where the asker may not read it.

import type { Access } from './access.ts'
import type { Message, User } from './entities.ts'
import type { Ground } from './ground.ts'

interface Between {
  readonly latest: number | undefined
  readonly oldest: number | undefined
  /** What is of just these times too. */
  readonly inclusive: boolean
  readonly offset: number
  readonly count: number
  /** Tell what lies between `oldest` and this page. */
  readonly unreads: boolean
  /** Answers in threads too, also those that are not shown in the room. */
  readonly threads: boolean
}

/** Newest first. */
export interface PageBetween {
  readonly messages: readonly Message[]
  /** Only where `unreads` were asked for. */
  readonly unread?: { readonly first: Message | undefined; readonly count: number }
}

interface Surroundings {
  /** Before it newest first, the message itself, after it oldest first: as Rocket.Chat lists them. */
  readonly messages: readonly Message[]
  readonly moreBefore: boolean
  readonly moreAfter: boolean
}

interface Page {
  readonly offset: number
  readonly limit: number
}

export interface Reading {
  between(user: User, roomId: string, range: Between): Promise<PageBetween | undefined>
  around(user: User, messageId: string, limit: number, threads: boolean): Promise<Surroundings | undefined>
  message(user: User, messageId: string): Promise<Message | undefined>
  /** A thread's first message and a page of its answers. */
  thread(
    user: User,
    threadId: string,
    page: Page & { readonly newestFirst: boolean },
  ): Promise<{ head: Message; messages: readonly Message[]; total: number } | undefined>
  /** The messages of a room that begin threads, the last answered first. */
  threads(
    user: User,
    roomId: string,
    page: Page & { readonly which?: 'following' | 'unread'; readonly part?: string },
  ): Promise<{ messages: readonly Message[]; total: number } | undefined>
  /** Messages of a room that hold all words of the query, newest first. */
  search(user: User, roomId: string, query: string, page: Page): Promise<readonly Message[] | undefined>
}

/** Some milliseconds' worth. */
const INDEXED_AT_ONCE = 200

export function createReading({ store }: Ground, access: Access): Reading {
  async function unreadBefore(roomId: string, oldest: number | undefined, page: readonly Message[], threads: boolean) {
    const first = page.at(-1)
    if (oldest === undefined || !first || first.sentAt <= oldest) return { first: undefined, count: 0 }
    return store.countBetween({ roomId, after: oldest, before: first.sentAt, threads })
  }

  /** Step by step, so that nobody who writes meanwhile waits long. */
  async function takeIn(): Promise<void> {
    while (!(await store.indexMessages({ most: INDEXED_AT_ONCE })).done);
  }

  async function readable(user: User, messageId: string): Promise<Message | undefined> {
    const message = await store.message({ id: messageId })
    return message && (await access.readableRoom(user, message.roomId)) ? message : undefined
  }

  return {
    message: readable,

    async between(user, roomId, { latest, oldest, inclusive, offset, count, unreads, threads }) {
      if (!(await access.readableRoom(user, roomId))) return undefined
      const found = await store.history({
        roomId,
        ...(latest !== undefined && { before: latest }),
        ...(oldest !== undefined && { after: oldest }),
        inclusive,
        limit: offset + count,
        threads,
      })
      const messages = found.slice(offset)
      return unreads ? { messages, unread: await unreadBefore(roomId, oldest, messages, threads) } : { messages }
    },

    async around(user, messageId, limit, threads) {
      const message = await readable(user, messageId)
      if (!message) return undefined
      const { roomId, sentAt } = message
      const sides = { before: Math.ceil((limit - 1) / 2), after: Math.floor((limit - 1) / 2) }
      const [before, after] = await Promise.all([
        store.history({ roomId, before: sentAt, limit: sides.before, threads }),
        store.following({ roomId, after: sentAt, limit: sides.after, threads }),
      ])
      return {
        messages: [...before, message, ...after],
        moreBefore: before.length === sides.before,
        moreAfter: after.length === sides.after,
      }
    },

    async thread(user, threadId, page) {
      const head = await readable(user, threadId)
      return head && { head, ...(await store.threadReplies({ threadId, ...page })) }
    },

    async threads(user, roomId, { which, part, offset, limit }) {
      const target = await access.of(user, roomId)
      if (!target?.mayRead) return undefined
      const unread = target.membership?.unreadThreads ?? []
      return store.threadHeads({
        roomId,
        ...(which === 'following' && { followerId: user.id }),
        ...(which === 'unread' && { ids: unread.map(({ id }) => id) }),
        ...(part !== undefined && { part }),
        offset,
        limit,
      })
    },

    async search(user, roomId, query, page) {
      if (!(await access.readableRoom(user, roomId))) return undefined
      await takeIn()
      return store.searchMessages({ roomId, query, ...page })
    },
  }
}
