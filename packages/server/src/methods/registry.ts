// Every method of this server, by name.

import { type Edition, editionOf } from '../domain/edition.ts'
import type { MethodRegistry } from './call.ts'
import * as accessTokens from './access-tokens.ts'
import * as catchUp from './catch-up.ts'
import * as finding from './finding.ts'
import * as livechatChat from './livechat-chat.ts'
import * as livechatDesk from './livechat-desk.ts'
import * as livechatVisitor from './livechat-visitor.ts'
import * as marks from './marks.ts'
import * as memberships from './memberships.ts'
import * as messages from './messages.ts'
import type { Method } from './method.ts'
import * as ownStatus from './own-status.ts'
import * as rooms from './rooms.ts'
import * as secondFactor from './second-factor.ts'
import * as session from './session.ts'
import * as settings from './settings.ts'
import * as single from './single.ts'
import { closedStreams, streamNotifyRoom } from './streams.ts'

const METHODS: readonly Method[] = [
  ...Object.values(session),
  ...Object.values(secondFactor),
  ...Object.values(accessTokens),
  ...Object.values(rooms),
  ...Object.values(memberships),
  ...Object.values(messages),
  ...Object.values(marks),
  ...Object.values(single),
  ...Object.values(ownStatus),
  ...Object.values(livechatVisitor),
  ...Object.values(livechatChat),
  ...Object.values(livechatDesk),
  ...Object.values(catchUp),
  ...Object.values(finding),
  ...Object.values(settings),
  streamNotifyRoom,
  ...closedStreams,
]

/** Those that this edition has. */
export function createMethods(edition: Edition = editionOf()): MethodRegistry {
  const there = METHODS.filter(({ versions }) => edition.has(versions))
  return new Map(there.map((method) => [method.name, method]))
}
