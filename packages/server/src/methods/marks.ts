// Methods that mark: messages pinned and starred, threads followed and read, rooms hidden, opened, favourite.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { wireMessage } from '../wire/message.ts'
import { defineMethod, type Method, requireUser } from './method.ts'
import { id, looseId, maybe, plainObject, time } from './parameters.ts'
import { versionsOf } from './versions.ts'

/** Clients send all of a message; its id is what counts. */
const oneMessage = plainObject(v.looseObject({ _id: id }))

export const pinMessage = defineMethod({
  name: facts.pinMessage.name,
  params: v.tuple([oneMessage, maybe(time)]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.pinMessage),
  async run(call, { _id }) {
    const { marking, epoch } = call.domain
    return wireMessage(await marking.pin(requireUser(call), _id), epoch)
  },
})

export const unpinMessage = defineMethod({
  name: facts.unpinMessage.name,
  params: v.tuple([oneMessage]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.unpinMessage),
  async run(call, { _id }) {
    await call.domain.marking.unpin(requireUser(call), _id)
    return true
  },
})

export const starMessage = defineMethod({
  name: facts.starMessage.name,
  params: v.tuple([plainObject(v.looseObject({ _id: id, rid: maybe(looseId), starred: v.boolean() }))]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.starMessage),
  run: (call, { _id, rid, starred }) => call.domain.marking.star(requireUser(call), _id, starred, rid),
})

const target = v.tuple([plainObject(v.looseObject({ mid: id }))])

function following(fact: typeof facts.followMessage | typeof facts.unfollowMessage, follows: boolean): Method {
  return defineMethod({
    name: fact.name,
    params: target,
    who: 'user',
    rate: 'default',
    versions: versionsOf(fact),
    async run(call, { mid }) {
      await call.domain.marking.follow(requireUser(call), mid, follows)
      return true
    },
  })
}

export const followMessage = following(facts.followMessage, true)
export const unfollowMessage = following(facts.unfollowMessage, false)

export const readThreads = defineMethod({
  name: facts.readThreads.name,
  params: v.tuple([id]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.readThreads),
  run: (call, threadId) => call.domain.marking.readThread(requireUser(call), threadId),
})

export const toggleFavorite = defineMethod({
  name: facts.toggleFavorite.name,
  params: v.tuple([id, maybe(v.boolean())]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.toggleFavorite),
  run: async (call, roomId, wanted) => Number(await call.domain.marking.favorite(requireUser(call), roomId, wanted)),
})

function showing(fact: typeof facts.openRoom | typeof facts.hideRoom, open: boolean): Method {
  return defineMethod({
    name: fact.name,
    params: v.tuple([id]),
    who: 'user',
    rate: 'default',
    versions: versionsOf(fact),
    run: async (call, roomId) => Number(await call.domain.marking.show(requireUser(call), roomId, open)),
  })
}

export const openRoom = showing(facts.openRoom, true)
export const hideRoom = showing(facts.hideRoom, false)
