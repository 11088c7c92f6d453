// Stream events to their listeners, by look-up: collection, then event name. The price of a frame does not grow with
// the number of subscriptions.
import type { QuindarError, ServerFrame } from '../../protocol/index.ts'
import { notify, type ListenOptions, type Unsubscribe } from '../emitter.ts'
import { add, all, remove } from './few.ts'
import type { Ear, Held, Holder, Subscriptions } from './subscriptions.ts'

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

/** An application's listener, which holds the subscription that it needs. A class: there are thousands of them. */
class Listening implements Ear, Holder {
  readonly call: Ear['call']
  readonly onDenied: StreamListenOptions['onDenied']
  readonly signal: AbortSignal | undefined
  held: Held | undefined
  stop: Unsubscribe | undefined

  constructor(call: Ear['call'], onDenied: StreamListenOptions['onDenied'], signal: AbortSignal | undefined) {
    this.call = call
    this.onDenied = onDenied
    this.signal = signal
    this.held = this.stop = undefined
  }

  denied(error: QuindarError): void {
    this.stop?.()
    this.onDenied?.(error)
  }
}

/** @param begun Hears of everybody who begins to listen. */
export function createStreams(
  subscriptions: Subscriptions,
  report: (error: unknown) => void,
  begun: (stream: string, key: string, held: Held) => void,
): Streams {
  function end(listening: Listening): void {
    const { held, signal, stop } = listening
    if (!held || !stop) return
    listening.held = undefined
    signal?.removeEventListener('abort', stop)
    remove(held.publication.ears, held.key, listening)
    subscriptions.release(held, listening)
  }

  /** Made here, where there is nothing else that it would keep in memory. */
  const stopOf = (listening: Listening) => (): void => end(listening)

  return {
    listen(stream, key, args, listener, { signal, onDenied } = {}) {
      const listening = new Listening(listener, onDenied, signal)
      const options = args.length ? { useCollection: false, args } : false
      const held = (listening.held = subscriptions.hold(`stream-${stream}`, key, options, listening))
      // What a visitor's token opens cannot be caught up with by what a login may ask: quindar/livechat does it.
      if (!args.length) begun(stream, key, held)
      add(held.publication.ears, key, listening)
      const stop = (listening.stop = stopOf(listening))
      if (signal?.aborted) stop()
      else signal?.addEventListener('abort', stop)
      return Object.assign(stop, { ready: held.answer.promise })
    },
    attach(collection, key, call) {
      const ear = { call }
      const { ears } = subscriptions.publication(collection)
      add(ears, key, ear)
      return () => remove(ears, key, ear)
    },
    dispatch({ collection, fields }) {
      const ears = subscriptions.ears(collection, fields?.['eventName'] as string)
      const args = fields?.['args']
      if (ears) notify(all(ears), Array.isArray(args) ? (args as unknown[]) : [], report)
    },
  }
}
