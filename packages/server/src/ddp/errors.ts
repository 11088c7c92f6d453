// What was thrown → what the client may know of it.

import type { WireError } from 'quindar/protocol'
import { loginError, type LoginWords } from '../wire/login-error.ts'

/** What the dialects write an error object from. */
export type ErrorParts = Pick<WireError, 'error' | 'reason' | 'details'>

/** A refusal of DDP itself; unlike the domain's it may come without a sentence, as Rocket.Chat's streams do it. */
export class DdpError extends Error {
  readonly parts: ErrorParts
  constructor(error: string | number, reason?: string) {
    super(reason ?? String(error))
    this.parts = { error, ...(reason !== undefined && { reason }) }
  }
}

/** @param report Hears what was no refusal: the client learns of it only that something went wrong. */
export function errorParts(thrown: unknown, words: LoginWords, report: (error: unknown) => void): ErrorParts {
  if (thrown instanceof DdpError) return thrown.parts
  return loginError(thrown, words, report)
}

export function methodNotFound(name: string): ErrorParts {
  return { error: 404, reason: `Method '${name}' not found` }
}

export function subscriptionNotFound(name: string): ErrorParts {
  return { error: 404, reason: `Subscription '${name}' not found` }
}

/** `message` as Meteor makes it: the reason, if there is one, and the code. */
export function errorMessage({ error, reason }: ErrorParts): string {
  return reason === undefined ? `[${error}]` : `${reason} [${error}]`
}
