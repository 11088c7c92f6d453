// REST routes about rooms and subscriptions.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { Refusal } from '../domain/refusal.ts'
import { maybe, name, requireUser, versionsOf } from '../methods/index.ts'
import { wireRemoved } from '../wire/delta.ts'
import { wireSubscription } from '../wire/membership.ts'
import { wireRoom } from '../wire/room.ts'
import { defineRoute } from './route.ts'
import { anything, page } from './schemas.ts'

const since = v.object({ updatedSince: maybe(name) })

export const roomsGet = defineRoute({
  method: facts.restRoomsGet.verb,
  path: facts.restRoomsGet.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.restRoomsGet),
  query: since,
  body: anything,
  async run(context, { query }) {
    const { rooms: area, epoch } = context.domain
    const { rooms, removed } = await area.of(requireUser(context).id, timeOf(query.updatedSince))
    return {
      body: {
        update: rooms.map((room) => wireRoom(room, epoch)),
        remove: removed.map(({ roomId, at }) => wireRemoved(roomId, at)),
        success: true,
      },
    }
  },
})

export const subscriptionsGet = defineRoute({
  method: facts.restSubscriptionsGet.verb,
  path: facts.restSubscriptionsGet.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.restSubscriptionsGet),
  query: since,
  body: anything,
  async run(context, { query }) {
    const { rooms } = context.domain
    const { memberships, removed } = await rooms.membershipsOf(requireUser(context).id, timeOf(query.updatedSince))
    return {
      body: {
        update: memberships.map(wireSubscription),
        remove: removed.map(({ membershipId, at }) => wireRemoved(membershipId, at)),
        success: true,
      },
    }
  },
})

export const channelsList = defineRoute({
  method: facts.channelsList.verb,
  path: facts.channelsList.path,
  who: { permission: 'view-c-room' },
  rate: 'route',
  versions: versionsOf(facts.channelsList),
  query: v.object({ ...page, filter: maybe(name) }),
  body: anything,
  async run({ domain }, { query }) {
    const { rooms, total } = await domain.rooms.channels({
      offset: query.offset,
      limit: query.count,
      ...(query.filter !== undefined && { filter: query.filter }),
    })
    const channels = rooms.map((room) => wireRoom(room, domain.epoch))
    return { body: { channels, count: channels.length, offset: query.offset, total, success: true } }
  },
})

function timeOf(iso: string | undefined): number | undefined {
  if (iso === undefined || iso === '') return undefined
  const time = Date.parse(iso)
  if (Number.isNaN(time)) {
    throw new Refusal('error-updatedSince-param-invalid', 'The "updatedSince" query parameter must be a valid date.')
  }
  return time
}
