// Events as an async iterator with a bounded memory: `for await … of`. Leaving the loop takes the listener away.
import { QuindarError } from '../protocol/index.ts'
import type { Unsubscribe } from './emitter.ts'

/** What ends a loop over events, and how far it may fall behind. */
export interface IterateOptions {
  /** Ends the loop quietly. */
  readonly signal?: AbortSignal | undefined
  /**
   * Events that may wait for the loop. One more, and the loop throws after those that waited: what it would have
   * missed must not go unnoticed.
   * @default 1_000
   */
  readonly buffer?: number | undefined
}

/** Events that may wait for a loop unless it says otherwise. */
const DEFAULT_BUFFER = 1_000

/** Where the events come from. */
export interface IterationSource<T> {
  /** There is one more. */
  readonly push: (value: T) => void
  /** There will be none; with an error, because of it. */
  readonly end: (error?: unknown) => void
}

/** @param listen Called when the loop starts; what it returns is called when the loop ends. */
export async function* iterate<T>(
  listen: (source: IterationSource<T>) => Unsubscribe,
  { signal, buffer = DEFAULT_BUFFER }: IterateOptions = {},
): AsyncGenerator<T, void, undefined> {
  const waiting: T[] = []
  let over = false
  let failure: unknown
  let wake = (): void => {}

  const end = (error?: unknown): void => {
    if (over) return
    over = true
    failure = error
    wake()
  }
  const abort = (): void => {
    waiting.length = 0
    end()
  }
  if (signal?.aborted) return
  signal?.addEventListener('abort', abort)
  const stop = listen({
    push(value) {
      if (over) return
      if (waiting.length < buffer) waiting.push(value)
      else
        end(
          new QuindarError('too-slow', `The loop fell ${buffer} events behind: make it quicker, or its buffer larger`),
        )
      wake()
    },
    end,
  })
  try {
    for (;;) {
      while (waiting.length) yield waiting.shift() as T
      if (over) break
      await new Promise<void>((resolve) => (wake = resolve))
    }
    if (failure) throw failure as Error
  } finally {
    signal?.removeEventListener('abort', abort)
    stop()
  }
}
