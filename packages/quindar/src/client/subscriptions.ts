// Wire subscriptions: one for all who want the same, kept over drops, taken back when nobody wants it any more.
//
// One, because a server sends an event once per wire subscription without saying for which: N equal subscriptions with
// N listeners would be N² deliveries. Every sending gets a new id, so no id is used twice while a server knows it, and
// what an old connection said about an old id finds nobody.
import {
  RateLimitError,
  subscriptionError,
  TimeoutError,
  type ClientFrame,
  type QuindarError,
  type ServerFrame,
} from '../protocol/index.ts'
import { createDeferred, type Deferred } from './deferred.ts'
import type { Ports } from './ports.ts'

/** What is subscribed to. */
export interface Subject {
  /** The publication's name, `stream-` included. */
  readonly name: string
  readonly params: readonly unknown[]
}

/** One who wants it. */
export interface Holder {
  /** The server refused it, or has taken it back. Nothing will come any more. */
  readonly denied: (error: QuindarError) => void
}

export interface Hold {
  /** Resolves when the server has confirmed; rejects when it refuses. */
  readonly ready: Promise<void>
  readonly release: () => void
}

/** A subscription that was interrupted. */
export interface Interruption extends Subject {
  /** When its connection last proved to be alive, in milliseconds since 1970. */
  readonly since: number
}

export interface Subscriptions {
  readonly hold: (subject: Subject, holder: Holder) => Hold
  /** Sends it once, if the gate is open, and waits for nothing: for what only changes another subscription. */
  readonly mention: (subject: Subject) => void
  /** Opens the gate and sends what is not on the wire. Resolves when all of it is answered. */
  readonly resume: () => Promise<unknown>
  /** Shuts the gate. */
  readonly pause: () => void
  /** The connection is gone. */
  readonly drop: (lastHeard: number) => void
  /** The subscriptions that are back since the last call of this. */
  readonly takeInterruptions: () => Interruption[]
  readonly answered: (frame: ServerFrame & { msg: 'ready' | 'nosub' }) => void
  readonly close: (reason: QuindarError) => void
}

/** An answer later than this, in milliseconds, rejects `ready`; the subscription itself stays. */
export const ANSWER_TIMEOUT_MS = 30_000

interface Entry extends Subject {
  readonly key: string
  readonly holders: Set<Holder>
  /** On this connection; none while it is not on the wire. */
  id?: string | undefined
  /** Settled by the server's answer; a new one after a drop. */
  answer: Deferred<void>
  /** Has the server confirmed it on this connection? */
  ready: boolean
  timer?: unknown
  interruptedSince?: number | undefined
}

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
    ports.clearTimeout(entry.timer)
    entry.id = `s${++lastId}`
    live.set(entry.id, entry)
    entry.timer = ports.setTimeout(
      () => entry.answer.reject(new TimeoutError(entry.name, ANSWER_TIMEOUT_MS)),
      ANSWER_TIMEOUT_MS,
    )
    send({ msg: 'sub', id: entry.id, name: entry.name, params: [...entry.params] })
  }

  /** Takes it off the wire, as far as this side knows. */
  function forget(entry: Entry): void {
    ports.clearTimeout(entry.timer)
    if (entry.id) live.delete(entry.id)
    entry.id = undefined
  }

  function confirm(entry: Entry | undefined): void {
    if (!entry) return
    ports.clearTimeout(entry.timer)
    entry.ready = true
    entry.answer.resolve()
  }

  function refuse(entry: Entry, error: QuindarError): void {
    forget(entry)
    entries.delete(entry.key)
    entry.answer.reject(error)
    for (const holder of entry.holders) holder.denied(error)
  }

  return {
    hold(subject, holder) {
      if (closed) return refused(holder, closed)
      const key = keyOf(subject)
      let entry = entries.get(key)
      if (!entry) {
        entry = { ...subject, key, holders: new Set(), answer: createDeferred(), ready: false }
        entries.set(key, entry)
        if (open) transmit(entry)
      }
      const mine = entry
      mine.holders.add(holder)
      return {
        ready: mine.answer.promise,
        release() {
          if (!mine.holders.delete(holder) || mine.holders.size || entries.get(key) !== mine) return
          entries.delete(key)
          if (mine.id) send({ msg: 'unsub', id: mine.id })
          forget(mine)
          mine.answer.resolve()
        },
      }
    },
    mention({ name, params }) {
      if (open) send({ msg: 'sub', id: `s${++lastId}`, name, params: [...params] })
    },
    resume() {
      open = true
      const waiting = []
      for (const entry of entries.values()) {
        if (!entry.id) transmit(entry)
        waiting.push(entry.answer.promise)
      }
      return Promise.allSettled(waiting)
    },
    pause() {
      open = false
    },
    drop(lastHeard) {
      open = false
      for (const entry of live.values()) {
        forget(entry)
        if (!entry.ready) continue
        entry.ready = false
        entry.answer = createDeferred()
        entry.interruptedSince ??= lastHeard
      }
    },
    takeInterruptions() {
      const back = []
      for (const entry of entries.values()) {
        const since = entry.interruptedSince
        if (since === undefined || !entry.ready) continue
        back.push({ name: entry.name, params: entry.params, since })
        entry.interruptedSince = undefined
      }
      return back
    },
    answered(frame) {
      if (frame.msg === 'ready') {
        for (const id of frame.subs) confirm(live.get(id))
        return
      }
      const entry = live.get(frame.id)
      if (!entry) return
      const error = subscriptionError(streamOf(entry), entry.params[0] as string, frame.error)
      if (error instanceof RateLimitError) {
        // Nobody is to blame: Rocket.Chat allows 40 in 40 s, and a client may have more to bring back after a drop.
        forget(entry)
        entry.timer = ports.setTimeout(() => open && transmit(entry), error.retryAfterMs)
        return
      }
      refuse(entry, error)
      denied(error)
    },
    close(reason) {
      open = false
      closed = reason
      for (const entry of entries.values()) refuse(entry, reason)
    },
  }
}

function refused(holder: Holder, error: QuindarError): Hold {
  const { promise, reject } = createDeferred<void>()
  reject(error)
  // Not before the caller knows that he holds something.
  promise.catch(() => holder.denied(error))
  return { ready: promise, release() {} }
}

/** The name of a stream as people use it. */
function streamOf({ name }: Subject): string {
  return name.replace(/^stream-/, '')
}

/** Arguments are part of it: they may carry a visitor's token, and decide who may read. */
function keyOf({ name, params }: Subject): string {
  return JSON.stringify([name, params])
}
