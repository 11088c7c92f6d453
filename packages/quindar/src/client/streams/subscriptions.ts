// Wire subscriptions: one for all who want the same, kept over drops, taken back when nobody wants it any more.
//
// One, because a server sends an event once per wire subscription without saying for which: N equal subscriptions with
// N listeners would be N² deliveries. Every sending gets a new id, so no id is used twice while a server knows it, and
// what an old connection said about an old id finds nobody.
import type { ClientFrame, QuindarError, ServerFrame } from '../../protocol/index.ts'
import { createDeferred, type Deferred } from '../deferred.ts'
import type { Ports } from '../ports.ts'
import { refusals } from '../calls/refused.ts'

/** What is subscribed to. */
interface Subject {
  /** The publication's name, `stream-` included. */
  readonly name: string
  readonly params: readonly unknown[]
}

/** Told when the server refuses or takes back the subscription, or the client is closed. Nothing will come any more. */
type Denied = (error: QuindarError) => void

export interface Hold {
  readonly release: () => void
  /** The wire subscription, the same for all who hold it. */
  readonly subject: Held
}

/** A wire subscription, seen by who makes up for its interruptions. */
export interface Held {
  readonly holders: { readonly size: number }
  /** Settled when the server has answered; another one after a drop. */
  readonly answer: Pick<Deferred<void>, 'promise' | 'settled'>
  /**
   * It was confirmed, and then interrupted: when its connection last proved to be alive, in milliseconds since 1970.
   * Whoever makes up for it takes it away.
   */
  interruptedSince?: number | undefined
}

export interface Subscriptions {
  /** @throws when the client is closed. */
  readonly hold: (subject: Subject, denied: Denied) => Hold
  /** Opens the gate and sends what is not on the wire. Each promise settles with the answer to one subscription. */
  readonly resume: () => Promise<void>[]
  /** Shuts the gate. */
  readonly pause: () => void
  /** The connection is gone. */
  readonly drop: (lastHeard: number) => void
  readonly answered: (frame: ServerFrame & { msg: 'ready' | 'nosub' }) => void
  readonly close: (reason: QuindarError) => void
}

interface Entry extends Subject, Held {
  readonly key: string
  readonly holders: Set<Denied>
  /** On this connection; none while it is not on the wire. */
  id?: string | undefined
  /** Settled by the server's answer; a new one after a drop. */
  answer: Deferred<void>
  timer?: unknown
}

/** Of every subscription that the server has confirmed: what it took to wait for that is let go. */
const CONFIRMED = createDeferred<void>()
CONFIRMED.resolve()

/** @param denied Hears of every refusal, after its holders. */
export function createSubscriptions(
  ports: Ports,
  send: (frame: ClientFrame) => void,
  denied: (error: QuindarError) => void,
): Subscriptions {
  const entries = new Map<string, Entry>()
  const live = new Map<string, Entry>()
  let lastId = 0
  let open = false
  let closed: QuindarError | undefined

  function transmit(entry: Entry): void {
    if (!open || entry.id) return
    ports.clearTimeout(entry.timer)
    const { name, params } = entry
    const id = (entry.id = `s${++lastId}`)
    live.set(id, entry)
    send({ msg: 'sub', id, name, params: [...params] })
  }

  /** Takes it off the wire, as far as this side knows. */
  function forget(entry: Entry): void {
    ports.clearTimeout(entry.timer)
    if (entry.id) live.delete(entry.id)
    entry.id = undefined
  }

  function refuse(entry: Entry, error: QuindarError): void {
    forget(entry)
    entries.delete(entry.key)
    entry.answer.reject(error)
    for (const tell of entry.holders) tell(error)
  }

  return {
    hold({ name, params }, holder) {
      if (closed) throw closed
      // Arguments are part of it: they may carry a visitor's token, and decide who may read.
      const key = JSON.stringify([name, params])
      const entry = entries.get(key) ?? { key, name, params, holders: new Set(), answer: createDeferred<void>() }
      entries.set(key, entry)
      entry.holders.add(holder)
      transmit(entry)
      return {
        subject: entry,
        release() {
          if (!entry.holders.delete(holder) || entry.holders.size || entries.get(key) !== entry) return
          entries.delete(key)
          if (entry.id) send({ msg: 'unsub', id: entry.id })
          forget(entry)
          entry.answer.resolve()
        },
      }
    },
    resume() {
      open = true
      return [...entries.values()].map((entry) => {
        transmit(entry)
        return entry.answer.promise
      })
    },
    pause() {
      open = false
    },
    drop(lastHeard) {
      open = false
      for (const entry of live.values()) {
        forget(entry)
        if (!entry.answer.settled) continue
        entry.answer = createDeferred()
        entry.interruptedSince ??= lastHeard
      }
    },
    answered(frame) {
      if (frame.msg === 'ready') {
        for (const id of frame.subs) {
          const entry = live.get(id)
          if (!entry) continue
          entry.answer.resolve()
          entry.answer = CONFIRMED
        }
        return
      }
      const entry = live.get(frame.id)
      if (!entry) return
      const { name, params } = entry
      forget(entry)
      void refusals().then(({ subscriptionError }) => {
        // Given up meanwhile, or asked for again on a new connection.
        if (entries.get(entry.key) !== entry || entry.id) return
        const error = subscriptionError(name.replace('stream-', ''), params[0] as string, frame.error)
        if ('retryAfterMs' in error) {
          // Nobody is to blame: Rocket.Chat allows 40 in 40 s, and a client may have more to bring back after a drop.
          entry.timer = ports.setTimeout(() => transmit(entry), error.retryAfterMs as number)
          return
        }
        refuse(entry, error)
        denied(error)
      })
    },
    close(reason) {
      closed = reason
      for (const entry of entries.values()) refuse(entry, reason)
    },
  }
}
