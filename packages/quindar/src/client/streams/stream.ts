// One stream and key, as an application listens to it: with a callback, or with a loop.
import type { QuindarError } from '../../protocol/index.ts'
import type { IterateOptions } from '../iterate.ts'
import type { StreamListenOptions, Streams, StreamUnsubscribe } from './streams.ts'

/** Nothing is on the wire until somebody listens, and again when nobody does any more. */
export interface Stream<Args extends unknown[]> extends AsyncIterable<Args> {
  /** Calls `listener` with the arguments of each event. Equal streams share one subscription. */
  readonly on: (listener: (...args: Args) => unknown, options?: StreamListenOptions) => StreamUnsubscribe
  /** The arguments of each event, for a `for await` loop. Throws when the server denies the subscription. */
  readonly iterate: (options?: IterateOptions) => AsyncGenerator<Args, void, undefined>
}

export function createStream<Args extends unknown[]>(
  streams: Streams,
  name: string,
  key: string,
  args: readonly unknown[],
): Stream<Args> {
  const stream: Stream<Args> = {
    on: (listener, options) => streams.listen(name, key, args, listener as (...args: unknown[]) => unknown, options),
    async *iterate(options) {
      const { iterate } = await import('../iterate.ts')
      yield* iterate<Args>(({ push, end }) => stream.on((...event) => push(event), { onDenied: endOf(end) }), options)
    },
    [Symbol.asyncIterator]: () => stream.iterate(),
  }
  return stream
}

/** A closed client ends a loop quietly; a refusal is thrown. */
export function endOf(end: (error?: unknown) => void): (error: QuindarError) => void {
  return (error) => (error.code === 'client-closed' ? end() : end(error))
}
