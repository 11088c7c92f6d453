// REST routes that find messages: the threads of a room, the answers of a thread, messages by their words.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { Refusal } from '../domain/refusal.ts'
import { id, maybe, name, requireUser, versionsOf } from '../methods/index.ts'
import { wireMessage } from '../wire/message.ts'
import { defineRoute } from './route.ts'
import { anything, countUpTo, page } from './schemas.ts'

const SEARCH_PAGE = 20
const LONGEST_PAGE = 100

export const chatGetThreadMessages = defineRoute({
  method: facts.chatGetThreadMessages.verb,
  path: facts.chatGetThreadMessages.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.chatGetThreadMessages),
  query: v.object({ tmid: id, ...page }),
  body: anything,
  async run(context, { query: { tmid, offset, count } }) {
    const { reading, epoch } = context.domain
    const thread = await reading.thread(requireUser(context), tmid, { newestFirst: false, offset, limit: count })
    if (!thread) throw new Refusal('error-not-allowed', 'Not Allowed')
    const messages = thread.messages.map((message) => wireMessage(message, epoch))
    return { body: { messages, count: messages.length, offset, total: thread.total, success: true } }
  },
})

export const chatGetThreadsList = defineRoute({
  method: facts.chatGetThreadsList.verb,
  path: facts.chatGetThreadsList.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.chatGetThreadsList),
  query: v.object({ rid: id, type: maybe(v.picklist(['following', 'unread'])), text: maybe(name), ...page }),
  body: anything,
  async run(context, { query: { rid, type, text, offset, count } }) {
    const { reading, epoch } = context.domain
    const found = await reading.threads(requireUser(context), rid, {
      ...(type !== undefined && { which: type }),
      ...(text !== undefined && { part: text }),
      offset,
      limit: count,
    })
    if (!found) throw new Refusal('error-not-allowed', 'Not Allowed')
    const threads = found.messages.map((message) => wireMessage(message, epoch))
    return { body: { threads, count: threads.length, offset, total: found.total, success: true } }
  },
})

export const chatSearch = defineRoute({
  method: facts.chatSearch.verb,
  path: facts.chatSearch.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.chatSearch),
  query: v.object({ roomId: id, searchText: name, offset: page.offset, count: countUpTo(LONGEST_PAGE, SEARCH_PAGE) }),
  body: anything,
  async run(context, { query: { roomId, searchText, offset, count } }) {
    const { reading, epoch } = context.domain
    const found = await reading.search(requireUser(context), roomId, searchText, { offset, limit: count })
    if (!found) throw new Refusal('error-not-allowed', 'Not allowed')
    return { body: { messages: found.map((message) => wireMessage(message, epoch)), success: true } }
  },
})
