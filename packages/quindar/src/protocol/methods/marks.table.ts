// Methods about messages beside sending them: pinning, marking, single ones, reporting.
import type { Message, UserRef } from '../entities.ts'
import type { MethodFact } from '../facts.ts'
import type { History } from './messages.table.ts'

/** Keeps a message at hand for everybody in the room. It comes again with `pinned`, `pinnedAt` and `pinnedBy`, and a system message `message_pinned` tells of it, with the message as its attachment. */
export const pinMessage: MethodFact<
  'pinMessage',
  [message: { _id: string; rid?: string; [field: string]: unknown }, pinnedAt?: Date],
  Message
> = {
  name: 'pinMessage',
  errors: ['error-invalid-user', 'error-invalid-message', 'not-authorized'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/chat.pinMessage',
  evidence: 'source',
}

/** Takes `pinMessage` back. No system message tells of it; the message comes again with `pinned` false. */
export const unpinMessage: MethodFact<
  'unpinMessage',
  [message: { _id: string; rid?: string; [field: string]: unknown }],
  boolean
> = {
  name: 'unpinMessage',
  errors: ['error-invalid-user', 'error-invalid-message', 'not-authorized'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/chat.unPinMessage',
  evidence: 'source',
}

/** Marks a message for oneself. It comes again with one’s id in `starred`: everybody in the room sees who did. */
export const starMessage: MethodFact<'starMessage', [star: { _id: string; rid: string; starred: boolean }], boolean> = {
  name: 'starMessage',
  errors: ['error-invalid-user', 'error-not-allowed'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/chat.starMessage',
  evidence: 'source',
}

/** A page of history between two times, newest first. */
export const getChannelHistory: MethodFact<
  'getChannelHistory',
  [
    page: {
      rid: string
      latest?: Date
      oldest?: Date
      inclusive?: boolean
      offset?: number
      count?: number
      unreads?: boolean
      showThreadMessages?: boolean
    },
  ],
  History | false
> = {
  name: 'getChannelHistory',
  errors: ['error-invalid-user', 'error-not-allowed'],
  announcedUntil: '9.0',
  rest: 'GET /api/v1/channels.history',
  evidence: 'source',
  answered: false,
}

/** Messages by their ids. */
export const getMessages: MethodFact<'getMessages', [ids: string[]], Message[]> = {
  name: 'getMessages',
  errors: ['error-invalid-user', 'error-not-allowed'],
  announcedUntil: '9.0',
  rest: 'GET /api/v1/chat.getMessages',
  evidence: 'source',
}

/** One message by its id. */
export const getSingleMessage: MethodFact<'getSingleMessage', [messageId: string], Message | undefined> = {
  name: 'getSingleMessage',
  errors: ['error-invalid-user'],
  announcedUntil: '9.0',
  rest: 'GET /api/v1/chat.getMessage',
  evidence: 'source',
}

/** Takes having read back, from a message on. */
export const unreadMessages: MethodFact<'unreadMessages', [firstUnread?: { _id: string }, rid?: string], void> = {
  name: 'unreadMessages',
  errors: ['error-invalid-user', 'error-action-not-allowed'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/subscriptions.unread',
  evidence: 'source',
  answered: false,
}

/** Deletes the message that a file came with. */
export const deleteFileMessage: MethodFact<'deleteFileMessage', [fileId: string], void> = {
  name: 'deleteFileMessage',
  evidence: 'source',
  answered: false,
}

/** Tells the administrators of a message. In 8.3 it is gone. */
export const reportMessage: MethodFact<'reportMessage', [messageId: string, description: string], boolean> = {
  name: 'reportMessage',
  until: '7.0',
  rest: 'POST /api/v1/chat.reportMessage',
  evidence: 'source',
  answered: false,
}

/** The messages of a room that name the user. */
export const getUserMentionsByChannel: MethodFact<
  'getUserMentionsByChannel',
  [question: { roomId: string; options?: { limit?: number; skip?: number; sort?: Record<string, 1 | -1> } }],
  Message[]
> = {
  name: 'getUserMentionsByChannel',
  announcedUntil: '9.0',
  rest: 'GET /api/v1/channels.getAllUserMentionsByChannel',
  evidence: 'source',
  answered: false,
}

/** Who has read a message; the enterprise edition alone knows it. */
export const getReadReceipts: MethodFact<
  'getReadReceipts',
  [question: { messageId: string }],
  { _id: string; messageId: string; userId: string; ts: Date; user?: UserRef }[]
> = {
  name: 'getReadReceipts',
  rest: 'GET /api/v1/chat.getMessageReadReceipts',
  evidence: 'source',
  answered: false,
}
