// REST routes that tell about one room, and about one user's side of it.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { id, maybe, requireUser, versionsOf } from '../methods/index.ts'
import { wireSubscription } from '../wire/membership.ts'
import { wireRoom } from '../wire/room.ts'
import { findRoom, roomNamed } from './find-room.ts'
import { defineRoute } from './route.ts'
import { anything } from './schemas.ts'

const query = v.object(roomNamed)

export const roomsInfo = defineRoute({
  method: facts.roomsInfo.verb,
  path: facts.roomsInfo.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.roomsInfo),
  query,
  body: anything,
  async run(context, input) {
    const room = await findRoom(context, 'any', input.query)
    return { body: { room: wireRoom(room, context.domain.epoch), success: true } }
  },
})

export const channelsInfo = defineRoute({
  method: facts.channelsInfo.verb,
  path: facts.channelsInfo.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.channelsInfo),
  query,
  body: anything,
  async run(context, input) {
    const room = await findRoom(context, 'channel', input.query)
    return { body: { channel: wireRoom(room, context.domain.epoch), success: true } }
  },
})

export const groupsInfo = defineRoute({
  method: facts.groupsInfo.verb,
  path: facts.groupsInfo.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.groupsInfo),
  query,
  body: anything,
  async run(context, input) {
    const room = await findRoom(context, 'group', input.query)
    return { body: { group: wireRoom(room, context.domain.epoch), success: true } }
  },
})

export const subscriptionsGetOne = defineRoute({
  method: facts.subscriptionsGetOne.verb,
  path: facts.subscriptionsGetOne.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.subscriptionsGetOne),
  query: v.object({ roomId: id }),
  body: anything,
  async run(context, { query: { roomId } }) {
    const { access } = context.domain
    const membership = (await access.of(requireUser(context), roomId))?.membership
    return { body: { subscription: membership ? wireSubscription(membership) : null, success: true } }
  },
})

export const subscriptionsRead = defineRoute({
  method: facts.restSubscriptionsRead.verb,
  path: facts.restSubscriptionsRead.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.restSubscriptionsRead),
  query: anything,
  body: v.union([
    v.object({ rid: id, readThreads: maybe(v.boolean()) }),
    v.pipe(
      v.object({ roomId: id, readThreads: maybe(v.boolean()) }),
      v.transform(({ roomId, readThreads }) => ({ rid: roomId, readThreads })),
    ),
  ]),
  async run(context, { body: { rid, readThreads } }) {
    await context.domain.memberships.markRead(requireUser(context), rid, readThreads)
    return { body: { success: true } }
  },
})
