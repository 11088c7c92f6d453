// REST routes that make rooms, and that let a user join or leave one.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { Refusal } from '../domain/refusal.ts'
import { createdRoom, maybe, name, requireUser, roomToMake, versionsOf } from '../methods/index.ts'
import { wireRoom } from '../wire/room.ts'
import { findRoom, roomNamed } from './find-room.ts'
import { defineRoute, type RouteContext } from './route.ts'
import { anything } from './schemas.ts'

export const channelsCreate = defineRoute({
  method: facts.channelsCreate.verb,
  path: facts.channelsCreate.path,
  who: { permission: 'create-c' },
  rate: 'route',
  versions: versionsOf(facts.channelsCreate),
  query: anything,
  body: roomToMake,
  async run(context, { body }) {
    const channel = await createdRoom(context, 'channel', body)
    return { body: { channel: wireRoom(channel, context.domain.epoch), success: true } }
  },
})

export const groupsCreate = defineRoute({
  method: facts.groupsCreate.verb,
  path: facts.groupsCreate.path,
  who: { permission: 'create-p' },
  rate: 'route',
  versions: versionsOf(facts.groupsCreate),
  query: anything,
  body: roomToMake,
  async run(context, { body }) {
    const group = await createdRoom(context, 'group', body)
    return { body: { group: wireRoom(group, context.domain.epoch), success: true } }
  },
})

export const imCreate = defineRoute({
  method: facts.imCreate.verb,
  path: facts.imCreate.path,
  who: { permission: 'create-d' },
  rate: 'route',
  versions: versionsOf(facts.imCreate),
  query: anything,
  body: v.object({ username: maybe(name), usernames: maybe(name) }),
  async run(context, { body: { username, usernames } }) {
    const wanted = username === undefined ? usernames?.split(',').map((one) => one.trim()) : [username]
    if (!wanted) {
      const sentence = 'Body parameter "username" or "usernames" is required'
      throw new Refusal('error-room-not-found', sentence)
    }
    const { rooms, epoch } = context.domain
    const room = await rooms.openDirect(requireUser(context), wanted)
    return { body: { room: { ...wireRoom(room, epoch), rid: room.id }, success: true } }
  },
})

export const channelsJoin = defineRoute({
  method: facts.channelsJoin.verb,
  path: facts.channelsJoin.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.channelsJoin),
  query: anything,
  // No room here has a code to join with, so none is compared.
  body: v.object({ ...roomNamed, joinCode: maybe(name) }),
  async run(context, { body }) {
    const { id } = await findRoom(context, 'channel', body)
    await context.domain.memberships.join(requireUser(context), id)
    return { body: { channel: await asItIs(context, id), success: true } }
  },
})

export const channelsLeave = defineRoute({
  method: facts.channelsLeave.verb,
  path: facts.channelsLeave.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.channelsLeave),
  query: anything,
  body: v.object(roomNamed),
  async run(context, { body }) {
    const { id } = await findRoom(context, 'channel', body)
    await context.domain.memberships.leave(requireUser(context), id)
    return { body: { channel: await asItIs(context, id), success: true } }
  },
})

export const groupsLeave = defineRoute({
  method: facts.groupsLeave.verb,
  path: facts.groupsLeave.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.groupsLeave),
  query: anything,
  body: v.object(roomNamed),
  async run(context, { body }) {
    const { id } = await findRoom(context, 'group', body)
    await context.domain.memberships.leave(requireUser(context), id)
    return { body: { group: await asItIs(context, id), success: true } }
  },
})

export const roomsLeave = defineRoute({
  method: facts.roomsLeave.verb,
  path: facts.roomsLeave.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.roomsLeave),
  query: anything,
  body: v.object({ roomId: name }),
  async run(context, { body: { roomId } }) {
    const { id } = await findRoom(context, 'any', { roomId })
    await context.domain.memberships.leave(requireUser(context), id)
    return { body: { success: true } }
  },
})

/** After what has been done to it. */
async function asItIs({ domain }: RouteContext, roomId: string) {
  const room = await domain.rooms.byIdOrName(roomId)
  return room && wireRoom(room, domain.epoch)
}
