// Methods that find and make rooms.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { Refusal } from '../domain/refusal.ts'
import { wireRemoved } from '../wire/delta.ts'
import { wireSubscription } from '../wire/membership.ts'
import { roomTypeOf, wireRoom } from '../wire/room.ts'
import { type CallContext, defineMethod, requireUser } from './method.ts'
import { jsonObject, maybe, name, plainObject, time } from './parameters.ts'
import { createdRoom } from './room-making.ts'
import { versionsOf } from './versions.ts'

export const roomsGet = defineMethod({
  name: facts.roomsGet.name,
  params: v.tuple([maybe(time)]),
  who: 'anyone',
  rate: 'default',
  versions: versionsOf(facts.roomsGet),
  async run({ domain, user }, since) {
    if (!user) return []
    const { rooms, removed } = await domain.rooms.of(user.id, since)
    const update = rooms.map((room) => wireRoom(room, domain.epoch))
    if (since === undefined) return update
    return { update, remove: removed.map(({ roomId, at }) => wireRemoved(roomId, at)) }
  },
})

export const subscriptionsGet = defineMethod({
  name: facts.subscriptionsGet.name,
  params: v.tuple([maybe(time)]),
  who: 'anyone',
  rate: 'default',
  versions: versionsOf(facts.subscriptionsGet),
  async run({ domain, user }, since) {
    if (!user) return []
    const { memberships, removed } = await domain.rooms.membershipsOf(user.id, since)
    const update = memberships.map(wireSubscription)
    if (since === undefined) return update
    return { update, remove: removed.map(({ membershipId, at }) => wireRemoved(membershipId, at)) }
  },
})

export const getRoomByTypeAndName = defineMethod({
  name: facts.getRoomByTypeAndName.name,
  params: v.tuple([name, name]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.getRoomByTypeAndName),
  async run({ domain, user }, letter, nameOrId) {
    const type = letter === 'c' || letter === 'p' || letter === 'd' || letter === 'l' ? roomTypeOf(letter) : undefined
    const room = user && type && (await domain.rooms.byTypeAndName(user, type, nameOrId))
    if (!room) throw new Refusal('error-invalid-room', 'Invalid room')
    if (!(await domain.access.mayRead(user, room))) throw new Refusal('error-no-permission', 'No permission')
    return wireRoom(room, domain.epoch)
  },
})

export const getRoomIdByNameOrId = defineMethod({
  name: facts.getRoomIdByNameOrId.name,
  params: v.tuple([name]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.getRoomIdByNameOrId),
  async run({ domain, user }, nameOrId) {
    const room = await domain.rooms.byIdOrName(nameOrId)
    if (!room || !(await domain.access.mayRead(user, room))) throw new Refusal('error-not-allowed', 'Not allowed')
    return room.id
  },
})

const roomDescription = v.tuple([
  name,
  maybe(v.array(name)),
  maybe(v.boolean()),
  maybe(jsonObject),
  maybe(plainObject(v.looseObject({ topic: maybe(name) }))),
])

export const createChannel = defineMethod({
  name: facts.createChannel.name,
  params: roomDescription,
  who: { permission: 'create-c' },
  rate: 'default',
  versions: versionsOf(facts.createChannel),
  run: (call, ...description) => create(call, 'channel', description),
})

export const createPrivateGroup = defineMethod({
  name: facts.createPrivateGroup.name,
  params: roomDescription,
  who: { permission: 'create-p' },
  rate: 'default',
  versions: versionsOf(facts.createPrivateGroup),
  run: (call, ...description) => create(call, 'group', description),
})

async function create(
  call: CallContext,
  type: 'channel' | 'group',
  [roomName, members, readOnly, customFields, extraData]: v.InferOutput<typeof roomDescription>,
) {
  const room = await createdRoom(call, type, { name: roomName, members, readOnly, customFields, extraData })
  return { rid: room.id, inserted: true, ...wireRoom(room, call.domain.epoch) }
}

export const createDirectMessage = defineMethod({
  name: facts.createDirectMessage.name,
  params: v.tupleWithRest([name], name),
  who: { permission: 'create-d' },
  rate: 'default',
  versions: versionsOf(facts.createDirectMessage),
  async run(call, ...usernames) {
    const room = await call.domain.rooms.openDirect(requireUser(call), usernames)
    return { t: 'd', rid: room.id, usernames: [...(room.usernames ?? [])] }
  },
})
