// What the parts of a chat stand on.
import { QuindarError, type Client } from '../client/index.ts'
import type { Clockwork } from './clockwork.ts'
import type { Conversation } from './conversation.ts'
import type { KeptStore } from './kept.ts'
import type { Events, Standing } from './standing.ts'

export interface Ground {
  readonly rc: Client
  readonly clockwork: Clockwork
  readonly kept: KeptStore
  readonly events: Events
  readonly standing: Standing
  readonly conversation: Conversation
  /** As many characters that nobody guesses. */
  readonly randomText: (length: number) => string
  /** Gives the socket up: the client dials again. */
  readonly redial: (reason: Error) => void
}

/** Characters of a message's id, or of a room's. */
export const ID_LENGTH = 17

/** What is under way was somebody else's. */
export const loggedOut = (): QuindarError =>
  new QuindarError('client-closed', 'The visitor has logged out meanwhile: start again')
