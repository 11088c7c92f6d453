// What the parts of a chat stand on: one visitor's, from his first word until he logs out.
import type { Client, ClientStorage, Ports, QuindarError } from '../client/index.ts'
import type { Gateway } from './gateway.ts'
import type { KeptStore } from './kept.ts'
import type { Listeners } from './listeners.ts'
import type { LivechatEvents } from './livechat.ts'
import type { Sockets } from './sockets.ts'
import type { Standing } from './standing.ts'

/** A client, and what is around it. */
export interface Line {
  readonly rc: Client
  readonly sockets: Sockets
  readonly timers: Pick<Ports, 'setTimeout' | 'clearTimeout'>
  readonly kept: KeptStore
  /** From now on, and not later than the first use of the outbox: where the client keeps what waits to be sent. */
  readonly keepIn: (letters: ClientStorage) => void
}

export interface Ground extends Line {
  readonly gateway: Gateway
  readonly emit: Listeners<LivechatEvents>['emit']
  readonly standing: Standing
  readonly now: () => number
  /** As many characters that nobody guesses. */
  readonly randomText: (length: number) => string
  /** Loads a part of this program once. */
  readonly onDemand: <T>(load: () => Promise<T>) => () => Promise<T>
  /** Hears of listeners that throw. */
  readonly report: (error: unknown) => void
  /** Why nothing goes on, once the visitor has logged out. */
  readonly over: () => QuindarError | undefined
}
