// The REST routes of livechat: the visitor's, who has a token and no login, then those of the agents who answer.
//
// Evidence: `source` is Rocket.Chat's at 6.x to 8.3, with the shapes of its public documentation; `draft` is a route whose
// first release is a guess: by the day on which its change was proposed, and by the release that lost the method.

import type {
  Inquiry,
  LivechatAgent,
  LivechatDepartment,
  LivechatRoom,
  Message,
  OverRest,
  Visitor,
} from './entities.ts'
import type { RestFact } from './facts.ts'
import type { PageInfo, RoutingConfig, SurveyAnswer, VisitorField } from './methods/livechat.table.ts'
import type { RestSuccess } from './rest.table.ts'

/** A page of a list. */
interface Page extends RestSuccess {
  count: number
  offset: number
  total: number
}

/** How a server wants its visitors to be met. `enabled: false` comes alone. */
export interface LivechatConfig {
  enabled: boolean
  settings: Record<string, unknown>
  theme: Record<string, unknown>
  messages: Record<string, unknown>
  survey: { items: string[]; values: string[] }
  triggers: unknown[]
  departments: LivechatDepartment[]
  resources?: Record<string, unknown>
  /** Is an agent there? */
  online: boolean
  guest?: Visitor
  room?: LivechatRoom
  agent?: LivechatAgent
  [field: string]: unknown
}

/** `token` brings the visitor, his open room and its agent along. */
export const livechatConfig: RestFact<
  'GET',
  '/api/v1/livechat/config',
  { token?: string; department?: string; businessUnit?: string },
  RestSuccess & { config: OverRest<LivechatConfig> }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/config',
  login: 'none',
  evidence: 'source',
}

/** Without a token our server makes one; every other wants it. */
export const livechatVisitorRegister: RestFact<
  'POST',
  '/api/v1/livechat/visitor',
  {
    visitor: {
      token?: string
      name?: string
      email?: string
      department?: string
      phone?: string
      customFields?: VisitorField[]
    }
  },
  RestSuccess & { visitor: OverRest<Visitor> }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/visitor',
  login: 'none',
  evidence: 'source',
}

export const livechatVisitorGet: RestFact<
  'GET',
  '/api/v1/livechat/visitor/:token',
  undefined,
  RestSuccess & { visitor: OverRest<Visitor> }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/visitor/:token',
  login: 'visitor token',
  evidence: 'source',
}

export const livechatVisitorDelete: RestFact<
  'DELETE',
  '/api/v1/livechat/visitor/:token',
  undefined,
  RestSuccess & { visitor: { _id: string; ts: string } }
> = {
  verb: 'DELETE',
  path: '/api/v1/livechat/visitor/:token',
  login: 'visitor token',
  evidence: 'source',
}

/** For managers: the open rooms of this visitor. */
export const livechatVisitorRooms: RestFact<
  'GET',
  '/api/v1/livechat/visitor/:token/room',
  undefined,
  RestSuccess & { rooms: OverRest<LivechatRoom>[] }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/visitor/:token/room',
  login: 'required',
  evidence: 'source',
}

export const livechatVisitorStatus: RestFact<
  'POST',
  '/api/v1/livechat/visitor.status',
  { token: string; status: string },
  RestSuccess & { token: string; status: string }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/visitor.status',
  login: 'visitor token',
  evidence: 'source',
}

/** Makes a room when the visitor has none that is open. */
export const livechatRoomGet: RestFact<
  'GET',
  '/api/v1/livechat/room',
  { token: string; rid?: string; agentId?: string },
  RestSuccess & { room: OverRest<LivechatRoom>; newRoom: boolean }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/room',
  login: 'visitor token',
  evidence: 'source',
}

export const livechatRoomClose: RestFact<
  'POST',
  '/api/v1/livechat/room.close',
  { rid: string; token: string },
  RestSuccess & { rid: string; comment: string }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/room.close',
  login: 'visitor token',
  evidence: 'source',
}

export const livechatRoomTransfer: RestFact<
  'POST',
  '/api/v1/livechat/room.transfer',
  { rid: string; token: string; department: string },
  RestSuccess & { room: OverRest<LivechatRoom> }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/room.transfer',
  login: 'visitor token',
  until: '8.0',
  evidence: 'changelog',
}

export const livechatDepartmentTransfer: RestFact<
  'POST',
  '/api/v1/livechat/visitor/department.transfer',
  { rid: string; token: string; department: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/livechat/visitor/department.transfer',
  login: 'visitor token',
  since: '8.0',
  evidence: 'changelog',
}

export const livechatMessageSend: RestFact<
  'POST',
  '/api/v1/livechat/message',
  { token: string; rid: string; msg: string; _id?: string; agent?: { agentId: string; username: string } },
  RestSuccess & { message: OverRest<Message> }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/message',
  login: 'visitor token',
  evidence: 'source',
}

export const livechatMessageGet: RestFact<
  'GET',
  '/api/v1/livechat/message/:_id',
  { token: string; rid: string },
  RestSuccess & { message: OverRest<Message> }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/message/:_id',
  login: 'visitor token',
  evidence: 'source',
}

export const livechatMessageUpdate: RestFact<
  'PUT',
  '/api/v1/livechat/message/:_id',
  { token: string; rid: string; msg: string },
  RestSuccess & { message: OverRest<Message> }
> = {
  verb: 'PUT',
  path: '/api/v1/livechat/message/:_id',
  login: 'visitor token',
  evidence: 'source',
}

export const livechatMessageDelete: RestFact<
  'DELETE',
  '/api/v1/livechat/message/:_id',
  { token: string; rid: string },
  RestSuccess & { message: { _id: string; ts: string } }
> = {
  verb: 'DELETE',
  path: '/api/v1/livechat/message/:_id',
  login: 'visitor token',
  evidence: 'source',
}

/** Newest first. */
export const livechatMessagesHistory: RestFact<
  'GET',
  '/api/v1/livechat/messages.history/:rid',
  { token: string; ls?: string; end?: string; limit?: number; offset?: number; searchText?: string },
  RestSuccess & { messages: OverRest<Message>[] }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/messages.history/:rid',
  login: 'visitor token',
  evidence: 'source',
}

export const livechatAgentInfo: RestFact<
  'GET',
  '/api/v1/livechat/agent.info/:rid/:token',
  undefined,
  RestSuccess & { agent: LivechatAgent }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/agent.info/:rid/:token',
  login: 'visitor token',
  evidence: 'source',
}

/** Nothing while a room is open. */
export const livechatAgentNext: RestFact<
  'GET',
  '/api/v1/livechat/agent.next/:token',
  { department?: string },
  RestSuccess & { agent?: LivechatAgent }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/agent.next/:token',
  login: 'visitor token',
  evidence: 'source',
}

export const livechatTranscript: RestFact<
  'POST',
  '/api/v1/livechat/transcript',
  { token: string; rid: string; email: string },
  RestSuccess & { message: string }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/transcript',
  login: 'visitor token',
  evidence: 'source',
}

/** The body is `multipart/form-data` with `file`; the token is the header `x-visitor-token`. */
export const livechatUpload: RestFact<
  'POST',
  '/api/v1/livechat/upload/:rid',
  undefined,
  RestSuccess & OverRest<Message> & { newRoom: boolean; showConnecting: boolean }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/upload/:rid',
  login: 'visitor token',
  evidence: 'source',
}

export const livechatCustomField: RestFact<
  'POST',
  '/api/v1/livechat/custom.field',
  { token: string; key: string; value: string; overwrite: boolean },
  RestSuccess & { field: VisitorField }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/custom.field',
  login: 'visitor token',
  evidence: 'source',
}

export const livechatCustomFields: RestFact<
  'POST',
  '/api/v1/livechat/custom.fields',
  { token: string; customFields: VisitorField[] },
  RestSuccess & { fields: VisitorField[] }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/custom.fields',
  login: 'visitor token',
  evidence: 'source',
}

export const livechatPageVisitedRoute: RestFact<
  'POST',
  '/api/v1/livechat/page.visited',
  { token: string; rid?: string; pageInfo: PageInfo },
  RestSuccess & { page?: { msg: string; navigation: { page: PageInfo; token: string } } }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/page.visited',
  login: 'visitor token',
  evidence: 'source',
}

export const livechatRoomSurvey: RestFact<
  'POST',
  '/api/v1/livechat/room.survey',
  { rid: string; token: string; data: SurveyAnswer[] },
  RestSuccess & { rid: string; data: Record<string, string> }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/room.survey',
  login: 'visitor token',
  evidence: 'source',
}

export const livechatOfflineMessage: RestFact<
  'POST',
  '/api/v1/livechat/offline.message',
  { name: string; email: string; message: string; department?: string; host?: string },
  RestSuccess & { message: string }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/offline.message',
  login: 'none',
  evidence: 'source',
}

export const livechatConfigRouting: RestFact<
  'GET',
  '/api/v1/livechat/config/routing',
  undefined,
  RestSuccess & { config: RoutingConfig }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/config/routing',
  login: 'required',
  since: '7.0',
  evidence: 'draft',
}

/** For managers. */
export const livechatInquiriesList: RestFact<
  'GET',
  '/api/v1/livechat/inquiries.list',
  { department?: string; offset?: number; count?: number },
  Page & { inquiries: OverRest<Inquiry>[] }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/inquiries.list',
  login: 'required',
  evidence: 'source',
}

export const livechatInquiriesQueued: RestFact<
  'GET',
  '/api/v1/livechat/inquiries.queued',
  { department?: string; offset?: number; count?: number },
  Page & { inquiries: OverRest<Inquiry>[] }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/inquiries.queued',
  login: 'required',
  until: '7.0',
  evidence: 'changelog',
}

export const livechatInquiriesQueuedForUser: RestFact<
  'GET',
  '/api/v1/livechat/inquiries.queuedForUser',
  { department?: string; offset?: number; count?: number },
  Page & { inquiries: OverRest<Inquiry>[] }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/inquiries.queuedForUser',
  login: 'required',
  since: '7.0',
  evidence: 'changelog',
}

export const livechatInquiriesGetOne: RestFact<
  'GET',
  '/api/v1/livechat/inquiries.getOne',
  { roomId: string },
  RestSuccess & { inquiry: OverRest<Inquiry> | null }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/inquiries.getOne',
  login: 'required',
  evidence: 'source',
}

export const livechatInquiriesTake: RestFact<
  'POST',
  '/api/v1/livechat/inquiries.take',
  { inquiryId: string; userId?: string },
  RestSuccess & { inquiry?: unknown }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/inquiries.take',
  login: 'required',
  evidence: 'source',
}

export const livechatInquiriesReturn: RestFact<
  'POST',
  '/api/v1/livechat/inquiries.returnAsInquiry',
  { roomId: string; departmentId?: string },
  RestSuccess & { result: boolean }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/inquiries.returnAsInquiry',
  login: 'required',
  since: '7.11',
  evidence: 'draft',
}

export const livechatRooms: RestFact<
  'GET',
  '/api/v1/livechat/rooms',
  { agents?: string[]; departmentId?: string; open?: boolean; offset?: number; count?: number },
  Page & { rooms: OverRest<LivechatRoom>[] }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/rooms',
  login: 'required',
  evidence: 'source',
}

export const livechatRoomForward: RestFact<
  'POST',
  '/api/v1/livechat/room.forward',
  { roomId: string; userId?: string; departmentId?: string; comment?: string; clientAction?: boolean },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/livechat/room.forward',
  login: 'required',
  evidence: 'source',
}

export const livechatRoomCloseByUser: RestFact<
  'POST',
  '/api/v1/livechat/room.closeByUser',
  { rid: string; comment?: string; tags?: string[] },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/livechat/room.closeByUser',
  login: 'required',
  since: '6.0',
  evidence: 'source',
}

export const livechatAgentStatus: RestFact<
  'POST',
  '/api/v1/livechat/agent.status',
  { status?: 'available' | 'not-available'; agentId?: string },
  RestSuccess & { status: 'available' | 'not-available' }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/agent.status',
  login: 'required',
  since: '5.3',
  evidence: 'changelog',
}

export const livechatAgentsList: RestFact<
  'GET',
  '/api/v1/livechat/users/agent',
  { text?: string; offset?: number; count?: number },
  Page & { users: { _id: string; username: string; [field: string]: unknown }[] }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/users/agent',
  login: 'required',
  evidence: 'source',
}

export const livechatAgentAdd: RestFact<
  'POST',
  '/api/v1/livechat/users/agent',
  { username: string },
  RestSuccess & { user: { _id: string; username: string } }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/users/agent',
  login: 'required',
  evidence: 'source',
}

export const livechatAgentRemove: RestFact<'DELETE', '/api/v1/livechat/users/agent/:_id', undefined, RestSuccess> = {
  verb: 'DELETE',
  path: '/api/v1/livechat/users/agent/:_id',
  login: 'required',
  evidence: 'source',
}

export const livechatDepartmentsList: RestFact<
  'GET',
  '/api/v1/livechat/department',
  { text?: string; offset?: number; count?: number },
  Page & { departments: OverRest<LivechatDepartment>[] }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/department',
  login: 'required',
  evidence: 'source',
}

export const livechatDepartmentAdd: RestFact<
  'POST',
  '/api/v1/livechat/department',
  { department: { name: string; [field: string]: unknown }; agents?: { agentId: string; [field: string]: unknown }[] },
  RestSuccess & { department: OverRest<LivechatDepartment>; agents: { agentId: string }[] }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/department',
  login: 'required',
  evidence: 'source',
}

export const livechatDepartmentGet: RestFact<
  'GET',
  '/api/v1/livechat/department/:_id',
  undefined,
  RestSuccess & { department: OverRest<LivechatDepartment>; agents: { agentId: string }[] }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/department/:_id',
  login: 'required',
  evidence: 'source',
}

export const livechatDepartmentRemove: RestFact<'DELETE', '/api/v1/livechat/department/:_id', undefined, RestSuccess> =
  {
    verb: 'DELETE',
    path: '/api/v1/livechat/department/:_id',
    login: 'required',
    evidence: 'source',
  }

/**
 * A file of a room. Who reads it shows what opens the room: `X-User-Id` and `X-Auth-Token`, or `X-Visitor-Token`; other
 * servers' clients put `rc_uid` and `rc_token`, or `rc_room_type=l`, `rc_rid` and `rc_token` into the query.
 */
export const fileUpload: RestFact<
  'GET',
  '/file-upload/:_id/:name',
  { rc_uid?: string; rc_token?: string; rc_rid?: string; rc_room_type?: string },
  unknown
> = {
  verb: 'GET',
  path: '/file-upload/:_id/:name',
  login: 'optional',
  evidence: 'source',
}
