// Methods of livechat: the visitor's, who has a token and no login, then those of the agents who answer.
//
// Evidence: `source` is the registration in Rocket.Chat's source at each release from 1.0 to 6.13 and at 8.3; the release
// that removed a method stands in its changelog (7.0, 8.0) or between two of those.

import type { Inquiry, LivechatAgent, LivechatDepartment, LivechatRoom, Message, Visitor } from '../entities.ts'
import type { MethodFact } from '../facts.ts'

/** A custom field of a visitor. */
export interface VisitorField {
  key: string
  value: string
  /** `false`: only if there is none yet. */
  overwrite: boolean
}

/** What the widget of old began with. */
export interface LivechatInitialData {
  enabled: boolean | null
  title: string | null
  color: string | null
  registrationForm: boolean | null
  room: LivechatRoom | null
  visitor: Visitor | null
  triggers: unknown[]
  departments: LivechatDepartment[]
  /** Is an agent there? */
  online: boolean
  [setting: string]: unknown
}

/** Everything that a visitor's program needs to begin; his room and himself when the token is known. */
export const livechatGetInitialData: MethodFact<
  'livechat:getInitialData',
  [token: string, department?: string | null],
  LivechatInitialData
> = {
  name: 'livechat:getInitialData',
  until: '5.0',
  rest: 'GET /api/v1/livechat/config',
  evidence: 'source',
}

/** Whose token is it? Nothing for a token that nobody has. */
export const livechatLoginByToken: MethodFact<'livechat:loginByToken', [token: string], { _id: string } | undefined> = {
  name: 'livechat:loginByToken',
  until: '7.0',
  rest: 'GET /api/v1/livechat/visitor/:token',
  evidence: 'changelog',
}

/** Makes the visitor of this token, or changes him. */
export const livechatRegisterGuest: MethodFact<
  'livechat:registerGuest',
  [guest: { token: string; name?: string; email?: string; department?: string | null; customFields?: VisitorField[] }],
  { userId: string; visitor: Visitor | null }
> = {
  name: 'livechat:registerGuest',
  errors: ['error-invalid-token', 'error-invalid-email', 'error-invalid-department'],
  until: '7.0',
  rest: 'POST /api/v1/livechat/visitor',
  evidence: 'changelog',
}

/** Also makes the room, under the id that the client chose, when the visitor has none that is open. */
export const sendMessageLivechat: MethodFact<
  'sendMessageLivechat',
  [
    message: { _id: string; rid: string; msg: string; token: string },
    agent?: { agentId: string; username: string } | null,
  ],
  Message & { newRoom?: boolean; showConnecting?: boolean }
> = {
  name: 'sendMessageLivechat',
  errors: ['invalid-token', 'cannot-access-room', 'no-agent-online', 'error-message-size-exceeded'],
  announcedUntil: '9.0',
  rest: 'POST /api/v1/livechat/message',
  evidence: 'source',
}

export const livechatLoadHistory: MethodFact<
  'livechat:loadHistory',
  [page: { token: string; rid: string; end?: Date | null; limit?: number; ls?: Date | string }],
  { messages: Message[]; firstUnread?: Message; unreadNotLoaded?: number }
> = {
  name: 'livechat:loadHistory',
  errors: ['invalid-token', 'invalid-room'],
  until: '7.0',
  rest: 'GET /api/v1/livechat/messages.history/:rid',
  evidence: 'changelog',
}

/** Nothing while nobody serves the chat. */
export const livechatGetAgentData: MethodFact<
  'livechat:getAgentData',
  [chat: { roomId: string; token: string }],
  LivechatAgent | undefined
> = {
  name: 'livechat:getAgentData',
  errors: ['invalid-token', 'invalid-room'],
  until: '7.0',
  rest: 'GET /api/v1/livechat/agent.info/:rid/:token',
  evidence: 'changelog',
}

/** Up to 5.1 said that a browser is there. A visitor whose token it names is online until the socket closes. */
export const userPresenceConnect: MethodFact<
  'UserPresence:connect',
  [connectionId?: string, metadata?: { visitor?: string }],
  void
> = {
  name: 'UserPresence:connect',
  until: '5.2',
  evidence: 'source',
}

/** The visitor is seen as offline when this socket closes; any token will do, also one that nobody has yet. */
export const livechatSetUpConnection: MethodFact<'livechat:setUpConnection', [visitor: { token: string }], void> = {
  name: 'livechat:setUpConnection',
  until: '8.0',
  rest: 'POST /api/v1/livechat/visitor.status',
  evidence: 'changelog',
}

export const livechatCloseByVisitor: MethodFact<
  'livechat:closeByVisitor',
  [chat: { roomId: string; token: string }],
  boolean
> = {
  name: 'livechat:closeByVisitor',
  errors: ['invalid-token', 'invalid-room', 'room-closed', 'error-not-allowed-to-close-conversation'],
  until: '6.0',
  rest: 'POST /api/v1/livechat/room.close',
  evidence: 'source',
}

/** Who would get the next chat; nothing while one is open. */
export const livechatGetNextAgent: MethodFact<
  'livechat:getNextAgent',
  [visitor: { token: string; department?: string | null }],
  LivechatAgent | undefined
> = {
  name: 'livechat:getNextAgent',
  errors: ['invalid-token', 'error-invalid-department'],
  until: '7.0',
  rest: 'GET /api/v1/livechat/agent.next/:token',
  evidence: 'changelog',
}

export const livechatSetCustomField: MethodFact<
  'livechat:setCustomField',
  [token: string, key: string, value: string, overwrite?: boolean],
  boolean
> = {
  name: 'livechat:setCustomField',
  errors: ['invalid-token', 'invalid-custom-field'],
  until: '7.0',
  rest: 'POST /api/v1/livechat/custom.field',
  evidence: 'changelog',
}

export const livechatSetDepartmentForVisitor: MethodFact<
  'livechat:setDepartmentForVisitor',
  [visitor: { roomId?: string; visitorToken: string; departmentId: string }],
  true
> = {
  name: 'livechat:setDepartmentForVisitor',
  errors: ['invalid-token', 'invalid-room', 'room-closed', 'error-invalid-department'],
  until: '7.0',
  rest: 'POST /api/v1/livechat/visitor/department.transfer',
  evidence: 'changelog',
}

/** Where the visitor is. */
export interface PageInfo {
  /** Why it is told: `url`, `title`. */
  change: string
  title: string
  location: { href: string }
}

export const livechatPageVisited: MethodFact<
  'livechat:pageVisited',
  [token: string, rid: string | null | undefined, pageInfo: PageInfo],
  { msg: string; navigation: { page: PageInfo; token: string } }
> = {
  name: 'livechat:pageVisited',
  errors: ['invalid-token'],
  until: '7.0',
  rest: 'POST /api/v1/livechat/page.visited',
  evidence: 'changelog',
}

/** `satisfaction`, `agentKnowledge`, `agentResposiveness` (so spelt), `agentFriendliness`: `1` to `5`; `additionalFeedback`: a text. */
export interface SurveyAnswer {
  name: string
  value: string
}

/** Begins a chat, or finds the open one, for a file that is sent into it over REST. */
export const livechatStartFileUploadRoom: MethodFact<
  'livechat:startFileUploadRoom',
  [rid: string, token: string],
  { room: LivechatRoom; newRoom: boolean; showConnecting: boolean }
> = {
  name: 'livechat:startFileUploadRoom',
  errors: ['invalid-token', 'cannot-access-room', 'no-agent-online'],
  until: '5.0',
  rest: 'GET /api/v1/livechat/room',
  evidence: 'source',
}

/** Shows a file that the chat has already, in a message of its own. `false`: it has none of this id, or is no chat of his. */
export const sendFileLivechatMessage: MethodFact<
  'sendFileLivechatMessage',
  [
    rid: string,
    token: string,
    file: { _id: string; name?: string; type?: string; size?: number },
    words?: { msg?: string },
  ],
  (Message & { newRoom?: boolean; showConnecting?: boolean }) | false
> = {
  name: 'sendFileLivechatMessage',
  errors: ['invalid-token', 'room-closed'],
  until: '8.0',
  rest: 'POST /api/v1/livechat/upload/:rid',
  evidence: 'changelog',
}

/** Answers how many chats it changed. */
export const livechatSaveSurveyFeedback: MethodFact<
  'livechat:saveSurveyFeedback',
  [token: string, rid: string, answers: SurveyAnswer[]],
  number
> = {
  name: 'livechat:saveSurveyFeedback',
  errors: ['invalid-token', 'invalid-room', 'invalid-data'],
  until: '7.0',
  rest: 'POST /api/v1/livechat/room.survey',
  evidence: 'changelog',
}

export const livechatSendOfflineMessage: MethodFact<
  'livechat:sendOfflineMessage',
  [message: { name: string; email: string; message: string; department?: string | null; host?: string }],
  true
> = {
  name: 'livechat:sendOfflineMessage',
  errors: ['error-offline-form-disabled', 'error-invalid-email', 'error-invalid-department'],
  until: '7.0',
  rest: 'POST /api/v1/livechat/offline.message',
  evidence: 'changelog',
}

/** Up to 3.3 for visitors; then for agents with `send-omnichannel-chat-transcript` alone. */
export const livechatSendTranscript: MethodFact<
  'livechat:sendTranscript',
  [token: string, rid: string, email: string, subject?: string],
  true
> = {
  name: 'livechat:sendTranscript',
  errors: ['invalid-token', 'invalid-room', 'error-not-allowed', 'error-invalid-email', 'error-email-not-configured'],
  until: '8.0',
  rest: 'POST /api/v1/livechat/transcript',
  evidence: 'changelog',
}

export const livechatTakeInquiry: MethodFact<
  'livechat:takeInquiry',
  [inquiryId: string, options?: { clientAction?: boolean; forwardingToDepartment?: unknown } | null],
  LivechatRoom | Inquiry | undefined
> = {
  name: 'livechat:takeInquiry',
  errors: ['error-not-allowed', 'error-not-found', 'error-inquiry-taken', 'error-agent-status-service-offline'],
  until: '8.0',
  rest: 'POST /api/v1/livechat/inquiries.take',
  evidence: 'changelog',
}

export const livechatTransfer: MethodFact<
  'livechat:transfer',
  [transfer: { roomId: string; userId?: string; departmentId?: string; comment?: string; clientAction?: boolean }],
  boolean
> = {
  name: 'livechat:transfer',
  errors: [
    'error-not-allowed',
    'error-invalid-room',
    'room-closed',
    'error-not-authorized',
    'error-invalid-agent',
    'error-user-is-offline',
    'error-selected-agent-room-agent-are-same',
    'error-invalid-department',
    'error-forwarding-chat-same-department',
    'error-user-not-belong-to-department',
  ],
  until: '8.0',
  rest: 'POST /api/v1/livechat/room.forward',
  evidence: 'changelog',
}

export const livechatCloseRoom: MethodFact<
  'livechat:closeRoom',
  [rid: string, comment?: string | null, options?: { clientAction?: boolean; tags?: string[] } | null],
  boolean | undefined
> = {
  name: 'livechat:closeRoom',
  errors: ['error-not-allowed', 'error-invalid-room', 'room-closed', 'error-not-authorized'],
  until: '8.0',
  rest: 'POST /api/v1/livechat/room.closeByUser',
  evidence: 'changelog',
}

export const livechatReturnAsInquiry: MethodFact<
  'livechat:returnAsInquiry',
  [rid: string, departmentId?: string | null],
  boolean
> = {
  name: 'livechat:returnAsInquiry',
  errors: ['error-not-allowed', 'error-invalid-room', 'room-closed', 'error-not-authorized', 'error-returning-inquiry'],
  until: '8.0',
  rest: 'POST /api/v1/livechat/inquiries.returnAsInquiry',
  evidence: 'changelog',
}

/** Without a status the other one; without an agent the caller himself. */
export const livechatChangeLivechatStatus: MethodFact<
  'livechat:changeLivechatStatus',
  [change?: { status?: 'available' | 'not-available'; agentId?: string } | null],
  void
> = {
  name: 'livechat:changeLivechatStatus',
  errors: ['error-not-allowed', 'error-agent-not-found'],
  until: '8.0',
  rest: 'POST /api/v1/livechat/agent.status',
  evidence: 'changelog',
}

/** How chats find their agent. */
export interface RoutingConfig {
  previewRoom: boolean
  showConnecting: boolean
  showQueue: boolean
  showQueueLink: boolean
  returnQueue: boolean
  enableTriggerAction: boolean
  autoAssignAgent: boolean
}

export const livechatGetRoutingConfig: MethodFact<'livechat:getRoutingConfig', [], RoutingConfig> = {
  name: 'livechat:getRoutingConfig',
  until: '8.0',
  rest: 'GET /api/v1/livechat/config/routing',
  evidence: 'changelog',
}

export const livechatAddAgent: MethodFact<
  'livechat:addAgent',
  [username: string],
  { _id: string; username: string; [field: string]: unknown }
> = {
  name: 'livechat:addAgent',
  errors: ['error-not-allowed', 'error-invalid-user'],
  until: '8.0',
  rest: 'POST /api/v1/livechat/users/agent',
  evidence: 'changelog',
}

export const livechatRemoveAgent: MethodFact<'livechat:removeAgent', [username: string], boolean> = {
  name: 'livechat:removeAgent',
  errors: ['error-not-allowed', 'error-invalid-user'],
  until: '8.0',
  rest: 'DELETE /api/v1/livechat/users/agent/:_id',
  evidence: 'changelog',
}
