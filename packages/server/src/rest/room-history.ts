// The pages of a room's history by REST: of channels, groups and direct rooms.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import type { Room } from '../domain/entities.ts'
import { id, maybe, name, requireUser, versionsOf } from '../methods/index.ts'
import { wireHistory } from '../wire/message.ts'
import { findDirectRoom, findRoom, roomNamed } from './find-room.ts'
import { defineRoute, type Route, type RouteContext } from './route.ts'
import { anything, countUpTo, flag, isoTime, page } from './schemas.ts'

const PAGE = 20
const LONGEST_PAGE = 100

const range = {
  latest: maybe(isoTime),
  oldest: maybe(isoTime),
  inclusive: maybe(flag),
  offset: page.offset,
  count: countUpTo(LONGEST_PAGE, PAGE),
  unreads: maybe(flag),
  showThreadMessages: maybe(flag),
}

const inNamedRoom = v.object({ ...roomNamed, ...range })
const inDirectRoom = v.object({ roomId: maybe(id), username: maybe(name), ...range })

type Query = v.InferOutput<typeof inNamedRoom> | v.InferOutput<typeof inDirectRoom>

async function history(context: RouteContext, room: Room, query: Query) {
  const { reading, epoch } = context.domain
  const found = await reading.between(requireUser(context), room.id, {
    latest: query.latest,
    oldest: query.oldest,
    inclusive: query.inclusive ?? false,
    offset: query.offset,
    count: query.count,
    unreads: query.unreads ?? false,
    threads: query.showThreadMessages ?? true,
  })
  return { body: { ...wireHistory(found ?? { messages: [] }, epoch), success: true } }
}

function namedHistory(
  fact: typeof facts.channelsHistory | typeof facts.groupsHistory,
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
    run: async (context, { query }) => history(context, await findRoom(context, type, query), query),
  })
}

export const channelsHistory = namedHistory(facts.channelsHistory, 'channel')
export const groupsHistory = namedHistory(facts.groupsHistory, 'group')

export const imHistory = defineRoute({
  method: facts.imHistory.verb,
  path: facts.imHistory.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.imHistory),
  query: inDirectRoom,
  body: anything,
  run: async (context, { query }) => history(context, await findDirectRoom(context, query), query),
})
