// REST routes that place a room on its member's list: hidden, open, favourite. Each kind of room has routes of its own too.

import * as facts from 'quindar/protocol'
import type { RestFact } from 'quindar/protocol'
import * as v from 'valibot'
import type { Room } from '../domain/entities.ts'
import { Refusal } from '../domain/refusal.ts'
import { id, requireUser, versionsOf } from '../methods/index.ts'
import { findDirectRoom, findRoom, roomNamed } from './find-room.ts'
import { defineRoute, type Route, type RouteContext } from './route.ts'
import { anything } from './schemas.ts'

export const roomsFavorite = defineRoute({
  method: facts.roomsFavorite.verb,
  path: facts.roomsFavorite.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.roomsFavorite),
  query: anything,
  body: v.looseObject({ ...roomNamed, favorite: v.boolean() }),
  async run(context, { body }) {
    const room = await findRoom(context, 'any', body)
    await context.domain.marking.favorite(requireUser(context), room.id, body.favorite)
    return { body: { success: true } }
  },
})

/** A room of which one is no member stands on no list. */
async function show(context: RouteContext, room: Room, open: boolean) {
  const user = requireUser(context)
  const { access, marking } = context.domain
  const target = await access.of(user, room.id)
  if (!target?.membership) throw new Refusal('error-not-allowed', 'Not allowed')
  await marking.show(user, room.id, open)
  return { body: { success: true } }
}

function ofNamed(fact: RestFact, type: 'channel' | 'group', open: boolean): Route {
  return defineRoute({
    method: fact.verb,
    path: fact.path,
    who: 'user',
    rate: 'route',
    versions: versionsOf(fact),
    query: anything,
    body: v.looseObject(roomNamed),
    run: async (context, { body }) => show(context, await findRoom(context, type, body), open),
  })
}

function ofId(fact: RestFact, type: 'any' | 'direct', open: boolean): Route {
  return defineRoute({
    method: fact.verb,
    path: fact.path,
    who: 'user',
    rate: 'route',
    versions: versionsOf(fact),
    query: anything,
    body: v.looseObject({ roomId: id }),
    async run(context, { body: { roomId } }) {
      const room =
        type === 'direct' ? await findDirectRoom(context, { roomId }) : await findRoom(context, type, { roomId })
      return show(context, room, open)
    },
  })
}

export const roomsOpen = ofId(facts.roomsOpen, 'any', true)
export const roomsHide = ofId(facts.roomsHide, 'any', false)
export const channelsOpen = ofNamed(facts.channelsOpen, 'channel', true)
export const channelsClose = ofNamed(facts.channelsClose, 'channel', false)
export const groupsOpen = ofNamed(facts.groupsOpen, 'group', true)
export const groupsClose = ofNamed(facts.groupsClose, 'group', false)
export const imOpen = ofId(facts.imOpen, 'direct', true)
export const imClose = ofId(facts.imClose, 'direct', false)
export const dmOpen = ofId(facts.dmOpen, 'direct', true)
export const dmClose = ofId(facts.dmClose, 'direct', false)
