// REST routes for those who answer: who waits, to take a chat, to pass it on, to end it.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import type { Room } from '../domain/entities.ts'
import { Refusal } from '../domain/refusal.ts'
import { may } from '../domain/permissions.ts'
import { id, maybe, name, plainObject, requireUser, routingConfig, versionsOf } from '../methods/index.ts'
import { wireInquiry } from '../wire/livechat-room.ts'
import { wireRoom } from '../wire/room.ts'
import { defineRoute, type RouteContext } from './route.ts'
import { anything, idList, page } from './schemas.ts'

const common = { rate: 'route', query: anything, body: anything } as const
const agent = { permission: 'view-l-room' } as const

export const routing = defineRoute({
  ...common,
  method: facts.livechatConfigRouting.verb,
  path: facts.livechatConfigRouting.path,
  versions: versionsOf(facts.livechatConfigRouting),
  who: 'user',
  run: ({ domain }) => ({ body: { config: routingConfig(domain.livechat.settings), success: true } }),
})

const queueQuery = v.object({ ...page, department: maybe(name) })

interface QueuePage {
  readonly offset: number
  readonly count: number
  readonly department?: string | undefined
}

async function queue(context: RouteContext, { offset, count, department }: QueuePage) {
  const { domain } = context
  const { desk, departments } = domain.livechat
  const departmentId = department ? (await departments.byIdOrName(department))?.id : undefined
  const { rooms, total } = await desk.queue(requireUser(context), {
    offset,
    limit: count,
    ...(departmentId !== undefined && { departmentId }),
  })
  return {
    body: {
      inquiries: rooms.flatMap((room) => inquiryOf(context, room)),
      offset,
      count: rooms.length,
      total,
      success: true,
    },
  }
}

function inquiryOf({ domain }: RouteContext, room: Room) {
  return room.chat ? [wireInquiry(room, room.chat, domain.epoch)] : []
}

export const inquiriesList = defineRoute({
  ...common,
  method: facts.livechatInquiriesList.verb,
  path: facts.livechatInquiriesList.path,
  versions: versionsOf(facts.livechatInquiriesList),
  who: { permission: 'view-livechat-manager' },
  query: queueQuery,
  run: (context, { query }) => queue(context, query),
})

export const inquiriesQueued = defineRoute({
  ...common,
  method: facts.livechatInquiriesQueued.verb,
  path: facts.livechatInquiriesQueued.path,
  versions: versionsOf(facts.livechatInquiriesQueued),
  who: agent,
  query: queueQuery,
  run: (context, { query }) => queue(context, query),
})

export const inquiriesQueuedForUser = defineRoute({
  ...common,
  method: facts.livechatInquiriesQueuedForUser.verb,
  path: facts.livechatInquiriesQueuedForUser.path,
  versions: versionsOf(facts.livechatInquiriesQueuedForUser),
  who: agent,
  query: queueQuery,
  run: (context, { query }) => queue(context, query),
})

export const inquiriesGetOne = defineRoute({
  ...common,
  method: facts.livechatInquiriesGetOne.verb,
  path: facts.livechatInquiriesGetOne.path,
  versions: versionsOf(facts.livechatInquiriesGetOne),
  who: agent,
  query: v.object({ roomId: id }),
  async run(context, { query }) {
    const room = await context.domain.livechat.desk.inquiry(requireUser(context), { roomId: query.roomId })
    return { body: { inquiry: room ? (inquiryOf(context, room)[0] ?? null) : null, success: true } }
  },
})

export const inquiriesTake = defineRoute({
  ...common,
  method: facts.livechatInquiriesTake.verb,
  path: facts.livechatInquiriesTake.path,
  versions: versionsOf(facts.livechatInquiriesTake),
  who: agent,
  body: plainObject(v.looseObject({ inquiryId: id, userId: maybe(id) })),
  async run(context, { body }) {
    const { domain } = context
    const caller = requireUser(context)
    const other = body.userId !== undefined && body.userId !== caller.id
    if (other && !may(caller, 'manage-livechat-agents')) throw new Refusal('error-not-allowed', 'Not allowed')
    const taker = other ? await domain.users.byId(body.userId ?? '') : caller
    if (!taker) throw new Refusal('error-invalid-user', 'The user is invalid')
    const room = await domain.livechat.desk.take(taker, body.inquiryId)
    return { body: { inquiry: inquiryOf(context, room)[0], success: true } }
  },
})

export const inquiriesReturn = defineRoute({
  ...common,
  method: facts.livechatInquiriesReturn.verb,
  path: facts.livechatInquiriesReturn.path,
  versions: versionsOf(facts.livechatInquiriesReturn),
  who: agent,
  body: plainObject(v.looseObject({ roomId: id, departmentId: maybe(name) })),
  async run(context, { body }) {
    await context.domain.livechat.desk.giveBack(requireUser(context), body.roomId, body.departmentId)
    return { body: { result: true, success: true } }
  },
})

const flag = v.pipe(
  v.picklist(['true', 'false']),
  v.transform((given) => given === 'true'),
)

export const rooms = defineRoute({
  ...common,
  method: facts.livechatRooms.verb,
  path: facts.livechatRooms.path,
  versions: versionsOf(facts.livechatRooms),
  who: agent,
  query: v.object({
    ...page,
    agents: maybe(idList),
    'agents[]': maybe(idList),
    departmentId: maybe(id),
    open: maybe(flag),
  }),
  async run(context, { query }) {
    const { domain } = context
    const agentIds = query.agents ?? query['agents[]']
    const { rooms: found, total } = await domain.livechat.desk.list(requireUser(context), {
      offset: query.offset,
      limit: query.count,
      ...(query.open !== undefined && { open: query.open }),
      ...(agentIds && { agentIds }),
      ...(query.departmentId !== undefined && { departmentId: query.departmentId }),
    })
    const listed = found.map((room) => wireRoom(room, domain.epoch))
    return { body: { rooms: listed, count: listed.length, offset: query.offset, total, success: true } }
  },
})

export const forward = defineRoute({
  ...common,
  method: facts.livechatRoomForward.verb,
  path: facts.livechatRoomForward.path,
  versions: versionsOf(facts.livechatRoomForward),
  who: agent,
  body: plainObject(
    v.looseObject({
      roomId: id,
      userId: maybe(name),
      departmentId: maybe(name),
      comment: maybe(name),
      clientAction: maybe(v.boolean()),
    }),
  ),
  async run(context, { body }) {
    await context.domain.livechat.desk.forward(requireUser(context), body.roomId, {
      ...(body.userId !== undefined && { userId: body.userId }),
      ...(body.departmentId !== undefined && { department: body.departmentId }),
      ...(body.comment !== undefined && { comment: body.comment }),
    })
    return { body: { success: true } }
  },
})

export const closeByUser = defineRoute({
  ...common,
  method: facts.livechatRoomCloseByUser.verb,
  path: facts.livechatRoomCloseByUser.path,
  versions: versionsOf(facts.livechatRoomCloseByUser),
  who: { permission: 'close-livechat-room' },
  body: plainObject(
    v.looseObject({ rid: id, comment: maybe(name), tags: maybe(v.pipe(v.array(name), v.maxLength(50))) }),
  ),
  async run(context, { body }) {
    await context.domain.livechat.desk.close(requireUser(context), body.rid, {
      ...(body.comment !== undefined && { comment: body.comment }),
      ...(body.tags && { tags: body.tags }),
    })
    return { body: { success: true } }
  },
})
