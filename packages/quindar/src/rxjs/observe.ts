// What the client tells, as Observables. They are cold: nothing is on the wire before somebody subscribes, and what many
// subscribe to is one subscription on the wire, because the client counts.
import { Observable } from 'rxjs'
import type { QuindarError, Unsubscribe } from '../client/index.ts'

/** What has events by name and single arguments: a client, a room. */
export interface EventSource<Events> {
  readonly on: <Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => unknown) => Unsubscribe
}

/** What has a value that changes: `rc.state`, `room.timeline`. */
export interface StateSource<Value> {
  getSnapshot(): Value
  subscribe(listener: () => void): Unsubscribe
}

/** What `rc.stream(…)` returns. */
export interface StreamSource<Args extends unknown[]> {
  readonly on: (
    listener: (...args: Args) => unknown,
    options: { readonly onDenied: (error: QuindarError) => void },
  ) => Unsubscribe
}

/**
 * The events of a stream, each with its arguments.
 *
 * ```ts
 * observe(rc.stream('room-messages', 'GENERAL')).subscribe(([message]) => show(message))
 * ```
 *
 * Errors with `SubscriptionDeniedError` when the server refuses or takes back the subscription; completes when the
 * client is closed. A drop of the connection is neither: the client comes back by itself.
 */
export function observe<Args extends unknown[]>(stream: StreamSource<Args>): Observable<Args> {
  return new Observable((subscriber) =>
    stream.on((...args) => subscriber.next(args), {
      onDenied: (error) => (error.code === 'client-closed' ? subscriber.complete() : subscriber.error(error)),
    }),
  )
}

/**
 * The events of one name that a client or a room tells of.
 *
 * ```ts
 * observeEvents<RoomEvents, 'message'>(room, 'message').subscribe((message) => show(message))
 * ```
 */
export function observeEvents<Events, Name extends keyof Events>(
  source: EventSource<Events>,
  name: Name,
): Observable<Events[Name]> {
  return new Observable((subscriber) => source.on(name, (event) => subscriber.next(event)))
}

/** A value as it is now, and then every time it has changed: `observeState(rc.state)`. */
export function observeState<Value>(source: StateSource<Value>): Observable<Value> {
  return new Observable((subscriber) => {
    const stop = source.subscribe(() => subscriber.next(source.getSnapshot()))
    subscriber.next(source.getSnapshot())
    return stop
  })
}
