// A thread: the message that began it and its answers, as a list that is kept up to date, and answering in it.
//
// It hears what its room hears, and leaves out what is said elsewhere; so it is caught up with after a drop as its room is.
import type { Message as WireMessage } from '../../protocol/index.ts'
import type { Client } from '../client.ts'
import type { StreamUnsubscribe } from '../streams/streams.ts'
import { messageOf, type Message } from '../messages/message.ts'
import type { CommandOptions, Draft, Thread, ThreadSnapshot } from './room.ts'
import { createRoomWatch, type WatchHost } from './room-watch.ts'
import type { OutboxRoom } from '../outbox/rooms.ts'
import { withDates } from '../routes/rest-dates.ts'
import { createThreadPages, LONGEST_THREAD_PAGE } from '../routes/thread-page.ts'
import type { TimelineGap, TimelineSnapshot } from './timeline.ts'

/** What a thread needs of its room. */
export interface ThreadHost {
  readonly client: Pick<Client, 'call' | 'rest'>
  readonly now: () => number
  readonly watch: WatchHost
  readonly send: (draft: Draft, options?: CommandOptions) => Promise<Message>
  readonly follow: (on: boolean, options?: CommandOptions) => Promise<void>
  /** The message, where the room's own list has it. */
  readonly known: (messageId: string) => Message | undefined
}

/** Answers of a page unless told otherwise. */
const PAGE_SIZE = 50
/** What one wish asks for at most. */
const PAGES_MOST = 10

/** @returns The thread, and what it has to hear of messages that are on their way to it. */
export function createThread(id: string, roomId: string, host: ThreadHost): { thread: Thread; outgoing: OutboxRoom } {
  const { client, now, known } = host
  const pages = createThreadPages(client)
  let head = known(id)
  let last:
    { readonly of: TimelineSnapshot; readonly head: Message | undefined; readonly whole: ThreadSnapshot } | undefined

  const watch = createRoomWatch(roomId, { ...host.watch, listen })
  const { timeline } = watch
  const has = (messageId: string): boolean =>
    timeline.getSnapshot().messages.some((message) => message.id === messageId)

  /** Of what the room hears, what is of this thread. */
  function listen(...[stream, key, listener, options]: Parameters<WatchHost['listen']>): StreamUnsubscribe {
    const heard = (document: unknown): unknown => {
      const { _id, tmid } = (document ?? {}) as Partial<WireMessage>
      if (stream === 'room-messages') {
        if (_id === id) return become(document as WireMessage)
        return tmid === id && listener(document)
      }
      if (_id === id) return become(undefined)
      return _id !== undefined && has(_id) && listener(document)
    }
    return host.watch.listen(stream, key, heard, options)
  }

  /** The message that began it has changed, or is gone. */
  function become(raw: WireMessage | undefined): void {
    const next = raw && messageOf(raw)
    if (next && head?.raw && next.updatedAt < head.updatedAt) return
    head = next
    timeline.touch()
  }

  /** For a thread without answers servers do not send it along. */
  async function findHead(options: CommandOptions): Promise<void> {
    const found = known(id)?.raw
    if (found) return become(found)
    try {
      const { message } = await client.rest('GET /api/v1/chat.getMessage', { msgId: id }, options)
      become(withDates(message) as unknown as WireMessage)
    } catch {
      // Deleted, or REST is not to be had: the answers can be read without it.
    }
  }

  async function loadOlder(limit: number, options: CommandOptions): Promise<number> {
    const size = Math.min(Math.max(1, limit), LONGEST_THREAD_PAGE)
    let skip: number | undefined
    for (let pagesLeft = PAGES_MOST; pagesLeft > 0; pagesLeft--) {
      const { begun } = watch
      const before = new Set(timeline.getSnapshot().messages.flatMap(({ id, raw }) => (raw ? id : [])))
      // One that is known has to be on the page: where others were deleted meanwhile, counting alone would leave some out.
      skip ??= Math.max(0, before.size - 1)
      const asked = new Date(now())
      const page = await pages(id, skip, before.size ? Math.min(size + 1, LONGEST_THREAD_PAGE) : size, options)
      // Watching has begun meanwhile: what was said in between is neither heard nor on this page.
      if (watch.active && watch.begun !== begun) {
        skip = undefined
        continue
      }
      const meets = !before.size || skip === 0 || page.replies.some(({ _id }) => before.has(_id))
      if (!meets) {
        skip = Math.max(0, skip - size)
        continue
      }
      if (!watch.active) watch.fetchedUnwatched(asked)
      if (page.head) become(page.head)
      else if (!head) await findHead(options)
      const added = timeline.merge(page.replies, page.complete)
      if (added > 0 || page.complete) return added
      // The last of these is the first of those.
      skip += page.replies.length - 1
    }
    return 0
  }

  async function closeGap(gap: TimelineGap, options: CommandOptions): Promise<number> {
    const { messages } = timeline.getSnapshot()
    const edge = messages.findIndex((message) => message.id === gap.afterId) + 1
    const before = new Set(messages.slice(0, edge).map((message) => message.id))
    let added = 0
    for (let page = 0; page < PAGES_MOST; page++) {
      const skip = page * (LONGEST_THREAD_PAGE - 1)
      const { replies, complete } = await pages(id, skip, LONGEST_THREAD_PAGE, options)
      added += timeline.merge(replies, undefined)
      if (!complete && !replies.some(({ _id }) => before.has(_id))) continue
      timeline.close(gap.from)
      break
    }
    return added
  }

  function getSnapshot(): ThreadSnapshot {
    const of = timeline.getSnapshot()
    if (last?.of !== of || last.head !== head) last = { of, head, whole: { ...of, head } }
    return last.whole
  }

  const thread: Thread = {
    id,
    roomId,
    on: watch.on,
    messages: watch.messages,
    send: (message, options) =>
      host.send({ ...(typeof message === 'string' ? { text: message } : message), threadId: id }, options),
    follow: (options) => host.follow(true, options),
    unfollow: (options) => host.follow(false, options),
    timeline: {
      getSnapshot,
      subscribe: watch.subscribe,
      loadOlder: ({ limit = PAGE_SIZE, timeout, signal } = {}) => loadOlder(limit, { timeout, signal }),
      closeGap: (gap, { timeout, signal } = {}) => closeGap(gap, { timeout, signal }),
    },
  }
  return { thread, outgoing: watch.outgoing }
}
