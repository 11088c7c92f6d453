// The list of a room's members by REST: of channels, groups and direct rooms.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import type { Room } from '../domain/entities.ts'
import { id, maybe, name, requireUser, versionsOf } from '../methods/index.ts'
import { findDirectRoom, findRoom, roomNamed } from './find-room.ts'
import { defineRoute, type Route, type RouteContext } from './route.ts'
import { anything, page } from './schemas.ts'

const which = { filter: maybe(name), ...page }
const inNamedRoom = v.object({ ...roomNamed, ...which })
const inDirectRoom = v.object({ roomId: maybe(id), username: maybe(name), ...which })

interface Which {
  readonly filter?: string | undefined
  readonly offset: number
  readonly count: number
}

async function members(context: RouteContext, room: Room, { filter, offset, count }: Which) {
  const { users, total } = await context.domain.memberships.list(requireUser(context), room.id, {
    showOffline: true,
    filter: filter ?? '',
    offset,
    limit: count,
  })
  const list = users.map((user) => ({
    _id: user.id,
    status: user.status,
    name: user.name,
    utcOffset: 0,
    username: user.username,
  }))
  return { body: { members: list, count: list.length, offset, total, success: true } }
}

function namedMembers(
  fact: typeof facts.channelsMembers | typeof facts.groupsMembers,
  type: 'channel' | 'group',
): Route {
  return defineRoute({
    method: fact.verb,
    path: fact.path,
    who: 'user',
    rate: 'route',
    versions: versionsOf(fact),
    query: inNamedRoom,
    body: anything,
    run: async (context, { query }) => members(context, await findRoom(context, type, query), query),
  })
}

export const channelsMembers = namedMembers(facts.channelsMembers, 'channel')
export const groupsMembers = namedMembers(facts.groupsMembers, 'group')

export const imMembers = defineRoute({
  method: facts.imMembers.verb,
  path: facts.imMembers.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.imMembers),
  query: inDirectRoom,
  body: anything,
  run: async (context, { query }) => members(context, await findDirectRoom(context, query), query),
})
