// What the parts of a chat stand on: one visitor's, from his first word until he logs out.
import { QuindarError, type Client, type Ports } from '../client/index.ts'
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
}

export interface Ground extends Line {
  readonly gateway: Gateway
  readonly emit: Listeners<LivechatEvents>['emit']
  readonly standing: Standing
  readonly now: () => number
  /** As many characters that nobody guesses. */
  readonly randomText: (length: number) => string
  /** Hears of listeners that throw. */
  readonly report: (error: unknown) => void
  /** Has the visitor logged out? */
  readonly over: () => boolean
}

/** What was under way was somebody else's. */
export const loggedOut = (): QuindarError =>
  new QuindarError('client-closed', 'The visitor has logged out meanwhile: start again')
