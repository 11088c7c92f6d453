// REST routes about users: who is here.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import type { User } from '../domain/entities.ts'
import { maybe, name, versionsOf } from '../methods/index.ts'
import { defineRoute, type RouteContext } from './route.ts'
import { anything, idList } from './schemas.ts'

/** Who asks what changed since longer ago is told everybody. */
const MEMORY_MS = 10 * 60 * 1000

export const usersPresence = defineRoute({
  method: facts.usersPresence.verb,
  path: facts.usersPresence.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.usersPresence),
  query: v.object({ ids: maybe(idList), 'ids[]': maybe(idList), from: maybe(name) }),
  body: anything,
  async run({ domain }, { query }) {
    const { ids, full } = whichUsers(domain, query.ids ?? query['ids[]'], query.from)
    const users = ids.length === 0 ? [] : await domain.users.byIds(ids)
    return { body: { users: users.map((user) => line(domain, user)), full, success: true } }
  },
})

function whichUsers({ presence, ground }: RouteContext['domain'], ids: readonly string[] | undefined, from?: string) {
  if (ids) return { ids: ids.filter((id) => presence.statusOf(id) !== 'offline'), full: false }
  const since = from === undefined ? Number.NaN : Date.parse(from)
  if (ground.clock.now() - since < MEMORY_MS) return { ids: presence.changedSince(since), full: false }
  return { ids: presence.present(), full: true }
}

function line({ presence }: RouteContext['domain'], user: User) {
  return {
    _id: user.id,
    username: user.username,
    name: user.name,
    status: presence.statusOf(user.id),
    statusText: user.statusText,
    utcOffset: 0,
  }
}
