// `users.info`: one user, as others see him or as he sees himself.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { Refusal } from '../domain/refusal.ts'
import { id, maybe, name, requireUser, versionsOf } from '../methods/index.ts'
import { wireOwnUser, wireUserInfo } from '../wire/user.ts'
import { defineRoute } from './route.ts'
import { anything } from './schemas.ts'

export const usersInfo = defineRoute({
  method: facts.usersInfo.verb,
  path: facts.usersInfo.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.usersInfo),
  query: v.object({ userId: maybe(id), username: maybe(name) }),
  body: anything,
  async run(context, { query: { userId, username } }) {
    const { users, presence } = context.domain
    if (userId === undefined && username === undefined) {
      const sentence = 'The required "userId" or "username" param was not provided'
      throw new Refusal('error-user-param-not-provided', sentence)
    }
    const user = userId === undefined ? await users.byUsername(username ?? '') : await users.byId(userId)
    if (!user) return { status: 400, body: { success: false, error: 'User not found.' } }
    const status = presence.statusOf(user.id)
    const isOwn = user.id === requireUser(context).id
    return { body: { user: isOwn ? wireOwnUser(user, status) : wireUserInfo(user, status), success: true } }
  },
})
