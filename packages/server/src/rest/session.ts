// REST routes about who is asking: login, logout, me.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import type { LoginRequest } from '../domain/authentication.ts'
import { Refusal, TooManyRequests } from '../domain/refusal.ts'
import {
  loginOptions,
  loginRequest,
  maybe,
  name,
  password,
  plainObject,
  requireUser,
  userSelector,
  versionsOf,
} from '../methods/index.ts'
import { wireOwnUser } from '../wire/user.ts'
import { defineRoute, type RouteContext } from './route.ts'
import { anything } from './schemas.ts'

const body = plainObject(
  v.looseObject({
    ...loginOptions.entries,
    /** A username or an address, or what DDP has. */
    user: maybe(v.union([name, userSelector])),
    username: maybe(name),
    email: maybe(name),
    password: maybe(password),
  }),
)

export const login = defineRoute({
  method: facts.restLogin.verb,
  path: facts.restLogin.path,
  who: 'anyone',
  rate: 'route',
  versions: versionsOf(facts.restLogin),
  query: anything,
  body,
  async run(context, { body: options }) {
    try {
      const { user, token } = await context.domain.authentication.authenticate(requestOf(options))
      return { body: { status: 'success', data: { userId: user.id, authToken: token, me: meOf(context, user) } } }
    } catch (error) {
      if (!(error instanceof Refusal) || error instanceof TooManyRequests) throw error
      return { status: 401, body: refusedLogin(error) }
    }
  },
})

function requestOf(options: v.InferOutput<typeof body>): LoginRequest {
  const { user, username, email, ...rest } = options
  const selector = typeof user === 'object' ? user : user === undefined ? undefined : byNameOrAddress(user)
  const named = username === undefined ? undefined : byNameOrAddress(username)
  const addressed = email === undefined ? undefined : { email }
  return loginRequest({ ...rest, user: selector ?? named ?? addressed })
}

function byNameOrAddress(text: string) {
  return text.includes('@') ? { email: text } : { username: text }
}

/** Rocket.Chat has other words than DDP's for the same: whatever was wrong, it was unauthorized. */
function refusedLogin(refusal: Refusal) {
  if (refusal.reason === 'User not found') return { status: 'error', error: 'Unauthorized', message: 'Unauthorized' }
  const { code: error, reason: message, details } = refusal
  return { status: 'error', error, message, ...(details !== undefined && { details }) }
}

export const logout = defineRoute({
  method: facts.restLogout.verb,
  path: facts.restLogout.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.restLogout),
  query: anything,
  body: anything,
  async run(context) {
    await context.domain.authentication.revoke(requireUser(context).id, context.tokenHash)
    return { body: { status: 'success', data: { message: "You've been logged out!" } } }
  },
})

/** The older spelling, which Rocket.Chat warns of in its log and answers all the same. */
export const logoutByGet = defineRoute({
  ...logout,
  method: facts.restLogoutByGet.verb,
  versions: versionsOf(facts.restLogoutByGet),
})

export const me = defineRoute({
  method: facts.me.verb,
  path: facts.me.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.me),
  query: anything,
  body: anything,
  run: (context) => ({ body: { ...meOf(context, requireUser(context)), success: true } }),
})

function meOf({ domain }: RouteContext, user: ReturnType<typeof requireUser>) {
  const address = user.emails[0]?.address
  return {
    ...wireOwnUser(user, domain.presence.statusOf(user.id)),
    ...(address !== undefined && { email: address }),
  }
}
