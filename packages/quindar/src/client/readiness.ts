// Waiting until the client is connected, logged in and subscribed.
import { ConnectionError, type AuthError } from '../protocol/index.ts'
import type { ClientEvents, ReadyOptions } from './client.ts'
import type { ConnectionState } from './connection.ts'
import { createDeferred } from './deferred.ts'
import { stopWith, type Emitter } from './emitter.ts'
import type { Ports } from './ports.ts'

/** What is looked at. */
export interface Situation {
  readonly ready: boolean
  readonly state: ConnectionState
  readonly expired: AuthError | undefined
}

/** Settles when the client is ready, or cannot become it by waiting. */
export function whenReady(
  url: string,
  ports: Ports,
  events: Emitter<ClientEvents>,
  look: () => Situation,
  { timeout = Infinity, signal }: ReadyOptions = {},
): Promise<void> {
  const waiting = createDeferred<void>()
  const check = (): void => {
    const { ready, state, expired } = look()
    if (ready) waiting.resolve()
    else if (state.status === 'closed') waiting.reject(state.reason)
    else if (expired) waiting.reject(expired)
  }
  const late = (): void => {
    const { state } = look()
    const cause = state.status === 'waiting' ? state.reason : undefined
    waiting.reject(new ConnectionError(`No connection to ${url} within ${timeout} ms: does the server run?`, cause))
  }
  const stops = [
    events.on('ready', check),
    events.on('state', check),
    events.on('sessionExpired', check),
    stopWith(signal, () => waiting.reject(signal?.reason)),
  ]
  const timer = timeout < Infinity ? ports.setTimeout(late, timeout) : undefined
  check()
  return waiting.promise.finally(() => {
    ports.clearTimeout(timer)
    for (const stop of stops) stop()
  })
}
