// The errors an application sees: one class per kind of trouble, one sentence each, ending with its place in ERRORS.md.
// Those that a server's answer is turned into are in refusals.ts.

import type { WireError } from './ddp.ts'

/** Every `code` of a {@link QuindarError}; each is an anchor in ERRORS.md. */
export type ErrorCode =
  | 'connection-failed'
  | 'connection-lost'
  | 'continuity-lost'
  | 'client-closed'
  | 'timeout'
  | 'too-slow'
  | 'login-failed'
  | 'invalid-credentials'
  | 'token-expired'
  | 'two-factor-required'
  | 'two-factor-failed'
  | 'two-factor-cancelled'
  | 'subscription-denied'
  | 'method-failed'
  | 'rate-limited'
  | 'not-supported'
  | 'room-closed'
  | 'storage-failed'
  | 'file-refused'

/** What all errors of this package have in common. */
export class QuindarError extends Error {
  override readonly name: string = 'QuindarError'
  /** Stable across releases; the anchor in ERRORS.md. */
  declare readonly code: ErrorCode
  /**
   * @param sentence Why, and what to do, without a full stop: the anchor follows.
   * @param cause What this error was made from: a {@link WireError}, a WebSocket event, another error.
   */
  constructor(code: ErrorCode, sentence: string, cause?: unknown) {
    super(`${sentence} (ERRORS.md#${code})`, cause === undefined ? {} : { cause })
    this.code = code
  }
}

/** The server could not be reached, refused to speak DDP, or the client is closed. */
export class ConnectionError extends QuindarError {
  override readonly name = 'ConnectionError'
  constructor(sentence: string, cause?: unknown, code: 'connection-failed' | 'client-closed' = 'connection-failed') {
    super(code, sentence, cause)
  }
}

/** The connection broke before the server had answered. */
export class ConnectionLostError extends QuindarError {
  override readonly name = 'ConnectionLostError'
  /** Had the call left? Then the server may have done it. */
  declare readonly sent: boolean
  /** @param what What was not answered: the name of a method, a stream or a route. */
  constructor(what: string, sent: boolean, cause?: unknown) {
    const advice = sent ? 'it may be done, so look before you repeat it' : 'it was never sent, so it is safe to repeat'
    super('connection-lost', `The connection was lost before the answer to "${what}": ${advice}`, cause)
    this.sent = sent
  }
}

/** The server did not answer in time. If it was sent, it may be done. */
export class TimeoutError extends QuindarError {
  override readonly name = 'TimeoutError'
  /** Had the call left? Then the server may have done it. */
  declare readonly sent: boolean
  /**
   * @param what What was not answered.
   * @param ms The deadline that passed, in milliseconds.
   */
  constructor(what: string, ms: number, sent = true) {
    const advice = sent
      ? 'it may be done, so look before you repeat it'
      : 'it was never sent, the server is out of reach'
    super('timeout', `No answer to "${what}" within ${ms} ms: ${advice}`)
    this.sent = sent
  }
}

/** This server version has no way to do it. */
export class NotSupportedError extends QuindarError {
  override readonly name = 'NotSupportedError'
  /** What is missing: a method, a route, a stream, or a version. */
  declare readonly needs: string
  /** What the server says it is, where it says so. */
  declare readonly serverVersion: string | undefined
  constructor(needs: string, serverVersion?: string) {
    const server = serverVersion === undefined ? 'This server' : `Rocket.Chat ${serverVersion}`
    super('not-supported', `${server} has no ${needs}: use another way or another version`)
    this.needs = needs
    this.serverVersion = serverVersion
  }
}

/** The conversation is over; nothing can be sent to it. */
export class RoomClosedError extends QuindarError {
  override readonly name = 'RoomClosedError'
  constructor(wire?: WireError) {
    super('room-closed', 'This conversation is closed: open a new one to write again', wire)
  }
}

/** The server does not take this file. Nothing was sent where its public settings say so. */
export class FileRefusedError extends QuindarError {
  override readonly name = 'FileRefusedError'
  /** It is too large, of a type that is not taken, or no files are taken at all. */
  declare readonly limit: 'size' | 'type' | 'disabled'
  /**
   * @param file What it is called.
   * @param why What it is, and what it would have to be.
   */
  constructor(limit: FileRefusedError['limit'], file: string, why = '', cause?: unknown) {
    const sentence =
      limit === 'disabled'
        ? `The server does not take "${file}", or any file: an administrator can switch on FileUpload_Enabled`
        : `The server does not take "${file}": ${limit === 'size' ? 'its size is' : 'its type is'} ${why}`
    super('file-refused', sentence, cause)
    this.limit = limit
  }
}
