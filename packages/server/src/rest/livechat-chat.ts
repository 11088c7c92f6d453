// REST routes for a visitor's chat: to have one, who answers, to pass it on, to end it, to say how it was.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { Refusal } from '../domain/refusal.ts'
import {
  id,
  looseId,
  maybe,
  name,
  plainObject,
  requireVisitor,
  surveyAnswers,
  versionsOf,
  visitorToken,
} from '../methods/index.ts'
import { wireAgent, wireVisitorRoom } from '../wire/livechat.ts'
import { defineRoute } from './route.ts'
import { anything } from './schemas.ts'

const common = { rate: 'route', query: anything, body: anything, refusals: 'code' } as const
const inBody = { visitor: ({ body }: { body: { token: string } }) => body.token }

export const room = defineRoute({
  ...common,
  method: facts.livechatRoomGet.verb,
  path: facts.livechatRoomGet.path,
  versions: versionsOf(facts.livechatRoomGet),
  // The widget of 1.x asks with an empty id where it has none.
  query: v.object({ token: visitorToken, rid: maybe(looseId), agentId: maybe(looseId) }),
  who: { visitor: ({ query }) => query.token },
  async run(context, { query }) {
    const { domain } = context
    const { visitor, token } = requireVisitor(context)
    const { chats } = domain.livechat
    const found = query.rid
      ? { room: await chats.find(visitor, query.rid), isNew: false }
      : await chats.open(visitor, {
          source: 'widget',
          ...(query.agentId && { agentId: query.agentId }),
        })
    if (!found.room || found.room.chat?.state === 'closed') throw new Refusal('invalid-room', 'Invalid room')
    return {
      body: { room: wireVisitorRoom(found.room, token, domain.epoch), newRoom: found.isNew, success: true },
    }
  },
})

export const close = defineRoute({
  ...common,
  method: facts.livechatRoomClose.verb,
  path: facts.livechatRoomClose.path,
  versions: versionsOf(facts.livechatRoomClose),
  body: plainObject(v.looseObject({ rid: id, token: visitorToken })),
  who: inBody,
  async run(context, { body }) {
    const comment = await context.domain.livechat.chats.close(requireVisitor(context).visitor, body.rid)
    return { body: { rid: body.rid, comment, success: true } }
  },
})

const transferBody = plainObject(v.looseObject({ rid: id, token: visitorToken, department: name }))

export const transfer = defineRoute({
  ...common,
  method: facts.livechatRoomTransfer.verb,
  path: facts.livechatRoomTransfer.path,
  versions: versionsOf(facts.livechatRoomTransfer),
  body: transferBody,
  who: inBody,
  async run(context, { body }) {
    const { domain } = context
    const { visitor, token } = requireVisitor(context)
    const moved = await domain.livechat.chats.changeDepartment(visitor, body.rid, body.department)
    return { body: { ...(moved && { room: wireVisitorRoom(moved, token, domain.epoch) }), success: true } }
  },
})

export const departmentTransfer = defineRoute({
  ...common,
  method: facts.livechatDepartmentTransfer.verb,
  path: facts.livechatDepartmentTransfer.path,
  versions: versionsOf(facts.livechatDepartmentTransfer),
  body: transferBody,
  who: inBody,
  async run(context, { body }) {
    await context.domain.livechat.chats.changeDepartment(requireVisitor(context).visitor, body.rid, body.department)
    return { body: { success: true } }
  },
})

export const agentInfo = defineRoute({
  ...common,
  method: facts.livechatAgentInfo.verb,
  path: facts.livechatAgentInfo.path,
  versions: versionsOf(facts.livechatAgentInfo),
  values: v.object({ rid: id, token: visitorToken }),
  who: { visitor: ({ values }) => values.token },
  async run(context, { values }) {
    const { chats, agents } = context.domain.livechat
    const agentId = (await chats.roomOf(requireVisitor(context).visitor, values.rid)).chat?.servedBy?.id
    const card = agentId === undefined ? undefined : await agents.card(agentId)
    if (!card) throw new Refusal('invalid-agent', 'Invalid agent')
    return { body: { agent: wireAgent(card), success: true } }
  },
})

export const transcript = defineRoute({
  ...common,
  method: facts.livechatTranscript.verb,
  path: facts.livechatTranscript.path,
  versions: versionsOf(facts.livechatTranscript),
  body: plainObject(v.looseObject({ token: visitorToken, rid: id, email: name })),
  who: inBody,
  async run(context, { body }) {
    await context.domain.livechat.sendTranscript(requireVisitor(context).visitor, body.rid, body.email)
    return { body: { message: 'Livechat_transcript_sent', success: true } }
  },
})

export const survey = defineRoute({
  ...common,
  method: facts.livechatRoomSurvey.verb,
  path: facts.livechatRoomSurvey.path,
  versions: versionsOf(facts.livechatRoomSurvey),
  body: plainObject(v.looseObject({ rid: id, token: visitorToken, data: surveyAnswers })),
  who: inBody,
  async run(context, { body }) {
    const data = await context.domain.livechat.chats.rate(requireVisitor(context).visitor, body.rid, body.data)
    return { body: { rid: body.rid, data, success: true } }
  },
})
