// The REST routes about direct rooms, beside those of `rooms-rest.table.ts`.
import type { Message, OverRest, Room } from './entities.ts'
import type { RestFact } from './facts.ts'
import type { RestSuccess } from './rest.table.ts'

export const imMessages: RestFact<
  'GET',
  '/api/v1/im.messages',
  { roomId?: string; username?: string; offset?: number; count?: number },
  RestSuccess & { messages: OverRest<Message>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/im.messages',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const imCounters: RestFact<
  'GET',
  '/api/v1/im.counters',
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
  path: '/api/v1/im.counters',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const imFiles: RestFact<
  'GET',
  '/api/v1/im.files',
  { roomId?: string; username?: string; offset?: number; count?: number },
  RestSuccess & { files: Record<string, unknown>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/im.files',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const imList: RestFact<
  'GET',
  '/api/v1/im.list',
  { offset?: number; count?: number },
  RestSuccess & { ims: OverRest<Room>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/im.list',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const imOpen: RestFact<'POST', '/api/v1/im.open', { roomId: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/im.open',
  login: 'required',
  evidence: 'docs',
}

export const imClose: RestFact<'POST', '/api/v1/im.close', { roomId: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/im.close',
  login: 'required',
  evidence: 'docs',
}

export const imLeave: RestFact<'POST', '/api/v1/im.leave', { roomId: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/im.leave',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const imSetTopic: RestFact<
  'POST',
  '/api/v1/im.setTopic',
  { roomId: string; topic: string },
  RestSuccess & { topic: string }
> = {
  verb: 'POST',
  path: '/api/v1/im.setTopic',
  login: 'required',
  evidence: 'docs',
  answered: false,
}

export const imBlockUser: RestFact<'POST', '/api/v1/im.blockUser', { roomId: string; block: boolean }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/im.blockUser',
  login: 'required',
  since: '8.8',
  evidence: 'docs',
  answered: false,
}
