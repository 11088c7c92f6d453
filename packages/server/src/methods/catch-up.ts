// Methods that tell a client what it missed, or what stands around a message.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { Refusal } from '../domain/refusal.ts'
import { wireDeleted } from '../wire/changes.ts'
import { wireHistory, wireMessage } from '../wire/message.ts'
import { messageChanges } from './message-pages.ts'
import { defineMethod, requireUser } from './method.ts'
import { id, looseId, maybe, plainObject, time } from './parameters.ts'
import { versionsOf } from './versions.ts'

const PAGE = 20
const SURROUNDINGS = 50
const LONGEST_PAGE = 1_000
/** Changes of one answer, of both kinds together. */
const LONGEST_LOG_PAGE = 200

const count = v.pipe(v.number(), v.minValue(1), v.transform(Math.floor))

export const loadMissedMessages = defineMethod({
  name: facts.loadMissedMessages.name,
  params: v.tuple([id, time]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.loadMissedMessages),
  async run(call, roomId, since) {
    const { catchUp, epoch } = call.domain
    const messages = await catchUp.sentSince(requireUser(call), roomId, since)
    return messages?.map((message) => wireMessage(message, epoch)) ?? false
  },
})

export const loadNextMessages = defineMethod({
  name: facts.loadNextMessages.name,
  params: v.tuple([id, maybe(time), maybe(count)]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.loadNextMessages),
  async run(call, roomId, after, limit) {
    const { catchUp, epoch } = call.domain
    const messages = await catchUp.sentNext(requireUser(call), roomId, after, pageLength(limit))
    if (!messages) throw new Refusal('error-not-allowed', 'Not allowed')
    return { messages: messages.map((message) => wireMessage(message, epoch)) }
  },
})

export const loadSurroundingMessages = defineMethod({
  name: facts.loadSurroundingMessages.name,
  params: v.tuple([plainObject(v.looseObject({ _id: id, rid: maybe(looseId) })), maybe(count), maybe(v.boolean())]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.loadSurroundingMessages),
  async run(call, { _id }, limit = SURROUNDINGS, threads = true) {
    const { reading, epoch } = call.domain
    const found = await reading.around(requireUser(call), _id, Math.min(limit, LONGEST_PAGE), threads)
    return found ? { ...found, messages: found.messages.map((message) => wireMessage(message, epoch)) } : false
  },
})

export const messagesGet = defineMethod({
  name: facts.messagesGet.name,
  params: v.tuple([
    id,
    plainObject(
      v.looseObject({
        lastUpdate: maybe(time),
        latestDate: maybe(time),
        oldestDate: maybe(time),
        inclusive: maybe(v.boolean()),
        count: maybe(count),
        unreads: maybe(v.boolean()),
        next: maybe(looseId),
        previous: maybe(looseId),
        type: maybe(looseId),
      }),
    ),
  ]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.messagesGet),
  async run(call, roomId, options) {
    const user = requireUser(call)
    const { lastUpdate, next, previous, type } = options
    const { syncCursors } = call.domain.edition.habits
    const { domain } = call
    const changed = await messageChanges(
      domain,
      user,
      roomId,
      syncCursors ? { lastUpdate, next, previous, type } : { lastUpdate },
      pageLength(options.count),
    )
    if (changed) return changed
    const { latestDate, oldestDate, inclusive, unreads } = options
    const page = await domain.reading.between(user, roomId, {
      latest: latestDate,
      oldest: oldestDate,
      inclusive: inclusive ?? false,
      offset: 0,
      count: pageLength(options.count),
      unreads: unreads ?? false,
      threads: true,
    })
    if (!page) throw new Refusal('error-not-allowed', 'Not allowed')
    return wireHistory(page, domain.epoch)
  },
})

function pageLength(wanted: number | undefined): number {
  return Math.min(wanted ?? PAGE, LONGEST_PAGE)
}

/** Our extension: PROTOCOL.md#extensions. */
export const changes = defineMethod({
  name: facts.changes.name,
  params: v.tuple([
    id,
    plainObject(
      v.looseObject({
        epoch: id,
        after: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
        limit: maybe(count),
      }),
    ),
  ]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.changes),
  async run(call, roomId, { epoch, after, limit = LONGEST_LOG_PAGE }) {
    const { catchUp, ground } = call.domain
    const page = await catchUp.log(requireUser(call), roomId, {
      epoch,
      after,
      limit: Math.min(limit, LONGEST_LOG_PAGE),
    })
    if (!page) throw new Refusal('error-not-allowed', 'Not allowed')
    const { updated, deleted, ...where } = page
    return {
      epoch: ground.store.epoch,
      ...where,
      updated: updated.map((message) => wireMessage(message, ground.store.epoch)),
      deleted: deleted.map((deletion) => wireDeleted(deletion, ground.store.epoch)),
    }
  },
})
