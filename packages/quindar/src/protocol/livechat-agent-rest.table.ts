// The REST routes about livechat that agents call beside those of `livechat-rest.table.ts`, and one of visitors.
import type { RestFact } from './facts.ts'
import type { RestSuccess } from './rest.table.ts'

export const livechatRoomJoin: RestFact<'GET', '/api/v1/livechat/room.join', { roomId: string }, RestSuccess> = {
  verb: 'GET',
  path: '/api/v1/livechat/room.join',
  login: 'required',
  evidence: 'source',
  answered: false,
}

export const livechatRoomSaveInfo: RestFact<
  'POST',
  '/api/v1/livechat/room.saveInfo',
  {
    guestData: { _id: string; name?: string; email?: string; phone?: string; livechatData?: Record<string, unknown> }
    roomData: { _id: string; topic?: string; tags?: string[]; livechatData?: Record<string, unknown> }
  },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/livechat/room.saveInfo',
  login: 'required',
  evidence: 'source',
  answered: false,
}

export const livechatRoomOnHold: RestFact<'POST', '/api/v1/livechat/room.onHold', { roomId: string }, RestSuccess> = {
  verb: 'POST',
  path: '/api/v1/livechat/room.onHold',
  login: 'required',
  evidence: 'source',
  answered: false,
}

export const livechatRoomResumeOnHold: RestFact<
  'POST',
  '/api/v1/livechat/room.resumeOnHold',
  { roomId: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/livechat/room.resumeOnHold',
  login: 'required',
  evidence: 'source',
  answered: false,
}

export const livechatTags: RestFact<
  'GET',
  '/api/v1/livechat/tags',
  { text?: string; viewAll?: string; department?: string; offset?: number; count?: number },
  RestSuccess & {
    tags: { _id: string; name: string; description?: string; departments?: string[] }[]
    count: number
    offset: number
    total: number
  }
> = {
  verb: 'GET',
  path: '/api/v1/livechat/tags',
  login: 'required',
  evidence: 'source',
  answered: false,
}

export const livechatTranscriptForRoom: RestFact<
  'POST',
  '/api/v1/livechat/transcript/:rid',
  { email: string; subject: string },
  RestSuccess
> = {
  verb: 'POST',
  path: '/api/v1/livechat/transcript/:rid',
  login: 'required',
  evidence: 'source',
  answered: false,
}

export const livechatTranscriptForRoomCancel: RestFact<
  'DELETE',
  '/api/v1/livechat/transcript/:rid',
  undefined,
  RestSuccess
> = {
  verb: 'DELETE',
  path: '/api/v1/livechat/transcript/:rid',
  login: 'required',
  evidence: 'source',
  answered: false,
}

export const livechatVisitorCallStatus: RestFact<
  'POST',
  '/api/v1/livechat/visitor.callStatus',
  { token: string; callStatus: string; rid: string; callId: string },
  RestSuccess & { token: string; callStatus: string }
> = {
  verb: 'POST',
  path: '/api/v1/livechat/visitor.callStatus',
  login: 'visitor token',
  evidence: 'source',
  answered: false,
}
