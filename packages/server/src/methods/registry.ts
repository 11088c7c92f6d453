// Every method of this server, by name.

import type { MethodRegistry } from './call.ts'
import * as memberships from './memberships.ts'
import * as messages from './messages.ts'
import type { Method } from './method.ts'
import * as rooms from './rooms.ts'
import * as session from './session.ts'
import { closedStreams, streamNotifyRoom } from './streams.ts'

const METHODS: readonly Method[] = [
  ...Object.values(session),
  ...Object.values(rooms),
  ...Object.values(memberships),
  ...Object.values(messages),
  streamNotifyRoom,
  ...closedStreams,
]

export function createMethods(): MethodRegistry {
  return new Map(METHODS.map((method) => [method.name, method]))
}
