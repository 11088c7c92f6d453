// Methods that find: threads of a room and their answers, messages by their words, people and rooms by their names.
import type { Message, RoomType, UserStatus } from '../entities.ts'
import type { MethodFact } from '../facts.ts'

/** The message that begins the thread, then a page of its answers, newest first; nothing for a message without answers. */
export const getThreadMessages: MethodFact<
  'getThreadMessages',
  [page: { tmid: string; limit?: number; skip?: number }],
  Message[]
> = {
  name: 'getThreadMessages',
  errors: ['error-invalid-user', 'error-not-allowed'],
  since: '1.0',
  announcedUntil: '9.0',
  rest: 'GET /api/v1/chat.getThreadMessages',
  evidence: 'source',
}

/** The messages that begin threads, the last answered first. */
export const getThreadsList: MethodFact<
  'getThreadsList',
  [page: { rid: string; limit?: number; skip?: number }],
  Message[]
> = {
  name: 'getThreadsList',
  errors: ['error-invalid-user', 'error-not-allowed'],
  since: '1.0',
  announcedUntil: '9.0',
  rest: 'GET /api/v1/chat.getThreadsList',
  evidence: 'source',
}

export const messageSearch: MethodFact<
  'messageSearch',
  [text: string, rid: string, limit?: number, offset?: number],
  { message: { docs: Message[] } }
> = {
  name: 'messageSearch',
  errors: ['error-invalid-user', 'error-not-allowed'],
  announcedUntil: '9.0',
  rest: 'GET /api/v1/chat.search',
  evidence: 'source',
}

/** A user whom `spotlight` finds. */
export interface SpotlightUser {
  _id: string
  username: string
  name?: string
  status?: UserStatus
  statusText?: string
  [field: string]: unknown
}

/** A room that `spotlight` finds. */
export interface SpotlightRoom {
  _id: string
  t: RoomType
  name?: string
  [field: string]: unknown
}

/** Five users and five channels at most whose names hold the text; channels that the user is in are not among them. */
export const spotlight: MethodFact<
  'spotlight',
  [
    text: string,
    exceptUsernames?: string[],
    type?: { users?: boolean; rooms?: boolean; mentions?: boolean; includeFederatedRooms?: boolean },
    rid?: string,
  ],
  { users: SpotlightUser[]; rooms: SpotlightRoom[] }
> = {
  name: 'spotlight',
  errors: ['error-invalid-user'],
  rest: 'GET /api/v1/spotlight',
  evidence: 'docs',
}
