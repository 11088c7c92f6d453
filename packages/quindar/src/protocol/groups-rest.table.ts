// The REST routes about private groups, beside those of `rooms-rest.table.ts`.
import type { Message, OverRest, Room, UserRef } from './entities.ts'
import type { RestFact } from './facts.ts'
import type { RestSuccess } from './rest.table.ts'

export const groupsMessages: RestFact<
  'GET',
  '/api/v1/groups.messages',
  { roomId?: string; roomName?: string; offset?: number; count?: number },
  RestSuccess & { messages: OverRest<Message>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/groups.messages',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsCounters: RestFact<
  'GET',
  '/api/v1/groups.counters',
  { roomId?: string; roomName?: string; userId?: string },
  RestSuccess & {
    joined: boolean
    members: number
    unreads: number
    unreadsFrom?: string
    msgs: number
    latest?: string
    userMentions: number
  }
> = {
  verb: 'GET',
  path: '/api/v1/groups.counters',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsFiles: RestFact<
  'GET',
  '/api/v1/groups.files',
  { roomId?: string; roomName?: string; offset?: number; count?: number },
  RestSuccess & { files: Record<string, unknown>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/groups.files',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsOnline: RestFact<
  'GET',
  '/api/v1/groups.online',
  { roomId?: string; roomName?: string },
  RestSuccess & { online: { _id: string; username: string }[] }
> = {
  verb: 'GET',
  path: '/api/v1/groups.online',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsRoles: RestFact<
  'GET',
  '/api/v1/groups.roles',
  { roomId?: string; roomName?: string },
  RestSuccess & { roles: { _id: string; rid: string; u: UserRef; roles: string[] }[] }
> = {
  verb: 'GET',
  path: '/api/v1/groups.roles',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsList: RestFact<
  'GET',
  '/api/v1/groups.list',
  { offset?: number; count?: number },
  RestSuccess & { groups: OverRest<Room>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/groups.list',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsInvite: RestFact<
  'POST',
  '/api/v1/groups.invite',
  { roomId?: string; roomName?: string; userId?: string; username?: string },
  RestSuccess & { group: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/groups.invite',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsKick: RestFact<
  'POST',
  '/api/v1/groups.kick',
  { roomId?: string; roomName?: string; userId?: string; username?: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/groups.kick',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsAddAll: RestFact<
  'POST',
  '/api/v1/groups.addAll',
  { roomId?: string; roomName?: string; activeUsersOnly?: boolean },
  RestSuccess & { group: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/groups.addAll',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsOpen: RestFact<'POST', '/api/v1/groups.open', { roomId?: string; roomName?: string }, RestSuccess> =
  {
    verb: 'POST',
    path: '/api/v1/groups.open',
    login: 'required',
    evidence: 'docs',
  }

export const groupsClose: RestFact<
  'POST',
  '/api/v1/groups.close',
  { roomId?: string; roomName?: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/groups.close',
  login: 'required',
  evidence: 'docs',
}

export const groupsRename: RestFact<
  'POST',
  '/api/v1/groups.rename',
  { roomId: string; name: string },
  RestSuccess & { group: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/groups.rename',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsSetTopic: RestFact<
  'POST',
  '/api/v1/groups.setTopic',
  { roomId: string; topic: string },
  RestSuccess & { topic: string }
> = {
  verb: 'POST',
  path: '/api/v1/groups.setTopic',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsSetDescription: RestFact<
  'POST',
  '/api/v1/groups.setDescription',
  { roomId: string; description: string },
  RestSuccess & { description: string }
> = {
  verb: 'POST',
  path: '/api/v1/groups.setDescription',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsSetAnnouncement: RestFact<
  'POST',
  '/api/v1/groups.setAnnouncement',
  { roomId: string; announcement: string },
  RestSuccess & { announcement: string }
> = {
  verb: 'POST',
  path: '/api/v1/groups.setAnnouncement',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsSetReadOnly: RestFact<
  'POST',
  '/api/v1/groups.setReadOnly',
  { roomId: string; readOnly: boolean },
  RestSuccess & { group: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/groups.setReadOnly',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsSetType: RestFact<
  'POST',
  '/api/v1/groups.setType',
  { roomId: string; type: 'c' | 'p' },
  RestSuccess & { group: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/groups.setType',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsSetCustomFields: RestFact<
  'POST',
  '/api/v1/groups.setCustomFields',
  { roomId: string; customFields: Record<string, unknown> },
  RestSuccess & { group: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/groups.setCustomFields',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsAddOwner: RestFact<
  'POST',
  '/api/v1/groups.addOwner',
  { roomId: string; userId: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/groups.addOwner',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsRemoveOwner: RestFact<
  'POST',
  '/api/v1/groups.removeOwner',
  { roomId: string; userId: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/groups.removeOwner',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsAddModerator: RestFact<
  'POST',
  '/api/v1/groups.addModerator',
  { roomId: string; userId: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/groups.addModerator',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsRemoveModerator: RestFact<
  'POST',
  '/api/v1/groups.removeModerator',
  { roomId: string; userId: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/groups.removeModerator',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsAddLeader: RestFact<
  'POST',
  '/api/v1/groups.addLeader',
  { roomId: string; userId: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/groups.addLeader',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const groupsRemoveLeader: RestFact<
  'POST',
  '/api/v1/groups.removeLeader',
  { roomId: string; userId: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/groups.removeLeader',
  login: 'required',
  evidence: 'docs',
  answered: false,
}
