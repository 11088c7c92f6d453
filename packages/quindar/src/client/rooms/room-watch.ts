// Listening to a room: its subscriptions, as long as anybody listens, and what their events mean.
import type { Message as WireMessage, QuindarError } from '../../protocol/index.ts'
import type { CatchUp } from '../catch-up/catch-up.ts'
import { createEmitter, stopWith, type Unsubscribe } from '../emitter.ts'
import { iterate } from '../iterate.ts'
import type { OutboxRoom } from '../outbox/rooms.ts'
import type { Ports } from '../ports.ts'
import type { Room, RoomEvents } from './room.ts'
import { endOf } from '../streams/stream.ts'
import type { StreamListenOptions, StreamUnsubscribe } from '../streams/streams.ts'
import { createTimeline, type Change, type Timeline } from './timeline.ts'
import { createTypingWatch, type TypingEvent } from './typing.ts'

/** What the watch needs of the client. */
export interface WatchHost {
  readonly ports: Ports
  /** Hears of listeners that throw. */
  readonly report: (error: unknown) => void
  readonly listen: (
    stream: string,
    key: string,
    listener: (...args: unknown[]) => unknown,
    options: StreamListenOptions,
  ) => StreamUnsubscribe
  readonly onGap: (roomId: string, listener: (gap: RoomEvents['gap']) => void) => Unsubscribe
  /** The connection is gone. */
  readonly onDrop: (listener: () => void) => Unsubscribe
  readonly missed: CatchUp['missed']
  /** The username of who is logged in. */
  readonly username: () => string | undefined
  /** Which events tell who is writing, on this server. */
  readonly typingEvents: () => Promise<readonly TypingEvent[]>
}

export interface RoomWatch extends Pick<Room, 'on' | 'messages'> {
  readonly timeline: Timeline
  /** Like the timeline's own, but keeps the room subscribed while it lasts. */
  readonly subscribe: (listener: () => void) => Unsubscribe
  /** Is anybody listening? Otherwise the timeline knows nothing. */
  readonly active: boolean
  /** How often watching has begun. */
  readonly begun: number
  /** A page was fetched at a time when nobody listened. */
  readonly fetchedUnwatched: (at: Date) => void
  /** A message came, over the stream or as the answer to a send. */
  readonly arrive: (raw: WireMessage) => void
  /** What is heard of messages that are on their way. */
  readonly outgoing: OutboxRoom
}

/** Something that is there while it is wanted. */
function whileWanted(begin: () => StreamUnsubscribe): {
  want(): StreamUnsubscribe
  end(): void
  readonly active: boolean
} {
  let wanted = 0
  let stop: StreamUnsubscribe | undefined
  const end = (): void => {
    stop?.()
    stop = undefined
  }
  return {
    want() {
      wanted++
      const { ready } = (stop ??= begin())
      const unwant = stopWith(undefined, () => {
        if (--wanted === 0) end()
      })
      return Object.assign(unwant, { ready })
    },
    /** Is over for now; the next who wants it begins it again. */
    end,
    get active() {
      return stop !== undefined
    },
  }
}

/** Resolves when the server has confirmed them all; nobody has to look when it does not. */
function allReady(listening: readonly StreamUnsubscribe[]): Promise<void> {
  const ready = Promise.all(listening.map((stop) => stop.ready)).then(() => {})
  ready.catch(() => {})
  return ready
}

export function createRoomWatch(roomId: string, host: WatchHost): RoomWatch {
  const events = createEmitter<RoomEvents>(host.report)
  const timeline = createTimeline(host.report)
  const typing = createTypingWatch(host.ports, (change) => events.emit('typing', change))

  let begun = 0
  let unwatchedSince: Date | undefined

  const messages = whileWanted(() => {
    begun++
    if (unwatchedSince) timeline.interrupt(unwatchedSince)
    unwatchedSince = undefined
    const onDenied = denied(() => messages.end())
    const listening = [
      host.listen('room-messages', roomId, (raw) => arrive(raw as WireMessage), { onDenied }),
      host.listen('notify-room', `${roomId}/deleteMessage`, (gone) => deleted((gone as { _id: string })._id), {
        onDenied,
      }),
    ]
    const offGap = host.onGap(roomId, (gap) => {
      timeline.interrupt(gap.from)
      events.emit('gap', gap)
    })
    const stop = (): void => {
      for (const each of [...listening, offGap]) each()
      // What is said from now on is not heard: a window with a hole in it that nobody sees would be a lie.
      timeline.clear()
    }
    return Object.assign(stop, { ready: allReady(listening) })
  })

  const activity = whileWanted(() => {
    const heard = (username: unknown, activities: unknown): void => {
      if (username !== host.username()) typing.heard(username, activities)
    }
    const onDenied = denied(() => activity.end())
    let stops = [host.onDrop(typing.clear), typing.clear]
    const listen = (event: TypingEvent): StreamUnsubscribe => {
      const stop = host.listen('notify-room', `${roomId}/${event}`, heard, { onDenied })
      stops.push(stop)
      return stop
    }
    const { ready } = listen('user-activity')
    const mine = stops
    void host.typingEvents().then((events) => stops === mine && events.includes('typing') && listen('typing'))
    const stop = (): void => {
      for (const each of stops) each()
      stops = []
    }
    return Object.assign(stop, { ready })
  })

  function denied(end: () => void): (error: QuindarError) => void {
    return (error) => {
      end()
      events.emit('denied', { error })
    }
  }

  function tell({ kind, message }: Change): void {
    if (kind === 'deleted') events.emit(kind, { id: message.id, message })
    else events.emit(kind, message)
  }

  function arrive(raw: WireMessage): void {
    const change = timeline.arrive(raw, host.missed(raw))
    if (change) tell(change)
  }

  function deleted(id: string): void {
    events.emit('deleted', { id, message: timeline.remove(id) })
  }

  function on<Name extends keyof RoomEvents>(
    ...[name, listener, options]: Parameters<typeof events.on<Name>>
  ): StreamUnsubscribe {
    const off = events.on(name, listener)
    const wanted = (name === 'typing' ? activity : messages).want()
    const stop = stopWith(options?.signal, () => {
      off()
      wanted()
    })
    return Object.assign(stop, { ready: wanted.ready })
  }

  return {
    timeline,
    get active() {
      return messages.active
    },
    get begun() {
      return begun
    },
    arrive,
    outgoing: {
      shown: timeline.echo,
      gone: timeline.discard,
      landed({ id }, raw) {
        if (!messages.active) timeline.discard(id)
        else if (raw) arrive(raw)
        else timeline.settle(id, 'sent')
      },
    },
    on,
    fetchedUnwatched(at) {
      unwatchedSince ??= at
    },
    subscribe(listener) {
      const off = timeline.subscribe(listener)
      const wanted = messages.want()
      return () => {
        off()
        wanted()
      }
    },
    messages: (options) =>
      iterate(({ push, end }) => {
        // Who may not see who is typing may still read.
        const stops = [on('message', push), on('denied', ({ error }) => messages.active || endOf(end)(error))]
        return () => {
          for (const stop of stops) stop()
        }
      }, options),
  }
}
