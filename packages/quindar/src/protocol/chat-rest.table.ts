// The REST routes about messages, beside `chat.sendMessage`.
import type { Message, OverRest, UserRef } from './entities.ts'
import type { RestFact } from './facts.ts'
import type { MessageChanges } from './methods/catch-up.table.ts'
import type { RestSuccess } from './rest.table.ts'

export const chatGetMessage: RestFact<
  'GET',
  '/api/v1/chat.getMessage',
  { msgId: string },
  RestSuccess & { message: OverRest<Message> }
> = {
  verb: 'GET',
  path: '/api/v1/chat.getMessage',
  login: 'required',
  evidence: 'docs',
}

export const chatPostMessage: RestFact<
  'POST',
  '/api/v1/chat.postMessage',
  {
    roomId?: string
    channel?: string
    text?: string
    alias?: string
    emoji?: string
    avatar?: string
    attachments?: Record<string, unknown>[]
    tmid?: string
    tshow?: boolean
  },
  RestSuccess & { ts: number; channel: string; message: OverRest<Message> }
> = {
  verb: 'POST',
  path: '/api/v1/chat.postMessage',
  login: 'required',
  evidence: 'docs',
}

export const chatUpdate: RestFact<
  'POST',
  '/api/v1/chat.update',
  { roomId: string; msgId: string; text: string },
  RestSuccess & { message: OverRest<Message> }
> = {
  verb: 'POST',
  path: '/api/v1/chat.update',
  login: 'required',
  evidence: 'docs',
}

export const chatDelete: RestFact<
  'POST',
  '/api/v1/chat.delete',
  { roomId: string; msgId: string; asUser?: boolean },
  RestSuccess & { _id: string; ts: string; message: { _id: string; rid: string; u: UserRef } }
> = {
  verb: 'POST',
  path: '/api/v1/chat.delete',
  login: 'required',
  evidence: 'docs',
}

export const chatReact: RestFact<
  'POST',
  '/api/v1/chat.react',
  { messageId: string; emoji?: string; reaction?: string; shouldReact?: boolean },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/chat.react',
  login: 'required',
  evidence: 'docs',
}

export const chatSyncMessages: RestFact<
  'GET',
  '/api/v1/chat.syncMessages',
  {
    roomId: string
    lastUpdate?: string
    next?: string
    previous?: string
    type?: 'UPDATED' | 'DELETED'
    count?: number
  },
  RestSuccess & { result: OverRest<MessageChanges> }
> = {
  verb: 'GET',
  path: '/api/v1/chat.syncMessages',
  login: 'required',
  evidence: 'docs',
}

export const chatGetThreadMessages: RestFact<
  'GET',
  '/api/v1/chat.getThreadMessages',
  { tmid: string; offset?: number; count?: number },
  RestSuccess & { messages: OverRest<Message>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/chat.getThreadMessages',
  login: 'required',
  evidence: 'source',
}

export const chatGetThreadsList: RestFact<
  'GET',
  '/api/v1/chat.getThreadsList',
  { rid: string; type?: 'following' | 'unread'; text?: string; offset?: number; count?: number },
  RestSuccess & { threads: OverRest<Message>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/chat.getThreadsList',
  login: 'required',
  evidence: 'docs',
}

export const chatSearch: RestFact<
  'GET',
  '/api/v1/chat.search',
  { roomId: string; searchText: string; offset?: number; count?: number },
  RestSuccess & { messages: OverRest<Message>[] }
> = {
  verb: 'GET',
  path: '/api/v1/chat.search',
  login: 'required',
  evidence: 'docs',
}

/** Sources name it as what replaces `getMessages`; published types do not have it. */
export const chatGetMessages: RestFact<
  'GET',
  '/api/v1/chat.getMessages',
  { messageIds: string[] },
  RestSuccess & { messages: OverRest<Message>[] }
> = {
  verb: 'GET',
  path: '/api/v1/chat.getMessages',
  login: 'required',
  evidence: 'draft',
  answered: false,
}
