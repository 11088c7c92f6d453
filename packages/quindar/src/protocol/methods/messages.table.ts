// Methods about messages: read, send, change.
import type { Message, OutgoingMessage } from '../entities.ts'
import type { MethodFact } from '../facts.ts'

export interface History {
  /** Newest first. */
  messages: Message[]
  /** The oldest message that the user has not seen, when `lastSeen` was given and lies before this page. */
  firstUnread?: Message
  unreadNotLoaded?: number
}

/** A page of a room's messages that are older than `end`; `false` where the room is not to be read. */
export const loadHistory: MethodFact<
  'loadHistory',
  [rid: string, end?: Date | null, limit?: number, lastSeen?: Date | null, showThreadMessages?: boolean],
  History | false
> = {
  name: 'loadHistory',
  errors: ['error-invalid-user', 'error-invalid-room', 'error-not-allowed'],
  rest: 'GET /api/v1/channels.history',
  evidence: 'docs',
}

export const sendMessage: MethodFact<'sendMessage', [message: OutgoingMessage, previewUrls?: string[]], Message> = {
  name: 'sendMessage',
  errors: [
    'error-invalid-user',
    'error-invalid-room',
    'error-not-allowed',
    'error-message-size-exceeded',
    'You_have_been_muted',
    'room_is_blocked',
    'too-many-requests',
  ],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/chat.sendMessage',
  evidence: 'recorded',
}

export const updateMessage: MethodFact<
  'updateMessage',
  [message: { _id: string; msg: string; rid?: string; [field: string]: unknown }, previewUrls?: string[]],
  void
> = {
  name: 'updateMessage',
  errors: ['error-invalid-user', 'error-action-not-allowed', 'error-message-editing-blocked'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/chat.update',
  evidence: 'source',
}

export const deleteMessage: MethodFact<'deleteMessage', [message: { _id: string; [field: string]: unknown }], void> = {
  name: 'deleteMessage',
  errors: ['error-invalid-user', 'error-action-not-allowed'],
  until: '7.0',
  rest: 'POST /api/v1/chat.delete',
  evidence: 'changelog',
}

export const setReaction: MethodFact<
  'setReaction',
  [reaction: string, messageId: string, shouldReact?: boolean],
  void
> = {
  name: 'setReaction',
  errors: ['error-invalid-user', 'error-not-allowed'],
  until: '8.0',
  rest: 'POST /api/v1/chat.react',
  evidence: 'changelog',
}

export const readMessages: MethodFact<'readMessages', [rid: string, readThreads?: boolean], void> = {
  name: 'readMessages',
  errors: ['error-invalid-user', 'error-room-does-not-exist', 'error-not-allowed'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/subscriptions.read',
  evidence: 'source',
}
