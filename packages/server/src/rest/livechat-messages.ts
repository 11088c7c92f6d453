// REST routes for what a visitor says and reads.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import {
  id,
  looseId,
  maybe,
  name,
  plainObject,
  requireVisitor,
  text,
  versionsOf,
  visitorToken,
  wishedAgent,
} from '../methods/index.ts'
import { wireOwnMessage } from '../wire/livechat.ts'
import { wireMessage } from '../wire/message.ts'
import { defineRoute } from './route.ts'
import { anything } from './schemas.ts'

const common = { rate: 'route', query: anything, body: anything, refusals: 'code' } as const
const inBody = { visitor: ({ body }: { body: { token: string } }) => body.token }
const inQuery = { visitor: ({ query }: { query: { token: string } }) => query.token }
const one = v.object({ _id: id })

export const sendMessage = defineRoute({
  ...common,
  method: facts.livechatMessageSend.verb,
  path: facts.livechatMessageSend.path,
  versions: versionsOf(facts.livechatMessageSend),
  body: plainObject(
    v.looseObject({ token: visitorToken, rid: id, msg: text, _id: maybe(looseId), agent: wishedAgent }),
  ),
  who: inBody,
  async run(context, { body }) {
    const { visitor, token } = requireVisitor(context)
    const message = await context.domain.livechat.talking.say(visitor, body.rid, {
      text: body.msg,
      ...(body._id !== undefined && { id: body._id }),
    })
    return { body: { message: wireOwnMessage(message, token, context.domain.epoch), success: true } }
  },
})

export const message = defineRoute({
  ...common,
  method: facts.livechatMessageGet.verb,
  path: facts.livechatMessageGet.path,
  versions: versionsOf(facts.livechatMessageGet),
  query: v.object({ token: visitorToken, rid: id }),
  values: one,
  who: inQuery,
  async run(context, { query, values }) {
    const { domain } = context
    const found = await domain.livechat.talking.message(requireVisitor(context).visitor, query.rid, values._id)
    return { body: { message: wireMessage(found, domain.epoch), success: true } }
  },
})

export const updateMessage = defineRoute({
  ...common,
  method: facts.livechatMessageUpdate.verb,
  path: facts.livechatMessageUpdate.path,
  versions: versionsOf(facts.livechatMessageUpdate),
  body: plainObject(v.looseObject({ token: visitorToken, rid: id, msg: text })),
  values: one,
  who: inBody,
  async run(context, { body, values }) {
    const { visitor, token } = requireVisitor(context)
    const { talking } = context.domain.livechat
    const changed = await talking.edit(visitor, body.rid, values._id, body.msg)
    return { body: { message: wireOwnMessage(changed, token, context.domain.epoch), success: true } }
  },
})

export const removeMessage = defineRoute({
  ...common,
  method: facts.livechatMessageDelete.verb,
  path: facts.livechatMessageDelete.path,
  versions: versionsOf(facts.livechatMessageDelete),
  body: plainObject(v.looseObject({ token: visitorToken, rid: id })),
  values: one,
  who: inBody,
  async run(context, { body, values }) {
    const { domain } = context
    await domain.livechat.talking.remove(requireVisitor(context).visitor, body.rid, values._id)
    return { body: { message: { _id: values._id, ts: new Date(domain.ground.clock.now()) }, success: true } }
  },
})

const PAGE = 20
const LONGEST_PAGE = 100
const digits = v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number))
/** Milliseconds or an ISO text, as clients have sent both. */
const moment = v.pipe(
  v.string(),
  v.transform((given) => (/^\d+$/.test(given) ? Number(given) : Date.parse(given))),
  v.number(),
)

export const history = defineRoute({
  ...common,
  method: facts.livechatMessagesHistory.verb,
  path: facts.livechatMessagesHistory.path,
  versions: versionsOf(facts.livechatMessagesHistory),
  query: v.object({
    token: visitorToken,
    ls: maybe(moment),
    end: maybe(moment),
    limit: maybe(digits),
    offset: maybe(digits),
    searchText: maybe(name),
  }),
  values: v.object({ rid: id }),
  who: inQuery,
  async run(context, { query, values }) {
    const { talking } = context.domain.livechat
    const { messages, unreadNotLoaded } = await talking.history(requireVisitor(context).visitor, values.rid, {
      limit: Math.min(query.limit || PAGE, LONGEST_PAGE),
      ...(query.end !== undefined && { before: query.end }),
      ...(query.ls !== undefined && { lastSeen: query.ls }),
      ...(query.offset !== undefined && { offset: query.offset }),
      ...(query.searchText && { search: query.searchText }),
    })
    const { epoch } = context.domain
    return {
      body: { messages: messages.map((found) => wireMessage(found, epoch)), unreadNotLoaded, success: true },
    }
  },
})
