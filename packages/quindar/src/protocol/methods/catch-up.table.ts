// Methods that tell a client what it missed, or what stands around a message.
import type { Message } from '../entities.ts'
import type { MethodFact } from '../facts.ts'
import type { History } from './messages.table.ts'

/** A message that is no more. */
export interface DeletedMessage {
  _id: string
  _deletedAt: Date
  /** Our server's extension: as in {@link Message}. */
  _seq?: number
  _epoch?: string
}

/** All messages that were sent after a date, newest first; edits and deletions of older ones are not told. */
export const loadMissedMessages: MethodFact<'loadMissedMessages', [rid: string, since: Date], Message[] | false> = {
  name: 'loadMissedMessages',
  errors: ['error-invalid-user'],
  rest: 'GET /api/v1/chat.syncMessages',
  evidence: 'source',
}

/** Messages that were sent after a date, oldest first. */
export const loadNextMessages: MethodFact<
  'loadNextMessages',
  [rid: string, after?: Date | null, limit?: number],
  { messages: Message[] }
> = {
  name: 'loadNextMessages',
  errors: ['error-invalid-user', 'error-not-allowed'],
  evidence: 'source',
}

/** Older ones newest first, then the message itself, then newer ones oldest first. */
export const loadSurroundingMessages: MethodFact<
  'loadSurroundingMessages',
  [message: { _id: string; rid?: string; [field: string]: unknown }, limit?: number, showThreadMessages?: boolean],
  { messages: Message[]; moreBefore: boolean; moreAfter: boolean } | false
> = {
  name: 'loadSurroundingMessages',
  errors: ['error-invalid-user'],
  evidence: 'source',
}

/** `next` and `previous` are milliseconds since 1970 as texts; `type` goes with them, `lastUpdate` does not. Since 7.1. */
export interface MessagesGetOptions {
  lastUpdate?: Date
  latestDate?: Date
  oldestDate?: Date
  inclusive?: boolean
  count?: number
  unreads?: boolean
  next?: string
  previous?: string
  type?: 'UPDATED' | 'DELETED'
}

export interface MessageChanges {
  updated: Message[]
  deleted: DeletedMessage[]
  /** Of a page; `null` where there is no more that way. */
  cursor?: { next: string | null; previous: string | null }
}

/** With `lastUpdate` or a cursor what changed; without either a page of history. */
export const messagesGet: MethodFact<
  'messages/get',
  [rid: string, options: MessagesGetOptions],
  MessageChanges | History
> = {
  name: 'messages/get',
  errors: [
    'error-invalid-user',
    'error-not-allowed',
    'error-type-param-required',
    'error-type-param-not-supported',
    'error-cursor-conflict',
    'error-cursor-and-lastUpdate-conflict',
  ],
  rest: 'GET /api/v1/chat.syncMessages',
  evidence: 'source',
}

/** A page of a room's log: what changed after `after`, up to and including `next`. */
export interface RoomChanges {
  /** The history in which all of these `_seq` count. */
  epoch: string
  /** The room's latest change. */
  seq: number
  /** Ascending by `_seq`, each once, as it is now. */
  updated: Message[]
  /** Ascending by `_seq`. */
  deleted: (DeletedMessage & { _seq: number; _epoch: string })[]
  /** The next call's `after`. */
  next: number
  /** Ask again. */
  more: boolean
  /** `after` means nothing in this history: load the room anew and go on from `next`. */
  reset: boolean
}

/** Our server's extension: everything that changed in a room after a `_seq`, in pages of at most 200 changes. */
export const changes: MethodFact<
  'quindar:changes',
  [rid: string, from: { epoch: string; after: number; limit?: number }],
  RoomChanges
> = {
  name: 'quindar:changes',
  errors: ['error-invalid-user', 'error-not-allowed'],
  extension: true,
  evidence: 'source',
}
