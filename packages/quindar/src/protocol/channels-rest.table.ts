// The REST routes about channels, beside those of `rooms-rest.table.ts`.
import type { Message, OverRest, Room, UserRef } from './entities.ts'
import type { RestFact } from './facts.ts'
import type { RestSuccess } from './rest.table.ts'

export const channelsMessages: RestFact<
  'GET',
  '/api/v1/channels.messages',
  { roomId?: string; roomName?: string; offset?: number; count?: number },
  RestSuccess & { messages: OverRest<Message>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/channels.messages',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsCounters: RestFact<
  'GET',
  '/api/v1/channels.counters',
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
  path: '/api/v1/channels.counters',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsFiles: RestFact<
  'GET',
  '/api/v1/channels.files',
  { roomId?: string; roomName?: string; offset?: number; count?: number },
  RestSuccess & { files: Record<string, unknown>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/channels.files',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsOnline: RestFact<
  'GET',
  '/api/v1/channels.online',
  { roomId?: string; roomName?: string },
  RestSuccess & { online: { _id: string; username: string }[] }
> = {
  verb: 'GET',
  path: '/api/v1/channels.online',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsRoles: RestFact<
  'GET',
  '/api/v1/channels.roles',
  { roomId?: string; roomName?: string },
  RestSuccess & { roles: { _id: string; rid: string; u: UserRef; roles: string[] }[] }
> = {
  verb: 'GET',
  path: '/api/v1/channels.roles',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsListJoined: RestFact<
  'GET',
  '/api/v1/channels.list.joined',
  { offset?: number; count?: number },
  RestSuccess & { channels: OverRest<Room>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/channels.list.joined',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsInvite: RestFact<
  'POST',
  '/api/v1/channels.invite',
  { roomId?: string; roomName?: string; userId?: string; username?: string },
  RestSuccess & { channel: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/channels.invite',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsKick: RestFact<
  'POST',
  '/api/v1/channels.kick',
  { roomId?: string; roomName?: string; userId?: string; username?: string },
  RestSuccess & { channel: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/channels.kick',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsAddAll: RestFact<
  'POST',
  '/api/v1/channels.addAll',
  { roomId?: string; roomName?: string; activeUsersOnly?: boolean },
  RestSuccess & { channel: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/channels.addAll',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsOpen: RestFact<
  'POST',
  '/api/v1/channels.open',
  { roomId?: string; roomName?: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/channels.open',
  login: 'required',
  evidence: 'docs',
}

export const channelsClose: RestFact<
  'POST',
  '/api/v1/channels.close',
  { roomId?: string; roomName?: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/channels.close',
  login: 'required',
  evidence: 'docs',
}

export const channelsRename: RestFact<
  'POST',
  '/api/v1/channels.rename',
  { roomId: string; name: string },
  RestSuccess & { channel: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/channels.rename',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsSetTopic: RestFact<
  'POST',
  '/api/v1/channels.setTopic',
  { roomId: string; topic: string },
  RestSuccess & { topic: string }
> = {
  verb: 'POST',
  path: '/api/v1/channels.setTopic',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsSetDescription: RestFact<
  'POST',
  '/api/v1/channels.setDescription',
  { roomId: string; description: string },
  RestSuccess & { description: string }
> = {
  verb: 'POST',
  path: '/api/v1/channels.setDescription',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsSetAnnouncement: RestFact<
  'POST',
  '/api/v1/channels.setAnnouncement',
  { roomId: string; announcement: string },
  RestSuccess & { announcement: string }
> = {
  verb: 'POST',
  path: '/api/v1/channels.setAnnouncement',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsSetReadOnly: RestFact<
  'POST',
  '/api/v1/channels.setReadOnly',
  { roomId: string; readOnly: boolean },
  RestSuccess & { channel: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/channels.setReadOnly',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsSetType: RestFact<
  'POST',
  '/api/v1/channels.setType',
  { roomId: string; type: 'c' | 'p' },
  RestSuccess & { channel: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/channels.setType',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsSetCustomFields: RestFact<
  'POST',
  '/api/v1/channels.setCustomFields',
  { roomId: string; customFields: Record<string, unknown> },
  RestSuccess & { channel: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/channels.setCustomFields',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsAddOwner: RestFact<
  'POST',
  '/api/v1/channels.addOwner',
  { roomId: string; userId: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/channels.addOwner',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsRemoveOwner: RestFact<
  'POST',
  '/api/v1/channels.removeOwner',
  { roomId: string; userId: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/channels.removeOwner',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsAddModerator: RestFact<
  'POST',
  '/api/v1/channels.addModerator',
  { roomId: string; userId: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/channels.addModerator',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsRemoveModerator: RestFact<
  'POST',
  '/api/v1/channels.removeModerator',
  { roomId: string; userId: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/channels.removeModerator',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsAddLeader: RestFact<
  'POST',
  '/api/v1/channels.addLeader',
  { roomId: string; userId: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/channels.addLeader',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const channelsRemoveLeader: RestFact<
  'POST',
  '/api/v1/channels.removeLeader',
  { roomId: string; userId: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/channels.removeLeader',
  login: 'required',
  evidence: 'docs',
  answered: false,
}
