// Wire subscriptions: one for all who want the same, kept over drops, taken back when nobody wants it any more.
//
// One, because a server sends an event once per wire subscription without saying for which: N equal subscriptions with
// N listeners would be N² deliveries. Every sending gets a new id, so no id is used twice while a server knows it, and
// what an old connection said about an old id finds nobody.
import type { ClientFrame, QuindarError, ServerFrame } from '../../protocol/index.ts'
import { createDeferred, type Deferred } from '../deferred.ts'
import type { Ports } from '../ports.ts'
import { refusals } from '../calls/refused.ts'
import { add, all, few, remove, type Few } from './few.ts'

/** Who wants a subscription. */
export interface Holder {
  /** The server refuses or takes back the subscription, or the client is closed. Nothing will come any more. */
  denied(error: QuindarError): void
}

/** Who hears the events of one key, and nothing else. */
export interface Ear {
  readonly call: (...args: unknown[]) => unknown
}

/** A publication, and what is known of each of its keys. */
export interface Publication {
  /** `stream-` included. */
  readonly name: string
  readonly ears: Map<string, Few<Ear>>
  /** Those of one key differ in their options. */
  readonly entries: Map<string, Few<Held>>
}

/** A wire subscription, the same for all who hold it, seen by who makes up for its interruptions. */
export interface Held {
  readonly publication: Publication
  readonly key: string
  /** Undefined: nobody holds it any more. */
  readonly holders: Few<Holder>
  /** Settled when the server has answered; another one after a drop. */
  readonly answer: Pick<Deferred<void>, 'promise' | 'settled'>
  /**
   * It was confirmed, and then interrupted: when its connection last proved to be alive, in milliseconds since 1970.
   * Whoever makes up for it takes it away.
   */
  interruptedSince: number | undefined
}

export interface Subscriptions {
  readonly publication: (name: string) => Publication
  /** Who hears this event. */
  readonly ears: (name: string, key: string) => Few<Ear>
  /**
   * @param name The publication's, `stream-` included.
   * @param key With `options` the parameters of the subscription.
   * @throws when the client is closed.
   */
  readonly hold: (name: string, key: string, options: unknown, holder: Holder) => Held
  readonly release: (held: Held, holder: Holder) => void
  /** Opens the gate and sends what is not on the wire. Each promise settles with the answer to one subscription. */
  readonly resume: () => Promise<void>[]
  /** Shuts the gate. */
  readonly pause: () => void
  /** The connection is gone. */
  readonly drop: (lastHeard: number) => void
  readonly answered: (frame: ServerFrame & { msg: 'ready' | 'nosub' }) => void
  readonly close: (reason: QuindarError) => void
}

interface Entry extends Held {
  readonly options: unknown
  holders: Few<Holder>
  /** On this connection; none while it is not on the wire. */
  id: string | undefined
  /** Settled by the server's answer; a new one after a drop. */
  answer: Deferred<void>
  timer: unknown
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
  const publications = new Map<string, Publication>()
  const live = new Map<string, Entry>()
  let lastId = 0
  let open = false
  let closed: QuindarError | undefined

  const everything = (): Entry[] =>
    [...publications.values()].flatMap(({ entries }) => [...entries.values()].flatMap(all) as Entry[])

  function transmit(entry: Entry): void {
    if (!open || entry.id) return
    ports.clearTimeout(entry.timer)
    const { publication, key, options } = entry
    const id = (entry.id = `s${++lastId}`)
    live.set(id, entry)
    send({ msg: 'sub', id, name: publication.name, params: [key, options] })
  }

  /** Takes it off the wire, as far as this side knows. */
  function forget(entry: Entry): void {
    ports.clearTimeout(entry.timer)
    if (entry.id) live.delete(entry.id)
    entry.id = undefined
  }

  /** Nobody wants it any more, or nobody can have it. */
  function end(entry: Entry): void {
    forget(entry)
    remove(entry.publication.entries, entry.key, entry)
  }

  function publication(name: string): Publication {
    const known = publications.get(name) ?? { name, ears: new Map(), entries: new Map() }
    publications.set(name, known)
    return known
  }

  function refuse(entry: Entry, error: QuindarError): void {
    const { holders } = entry
    end(entry)
    entry.answer.reject(error)
    entry.holders = undefined
    for (const holder of all(holders)) holder.denied(error)
  }

  function created(publication: Publication, key: string, options: unknown): Entry {
    // All its fields at once: one that comes later would cost as much as ten of these.
    const entry: Entry = {
      publication,
      key,
      options,
      holders: undefined,
      id: undefined,
      answer: createDeferred(),
      interruptedSince: undefined,
      timer: undefined,
    }
    add(publication.entries, key, entry)
    return entry
  }

  return {
    publication,
    ears: (name, key) => publications.get(name)?.ears.get(key),
    hold(name, key, options, holder) {
      if (closed) throw closed
      const found = publication(name)
      // Options are part of it: they may carry a visitor's token, and decide who may read.
      const same = (other: Entry): boolean => JSON.stringify(other.options) === JSON.stringify(options)
      const entry = (all(found.entries.get(key)) as readonly Entry[]).find(same) ?? created(found, key, options)
      entry.holders = few([...all(entry.holders), holder])
      transmit(entry)
      return entry
    },
    release(held, holder) {
      const entry = held as Entry
      if (!entry.holders) return
      entry.holders = few(all(entry.holders).filter((other) => other !== holder))
      if (entry.holders) return
      if (entry.id) send({ msg: 'unsub', id: entry.id })
      end(entry)
      entry.answer.resolve()
    },
    resume() {
      open = true
      return everything().map((entry) => {
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
      forget(entry)
      void refusals().then(({ subscriptionError }) => {
        // Given up meanwhile, or asked for again on a new connection.
        if (!entry.holders || entry.id) return
        const error = subscriptionError(entry.publication.name.replace('stream-', ''), entry.key, frame.error)
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
      for (const entry of everything()) refuse(entry, reason)
    },
  }
}
