// What went wrong, as one word that the dictionaries know a sentence for. Nothing here is shown to anybody.
import {
  AuthError,
  ConnectionError,
  ConnectionLostError,
  InvalidCredentialsError,
  MethodError,
  RateLimitError,
  SubscriptionDeniedError,
  TimeoutError,
  TokenExpiredError,
  TwoFactorCancelledError,
  TwoFactorFailedError,
  TwoFactorRequiredError,
} from 'quindar'

/** Each has its sentence, with a next step, in both dictionaries. */
export type TroubleKind =
  | 'wrongPassword'
  | 'unreachable'
  | 'sessionExpired'
  | 'twoFactor'
  | 'secondFactorWrong'
  | 'secondFactorLocked'
  | 'loginRefused'
  | 'connectionLost'
  | 'timeout'
  | 'noAnswer'
  | 'rateLimit'
  | 'denied'
  | 'notAllowed'
  | 'tooLong'
  | 'muted'
  | 'blocked'
  | 'nameTaken'
  | 'nameInvalid'
  | 'noSuchUser'
  | 'noSuchRoom'
  | 'codeWrong'
  | 'editTooLate'
  | 'lastOwner'
  | 'refused'
  | 'unknown'

/** What the views need to write the sentence. */
export interface Trouble {
  readonly kind: TroubleKind
  /** The server's own words, where it gave any: shown as text beside ours. */
  readonly detail?: string | undefined
  /** Whole seconds until it is worth another try. */
  readonly seconds?: number | undefined
}

/** The server's codes that have a sentence of their own. */
const BY_CODE: Readonly<Record<string, TroubleKind>> = {
  'error-not-allowed': 'notAllowed',
  'error-no-permission': 'notAllowed',
  'error-action-not-allowed': 'notAllowed',
  'not-allowed': 'notAllowed',
  'error-message-size-exceeded': 'tooLong',
  You_have_been_muted: 'muted',
  room_is_blocked: 'blocked',
  'error-duplicate-channel-name': 'nameTaken',
  'error-invalid-name': 'nameInvalid',
  'error-invalid-room-name': 'nameInvalid',
  'error-invalid-user': 'noSuchUser',
  'error-invalid-room': 'noSuchRoom',
  'error-room-does-not-exist': 'noSuchRoom',
  'error-code-invalid': 'codeWrong',
  'error-message-editing-blocked': 'editTooLate',
  'error-you-are-last-owner': 'lastOwner',
}

/** Why something could not be read, or sent under its own id: whether that was done is nothing to look for first. */
export function readTroubleOf(error: unknown): Trouble {
  const trouble = troubleOf(error)
  return trouble.kind === 'timeout' || trouble.kind === 'connectionLost' ? { kind: 'noAnswer' } : trouble
}

/** Why a room cannot be read. Servers have several codes for a room that is not for the reader; to him it is one thing. */
export function roomTroubleOf(error: unknown): Trouble {
  const trouble = readTroubleOf(error)
  return trouble.kind === 'notAllowed' || trouble.kind === 'noSuchRoom' ? { kind: 'denied' } : trouble
}

/** The trouble behind whatever was thrown. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof InvalidCredentialsError) return { kind: 'wrongPassword' }
  if (error instanceof TokenExpiredError) return { kind: 'sessionExpired' }
  if (error instanceof TwoFactorFailedError) return { kind: error.locked ? 'secondFactorLocked' : 'secondFactorWrong' }
  if (error instanceof TwoFactorRequiredError || error instanceof TwoFactorCancelledError) return { kind: 'twoFactor' }
  if (error instanceof AuthError) return { kind: 'loginRefused', detail: error.reason }
  if (error instanceof RateLimitError) return { kind: 'rateLimit', seconds: Math.ceil(error.retryAfterMs / 1_000) }
  if (error instanceof SubscriptionDeniedError) return { kind: 'denied' }
  if (error instanceof ConnectionLostError) return { kind: 'connectionLost' }
  if (error instanceof TimeoutError) return { kind: 'timeout' }
  if (error instanceof ConnectionError) return { kind: 'unreachable' }
  if (error instanceof MethodError) {
    const kind = BY_CODE[String(error.error)]
    return kind ? { kind, detail: error.reason } : { kind: 'refused', detail: error.reason ?? String(error.error) }
  }
  return { kind: 'unknown', detail: error instanceof Error ? error.message : undefined }
}
