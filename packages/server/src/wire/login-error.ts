// The words for a refused login, which differ by generation and by kind of server.
//
// Source: recordings in fixtures (micro-service, Meteor) and Rocket.Chat 8.3's override, which says "User not found" to
// everybody, a dead resume token included. A wrong password is never told from an unknown name.

import type { WireError } from 'quindar/protocol'
import { LoginRefusal } from '../domain/login-refusal.ts'
import { meteorError, wireError } from './error.ts'

/** `newest` is Rocket.Chat 7 and later of one process, `classic` what came before it, `streamer` the micro-service. */
export type LoginWords = 'newest' | 'classic' | 'streamer'

export function loginError(error: unknown, words: LoginWords, report: (error: unknown) => void): WireError {
  if (!(error instanceof LoginRefusal) || words === 'newest') return wireError(error, report)
  if (words === 'streamer') return meteorError(403, "You've been logged out by the server. Please log in again")
  switch (error.why) {
    case 'credentials':
      return meteorError(403, 'User not found')
    case 'token-unknown':
      return meteorError(403, "You've been logged out by the server. Please log in again.")
    case 'attempt-unknown':
      // Meteor's number for a login that was given up.
      return meteorError(0x8acdc2f, 'No matching login attempt found')
    case 'token-expired':
      return meteorError(403, 'Your session has expired. Please log in again.')
  }
}
