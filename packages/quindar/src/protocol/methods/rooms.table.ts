// Methods about rooms and what a user has to do with them.
import type { Delta, Room, RoomType, Subscription, User, UserRef } from '../entities.ts'
import type { MethodFact } from '../facts.ts'

/** What creating a room answers: its id, and on most versions the whole room. */
export interface CreatedRoom {
  rid: string
  name?: string
  t?: RoomType
  [field: string]: unknown
}

/** All of them without a date; with one, what changed since. */
export const roomsGet: MethodFact<'rooms/get', [updatedSince?: Date], Room[] | Delta<Room>> = {
  name: 'rooms/get',
  rest: 'GET /api/v1/rooms.get',
  evidence: 'source',
}

/** All of them without a date; with one, what changed since. Anonymous: none. */
export const subscriptionsGet: MethodFact<
  'subscriptions/get',
  [updatedSince?: Date],
  Subscription[] | Delta<Subscription>
> = {
  name: 'subscriptions/get',
  rest: 'GET /api/v1/subscriptions.get',
  evidence: 'docs',
}

/** The room's public fields. A direct room's name is its id or the other's username. */
export const getRoomByTypeAndName: MethodFact<'getRoomByTypeAndName', [type: RoomType, name: string], Room> = {
  name: 'getRoomByTypeAndName',
  errors: ['error-invalid-room', 'error-no-permission'],
  evidence: 'source',
}

export const getRoomIdByNameOrId: MethodFact<'getRoomIdByNameOrId', [nameOrId: string], string> = {
  name: 'getRoomIdByNameOrId',
  errors: ['error-invalid-user', 'error-not-allowed'],
  rest: 'GET /api/v1/rooms.info',
  evidence: 'source',
}

export const joinRoom: MethodFact<'joinRoom', [rid: string, joinCode?: string], true> = {
  name: 'joinRoom',
  errors: ['error-invalid-user', 'error-invalid-room', 'error-not-allowed', 'error-code-invalid'],
  rest: 'POST /api/v1/channels.join',
  evidence: 'source',
}

export const leaveRoom: MethodFact<'leaveRoom', [rid: string], void> = {
  name: 'leaveRoom',
  errors: ['error-invalid-user', 'error-invalid-room', 'error-user-not-in-room', 'error-you-are-last-owner'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/rooms.leave',
  evidence: 'source',
}

export const createChannel: MethodFact<
  'createChannel',
  [
    name: string,
    members?: string[],
    readOnly?: boolean,
    customFields?: Record<string, unknown>,
    extraData?: Record<string, unknown>,
  ],
  CreatedRoom
> = {
  name: 'createChannel',
  errors: ['error-not-allowed', 'error-invalid-name', 'error-invalid-room-name', 'error-duplicate-channel-name'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/channels.create',
  evidence: 'docs',
}

export const createPrivateGroup: MethodFact<
  'createPrivateGroup',
  [
    name: string,
    members?: string[],
    readOnly?: boolean,
    customFields?: Record<string, unknown>,
    extraData?: Record<string, unknown>,
  ],
  CreatedRoom
> = {
  name: 'createPrivateGroup',
  errors: ['error-not-allowed', 'error-invalid-name', 'error-invalid-room-name', 'error-duplicate-channel-name'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/groups.create',
  evidence: 'docs',
}

/** One username for two, several for a group. The caller is added. */
export const createDirectMessage: MethodFact<
  'createDirectMessage',
  [username: string, ...more: string[]],
  { t: 'd'; rid: string; usernames: string[]; [field: string]: unknown }
> = {
  name: 'createDirectMessage',
  errors: ['error-invalid-user', 'error-not-allowed'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/im.create',
  evidence: 'docs',
}

export const getUsersOfRoom: MethodFact<
  'getUsersOfRoom',
  [rid: string, showAll?: boolean, page?: { limit?: number; skip?: number }, filter?: string],
  { total: number; records: (UserRef & Pick<User, 'status'>)[] }
> = {
  name: 'getUsersOfRoom',
  errors: ['error-invalid-user', 'error-invalid-room', 'error-not-allowed'],
  announcedUntil: '9.0',
  rest: 'GET /api/v1/channels.members',
  evidence: 'source',
}
