// What a server refuses, as errors of the application.
//
// A refusal on the wire is a `WireError`; `methodError` and `subscriptionError` turn it into the class that fits, so
// that nobody above the wire compares Meteor's codes. The codes themselves are data: `error-codes.table.ts`.

import type { WireError } from './ddp.ts'
import { QuindarError, type ErrorCode } from './errors.ts'

/** The server's own words about a failed call. */
export class MethodError extends QuindarError {
  override readonly name: string = 'MethodError'
  /** The server's code: a word such as `error-not-allowed`, or a number such as 404. */
  declare readonly error: string | number
  /** The server's sentence, where it gave one. */
  declare readonly reason: string | undefined
  /** Whatever the server added. */
  declare readonly details: unknown
  constructor(what: string, wire: WireError) {
    const why = wire.reason ?? wire.message
    const advice = wire.error === 404 ? ': does this server version have it?' : ''
    super('method-failed', `The server refused "${what}": ${why ? `${why} ` : ''}[${wire.error}]${advice}`, wire)
    this.error = wire.error
    this.reason = wire.reason
    this.details = wire.details
  }
}

/** The server refused the login, for a reason that another password or token does not mend. */
export class AuthError extends QuindarError {
  override readonly name: string = 'AuthError'
  /** The server's code, as in {@link MethodError}. */
  declare readonly error: string | number | undefined
  /** The server's sentence, where it gave one. */
  declare readonly reason: string | undefined
  constructor(code: ErrorCode, sentence: string, wire?: WireError) {
    super(code, sentence, wire)
    this.error = wire?.error
    this.reason = wire?.reason
  }
}

/** No such user, or not this password: servers do not tell which. */
export class InvalidCredentialsError extends AuthError {
  override readonly name = 'InvalidCredentialsError'
  constructor(wire?: WireError) {
    super('invalid-credentials', 'The server knows no such user with this password: check both and log in again', wire)
  }
}

/** The login token is unknown, revoked or too old. */
export class TokenExpiredError extends AuthError {
  override readonly name = 'TokenExpiredError'
  constructor(wire?: WireError) {
    super('token-expired', 'The login token is not valid any more: log in with a password or a new token', wire)
  }
}

/** Where a second factor comes from: an authenticator, a mail that the server sends, or the password once more. */
export type TwoFactorMethod = 'totp' | 'email' | 'password'

/** The server wants a second factor before it does this. */
export class TwoFactorRequiredError extends AuthError {
  override readonly name = 'TwoFactorRequiredError'
  /** Where the code comes from. */
  declare readonly method: TwoFactorMethod
  /** All the ways this user has; empty where the server does not say. */
  declare readonly availableMethods: readonly TwoFactorMethod[]
  constructor(wire: WireError) {
    const { method, availableMethods } = challengeOf(wire)
    super('two-factor-required', `The server wants a second factor (${method}): repeat this with its code`, wire)
    this.method = method
    this.availableMethods = availableMethods
  }
}

/** The second factor was wrong, too often for this client or for the server. */
export class TwoFactorFailedError extends AuthError {
  override readonly name = 'TwoFactorFailedError'
  declare readonly method: TwoFactorMethod
  /** Does the server look at no code at all for a while? */
  declare readonly locked: boolean
  constructor(wire: WireError) {
    const { method } = challengeOf(wire)
    const locked = wire.error === 'totp-max-attempts'
    const advice = locked
      ? 'too often: wait some minutes'
      : 'check the code, the clock that it comes from, and try again'
    super('two-factor-failed', `The second factor (${method}) was wrong, ${advice}`, wire)
    this.method = method
    this.locked = locked
  }
}

/** The program, or its user, did not give the second factor that it was asked for. */
export class TwoFactorCancelledError extends AuthError {
  override readonly name = 'TwoFactorCancelledError'
  declare readonly method: TwoFactorMethod
  /** @param cause What the callback threw; absent where it answered nothing. */
  constructor(wire: WireError, cause?: unknown) {
    const { method } = challengeOf(wire)
    super('two-factor-cancelled', `No second factor (${method}) was given, so this was not done`, wire)
    this.method = method
    if (cause !== undefined) this.cause = cause
  }
}

function challengeOf({ details }: WireError): { method: TwoFactorMethod; availableMethods: TwoFactorMethod[] } {
  const { method, availableMethods } = (details ?? {}) as { method?: unknown; availableMethods?: unknown }
  return {
    method: isMethod(method) ? method : 'totp',
    availableMethods: Array.isArray(availableMethods) ? availableMethods.filter(isMethod) : [],
  }
}

function isMethod(value: unknown): value is TwoFactorMethod {
  return value === 'totp' || value === 'email' || value === 'password'
}

/** The server does not let this user, or this version of it, subscribe. */
export class SubscriptionDeniedError extends QuindarError {
  override readonly name = 'SubscriptionDeniedError'
  /** The stream's name without `stream-`, or the publication's name. */
  declare readonly stream: string
  declare readonly key: string
  /** What it most likely means. The server's own words are in `cause`. */
  declare readonly likelyCause: string
  constructor(stream: string, key: string, wire?: WireError) {
    const likelyCause = likelyCauseOf(wire?.error)
    super('subscription-denied', `The server denied the subscription to "${stream}" ("${key}"): ${likelyCause}`, wire)
    this.stream = stream
    this.key = key
    this.likelyCause = likelyCause
  }
}

/** Too many calls in a short time. Wait {@link RateLimitError.retryAfterMs}, then repeat. */
export class RateLimitError extends QuindarError {
  override readonly name = 'RateLimitError'
  /** Milliseconds until the server accepts this again. */
  declare readonly retryAfterMs: number
  constructor(what: string, wire: WireError) {
    const ms = retryAfterMs(wire)
    super('rate-limited', `Too many calls of "${what}": repeat it in ${ms} ms`, wire)
    this.retryAfterMs = ms
  }
}

/**
 * The error behind a `result` frame that carries one.
 * @param what The method's name, for the sentence.
 * @param login Given when `what` was a login: which kind it was decides what a refusal means.
 */
export function methodError(what: string, wire: WireError, login?: 'password' | 'resume' | 'service'): QuindarError {
  switch (wire.error) {
    case 'too-many-requests':
    case 'error-too-many-requests':
      return new RateLimitError(what, wire)
    case 'totp-required':
      return new TwoFactorRequiredError(wire)
    case 'totp-invalid':
    case 'totp-max-attempts':
      return new TwoFactorFailedError(wire)
  }
  if (!login) return new MethodError(what, wire)
  // Up to Rocket.Chat 7 a refused login is 403 with one of several sentences, later 401 "User not found"; the
  // micro-service says 403 still. A forbidden user and a wrong password are not told apart by either.
  if (login !== 'service' && (wire.error === 401 || wire.error === 403)) {
    return login === 'resume' ? new TokenExpiredError(wire) : new InvalidCredentialsError(wire)
  }
  const why = wire.reason ?? wire.message ?? 'no reason given'
  return new AuthError('login-failed', `The server refused the login: ${why} [${wire.error}]`, wire)
}

/** The error behind a `nosub` frame for a subscription that somebody still wants. */
export function subscriptionError(stream: string, key: string, wire?: WireError): QuindarError {
  if (wire?.error === 'too-many-requests') return new RateLimitError(stream, wire)
  return new SubscriptionDeniedError(stream, key, wire)
}

function likelyCauseOf(error: string | number | undefined): string {
  switch (error) {
    case 'not-allowed':
      return 'log in first, or ask for the right to read it'
    case 'invalid-event-name':
      return 'the key is empty'
    case 404:
      return 'this server does not have it'
    case undefined:
      return 'the server took it back without a reason'
    default:
      // Rocket.Chat up to 4 answers 500 where later ones say `not-allowed`; the micro-service does without params.
      return `perhaps no right to read it, perhaps wrong arguments [${error}]`
  }
}

/** Rocket.Chat says it in `details`, Meteor's own limiter in its sentence too; ten seconds is the default window. */
function retryAfterMs(wire: WireError): number {
  const { timeToReset } = (wire.details ?? {}) as { timeToReset?: unknown }
  if (typeof timeToReset === 'number') return Math.max(0, timeToReset)
  const seconds = /(\d+) second/.exec(wire.reason ?? '')?.[1]
  return seconds === undefined ? 10_000 : Number(seconds) * 1_000
}
