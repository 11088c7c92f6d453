// REST routes for a visitor who comes: what there is, who he is, what he says of himself. His token is his key.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import {
  customField,
  fieldValue,
  maybe,
  meetingOf,
  name,
  nextAgent,
  pageInfo,
  plainObject,
  requireVisitor,
  text,
  versionsOf,
  visitorToken,
  visitPage,
} from '../methods/index.ts'
import { wireAgent, wireVisitor } from '../wire/livechat.ts'
import { wireConfig } from '../wire/livechat-config.ts'
import { wireRoom } from '../wire/room.ts'
import { defineRoute } from './route.ts'
import { anything } from './schemas.ts'

const common = { rate: 'route', query: anything, body: anything, refusals: 'code' } as const
const byToken = v.object({ token: visitorToken })

export const config = defineRoute({
  ...common,
  method: facts.livechatConfig.verb,
  path: facts.livechatConfig.path,
  versions: versionsOf(facts.livechatConfig),
  who: 'anyone',
  query: v.object({ token: maybe(visitorToken), department: maybe(name) }),
  async run({ domain }, { query }) {
    return { body: { config: wireConfig(await meetingOf(domain, query.token, query.department)), success: true } }
  },
})

const fields = maybe(v.pipe(v.array(customField), v.maxLength(100)))

export const register = defineRoute({
  ...common,
  method: facts.livechatVisitorRegister.verb,
  path: facts.livechatVisitorRegister.path,
  versions: versionsOf(facts.livechatVisitorRegister),
  who: 'anyone',
  body: plainObject(
    v.looseObject({
      visitor: plainObject(
        v.looseObject({
          token: maybe(visitorToken),
          name: maybe(name),
          email: maybe(name),
          phone: maybe(name),
          department: maybe(name),
          customFields: fields,
        }),
      ),
    }),
  ),
  async run({ domain }, { body }) {
    const { token: given, name: called, email, phone, department, customFields } = body.visitor
    const { visitor, token } = await domain.livechat.visitors.register({
      ...(given !== undefined && { token: given }),
      ...(called !== undefined && { name: called }),
      ...(email !== undefined && { email }),
      ...(phone !== undefined && { phone }),
      ...(department !== undefined && { department }),
      ...(customFields && { customFields }),
    })
    return { body: { visitor: wireVisitor(visitor, token), success: true } }
  },
})

export const visitor = defineRoute({
  ...common,
  method: facts.livechatVisitorGet.verb,
  path: facts.livechatVisitorGet.path,
  versions: versionsOf(facts.livechatVisitorGet),
  values: byToken,
  who: { visitor: ({ values }) => values.token },
  run(context) {
    const known = requireVisitor(context)
    return { body: { visitor: wireVisitor(known.visitor, known.token), success: true } }
  },
})

export const removeVisitor = defineRoute({
  ...common,
  method: facts.livechatVisitorDelete.verb,
  path: facts.livechatVisitorDelete.path,
  versions: versionsOf(facts.livechatVisitorDelete),
  values: byToken,
  who: { visitor: ({ values }) => values.token },
  async run(context) {
    const { domain } = context
    const known = requireVisitor(context).visitor
    await domain.livechat.visitors.remove(known)
    return { body: { visitor: { _id: known.id, ts: new Date(domain.ground.clock.now()) }, success: true } }
  },
})

/** For managers, who know a token because the visitor told them. */
export const visitorRooms = defineRoute({
  ...common,
  method: facts.livechatVisitorRooms.verb,
  path: facts.livechatVisitorRooms.path,
  versions: versionsOf(facts.livechatVisitorRooms),
  values: byToken,
  who: { permission: 'view-livechat-manager' },
  async run({ domain }, { values }) {
    const known = await domain.livechat.visitors.byToken(values.token)
    const room = known && (await domain.livechat.chats.openOf(known))
    return { body: { rooms: room ? [wireRoom(room, domain.epoch)] : [], success: true } }
  },
})

const STATUSES = ['online', 'away', 'busy', 'offline'] as const

export const status = defineRoute({
  ...common,
  method: facts.livechatVisitorStatus.verb,
  path: facts.livechatVisitorStatus.path,
  versions: versionsOf(facts.livechatVisitorStatus),
  body: plainObject(v.looseObject({ token: visitorToken, status: v.picklist(STATUSES) })),
  who: { visitor: ({ body }) => body.token },
  async run(context, { body }) {
    const known = requireVisitor(context)
    await context.domain.livechat.visitors.change(known.visitor, { status: body.status })
    return { body: { token: known.token, status: body.status, success: true } }
  },
})

export const agentNext = defineRoute({
  ...common,
  method: facts.livechatAgentNext.verb,
  path: facts.livechatAgentNext.path,
  versions: versionsOf(facts.livechatAgentNext),
  query: v.object({ department: maybe(name) }),
  values: byToken,
  who: { visitor: ({ values }) => values.token },
  async run(context, { query }) {
    const card = await nextAgent(context.domain, requireVisitor(context).visitor, query.department)
    return { body: { ...(card && { agent: wireAgent(card) }), success: true } }
  },
})

export const setCustomField = defineRoute({
  ...common,
  method: facts.livechatCustomField.verb,
  path: facts.livechatCustomField.path,
  versions: versionsOf(facts.livechatCustomField),
  body: plainObject(
    v.looseObject({ token: visitorToken, key: name, value: fieldValue, overwrite: maybe(v.boolean()) }),
  ),
  who: { visitor: ({ body }) => body.token },
  async run(context, { body }) {
    const field = { key: body.key, value: body.value, overwrite: body.overwrite ?? true }
    await context.domain.livechat.visitors.change(requireVisitor(context).visitor, { customFields: [field] })
    return { body: { field, success: true } }
  },
})

export const setCustomFields = defineRoute({
  ...common,
  method: facts.livechatCustomFields.verb,
  path: facts.livechatCustomFields.path,
  versions: versionsOf(facts.livechatCustomFields),
  body: plainObject(
    v.looseObject({ token: visitorToken, customFields: v.pipe(v.array(customField), v.maxLength(100)) }),
  ),
  who: { visitor: ({ body }) => body.token },
  async run(context, { body }) {
    const { customFields } = body
    await context.domain.livechat.visitors.change(requireVisitor(context).visitor, { customFields })
    return { body: { fields: customFields, success: true } }
  },
})

export const pageVisited = defineRoute({
  ...common,
  method: facts.livechatPageVisitedRoute.verb,
  path: facts.livechatPageVisitedRoute.path,
  versions: versionsOf(facts.livechatPageVisitedRoute),
  body: plainObject(v.looseObject({ token: visitorToken, rid: maybe(name), pageInfo })),
  who: { visitor: ({ body }) => body.token },
  async run(context, { body }) {
    return { body: { page: await visitPage(context.domain, requireVisitor(context), body.pageInfo), success: true } }
  },
})

export const offlineMessage = defineRoute({
  ...common,
  method: facts.livechatOfflineMessage.verb,
  path: facts.livechatOfflineMessage.path,
  versions: versionsOf(facts.livechatOfflineMessage),
  who: 'anyone',
  body: plainObject(v.looseObject({ name, email: name, message: text, department: maybe(name), host: maybe(name) })),
  async run({ domain }, { body }) {
    const { name: called, email, message, department, host } = body
    await domain.livechat.offline.leave({
      name: called,
      email,
      message,
      ...(department !== undefined && { department }),
      ...(host !== undefined && { host }),
    })
    return { body: { message: domain.livechat.settings.texts.offlineSuccess, success: true } }
  },
})
