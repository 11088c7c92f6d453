// What happens on every new connection, in this order and no other:
// log in → subscribe again → wait until every subscription is answered → catch up with what was missed, and tell it before
// what came live meanwhile → send the messages that wait → let calls go, those first that were sent before.
//
// A login on an open connection takes the same way, because calls and subscriptions have to wait for it too.
import type { AuthError } from '../../protocol/index.ts'
import type { Calls } from '../calls/calls.ts'
import type { Ports } from '../ports.ts'
import type { Session } from './session.ts'
import type { Subscriptions } from '../streams/subscriptions.ts'

/** Subscriptions that are not answered within this time, in milliseconds, hold the calls up no longer. */
const PATIENCE_MS = 10_000

export interface Recovery {
  /** Starts from the beginning; what was under way is given up. */
  readonly start: () => Promise<void>
  /** May messages be sent: connected, logged in, caught up? */
  readonly flowing: boolean
  /** The connection is gone. */
  readonly stop: () => void
}

export function createRecovery(
  ports: Ports,
  parts: { readonly calls: Calls; readonly subscriptions: Subscriptions; readonly session: Session },
  owner: {
    /** Subscriptions are back after a drop. Resolves when what they have missed is made up for, as far as it can be. */
    readonly back: () => Promise<unknown> | undefined
    /** Resolves when the messages that waited are sent, as far as they can be now. */
    readonly flush: () => Promise<unknown> | undefined
    readonly done: (error?: AuthError) => void
  },
): Recovery {
  const { calls, subscriptions, session } = parts
  let current = 0
  let flowing = false
  let timer: unknown

  function stop(): void {
    current++
    flowing = false
    ports.clearTimeout(timer)
  }

  return {
    get flowing() {
      return flowing
    },
    async start() {
      stop()
      const mine = current
      calls.admit('first')
      subscriptions.pause()
      const outcome = await session.authenticate()
      if (mine !== current || outcome === 'failed') return
      if (outcome === 'expired') {
        calls.admit('shut', session.expired)
        owner.done(session.expired)
        return
      }
      const answers = subscriptions.resume()
      await Promise.race([
        Promise.allSettled(answers),
        new Promise<void>((resolve) => {
          timer = ports.setTimeout(resolve, PATIENCE_MS)
        }),
      ])
      if (mine !== current) return
      ports.clearTimeout(timer)
      await owner.back()
      if (mine !== current) return
      flowing = true
      await owner.flush()
      if (mine !== current) return
      calls.admit('open')
      owner.done()
      // Those that come back later, because the server did not allow so many at once.
      for (const answer of answers) answer.then(owner.back, () => {})
    },
    stop,
  }
}
