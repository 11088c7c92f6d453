// Methods about what a room is set to and who is what in it, and where it stands on a user's list.
import type { Room, UserRef } from '../entities.ts'
import type { MethodFact } from '../facts.ts'
import type { CreatedRoom } from './rooms.table.ts'

/** A room’s public fields. No client of today calls it. */
export const getRoomById: MethodFact<'getRoomById', [rid: string], Room> = {
  name: 'getRoomById',
  errors: ['error-invalid-user', 'error-not-allowed'],
  rest: 'GET /api/v1/rooms.info',
  evidence: 'source',
}

/** The name behind an id. */
export const getRoomNameById: MethodFact<'getRoomNameById', [rid: string], string> = {
  name: 'getRoomNameById',
  errors: ['error-invalid-user', 'error-not-allowed'],
  rest: 'GET /api/v1/rooms.info',
  evidence: 'source',
}

/** May this user read this room? */
export const canAccessRoom: MethodFact<
  'canAccessRoom',
  [rid: string, userId: string, extra?: Record<string, unknown>],
  Room | false
> = {
  name: 'canAccessRoom',
  until: '8.0',
  rest: 'GET /api/v1/rooms.info',
  evidence: 'changelog',
  answered: false,
}

/** Makes a room that belongs to another; the message it begins at tells of it with `drid`. */
export const createDiscussion: MethodFact<
  'createDiscussion',
  [
    discussion: {
      prid: string
      pmid?: string
      t_name: string
      reply?: string
      users?: string[]
      encrypted?: boolean
      topic?: string
    },
  ],
  CreatedRoom
> = {
  name: 'createDiscussion',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/rooms.createDiscussion',
  evidence: 'source',
  answered: false,
}

/** Puts a room that was hidden back on the user’s list: `open` of his subscription. */
export const openRoom: MethodFact<'openRoom', [rid: string], number> = {
  name: 'openRoom',
  errors: ['error-invalid-user'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/rooms.open',
  evidence: 'source',
}

/** Takes a room off the user’s list until something is said there: `open` and `alert` of his subscription are false then; what is unread stays counted. */
export const hideRoom: MethodFact<'hideRoom', [rid: string], number> = {
  name: 'hideRoom',
  errors: ['error-invalid-user'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/rooms.hide',
  evidence: 'source',
}

/** Marks a room with a star, or takes it away: `f` of the subscription. Without the second parameter it is the other one of what is. */
export const toggleFavorite: MethodFact<'toggleFavorite', [rid: string, favorite?: boolean], number> = {
  name: 'toggleFavorite',
  errors: ['error-invalid-user', 'error-invalid-subscription'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/rooms.favorite',
  evidence: 'source',
}

/** Nobody writes here any more, and nobody is told of it: `archived` of the room. */
export const archiveRoom: MethodFact<'archiveRoom', [rid: string], void> = {
  name: 'archiveRoom',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/rooms.changeArchivationState',
  evidence: 'source',
  answered: false,
}

/** Takes `archiveRoom` back. */
export const unarchiveRoom: MethodFact<'unarchiveRoom', [rid: string], void> = {
  name: 'unarchiveRoom',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/rooms.changeArchivationState',
  evidence: 'source',
  answered: false,
}

/** Changes a room’s name (`roomName`), topic, description, announcement, type, `readOnly` and the like. */
export const saveRoomSettings: MethodFact<
  'saveRoomSettings',
  [rid: string, setting: string | Record<string, unknown>, value?: unknown],
  { result: boolean; rid: string }
> = {
  name: 'saveRoomSettings',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/rooms.saveRoomSettings',
  evidence: 'source',
  answered: false,
}

/** Of what in this room the user wants to be told. */
export const saveNotificationSettings: MethodFact<
  'saveNotificationSettings',
  [rid: string, field: string, value: string],
  boolean
> = {
  name: 'saveNotificationSettings',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/rooms.saveNotification',
  evidence: 'source',
  answered: false,
}

/** By which sound. */
export const saveAudioNotificationValue: MethodFact<
  'saveAudioNotificationValue',
  [rid: string, value: string],
  boolean
> = {
  name: 'saveAudioNotificationValue',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/rooms.saveNotification',
  evidence: 'source',
  answered: false,
}

/** Brings somebody into the room. */
export const addUserToRoom: MethodFact<'addUserToRoom', [target: { rid: string; username: string }], boolean> = {
  name: 'addUserToRoom',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/channels.invite',
  evidence: 'source',
  answered: false,
}

/** Brings several into the room. */
export const addUsersToRoom: MethodFact<'addUsersToRoom', [target: { rid: string; users: string[] }], boolean> = {
  name: 'addUsersToRoom',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/channels.invite',
  evidence: 'source',
  answered: false,
}

/** Puts somebody out of the room. */
export const removeUserFromRoom: MethodFact<
  'removeUserFromRoom',
  [target: { rid: string; username: string }],
  boolean
> = {
  name: 'removeUserFromRoom',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/channels.kick',
  evidence: 'source',
  answered: false,
}

/** Brings everybody of the server into the room. */
export const addAllUserToRoom: MethodFact<'addAllUserToRoom', [rid: string, activeUsersOnly?: boolean], boolean> = {
  name: 'addAllUserToRoom',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/channels.addAll',
  evidence: 'source',
  answered: false,
}

/** Makes a member an owner of the room. */
export const addRoomOwner: MethodFact<'addRoomOwner', [rid: string, userId: string], boolean> = {
  name: 'addRoomOwner',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/channels.addOwner',
  evidence: 'source',
  answered: false,
}

/** Takes that away again: `addRoomOwner`. */
export const removeRoomOwner: MethodFact<'removeRoomOwner', [rid: string, userId: string], boolean> = {
  name: 'removeRoomOwner',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/channels.removeOwner',
  evidence: 'source',
  answered: false,
}

/** Makes a member a moderator of the room. */
export const addRoomModerator: MethodFact<'addRoomModerator', [rid: string, userId: string], boolean> = {
  name: 'addRoomModerator',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/channels.addModerator',
  evidence: 'source',
  answered: false,
}

/** Takes that away again: `addRoomModerator`. */
export const removeRoomModerator: MethodFact<'removeRoomModerator', [rid: string, userId: string], boolean> = {
  name: 'removeRoomModerator',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/channels.removeModerator',
  evidence: 'source',
  answered: false,
}

/** Makes a member a leader of the room. */
export const addRoomLeader: MethodFact<'addRoomLeader', [rid: string, userId: string], boolean> = {
  name: 'addRoomLeader',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/channels.addLeader',
  evidence: 'source',
  answered: false,
}

/** Takes that away again: `addRoomLeader`. */
export const removeRoomLeader: MethodFact<'removeRoomLeader', [rid: string, userId: string], boolean> = {
  name: 'removeRoomLeader',
  announcedUntil: '9.0',
  rest: 'POST /api/v1/channels.removeLeader',
  evidence: 'source',
  answered: false,
}

/** This member may not write in the room any more: `muted` of the room. */
export const muteUserInRoom: MethodFact<'muteUserInRoom', [target: { rid: string; username: string }], boolean> = {
  name: 'muteUserInRoom',
  until: '8.0',
  rest: 'POST /api/v1/rooms.muteUser',
  evidence: 'changelog',
  answered: false,
}

/** He may again. */
export const unmuteUserInRoom: MethodFact<'unmuteUserInRoom', [target: { rid: string; username: string }], boolean> = {
  name: 'unmuteUserInRoom',
  until: '8.0',
  rest: 'POST /api/v1/rooms.unmuteUser',
  evidence: 'changelog',
  answered: false,
}

/** Who is owner, moderator or leader in the room. */
export const getRoomRoles: MethodFact<
  'getRoomRoles',
  [rid: string],
  { _id: string; rid: string; u: UserRef; roles: string[] }[]
> = {
  name: 'getRoomRoles',
  until: '8.0',
  rest: 'GET /api/v1/rooms.roles',
  evidence: 'changelog',
  answered: false,
}

/** Deletes a room with all that was said in it. */
export const eraseRoom: MethodFact<'eraseRoom', [rid: string], boolean> = {
  name: 'eraseRoom',
  until: '7.0',
  rest: 'POST /api/v1/rooms.delete',
  evidence: 'changelog',
  answered: false,
}

/** Is there a room of this name? It was planned to end with 7.0 and is not in 8.3. */
export const roomNameExists: MethodFact<'roomNameExists', [name: string], boolean> = {
  name: 'roomNameExists',
  until: '7.0',
  rest: 'GET /api/v1/rooms.nameExists',
  evidence: 'draft',
  answered: false,
}

/** Channels by name or by how much was said. */
export const channelsListMethod: MethodFact<
  'channelsList',
  [filter?: string, type?: string, limit?: number, sort?: string],
  { channels: Room[] }
> = {
  name: 'channelsList',
  announcedUntil: '9.0',
  rest: 'GET /api/v1/channels.list',
  evidence: 'source',
  answered: false,
}

/** How many channels there are. */
export const getTotalChannels: MethodFact<'getTotalChannels', [], number> = {
  name: 'getTotalChannels',
  announcedUntil: '9.0',
  evidence: 'source',
  answered: false,
}

/** The directory: channels, users or teams, page by page. */
export const browseChannels: MethodFact<
  'browseChannels',
  [
    question: {
      text?: string
      workspace?: string
      type?: 'channels' | 'users' | 'teams'
      sortBy?: string
      sortDirection?: 'asc' | 'desc'
      page?: number
      offset?: number
      limit?: number
    },
  ],
  { results: Record<string, unknown>[]; total: number } | undefined
> = {
  name: 'browseChannels',
  rest: 'GET /api/v1/directory',
  evidence: 'source',
  answered: false,
}

/** The code of a channel that asks for one, for who may see it. */
export const getRoomJoinCode: MethodFact<'getRoomJoinCode', [rid: string], string | false> = {
  name: 'getRoomJoinCode',
  evidence: 'source',
  answered: false,
}

/** Deletes many messages at once; those who watch the room hear `deleteMessageBulk`. */
export const cleanRoomHistory: MethodFact<
  'cleanRoomHistory',
  [
    what: {
      roomId: string
      latest: Date
      oldest: Date
      inclusive?: boolean
      limit?: number
      excludePinned?: boolean
      ignoreDiscussion?: boolean
      filesOnly?: boolean
      fromUsers?: string[]
      ignoreThreads?: boolean
    },
  ],
  number
> = {
  name: 'cleanRoomHistory',
  rest: 'POST /api/v1/rooms.cleanHistory',
  evidence: 'source',
  answered: false,
}
