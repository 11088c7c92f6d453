// The codes that Rocket.Chat and Meteor answer with, and the sentences that go with them, word for word as a client
// of theirs may compare them. Source: recordings, and the sources named in PROTOCOL.md#errors.

/** One code of a `result` or `nosub` error. */
export interface WireErrorFact<Code extends string | number = string | number> {
  readonly error: Code
  /** The server's sentence; absent where it gives none or writes it for the case. */
  readonly reason?: string
}

export const badRequest: WireErrorFact<400> = { error: 400, reason: 'Match failed' }
export const unrecognizedLogin: WireErrorFact<400> = { error: 400, reason: 'Unrecognized options for login request' }
/** Also for a wrong password: servers do not tell which. The code is 401 since 7.0: versions.ts, `loginErrorCode`. */
export const userNotFound: WireErrorFact<403> = { error: 403, reason: 'User not found' }
export const loggedOutByServer: WireErrorFact<403> = {
  error: 403,
  reason: "You've been logged out by the server. Please log in again.",
}
export const internalError: WireErrorFact<500> = { error: 500, reason: 'Internal server error' }
export const tooManyRequests: WireErrorFact<'too-many-requests'> = { error: 'too-many-requests' }

/** A stream that this user may not read. It comes without a sentence: `"message":"[not-allowed]"`. */
export const streamNotAllowed: WireErrorFact<'not-allowed'> = { error: 'not-allowed' }
/** A stream without a key. */
export const invalidEventName: WireErrorFact<'invalid-event-name'> = { error: 'invalid-event-name' }

export const invalidUser: WireErrorFact<'error-invalid-user'> = { error: 'error-invalid-user', reason: 'Invalid user' }
export const notAllowed: WireErrorFact<'error-not-allowed'> = { error: 'error-not-allowed', reason: 'Not allowed' }
export const invalidRoom: WireErrorFact<'error-invalid-room'> = { error: 'error-invalid-room', reason: 'Invalid room' }
export const noPermission: WireErrorFact<'error-no-permission'> = {
  error: 'error-no-permission',
  reason: 'No permission',
}
export const roomDoesNotExist: WireErrorFact<'error-room-does-not-exist'> = {
  error: 'error-room-does-not-exist',
  reason: 'This room does not exist',
}
export const userNotInRoom: WireErrorFact<'error-user-not-in-room'> = {
  error: 'error-user-not-in-room',
  reason: 'You are not in this room',
}
export const lastOwner: WireErrorFact<'error-you-are-last-owner'> = {
  error: 'error-you-are-last-owner',
  reason: 'You are the last owner. Please set new owner before leaving the room.',
}
export const actionNotAllowed: WireErrorFact<'error-action-not-allowed'> = { error: 'error-action-not-allowed' }
export const messageSizeExceeded: WireErrorFact<'error-message-size-exceeded'> = {
  error: 'error-message-size-exceeded',
  reason: 'Message size exceeds Message_MaxAllowedSize',
}
export const messageEditingBlocked: WireErrorFact<'error-message-editing-blocked'> = {
  error: 'error-message-editing-blocked',
  reason: 'Message editing is blocked',
}
export const duplicateChannelName: WireErrorFact<'error-duplicate-channel-name'> = {
  error: 'error-duplicate-channel-name',
}
