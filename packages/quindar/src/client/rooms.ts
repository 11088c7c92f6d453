// Rooms by the names that people give them; the same room is the same object.
import type { Message as WireMessage } from '../protocol/index.ts'
import type { CatchUp } from './catch-up.ts'
import type { Client, ClientOptions } from './client.ts'
import { createOutbox, type OutboxHost } from './outbox.ts'
import type { RoomsOutbox } from './outbox-rooms.ts'
import type { Recovery } from './recovery.ts'
import type { Room } from './room.ts'
import { closeGap } from './room-gap.ts'
import { createRoomCommands, loadPage, PAGE_SIZE } from './room-commands.ts'
import { createRoomWatch } from './room-watch.ts'
import { createRoutedCalls } from './routes/routed-calls.ts'
import { sendMessage, type SendingHost } from './routes/sending.ts'

/** The most messages that one request for history asks for. */
const LARGEST_PAGE = 1_000

export interface Rooms {
  /** @param name `#name`, an id, or `@username` for direct messages. */
  readonly open: (name: string) => Promise<Room>
  readonly outbox: RoomsOutbox
}

/** The parts that rooms stand on. */
export interface RoomsHost extends Omit<OutboxHost, 'send'>, SendingHost {
  readonly client: Client
}

/** @param missed As catching up tells it. */
export function createRooms(
  parts: RoomsHost,
  recovery: Pick<Recovery, 'flowing'>,
  { storage }: Pick<ClientOptions, 'storage'>,
  missed: CatchUp['missed'],
): Rooms {
  const { ports, report } = parts
  const routed = createRoutedCalls(parts)
  // The client, but its calls go by whichever way the server has them.
  const host = Object.assign(Object.create(parts.client) as Client, { call: routed.call })
  const outbox = createOutbox({ ...parts, send: sendMessage(parts, routed) }, () => recovery.flowing, storage)
  const rooms = new Map<string, Room>()

  async function idOf(name: string): Promise<string> {
    // So that it is known when the first command needs it.
    void routed.release.ask()
    // A direct room comes into being by being asked for; asking again gives the same one.
    if (name.startsWith('@'))
      return (await host.call({ name: 'createDirectMessage', retry: 'safe' }, name.slice(1))).rid
    return host.call('getRoomIdByNameOrId', name.replace(/^#/, ''))
  }

  function createRoom(id: string): Room {
    const watch = createRoomWatch(id, {
      ports,
      report,
      listen: (stream, key, listener, options) =>
        host.stream(stream, key).on((...args) => {
          listener(...args)
          if (stream === 'room-messages') outbox.seen(args[0] as WireMessage)
        }, options),
      onGap: (roomId, listener) =>
        host.on('gap', (gap) => {
          // Catching up could not be loaded: nobody knows about any room.
          if (gap.roomId === roomId || gap.reason.code === 'connection-failed') listener(gap)
        }),
      onDrop: (listener) => host.on('state', ({ status }) => status === 'waiting' && listener()),
      missed,
      username: () => host.user?.username,
    })
    const { timeline } = watch
    let loading: { readonly page: Promise<number>; readonly signal: AbortSignal | undefined } | undefined

    async function loadOlder(limit: number, options: Parameters<typeof loadPage>[4]): Promise<number> {
      for (let size = Math.max(1, limit); ;) {
        const { begun } = watch
        const oldest = timeline.getSnapshot().messages.find((message) => message.raw)
        // `before` is exclusive, and others may be of the same millisecond as the oldest: one more, and no doubles.
        const before = oldest && new Date(oldest.at.getTime() + 1)
        const asked = new Date(ports.now())
        const page = await loadPage(host, id, before, size, options)
        // Watching has begun meanwhile: what was said in between is neither heard nor on this page.
        if (watch.active && watch.begun !== begun) continue
        if (!watch.active) watch.fetchedUnwatched(asked)
        const complete = page.length < size
        const added = timeline.merge(page, complete)
        if (added > 0 || complete || size >= LARGEST_PAGE) return added
        size *= 2
      }
    }

    return {
      id,
      on: watch.on,
      messages: watch.messages,
      ...createRoomCommands(id, host, watch, outbox),
      timeline: {
        getSnapshot: timeline.getSnapshot,
        subscribe: watch.subscribe,
        loadOlder({ limit = PAGE_SIZE, ...options } = {}) {
          // Two at once would fetch the same page twice.
          if (loading && !loading.signal?.aborted) return loading.page
          const page = loadOlder(limit, options).finally(() => {
            if (loading?.page === page) loading = undefined
          })
          loading = { page, signal: options.signal }
          return page
        },
        closeGap: (gap, options) => closeGap(host, id, timeline, gap, options),
      },
    }
  }

  return {
    outbox,
    async open(name) {
      const id = await idOf(name)
      const room = rooms.get(id) ?? createRoom(id)
      rooms.set(id, room)
      return room
    },
  }
}
