// The door of this folder: every REST route of this server, and the way to call one.

import type { Edition } from '../domain/edition.ts'
import * as chat from './chat.ts'
import * as info from './info.ts'
import * as methodCall from './method-call.ts'
import * as rooms from './rooms.ts'
import type { RestAnswer, Route } from './route.ts'
import * as session from './session.ts'
import * as users from './users.ts'

export { callRoute } from './call.ts'
export type { RestSurroundings } from './call.ts'
export type { RestAnswer, Route } from './route.ts'

/** Read through when a server starts; the paths hold `:name` where a part is a value. */
export const ROUTES: readonly Route[] = [
  ...Object.values(info),
  ...Object.values(session),
  ...Object.values(rooms),
  ...Object.values(users),
  ...Object.values(chat),
  ...Object.values(methodCall),
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
