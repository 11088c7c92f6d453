// The REST routes about what a room is set to, whichever kind it is of.
import type { OverRest, Room, UserRef } from './entities.ts'
import type { RestFact } from './facts.ts'
import type { RestSuccess } from './rest.table.ts'

export const roomsCreateDiscussion: RestFact<
  'POST',
  '/api/v1/rooms.createDiscussion',
  {
    prid: string
    pmid?: string
    t_name: string
    reply?: string
    users?: string[]
    encrypted?: boolean
    topic?: string
  },
  RestSuccess & { discussion: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/rooms.createDiscussion',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const roomsChangeArchivationState: RestFact<
  'POST',
  '/api/v1/rooms.changeArchivationState',
  { rid: string; action?: 'archive' | 'unarchive' },
  RestSuccess & { result?: boolean }
> = {
  verb: 'POST',
  path: '/api/v1/rooms.changeArchivationState',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const roomsSaveRoomSettings: RestFact<
  'POST',
  '/api/v1/rooms.saveRoomSettings',
  {
    rid: string
    roomName?: string
    roomTopic?: string
    roomDescription?: string
    roomAnnouncement?: string
    roomType?: string
    readOnly?: boolean
    roomCustomFields?: Record<string, unknown>
  },
  RestSuccess & { rid: string }
> = {
  verb: 'POST',
  path: '/api/v1/rooms.saveRoomSettings',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const roomsMuteUser: RestFact<
  'POST',
  '/api/v1/rooms.muteUser',
  { roomId: string; userId?: string; username?: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/rooms.muteUser',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const roomsUnmuteUser: RestFact<
  'POST',
  '/api/v1/rooms.unmuteUser',
  { roomId: string; userId?: string; username?: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/rooms.unmuteUser',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const roomsRoles: RestFact<
  'GET',
  '/api/v1/rooms.roles',
  { rid: string },
  RestSuccess & { roles: { _id: string; rid: string; u: UserRef; roles: string[] }[] }
> = {
  verb: 'GET',
  path: '/api/v1/rooms.roles',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const roomsDelete: RestFact<'POST', '/api/v1/rooms.delete', { roomId: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/rooms.delete',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const roomsNameExists: RestFact<
  'GET',
  '/api/v1/rooms.nameExists',
  { roomName: string },
  RestSuccess & { exists: boolean }
> = {
  verb: 'GET',
  path: '/api/v1/rooms.nameExists',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const roomsMembersOrderedByRole: RestFact<
  'GET',
  '/api/v1/rooms.membersOrderedByRole',
  { roomId?: string; roomName?: string; filter?: string; offset?: number; count?: number },
  RestSuccess & { members: Record<string, unknown>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/rooms.membersOrderedByRole',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const roomsCleanHistory: RestFact<
  'POST',
  '/api/v1/rooms.cleanHistory',
  {
    roomId: string
    latest: string
    oldest: string
    inclusive?: boolean
    limit?: number
    excludePinned?: boolean
    filesOnly?: boolean
    users?: string[]
    ignoreDiscussion?: boolean
    ignoreThreads?: boolean
  },
  RestSuccess & { _id: string; count: number }
> = {
  verb: 'POST',
  path: '/api/v1/rooms.cleanHistory',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const directory: RestFact<
  'GET',
  '/api/v1/directory',
  { query: string; offset?: number; count?: number },
  RestSuccess & { result: Record<string, unknown>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/directory',
  login: 'required',
  evidence: 'docs',
  answered: false,
}
