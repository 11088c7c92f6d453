// Methods that find: threads of a room and their answers, messages by their words, people and channels by their names.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { Refusal } from '../domain/refusal.ts'
import { wireMessage } from '../wire/message.ts'
import { wireFoundRoom } from '../wire/room.ts'
import { wireFoundUser } from '../wire/user.ts'
import { defineMethod, requireUser } from './method.ts'
import { id, maybe, name, plainObject } from './parameters.ts'
import { versionsOf } from './versions.ts'

const THREAD_PAGE = 50
/** Rocket.Chat refuses to look for more. */
const LONGEST_THREAD_PAGE = 100
const SEARCH_PAGE = 20
const LONGEST_SEARCH_PAGE = 100
const MOST_EXCEPTIONS = 1_000

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const threadPage = { limit: maybe(v.pipe(count, v.maxValue(LONGEST_THREAD_PAGE))), skip: maybe(count) }

export const getThreadMessages = defineMethod({
  name: facts.getThreadMessages.name,
  params: v.tuple([plainObject(v.looseObject({ tmid: id, ...threadPage }))]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.getThreadMessages),
  async run(call, { tmid, limit, skip }) {
    const { reading, marking, epoch } = call.domain
    const page = { newestFirst: true, offset: skip ?? 0, limit: limit ?? THREAD_PAGE }
    const thread = await reading.thread(requireUser(call), tmid, page)
    if (!thread) throw new Refusal('error-not-allowed', 'Not allowed')
    await marking.readThread(requireUser(call), tmid)
    if (thread.total === 0) return []
    return [thread.head, ...thread.messages].map((message) => wireMessage(message, epoch))
  },
})

export const getThreadsList = defineMethod({
  name: facts.getThreadsList.name,
  params: v.tuple([plainObject(v.looseObject({ rid: id, ...threadPage }))]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.getThreadsList),
  async run(call, { rid, limit, skip }) {
    const { reading, epoch } = call.domain
    const page = { offset: skip ?? 0, limit: limit ?? THREAD_PAGE }
    const threads = await reading.threads(requireUser(call), rid, page)
    if (!threads) throw new Refusal('error-not-allowed', 'Not Allowed')
    return threads.messages.map((message) => wireMessage(message, epoch))
  },
})

export const messageSearch = defineMethod({
  name: facts.messageSearch.name,
  params: v.tuple([name, id, maybe(count), maybe(count)]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.messageSearch),
  async run(call, query, roomId, limit, offset) {
    const { reading, epoch } = call.domain
    const page = { offset: offset ?? 0, limit: Math.min(limit || SEARCH_PAGE, LONGEST_SEARCH_PAGE) }
    const found = await reading.search(requireUser(call), roomId, query, page)
    if (!found) throw new Refusal('error-not-allowed', 'Not allowed')
    return { message: { docs: found.map((message) => wireMessage(message, epoch)) } }
  },
})

export const spotlight = defineMethod({
  name: facts.spotlight.name,
  params: v.tuple([
    name,
    maybe(v.pipe(v.array(name), v.maxLength(MOST_EXCEPTIONS))),
    maybe(
      plainObject(
        v.looseObject({
          users: maybe(v.boolean()),
          rooms: maybe(v.boolean()),
          mentions: maybe(v.boolean()),
          includeFederatedRooms: maybe(v.boolean()),
        }),
      ),
    ),
    maybe(name),
  ]),
  who: 'user',
  rate: 'suggest',
  versions: versionsOf(facts.spotlight),
  async run(call, text, exceptUsernames, kinds) {
    const found = await call.domain.spotlight(requireUser(call), text, {
      // Nothing said means both; something said means that alone.
      users: kinds?.users ?? kinds?.rooms !== true,
      rooms: kinds?.rooms ?? kinds?.users !== true,
      exceptUsernames: exceptUsernames ?? [],
    })
    return {
      users: found.users.map((user) => wireFoundUser(user, user.status)),
      rooms: found.rooms.map((room) => wireFoundRoom(room, call.domain.epoch)),
    }
  },
})
