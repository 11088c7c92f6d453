// The codes in the `error` of a `result` or `nosub` frame, and what each means. Prose: PROTOCOL.md#errors.
import type { Evidence } from './evidence.ts'

/** One code that servers answer with. */
export interface WireErrorFact {
  readonly error: string | number
  /** The server's sentence, word for word; absent where there is none or it is written for the case. */
  readonly reason?: string
  /** What it means. */
  readonly when: string
  readonly evidence: Evidence
}

/** All codes that this package's tables and server speak of. */
export const WIRE_ERRORS = [
  { error: 400, reason: 'Match failed', when: 'parameters of the wrong shape', evidence: 'source' },
  {
    error: 401,
    reason: 'User not found',
    when: 'a login was refused (7.0 and later, one process)',
    evidence: 'source',
  },
  { error: 403, reason: 'User not found', when: 'a login was refused', evidence: 'recorded' },
  { error: 404, when: 'this server has no such method or publication', evidence: 'recorded' },
  {
    error: 500,
    reason: 'Internal server error',
    when: 'anything else; the cause stays on the server',
    evidence: 'recorded',
  },
  {
    error: 'too-many-requests',
    when: 'too often; `details.timeToReset` says how many milliseconds to wait',
    evidence: 'source',
  },
  {
    error: 'totp-required',
    reason: 'TOTP Required',
    when: '`details.method` says which second factor',
    evidence: 'source',
  },
  { error: 'totp-invalid', when: 'the second factor was wrong', evidence: 'source' },
  {
    error: 'error-user-is-not-activated',
    when: 'the account waits for an administrator or was closed',
    evidence: 'source',
  },
  { error: 'not-allowed', when: 'a stream that this user may not read', evidence: 'recorded' },
  { error: 'invalid-event-name', when: 'a stream without a key', evidence: 'recorded' },
  { error: 'error-invalid-user', reason: 'Invalid user', when: 'not logged in, or no such user', evidence: 'source' },
  { error: 'error-not-allowed', reason: 'Not allowed', when: 'no right to do it', evidence: 'source' },
  { error: 'error-no-permission', reason: 'No permission', when: 'no right to see it', evidence: 'source' },
  {
    error: 'error-invalid-room',
    reason: 'Invalid room',
    when: 'no such room, or not for this user',
    evidence: 'source',
  },
  {
    error: 'error-room-does-not-exist',
    reason: 'This room does not exist',
    when: 'no such room to mark as read',
    evidence: 'source',
  },
  {
    error: 'error-user-not-in-room',
    reason: 'You are not in this room',
    when: 'leaving a room without being in it',
    evidence: 'source',
  },
  {
    error: 'error-you-are-last-owner',
    reason: 'You are the last owner. Please set new owner before leaving the room.',
    when: 'the last owner may not leave',
    evidence: 'source',
  },
  { error: 'error-code-invalid', reason: 'Invalid Code', when: 'the wrong join code', evidence: 'source' },
  { error: 'error-invalid-name', reason: 'Invalid name', when: 'a room without a name', evidence: 'source' },
  { error: 'error-invalid-room-name', when: 'a room name with characters that names may not have', evidence: 'source' },
  { error: 'error-duplicate-channel-name', when: 'a room of that name is there', evidence: 'source' },
  { error: 'error-action-not-allowed', when: 'no right to edit, delete, or notify everybody', evidence: 'source' },
  {
    error: 'error-message-editing-blocked',
    reason: 'Message editing is blocked',
    when: 'too long ago to be edited',
    evidence: 'source',
  },
  {
    error: 'error-message-size-exceeded',
    reason: 'Message size exceeds Message_MaxAllowedSize',
    when: 'a message that is too long',
    evidence: 'source',
  },
  {
    error: 'error-message-ts-out-of-sync',
    reason: 'Message timestamp is out of sync',
    when: "a client's `ts` more than 60 s off",
    evidence: 'source',
  },
  { error: 'You_have_been_muted', when: 'muted in this room', evidence: 'source' },
  { error: 'room_is_blocked', when: 'one of the two has blocked the other', evidence: 'source' },
] as const satisfies readonly WireErrorFact[]

/** A code of {@link WIRE_ERRORS}. */
export type WireErrorCode = (typeof WIRE_ERRORS)[number]['error']
