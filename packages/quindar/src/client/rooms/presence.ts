// Who is online. A server keeps one set of watched users per connection; this file keeps it for all who watch.
//
// The first subscription of a connection holds the set, later ones change it and are answered `nosub` at once. A server
// tells only changes, so the present state is asked over REST. Rocket.Chat up to 4.0 has no such set: it tells of everybody.
import {
  STATUS_BY_NUMBER,
  type ClientFrame,
  type PresenceTuple,
  type RouteAnswer,
  type UserStatus,
} from '../../protocol/index.ts'
import { notify, stopWith, type Listeners, type ListenOptions, type Unsubscribe } from '../emitter.ts'
import type { Logger } from '../ports.ts'
import type { Streams } from '../streams/streams.ts'
import type { Held, Holder, Subscriptions } from '../streams/subscriptions.ts'

/** How somebody is. */
export interface UserPresence {
  readonly userId: string
  readonly username: string
  readonly status: UserStatus
  readonly statusText: string
}

/** Who is online, as far as one watches. */
export interface Presence {
  /** Calls `listener` with how these users are, soon and whenever it changes. */
  readonly watch: (
    userIds: readonly string[],
    listener: (presence: UserPresence) => unknown,
    options?: ListenOptions,
  ) => Unsubscribe
}

const STREAM = 'stream-user-presence'

/** In `user-status`: what else stands there is of no use here. */
type StatusTuple = readonly [userId: string, username: string, status: number, statusText?: string | null]

/** What presence needs of the client. */
export interface PresenceHost {
  readonly streams: Streams
  readonly subscriptions: Subscriptions
  /** Sends when the connection is open; otherwise the holding subscription will ask for everything. */
  readonly send: (frame: ClientFrame) => void
  readonly logger: Logger
  readonly report: (error: unknown) => void
  /** How these users are now. */
  readonly ask: (ids: string[]) => Promise<Pick<RouteAnswer<'GET /api/v1/users.presence'>, 'users'>>
  /** Calls back whenever the client is ready. */
  readonly onReady: (listener: () => void) => void
}

interface Watched {
  listeners: Listeners<[UserPresence]>
  last?: UserPresence
  forget: Unsubscribe
}

export function createPresence({ streams, subscriptions, send, logger, report, ask, onReady }: PresenceHost): Presence {
  const watched = new Map<string, Watched>()
  /** What the holding subscription asks for whenever it is sent; kept up to date. */
  const added: string[] = []
  let held: Held | undefined
  const holder: Holder = {
    denied({ cause }) {
      held = undefined
      if ((cause as { error?: unknown } | undefined)?.error !== 404) return
      hasSet = false
      listenToAll()
    },
  }
  /** Does the server keep a set? */
  let hasSet = true
  /** Ends the listening to everybody, where it does not. */
  let everybody: Unsubscribe | undefined
  let changes = 0

  function tell(presence: UserPresence): void {
    const entry = watched.get(presence.userId)
    if (!entry || JSON.stringify(entry.last) === JSON.stringify(presence)) return
    entry.last = presence
    notify(entry.listeners, [presence], report)
  }

  /** `[[username, status, text]]`; flat where the server is old. */
  function heard(userId: string, args: readonly unknown[]): void {
    const [username, status, statusText = ''] = (Array.isArray(args[0]) ? args[0] : args) as PresenceTuple
    tell({ userId, username, status: STATUS_BY_NUMBER[status] ?? 'offline', statusText })
  }

  function heardOfAll(tuple: unknown): void {
    const [userId, username, status, statusText] = tuple as StatusTuple
    tell({ userId, username, status: STATUS_BY_NUMBER[status] ?? 'offline', statusText: statusText ?? '' })
  }

  function listenToAll(): void {
    const onDenied = (): void => {
      everybody = undefined
    }
    everybody ??= streams.listen('notify-logged', 'user-status', [], heardOfAll, { onDenied })
  }

  async function look(ids: string[]): Promise<void> {
    try {
      const { users } = await ask(ids)
      for (const { _id, username = '', status, statusText = '' } of users) {
        tell({ userId: _id, username, status: status === 'disabled' ? 'offline' : (status ?? 'offline'), statusText })
      }
    } catch (error) {
      logger.warn('Who is online could not be asked', error)
    }
  }

  function change(set: { added?: string[]; removed?: string[] }): void {
    added.splice(0, Infinity, ...watched.keys())
    if (!watched.size) {
      if (held) subscriptions.release(held, holder)
      everybody?.()
      held = everybody = undefined
    } else if (held) send({ msg: 'sub', id: `presence ${++changes}`, name: STREAM, params: ['', set] })
    else subscribe()
  }

  function subscribe(): void {
    if (!hasSet) return listenToAll()
    held ??= subscriptions.hold(STREAM, '', { added }, holder)
  }

  onReady(() => {
    if (!watched.size) return
    // Denied to whoever was logged in before, or to nobody.
    subscribe()
    void look([...watched.keys()])
  })

  return {
    watch(userIds, listener, options) {
      const mine = { call: listener }
      const ids = [...new Set(userIds)]
      const fresh = ids.filter((id) => !watched.has(id))
      for (const id of ids) {
        const entry = watched.get(id) ?? {
          listeners: [],
          forget: streams.attach(STREAM, id, (...args) => heard(id, args)),
        }
        watched.set(id, entry)
        entry.listeners = [...entry.listeners, mine]
        if (entry.last) notify([mine], [entry.last], report)
      }
      if (fresh.length) {
        change({ added: fresh })
        void look(fresh)
      }
      return stopWith(options?.signal, () => {
        const gone = []
        for (const id of ids) {
          const entry = watched.get(id) as Watched
          entry.listeners = entry.listeners.filter((other) => other !== mine)
          if (entry.listeners.length) continue
          entry.forget()
          watched.delete(id)
          gone.push(id)
        }
        if (gone.length) change({ removed: gone })
      })
    },
  }
}
