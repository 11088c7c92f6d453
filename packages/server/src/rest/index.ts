// The door of this folder: every REST route of this server, and the way to call one.

import type { Edition } from '../domain/edition.ts'
import * as accessTokens from './access-tokens.ts'
import * as chatChanges from './chat-changes.ts'
import * as chatFinding from './chat-finding.ts'
import * as chatPosting from './chat-posting.ts'
import * as chatSync from './chat-sync.ts'
import * as chat from './chat.ts'
import * as directRooms from './direct-rooms.ts'
import * as info from './info.ts'
import * as livechatAgents from './livechat-agents.ts'
import * as livechatChat from './livechat-chat.ts'
import * as livechatDesk from './livechat-desk.ts'
import * as livechatFiles from './livechat-files.ts'
import * as livechatMessages from './livechat-messages.ts'
import * as livechatVisitor from './livechat-visitor.ts'
import * as marks from './marks.ts'
import * as methodCall from './method-call.ts'
import * as ownStatus from './own-status.ts'
import * as roomHistory from './room-history.ts'
import * as roomInfo from './room-info.ts'
import * as roomJoining from './room-joining.ts'
import * as roomList from './room-list.ts'
import * as roomMembers from './room-members.ts'
import * as rooms from './rooms.ts'
import type { RestAnswer, Route } from './route.ts'
import * as secondFactor from './second-factor.ts'
import * as session from './session.ts'
import * as settings from './settings.ts'
import * as spotlight from './spotlight.ts'
import * as uploads from './uploads.ts'
import * as userInfo from './user-info.ts'
import * as users from './users.ts'

export { callRoute } from './call.ts'
export type { RestSurroundings } from './call.ts'
export { createRestDoor, type RestDoor } from './door.ts'
export type { RestAnswer, Route } from './route.ts'
export { UploadedFile } from './uploaded-file.ts'

/** Read through when a server starts; the paths hold `:name` where a part is a value. */
export const ROUTES: readonly Route[] = [
  ...Object.values(info),
  ...Object.values(session),
  ...Object.values(accessTokens),
  ...Object.values(secondFactor),
  ...Object.values(rooms),
  ...Object.values(users),
  ...Object.values(roomInfo),
  ...Object.values(roomHistory),
  ...Object.values(roomMembers),
  ...Object.values(roomJoining),
  ...Object.values(userInfo),
  ...Object.values(chat),
  ...Object.values(chatChanges),
  ...Object.values(chatPosting),
  ...Object.values(chatSync),
  ...Object.values(chatFinding),
  ...Object.values(marks),
  ...Object.values(roomList),
  ...Object.values(ownStatus),
  ...Object.values(directRooms),
  ...Object.values(spotlight),
  ...Object.values(settings),
  ...Object.values(uploads),
  ...Object.values(methodCall),
  ...Object.values(livechatVisitor),
  ...Object.values(livechatChat),
  ...Object.values(livechatMessages),
  ...Object.values(livechatFiles),
  ...Object.values(livechatDesk),
  ...Object.values(livechatAgents),
]

/** Those that this edition has. */
export function routesOf(edition: Edition): readonly Route[] {
  return ROUTES.filter(({ versions }) => edition.has(versions))
}

/** For a path that no route has. */
export const NOT_FOUND: RestAnswer = {
  status: 404,
  headers: {},
  body: { success: false, error: 'API endpoint does not exist' },
}
