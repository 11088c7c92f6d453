// The REST routes about rooms and what a user has to do with them, beside the lists of `rest.table.ts`.
import type { Message, OverRest, Room, Subscription, User } from './entities.ts'
import type { RestFact } from './facts.ts'
import type { RestSuccess } from './rest.table.ts'

/** A user in a list of members. */
type Member = OverRest<Pick<User, '_id' | 'username' | 'name' | 'status' | 'utcOffset'>>

export const roomsInfo: RestFact<
  'GET',
  '/api/v1/rooms.info',
  { roomId?: string; roomName?: string },
  RestSuccess & { room: OverRest<Room> }
> = {
  verb: 'GET',
  path: '/api/v1/rooms.info',
  login: 'required',
  evidence: 'docs',
}

export const roomsLeave: RestFact<'POST', '/api/v1/rooms.leave', { roomId: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/rooms.leave',
  login: 'required',
  evidence: 'docs',
}

export const channelsInfo: RestFact<
  'GET',
  '/api/v1/channels.info',
  { roomId?: string; roomName?: string },
  RestSuccess & { channel: OverRest<Room> }
> = {
  verb: 'GET',
  path: '/api/v1/channels.info',
  login: 'required',
  evidence: 'docs',
}

export const channelsHistory: RestFact<
  'GET',
  '/api/v1/channels.history',
  {
    roomId?: string
    roomName?: string
    latest?: string
    oldest?: string
    inclusive?: string
    offset?: number
    count?: number
    unreads?: string
    showThreadMessages?: string
  },
  RestSuccess & { messages: OverRest<Message>[]; firstUnread?: OverRest<Message>; unreadNotLoaded?: number }
> = {
  verb: 'GET',
  path: '/api/v1/channels.history',
  login: 'required',
  evidence: 'docs',
}

export const channelsMembers: RestFact<
  'GET',
  '/api/v1/channels.members',
  { roomId?: string; roomName?: string; filter?: string; offset?: number; count?: number },
  RestSuccess & { members: Member[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/channels.members',
  login: 'required',
  evidence: 'docs',
}

export const channelsCreate: RestFact<
  'POST',
  '/api/v1/channels.create',
  { name: string; members?: string[]; readOnly?: boolean; customFields?: Record<string, unknown> },
  RestSuccess & { channel: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/channels.create',
  login: 'required',
  evidence: 'docs',
}

export const channelsJoin: RestFact<
  'POST',
  '/api/v1/channels.join',
  { roomId?: string; roomName?: string; joinCode?: string },
  RestSuccess & { channel: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/channels.join',
  login: 'required',
  evidence: 'docs',
}

export const channelsLeave: RestFact<
  'POST',
  '/api/v1/channels.leave',
  { roomId?: string; roomName?: string },
  RestSuccess & { channel: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/channels.leave',
  login: 'required',
  evidence: 'docs',
}

export const groupsInfo: RestFact<
  'GET',
  '/api/v1/groups.info',
  { roomId?: string; roomName?: string },
  RestSuccess & { group: OverRest<Room> }
> = {
  verb: 'GET',
  path: '/api/v1/groups.info',
  login: 'required',
  evidence: 'docs',
}

export const groupsHistory: RestFact<
  'GET',
  '/api/v1/groups.history',
  {
    roomId?: string
    roomName?: string
    latest?: string
    oldest?: string
    inclusive?: string
    offset?: number
    count?: number
    unreads?: string
    showThreadMessages?: string
  },
  RestSuccess & { messages: OverRest<Message>[]; firstUnread?: OverRest<Message>; unreadNotLoaded?: number }
> = {
  verb: 'GET',
  path: '/api/v1/groups.history',
  login: 'required',
  evidence: 'docs',
}

export const groupsMembers: RestFact<
  'GET',
  '/api/v1/groups.members',
  { roomId?: string; roomName?: string; filter?: string; offset?: number; count?: number },
  RestSuccess & { members: Member[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/groups.members',
  login: 'required',
  evidence: 'docs',
}

export const groupsCreate: RestFact<
  'POST',
  '/api/v1/groups.create',
  { name: string; members?: string[]; readOnly?: boolean; customFields?: Record<string, unknown> },
  RestSuccess & { group: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/groups.create',
  login: 'required',
  evidence: 'docs',
}

export const groupsLeave: RestFact<
  'POST',
  '/api/v1/groups.leave',
  { roomId?: string; roomName?: string },
  RestSuccess & { group: OverRest<Room> }
> = {
  verb: 'POST',
  path: '/api/v1/groups.leave',
  login: 'required',
  evidence: 'docs',
}

export const imCreate: RestFact<
  'POST',
  '/api/v1/im.create',
  { username?: string; usernames?: string },
  RestSuccess & { room: OverRest<Room> & { rid: string; usernames: string[] } }
> = {
  verb: 'POST',
  path: '/api/v1/im.create',
  login: 'required',
  evidence: 'docs',
}

export const imHistory: RestFact<
  'GET',
  '/api/v1/im.history',
  {
    roomId?: string
    roomName?: string
    latest?: string
    oldest?: string
    inclusive?: string
    offset?: number
    count?: number
    unreads?: string
    showThreadMessages?: string
  },
  RestSuccess & { messages: OverRest<Message>[]; firstUnread?: OverRest<Message>; unreadNotLoaded?: number }
> = {
  verb: 'GET',
  path: '/api/v1/im.history',
  login: 'required',
  evidence: 'docs',
}

export const imMembers: RestFact<
  'GET',
  '/api/v1/im.members',
  { roomId?: string; username?: string; filter?: string; offset?: number; count?: number },
  RestSuccess & { members: Member[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/im.members',
  login: 'required',
  evidence: 'docs',
}

export const restSubscriptionsRead: RestFact<
  'POST',
  '/api/v1/subscriptions.read',
  { rid?: string; roomId?: string; readThreads?: boolean },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/subscriptions.read',
  login: 'required',
  evidence: 'docs',
}

export const subscriptionsGetOne: RestFact<
  'GET',
  '/api/v1/subscriptions.getOne',
  { roomId: string },
  RestSuccess & { subscription: OverRest<Subscription> | null }
> = {
  verb: 'GET',
  path: '/api/v1/subscriptions.getOne',
  login: 'required',
  evidence: 'docs',
}
