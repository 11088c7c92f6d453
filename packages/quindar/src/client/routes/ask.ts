// Questions that the client asks by itself, at a pace that servers allow.
//
// Rocket.Chat allows ten calls of a method in ten seconds and ten requests of a route in a minute, and all ten are used:
// ten rooms are caught up at once. Being told to wait, because the application has asked the same, is no failure: the
// question is asked again when the time is over.
import type { Calls } from '../calls/calls.ts'
import type { Client } from '../client.ts'
import type { Ports } from '../ports.ts'

/** How many of one name in how many milliseconds: the defaults of Rocket.Chat, and its window a little longer. */
const METHOD_PACE = { calls: 10, windowMs: 10_500 }
const ROUTE_PACE = { calls: 10, windowMs: 61_000 }

/** Milliseconds that one question may take. */
const PATIENCE_MS = 15_000

/** What asking needs of the client. */
export interface AskHost {
  readonly ports: Ports
  readonly client: Pick<Client, 'rest'>
  readonly calls: Pick<Calls, 'call'>
  /** REST does not know the login, though the socket does. */
  readonly strange?: (error: unknown) => void
}

export interface Ask {
  readonly method: (name: string, params: unknown[], signal: AbortSignal) => Promise<unknown>
  readonly route: (name: string, input: object, signal: AbortSignal) => Promise<unknown>
}

/** What REST answers to whom it does not know: the status, or the sentence where that has come into `error`. */
const STRANGER: readonly unknown[] = [401, 'You must be logged in to do this.']

export function createAsk({ ports, client, calls, strange }: AskHost): Ask {
  const asked = new Map<string, number[]>()

  async function turn(name: string, { calls, windowMs }: typeof METHOD_PACE, signal: AbortSignal): Promise<void> {
    for (;;) {
      const now = ports.now()
      // A clock that was set back would make us wait for the future.
      const recent = (asked.get(name) ?? []).filter((at) => at <= now && now - at < windowMs)
      asked.set(name, recent)
      const oldest = recent[recent.length - calls]
      if (oldest === undefined) {
        recent.push(now)
        return
      }
      await sleep(ports, oldest + windowMs - now, signal)
    }
  }

  async function patiently(
    name: string,
    pace: typeof METHOD_PACE,
    signal: AbortSignal,
    put: () => Promise<unknown>,
  ): Promise<unknown> {
    for (;;) {
      await turn(name, pace, signal)
      signal.throwIfAborted()
      try {
        return await put()
      } catch (error) {
        signal.throwIfAborted()
        const { retryAfterMs } = error as { retryAfterMs?: number }
        if (retryAfterMs === undefined) throw error
        await sleep(ports, retryAfterMs, signal)
      }
    }
  }

  return {
    method: (name, params, signal) =>
      patiently(name, METHOD_PACE, signal, () =>
        // Before the calls of the application, and not again after a drop.
        calls.call(name, params, { timeout: PATIENCE_MS, signal, retry: 'once' }, undefined, true),
      ),
    route: (name, input, signal) =>
      patiently(name, ROUTE_PACE, signal, async () => {
        try {
          return await client.rest(name, input, { timeout: PATIENCE_MS, signal })
        } catch (error) {
          if (STRANGER.includes((error as { error?: unknown }).error)) strange?.(error)
          throw error
        }
      }),
  }
}

/** Waits; rejects with the signal's reason when it aborts. */
export function sleep(ports: Ports, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const abort = (): void => {
      ports.clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = ports.setTimeout(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    }, ms)
    signal.addEventListener('abort', abort)
  })
}
