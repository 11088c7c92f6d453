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
  { error: 'totp-max-attempts', when: 'too many second factors were wrong; wait a few minutes', evidence: 'source' },
  { error: 'invalid-totp', when: 'setting up a second factor with a wrong code', evidence: 'source' },
  {
    error: 'error-token-already-exists',
    reason: 'A token with this name already exists',
    when: 'two personal access tokens of one name',
    evidence: 'source',
  },
  {
    error: 'error-token-does-not-exists',
    reason: 'Token does not exist',
    when: 'no personal access token of this name',
    evidence: 'source',
  },
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
  { error: 'error-invalid-message', when: 'no such message to pin or to follow', evidence: 'draft' },
  { error: 'not-authorized', reason: 'Not Authorized', when: 'no right to pin messages here', evidence: 'draft' },
  {
    error: 'error-invalid-subscription',
    reason: 'You must be part of a room to favorite it',
    when: 'a room that one is not in cannot be marked',
    evidence: 'draft',
  },
  { error: 'error-invalid-command', when: 'no command of that name', evidence: 'source' },
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
  {
    error: 'error-type-param-required',
    reason: 'The "type" parameter is required when using the "next" or "previous" parameters',
    when: 'a cursor of `messages/get` without saying of what',
    evidence: 'source',
  },
  {
    error: 'error-type-param-not-supported',
    reason: 'The "type" parameter must be either "UPDATED" or "DELETED"',
    when: 'a cursor of `messages/get` of something else',
    evidence: 'source',
  },
  {
    error: 'error-cursor-conflict',
    reason: 'You cannot provide both "next" and "previous" parameters',
    when: 'both cursors of `messages/get` at once',
    evidence: 'source',
  },
  {
    error: 'error-cursor-and-lastUpdate-conflict',
    reason: 'The attributes "next", "previous" and "lastUpdate" cannot be used together',
    when: 'a cursor of `messages/get` and a time',
    evidence: 'source',
  },
  { error: 'You_have_been_muted', when: 'muted in this room', evidence: 'source' },
  { error: 'room_is_blocked', when: 'one of the two has blocked the other', evidence: 'source' },
  {
    error: 'invalid-token',
    reason: 'Invalid token',
    when: 'no visitor has this token; over REST the code stands alone in `error`',
    evidence: 'source',
  },
  { error: 'error-invalid-token', when: "a visitor's token that is empty or can be guessed", evidence: 'source' },
  { error: 'error-invalid-email', when: 'no e-mail address', evidence: 'source' },
  {
    error: 'error-invalid-department',
    reason: 'The provided department is invalid',
    when: 'no such department, or a closed one',
    evidence: 'source',
  },
  { error: 'invalid-room', reason: 'Invalid room', when: 'no such chat of this visitor', evidence: 'source' },
  { error: 'room-closed', reason: 'Room closed', when: 'the chat has ended', evidence: 'source' },
  {
    error: 'cannot-access-room',
    when: "the id that a visitor wants for his chat is another room's",
    evidence: 'source',
  },
  {
    error: 'no-agent-online',
    reason: 'Sorry, no online agents',
    when: 'nobody is there to answer a visitor',
    evidence: 'source',
  },
  { error: 'invalid-message', reason: 'Invalid message', when: 'no such message in this chat', evidence: 'source' },
  { error: 'invalid-agent', reason: 'Invalid agent', when: 'nobody serves this chat', evidence: 'source' },
  {
    error: 'agent-not-found',
    reason: 'Agent not found',
    when: 'nobody is there who could be next',
    evidence: 'source',
  },
  { error: 'invalid-data', when: 'no answer of a survey that counts', evidence: 'source' },
  { error: 'invalid-custom-field', when: 'a custom field that this server does not keep', evidence: 'source' },
  { error: 'error-not-allowed-to-close-conversation', when: 'visitors may not close chats here', evidence: 'source' },
  {
    error: 'visitor-has-open-rooms',
    reason: 'Cannot remove visitors with opened rooms',
    when: 'a visitor whose chat is open stays',
    evidence: 'source',
  },
  {
    error: 'error-offline-form-disabled',
    reason: 'Offline form disabled',
    when: 'no messages can be left here',
    evidence: 'source',
  },
  { error: 'error-email-not-configured', when: 'our server has no way to send e-mail', evidence: 'source' },
  {
    error: 'error-not-found',
    reason: 'Inquiry not found',
    when: 'no such chat in the queue, or not for this agent',
    evidence: 'source',
  },
  {
    error: 'error-inquiry-taken',
    reason: 'Inquiry already taken',
    when: 'another agent was quicker',
    evidence: 'source',
  },
  {
    error: 'error-agent-status-service-offline',
    reason: 'Agent status is offline or Omnichannel service is not active',
    when: 'an agent who does not take chats at present',
    evidence: 'source',
  },
  { error: 'error-agent-not-found', reason: 'Agent not found', when: 'a user who is no agent', evidence: 'source' },
  { error: 'error-not-authorized', reason: 'Not authorized', when: "another agent's chat", evidence: 'source' },
  { error: 'error-invalid-agent', when: 'forwarding to nobody', evidence: 'source' },
  {
    error: 'error-user-is-offline',
    reason: 'The agent is not online',
    when: 'forwarding to an agent who is not there',
    evidence: 'source',
  },
  {
    error: 'error-selected-agent-room-agent-are-same',
    reason: 'The selected agent and the room agent are the same',
    when: 'forwarding to who has it',
    evidence: 'source',
  },
  {
    error: 'error-forwarding-chat-same-department',
    reason: 'The chat is in this department already',
    when: 'forwarding to where it is',
    evidence: 'source',
  },
  {
    error: 'error-user-not-belong-to-department',
    reason: 'The agent does not belong to this department',
    when: 'forwarding to an agent of another department',
    evidence: 'source',
  },
  {
    error: 'error-returning-inquiry',
    reason: 'Nobody serves this chat',
    when: 'returning a chat that waits',
    evidence: 'source',
  },
  { error: 'error-size-not-allowed', when: 'a file that is too large', evidence: 'source' },
  { error: 'error-type-not-allowed', when: 'a file of a type that is not taken', evidence: 'source' },
] as const satisfies readonly WireErrorFact[]

/** A code of {@link WIRE_ERRORS}. */
export type WireErrorCode = (typeof WIRE_ERRORS)[number]['error']
