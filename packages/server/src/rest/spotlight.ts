// `spotlight`: people and channels by a part of their names.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { name, requireUser, versionsOf } from '../methods/index.ts'
import { wireFoundRoom } from '../wire/room.ts'
import { wireFoundUser } from '../wire/user.ts'
import { defineRoute } from './route.ts'
import { anything } from './schemas.ts'

export const spotlight = defineRoute({
  method: facts.restSpotlight.verb,
  path: facts.restSpotlight.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.restSpotlight),
  query: v.object({ query: name }),
  body: anything,
  async run(context, { query: { query } }) {
    const { domain } = context
    domain.limiter.call(facts.spotlight.name, 'suggest', context)
    const found = await domain.spotlight(requireUser(context), query, { users: true, rooms: true, exceptUsernames: [] })
    return {
      body: {
        users: found.users.map((user) => wireFoundUser(user, user.status)),
        rooms: found.rooms.map((room) => wireFoundRoom(room, domain.epoch)),
        success: true,
      },
    }
  },
})
