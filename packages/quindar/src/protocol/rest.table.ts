// The REST routes beside the socket. Their answers hold ISO texts where DDP has dates.
import type { Delta, Message, OutgoingMessage, OverRest, Room, Subscription, User } from './entities.ts'
import type { RestFact } from './facts.ts'
import type { PasswordDigest } from './methods/session.table.ts'

/** What routes answer that went well. */
export interface RestSuccess {
  success: true
}

/** What routes answer that failed. `errorType` is the machine's code; on some old routes it stands in `error`. */
export interface RestFailure {
  success: false
  error: string
  errorType?: string
  details?: unknown
}

/** The three routes with an envelope of their own: `login`, `logout`. */
export interface StatusAnswer<Data> {
  status: 'success'
  data: Data
}

type Me = OverRest<User> & { email?: string; avatarUrl?: string }

export const info: RestFact<
  'GET',
  '/api/info',
  undefined,
  RestSuccess & { version: string; [field: string]: unknown }
> = {
  verb: 'GET',
  path: '/api/info',
  login: 'none',
  evidence: 'source',
}

export const restLogin: RestFact<
  'POST',
  '/api/v1/login',
  | { user: string; password: string | PasswordDigest }
  | { username: string; password: string | PasswordDigest }
  | { email: string; password: string | PasswordDigest }
  | { resume: string },
  StatusAnswer<{ userId: string; authToken: string; me: Me }>
> = {
  verb: 'POST',
  path: '/api/v1/login',
  login: 'none',
  evidence: 'docs',
}

export const restLogout: RestFact<'POST', '/api/v1/logout', undefined, StatusAnswer<{ message: string }>> = {
  verb: 'POST',
  path: '/api/v1/logout',
  login: 'required',
  evidence: 'docs',
}

export const me: RestFact<'GET', '/api/v1/me', undefined, RestSuccess & Me> = {
  verb: 'GET',
  path: '/api/v1/me',
  login: 'required',
  evidence: 'docs',
}

/** `message` is the EJSON text of a `method` frame; so is that of the answer, of a `result` frame. */
export const methodCall: RestFact<
  'POST',
  '/api/v1/method.call/:method',
  { message: string },
  { success: boolean; message: string }
> = {
  verb: 'POST',
  path: '/api/v1/method.call/:method',
  login: 'required',
  evidence: 'source',
}

export const methodCallAnon: RestFact<
  'POST',
  '/api/v1/method.callAnon/:method',
  { message: string },
  { success: boolean; message: string }
> = {
  verb: 'POST',
  path: '/api/v1/method.callAnon/:method',
  login: 'none',
  evidence: 'source',
}

export const chatSendMessage: RestFact<
  'POST',
  '/api/v1/chat.sendMessage',
  { message: OutgoingMessage; previewUrls?: string[] },
  RestSuccess & { message: OverRest<Message> }
> = {
  verb: 'POST',
  path: '/api/v1/chat.sendMessage',
  login: 'required',
  evidence: 'docs',
}

export const channelsList: RestFact<
  'GET',
  '/api/v1/channels.list',
  { offset?: number; count?: number },
  RestSuccess & { channels: OverRest<Room>[]; count: number; offset: number; total: number }
> = {
  verb: 'GET',
  path: '/api/v1/channels.list',
  login: 'required',
  evidence: 'source',
}

export const restRoomsGet: RestFact<
  'GET',
  '/api/v1/rooms.get',
  { updatedSince?: string },
  RestSuccess & OverRest<Delta<Room>>
> = {
  verb: 'GET',
  path: '/api/v1/rooms.get',
  login: 'required',
  evidence: 'source',
}

export const restSubscriptionsGet: RestFact<
  'GET',
  '/api/v1/subscriptions.get',
  { updatedSince?: string },
  RestSuccess & OverRest<Delta<Subscription>>
> = {
  verb: 'GET',
  path: '/api/v1/subscriptions.get',
  login: 'required',
  evidence: 'source',
}

export const usersPresence: RestFact<
  'GET',
  '/api/v1/users.presence',
  { ids?: string[]; from?: string },
  RestSuccess & {
    users: Pick<User, '_id' | 'username' | 'name' | 'status' | 'statusText' | 'utcOffset' | 'avatarETag'>[]
    full: boolean
  }
> = {
  verb: 'GET',
  path: '/api/v1/users.presence',
  login: 'required',
  evidence: 'source',
}
