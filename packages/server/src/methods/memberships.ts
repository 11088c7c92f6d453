// Methods about belonging to a room: joining, leaving, having read, the list of members.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { wirePublicUser } from '../wire/user.ts'
import { defineMethod, requireUser } from './method.ts'
import { id, maybe, name, plainObject } from './parameters.ts'
import { versionsOf } from './versions.ts'

/** The longest list of members in one answer; the rest is asked for with `skip`. */
const MOST_MEMBERS = 1_000

export const joinRoom = defineMethod({
  name: facts.joinRoom.name,
  // No room here has a code to join with, so none is compared.
  params: v.tuple([id, maybe(name)]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.joinRoom),
  async run(call, roomId) {
    await call.domain.memberships.join(requireUser(call), roomId)
    return true
  },
})

export const leaveRoom = defineMethod({
  name: facts.leaveRoom.name,
  params: v.tuple([id]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.leaveRoom),
  run: (call, roomId) => call.domain.memberships.leave(requireUser(call), roomId),
})

export const readMessages = defineMethod({
  name: facts.readMessages.name,
  params: v.tuple([id, maybe(v.boolean())]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.readMessages),
  run: (call, roomId, threads) => call.domain.memberships.markRead(requireUser(call), roomId, threads),
})

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

export const getUsersOfRoom = defineMethod({
  name: facts.getUsersOfRoom.name,
  params: v.tuple([
    id,
    maybe(v.boolean()),
    maybe(plainObject(v.looseObject({ limit: maybe(count), skip: maybe(count) }))),
    maybe(name),
  ]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.getUsersOfRoom),
  async run(call, roomId, showAll, page, filter) {
    // As in MongoDB a limit of 0 is none.
    const limit = Math.min(page?.limit || MOST_MEMBERS, MOST_MEMBERS)
    const { users, total } = await call.domain.memberships.list(requireUser(call), roomId, {
      showOffline: showAll ?? false,
      filter: filter ?? '',
      offset: page?.skip ?? 0,
      limit,
    })
    return { total, records: users.map((user) => wirePublicUser(user, user.status)) }
  },
})
