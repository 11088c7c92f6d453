// Stream events to their listeners, by look-up: collection, then event name. The price of a frame does not grow with
// the number of subscriptions.
import type { QuindarError, ServerFrame } from '../../protocol/index.ts'
import { notify, stopWith, type Listeners, type ListenOptions, type Unsubscribe } from '../emitter.ts'
import type { Held, Subscriptions } from './subscriptions.ts'

/** What a listener of a stream may say beside the listener. */
export interface StreamListenOptions extends ListenOptions {
  /** The server refused the subscription, took it back, or the client is closed: nothing will come any more. */
  readonly onDenied?: ((error: QuindarError) => void) | undefined
}

/** Takes the listener away; the last one of a subscription takes that off the wire. */
export interface StreamUnsubscribe extends Unsubscribe {
  /**
   * Resolves when the server has confirmed the subscription. Rejects with `SubscriptionDeniedError`, or
   * `TimeoutError` when no answer came; nobody has to look.
   */
  readonly ready: Promise<void>
}

export interface Streams {
  /** @param args What the subscription needs beside its key; with other arguments it is another wire subscription. */
  readonly listen: (
    stream: string,
    key: string,
    args: readonly unknown[],
    listener: (...args: unknown[]) => unknown,
    options?: StreamListenOptions,
  ) => StreamUnsubscribe
  /** Only the listening: whatever makes the server send is somebody else's. `collection`: `stream-` included. */
  readonly attach: (collection: string, key: string, listener: (...args: unknown[]) => unknown) => Unsubscribe
  readonly dispatch: (frame: ServerFrame & { msg: 'changed' }) => void
}

/** @param listening Hears of everybody who begins to listen. */
export function createStreams(
  subscriptions: Subscriptions,
  report: (error: unknown) => void,
  listening: (stream: string, key: string, subject: Held) => void,
): Streams {
  const collections = new Map<string, Map<string, Listeners<unknown[]>>>()

  function attach(collection: string, key: string, listener: (...args: unknown[]) => unknown): Unsubscribe {
    const events = collections.get(collection) ?? new Map<string, Listeners<unknown[]>>()
    collections.set(collection, events)
    const entry = { call: listener }
    events.set(key, [...(events.get(key) ?? []), entry])
    return () => {
      const rest = events.get(key)?.filter((other) => other !== entry)
      if (rest?.length) events.set(key, rest)
      else events.delete(key)
    }
  }

  return {
    listen(stream, key, args, listener, { signal, onDenied } = {}) {
      const name = `stream-${stream}`
      const params = [key, args.length ? { useCollection: false, args } : false]
      const hold = subscriptions.hold({ name, params }, (error) => {
        stop()
        onDenied?.(error)
      })
      // What a visitor's token opens cannot be caught up with by what a login may ask: quindar/livechat does it.
      if (!args.length) listening(stream, key, hold.subject)
      const detach = attach(name, key, listener)
      const stop = stopWith(signal, () => {
        detach()
        hold.release()
      })
      return Object.assign(stop, { ready: hold.subject.answer.promise })
    },
    attach,
    dispatch({ collection, fields }) {
      const listeners = collections.get(collection)?.get(fields?.['eventName'] as string)
      const args = fields?.['args']
      if (listeners) notify(listeners, Array.isArray(args) ? (args as unknown[]) : [], report)
    },
  }
}
