// Rooms by the names that people give them; the same room is the same object.
import type { Message as WireMessage } from '../../protocol/index.ts'
import type { CatchUp } from '../catch-up/catch-up.ts'
import type { Client, ClientOptions } from '../client.ts'
import type { IterateOptions } from '../iterate.ts'
import { createOutbox, type OutboxHost } from '../outbox/outbox.ts'
import type { OutboxRoom, RoomsOutbox } from '../outbox/rooms.ts'
import type { Recovery } from '../login/recovery.ts'
import type { Room, Thread } from './room.ts'
import { closeGap } from './room-gap.ts'
import { createRoomCommands, loadPage, PAGE_SIZE } from './room-commands.ts'
import type { LiveRoomList } from './room-list.ts'
import { createRoomWatch, type WatchHost } from './room-watch.ts'
import type { Finding } from './rooms-finding.ts'
import type { HeardMessage } from './room-heard.ts'
import { createRoutedCalls } from '../routes/routed-calls.ts'
import { sendMessage, type SendingHost } from '../routes/sending.ts'
import { typingEvents } from './typing.ts'
import type { Upload } from '../files/upload.ts'

/** The most messages that one request for history asks for. */
const LARGEST_PAGE = 1_000
/** Where Rocket.Chat's own pages have rooms. */
const PATHS: { readonly [kind: string]: string } = { group: 'group', direct: 'direct' }
/** What a bot's messages say: which program it is. */
const BOT = { bot: { i: 'quindar' } }

export interface Rooms {
  /** @param name `#name`, an id, or `@username` for direct messages. */
  readonly open: (name: string | { readonly id: string }) => Promise<Room>
  readonly create: Client['createRoom']
  readonly list: Client['rooms']
  readonly messages: (options?: IterateOptions) => Promise<AsyncGenerator<HeardMessage, void, undefined>>
  readonly search: Client['search']
  readonly people: Client['users']['find']
  readonly user: Client['users']['info']
  readonly outbox: RoomsOutbox
}

/** The parts that rooms stand on. */
export interface RoomsHost extends Omit<OutboxHost, 'send'>, SendingHost {
  readonly client: Client
}

export function createRooms(
  parts: RoomsHost,
  recovery: Pick<Recovery, 'flowing'>,
  { storage, bot }: Pick<ClientOptions, 'storage' | 'bot'>,
  { missed, loaded }: Pick<CatchUp, 'missed' | 'loaded'>,
): Rooms {
  const { ports, report } = parts
  const routed = createRoutedCalls(parts)
  // The client, but its calls go by whichever way the server has them.
  const host = Object.assign(Object.create(parts.client) as Client, { call: routed.call })
  const post = sendMessage(parts, routed)
  const send: typeof post = (message, signal) => post(bot ? { ...message, ...BOT } : message, signal)
  const outbox = createOutbox({ ...parts, send }, () => recovery.flowing, storage)
  const rooms = new Map<string, Room>()
  let list: LiveRoomList | undefined
  let upload: Upload | undefined

  async function uploading(): Promise<Upload> {
    const { createUpload } = await import('../files/upload.ts')
    return (upload ??= createUpload({ ...parts, client: parts.client, release: routed.release }))
  }

  const finding = async (): Promise<Finding> =>
    (await import('./rooms-finding.ts')).createFinding({ ports, call: host.call, rest: host.rest })

  /** The id of a room that one is in, without asking. */
  function known(name: string): string | undefined {
    if (rooms.has(name)) return name
    const [, sign = '', rest = ''] = /^([#@]?)(.*)$/s.exec(name) ?? []
    return list?.getSnapshot().find(({ id, slug, username, hidden }) =>
      // To ask for a hidden conversation is what brings it back.
      sign === '@' ? username === rest && !hidden : slug === rest || (!sign && id === name),
    )?.id
  }

  async function idOf(name: string): Promise<string> {
    // A direct room comes into being by being asked for; asking again gives the same one.
    if (name.startsWith('@'))
      return (await host.call({ name: 'createDirectMessage', retry: 'safe' }, name.slice(1))).rid
    return host.call('getRoomIdByNameOrId', name.replace(/^#/, ''))
  }

  function createRoom(id: string): Room {
    const watchHost: WatchHost = {
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
      typingEvents: () => typingEvents(routed.release),
    }
    const watch = createRoomWatch(id, watchHost)
    const { timeline } = watch
    const threads = new Map<string, { readonly thread: Thread; readonly outgoing: OutboxRoom }>()
    const outgoing: OutboxRoom = {
      shown(message) {
        watch.outgoing.shown(message)
        threads.get(message.threadId ?? '')?.outgoing.shown(message)
      },
      gone(messageId) {
        for (const each of [watch, ...threads.values()]) each.outgoing.gone(messageId)
      },
      landed(message, raw) {
        watch.outgoing.landed(message, raw)
        threads.get(message.threadId ?? '')?.outgoing.landed(message, raw)
      },
    }
    outbox.follow(id, outgoing)
    const commands = createRoomCommands(
      id,
      {
        ports,
        url: host.url,
        call: host.call,
        rest: host.rest,
        get user() {
          return host.user
        },
        typingEvents: watchHost.typingEvents,
        pathOf: (roomId) => PATHS[list?.find(roomId)?.kind ?? ''] ?? 'channel',
      },
      outbox,
    )
    let loading: { readonly page: Promise<number>; readonly signal: AbortSignal | undefined } | undefined

    async function loadOlder(limit: number, options: Parameters<typeof loadPage>[4]): Promise<number> {
      for (let size = Math.max(1, limit); ;) {
        const { begun } = watch
        const oldest = timeline.getSnapshot().messages.find((message) => message.raw)
        // `before` is exclusive, and others may be of the same millisecond as the oldest: one more, and no doubles.
        const before = oldest && new Date(oldest.at.getTime() + 1)
        const asked = new Date(ports.now())
        const page = await loadPage({ call: host.call, ports }, id, before, size, options)
        if (!oldest) loaded(id, page)
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
      ...commands,
      upload: async (file, options) => (await uploading())(id, file, options),
      async thread(threadId) {
        const { createThread } = await import('./room-thread.ts')
        const found =
          threads.get(threadId) ??
          createThread(threadId, id, {
            client: host,
            now: ports.now,
            watch: watchHost,
            send: commands.send,
            async follow(on, options) {
              const { createRoomMarks } = await import('./room-marks.ts')
              return createRoomMarks(id, { ports, call: host.call, rest: host.rest }).follow(threadId, on, options)
            },
            known: (messageId) => timeline.getSnapshot().messages.find((message) => message.id === messageId),
          })
        if (!threads.has(threadId)) {
          threads.set(threadId, found)
          // Those that wait already.
          outbox.follow(id, outgoing)
        }
        return found.thread
      },
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
        closeGap: (gap, options) => closeGap({ call: host.call, ports }, id, timeline, gap, options),
      },
    }
  }

  async function open(name: string | { readonly id: string }): Promise<Room> {
    // So that it is known when the first command needs it.
    void routed.release.ask()
    const id = typeof name === 'string' ? (known(name) ?? (await idOf(name))) : name.id
    const room = rooms.get(id) ?? createRoom(id)
    rooms.set(id, room)
    return room
  }

  return {
    outbox,
    async list(options) {
      const { createRoomList } = await import('./room-list.ts')
      return (list ??= createRoomList({ ...parts, client: host })).open(options)
    },
    messages: async (options) => (await import('./rooms-messages.ts')).roomsMessages(host, missed, options),
    search: async (text, options) => (await finding()).search(text, {}, options),
    people: async (text, options) => (await (await finding()).search(text, { users: true }, options)).users,
    user: async (who, options) => (await finding()).info(who, options),
    async create(room, options) {
      const { makeRoom } = await import('./room-making.ts')
      return open({ id: await makeRoom({ call: host.call, ports }, room, options) })
    },
    open,
  }
}
