// REST routes about what users want to be seen as: setting one's own, asking for anybody's.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import type { User } from '../domain/entities.ts'
import { id, maybe, name, requireUser, status, statusText, versionsOf } from '../methods/index.ts'
import { Refusal } from '../domain/refusal.ts'
import { defineRoute, type RouteContext } from './route.ts'
import { anything } from './schemas.ts'

export const usersSetStatus = defineRoute({
  method: facts.usersSetStatus.verb,
  path: facts.usersSetStatus.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.usersSetStatus),
  query: anything,
  body: v.looseObject({ status: maybe(status), message: maybe(statusText) }),
  async run(context, { body: { status: wanted, message: text } }) {
    if (wanted === undefined && text === undefined) {
      throw new Refusal('invalid-params', 'The body needs "status" or "message"')
    }
    await context.domain.ownStatus.set(requireUser(context), {
      ...(wanted !== undefined && { status: wanted }),
      ...(text !== undefined && { text }),
    })
    return { body: { success: true } }
  },
})

const who = v.object({ userId: maybe(id), username: maybe(name) })

/** The one who is named, or who asks. */
async function find(context: RouteContext, { userId, username }: v.InferOutput<typeof who>): Promise<User> {
  const { users } = context.domain
  if (userId === undefined && username === undefined) return requireUser(context)
  const user = userId === undefined ? await users.byUsername(username ?? '') : await users.byId(userId)
  if (user) return user
  throw new Refusal('error-invalid-user', 'The required "userId" or "username" param provided does not match any users')
}

export const usersGetStatus = defineRoute({
  method: facts.usersGetStatus.verb,
  path: facts.usersGetStatus.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.usersGetStatus),
  query: who,
  body: anything,
  async run(context, { query }) {
    const user = await find(context, query)
    const seenAs = context.domain.presence.statusOf(user.id)
    const { id: _id, statusText: message } = user
    return { body: { _id, message, connectionStatus: seenAs, status: seenAs, success: true } }
  },
})

export const usersGetPresence = defineRoute({
  method: facts.usersGetPresence.verb,
  path: facts.usersGetPresence.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.usersGetPresence),
  query: who,
  body: anything,
  async run(context, { query }) {
    const user = await find(context, query)
    return { body: { presence: context.domain.presence.statusOf(user.id), success: true } }
  },
})
