// The REST routes about direct rooms by their other name: `dm` for `im`.
import type { Message, OverRest, Room, User } from './entities.ts'
import type { RestFact } from './facts.ts'
import type { RestSuccess } from './rest.table.ts'

export const dmCreate: RestFact<
  'POST',
  '/api/v1/dm.create',
  { username?: string; usernames?: string },
  RestSuccess & { room: OverRest<Room> & { rid: string } }
> = {
  verb: 'POST',
  path: '/api/v1/dm.create',
  login: 'required',
  evidence: 'docs',
}

export const dmHistory: RestFact<
  'GET',
  '/api/v1/dm.history',
  {
    roomId?: string
    username?: string
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
  path: '/api/v1/dm.history',
  login: 'required',
  evidence: 'docs',
}

export const dmMembers: RestFact<
  'GET',
  '/api/v1/dm.members',
  { roomId?: string; username?: string; filter?: string; offset?: number; count?: number },
  RestSuccess & {
    members: OverRest<Pick<User, '_id' | 'username' | 'name' | 'status' | 'utcOffset'>>[]
    count: number
    offset: number
    total: number
  }
> = {
  verb: 'GET',
  path: '/api/v1/dm.members',
  login: 'required',
  evidence: 'docs',
}

export const dmMessages: RestFact<
  'GET',
  '/api/v1/dm.messages',
  { roomId?: string; username?: string; offset?: number; count?: number },
  RestSuccess & { messages: OverRest<Message>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/dm.messages',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const dmCounters: RestFact<
  'GET',
  '/api/v1/dm.counters',
  { roomId?: string; username?: string; userId?: string },
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
  path: '/api/v1/dm.counters',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const dmFiles: RestFact<
  'GET',
  '/api/v1/dm.files',
  { roomId?: string; username?: string; offset?: number; count?: number },
  RestSuccess & { files: Record<string, unknown>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/dm.files',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const dmList: RestFact<
  'GET',
  '/api/v1/dm.list',
  { offset?: number; count?: number },
  RestSuccess & { ims: OverRest<Room>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/dm.list',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const dmOpen: RestFact<'POST', '/api/v1/dm.open', { roomId: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/dm.open',
  login: 'required',
  evidence: 'docs',
}

export const dmClose: RestFact<'POST', '/api/v1/dm.close', { roomId: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/dm.close',
  login: 'required',
  evidence: 'docs',
}

export const dmLeave: RestFact<'POST', '/api/v1/dm.leave', { roomId: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/dm.leave',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const dmSetTopic: RestFact<
  'POST',
  '/api/v1/dm.setTopic',
  { roomId: string; topic: string },
  RestSuccess & { topic: string }
> = {
  verb: 'POST',
  path: '/api/v1/dm.setTopic',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const dmBlockUser: RestFact<'POST', '/api/v1/dm.blockUser', { roomId: string; block: boolean }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/dm.blockUser',
  login: 'required',
  since: '8.8',
  evidence: 'docs',
  answered: false,
}
