// Method calls: each settles, by its answer, its deadline, its signal, a drop, or the end of the client.
//
// All calls live in one map in the order they were made. While the gate is shut (no connection, a login under way) they
// wait in it; when it opens, what has not been sent goes out in that order. A drop makes those that may be sent again
// "not sent" once more. Only `result` settles a call: `updated` may come before it, after it, or never.
import {
  ConnectionLostError,
  TimeoutError,
  type ClientFrame,
  type QuindarError,
  type ServerFrame,
} from '../../protocol/index.ts'
import { after } from './deadline.ts'
import type { Ports } from '../ports.ts'
import { refusals } from './refused.ts'
import { SAFE_METHODS } from './retry.table.ts'

/**
 * What becomes of a call that was sent and not answered when the connection breaks. `safe`: doing it twice is like
 * doing it once, so it is sent again. `keyed`: its parameters hold an id of our own by which the server recognizes it,
 * so it is sent again. `once`: it rejects with `ConnectionLostError`.
 */
export type Retry = 'safe' | 'once' | 'keyed'

/** What is special about a call. */
export interface CallOptions {
  /**
   * Milliseconds until the call rejects with `TimeoutError`, waiting for a connection included; `Infinity` for ever.
   * @default 30_000
   */
  readonly timeout?: number | undefined
  /** Rejects the call with the signal's reason. What was sent cannot be taken back. */
  readonly signal?: AbortSignal | undefined
  /**
   * Where the server says that it was asked too often: wait as long as it says, and ask again, if the `timeout` allows.
   * What `room.send` sends waits anyhow.
   * @default false: rejects with `RateLimitError`
   */
  readonly waitForLimit?: boolean | undefined
  /** @default by the method: reads are `safe`, a message with an `_id` is `keyed`, all else, and what is unknown, `once` */
  readonly retry?: Retry | undefined
  /**
   * Wait, after the result, until the server has said that all subscriptions of this connection know what the call has
   * changed (`updated`). A server may never say it: the call resolves five seconds after its result, and at a drop.
   * @default false
   */
  readonly barrier?: boolean | undefined
}

/** Milliseconds that a call may take unless it says otherwise. */
export const CALL_TIMEOUT_MS = 30_000

interface Call {
  readonly frame: ClientFrame & { msg: 'method' }
  readonly retry: Retry
  readonly login: LoginKind | undefined
  /** Does it go before the calls of the application? */
  readonly first: unknown
  /** Is it on the wire of this connection? */
  sent: boolean
  /** Has it ever been on a wire? Then the server may have done it. */
  left: boolean
  /** Takes it off the list: nothing but `settle` concerns it any more. */
  readonly end: () => void
  readonly settle: (error: Error | undefined, result?: unknown) => void
}

/** What a login is made of decides what its refusal means. */
export type LoginKind = 'password' | 'resume' | 'service'

/** What may be sent: nothing without a connection, then what goes first, because all else waits for it, then everything. */
type Gate = 'shut' | 'first' | 'open'

export interface Calls {
  /**
   * @param login Given, it is a login of this kind.
   * @param first It passes a gate that is open for what goes first, as logins do.
   * @param id Its id on the wire, for who has to recognize it there; none that is in use.
   */
  readonly call: (
    method: string,
    params: unknown[],
    options?: CallOptions,
    login?: LoginKind,
    first?: boolean,
    id?: string,
  ) => Promise<unknown>
  /** A `result` has come. */
  readonly answered: (frame: ServerFrame & { msg: 'result' }) => void
  /**
   * Sets the gate, and sends what may pass it now.
   * @param because What a call that was not sent rejects with at its deadline, instead of `TimeoutError`.
   */
  readonly admit: (gate: Gate, because?: QuindarError) => void
  /** The connection is gone, and with it every answer that was on its way. */
  readonly drop: (reason: QuindarError) => void
  /** The client is closed. */
  readonly close: (reason: QuindarError) => void
}

export function createCalls(ports: Ports, send: (frame: ClientFrame) => void): Calls {
  const calls = new Map<string, Call>()
  let lastId = 0
  let gate: Gate = 'shut'
  let blocked: QuindarError | undefined
  let closed: QuindarError | undefined

  function transmit(call: Call): void {
    if (call.sent || gate === 'shut' || (gate === 'first' && !call.first)) return
    call.sent = call.left = true
    try {
      send(call.frame)
    } catch (error) {
      // The parameters cannot be written as JSON: a cycle, a BigInt.
      call.settle(error as Error)
    }
  }

  return {
    call: (
      method,
      params,
      { timeout = CALL_TIMEOUT_MS, signal, retry = retryOf(method, params) } = {},
      login,
      first: unknown = login,
      id = `m${++lastId}`,
    ) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted()
        if (closed) throw closed
        const abort = (): void => call.settle(signal?.reason as Error)
        const call: Call = {
          frame: { msg: 'method', method, id, params },
          retry,
          login,
          first,
          sent: false,
          left: false,
          end() {
            calls.delete(id)
            ports.clearTimeout(timer)
            signal?.removeEventListener('abort', abort)
          },
          settle(error, result) {
            call.end()
            if (error === undefined) resolve(result)
            else reject(error)
          },
        }
        calls.set(id, call)
        signal?.addEventListener('abort', abort)
        const timer = after(ports, timeout, () => {
          call.settle((!call.sent && blocked) || new TimeoutError(method, timeout, call.left))
        })
        transmit(call)
      }),
    answered({ id, result, error }) {
      const call = calls.get(id)
      if (!call || !error) {
        call?.settle(undefined, result)
        return
      }
      // It has its answer, whatever happens to the connection while the error is made.
      call.end()
      void refusals().then(({ methodError }) => call.settle(methodError(call.frame.method, error, call.login)))
    },
    admit(next, because) {
      gate = next
      blocked = because
      for (const call of calls.values()) transmit(call)
    },
    drop(reason) {
      gate = 'shut'
      for (const call of calls.values()) {
        if (call.sent && call.retry === 'once') call.settle(new ConnectionLostError(call.frame.method, true, reason))
        else call.sent = false
      }
    },
    close(reason) {
      closed = reason
      for (const call of calls.values()) {
        call.settle(call.left ? new ConnectionLostError(call.frame.method, true, reason) : reason)
      }
    },
  }
}

function retryOf(method: string, params: readonly unknown[]): Retry {
  if (method === 'sendMessage' && (params[0] as { _id?: unknown } | undefined)?._id) return 'keyed'
  return SAFE_METHODS.test(method) ? 'safe' : 'once'
}
