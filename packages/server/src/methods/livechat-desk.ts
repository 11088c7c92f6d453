// Livechat's methods for those who answer: taking a chat, passing it on, ending it, being there or not.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { Refusal } from '../domain/refusal.ts'
import { wireRoom } from '../wire/room.ts'
import { routingConfig } from './livechat-jobs.ts'
import { defineMethod, requireUser } from './method.ts'
import { id, maybe, name, plainObject } from './parameters.ts'
import { versionsOf } from './versions.ts'

const agent = { permission: 'view-l-room' } as const
const ignored = maybe(plainObject(v.looseObject({})))

export const livechatTakeInquiry = defineMethod({
  name: facts.livechatTakeInquiry.name,
  params: v.tuple([id, ignored]),
  who: agent,
  rate: 'default',
  versions: versionsOf(facts.livechatTakeInquiry),
  async run(call, inquiryId) {
    const room = await call.domain.livechat.desk.take(requireUser(call), inquiryId)
    return wireRoom(room, call.domain.epoch)
  },
})

export const livechatTransfer = defineMethod({
  name: facts.livechatTransfer.name,
  params: v.tuple([
    plainObject(
      v.looseObject({
        roomId: id,
        userId: maybe(name),
        departmentId: maybe(name),
        comment: maybe(name),
        clientAction: maybe(v.boolean()),
      }),
    ),
  ]),
  who: agent,
  rate: 'default',
  versions: versionsOf(facts.livechatTransfer),
  async run(call, { roomId, userId, departmentId, comment }) {
    await call.domain.livechat.desk.forward(requireUser(call), roomId, {
      ...(userId !== undefined && { userId }),
      ...(departmentId !== undefined && { department: departmentId }),
      ...(comment !== undefined && { comment }),
    })
    return true
  },
})

const tags = maybe(v.pipe(v.array(name), v.maxLength(50)))

export const livechatCloseRoom = defineMethod({
  name: facts.livechatCloseRoom.name,
  params: v.tuple([id, maybe(name), maybe(plainObject(v.looseObject({ clientAction: maybe(v.boolean()), tags })))]),
  who: { permission: 'close-livechat-room' },
  rate: 'default',
  versions: versionsOf(facts.livechatCloseRoom),
  async run(call, roomId, comment, options) {
    await call.domain.livechat.desk.close(requireUser(call), roomId, {
      ...(comment !== undefined && { comment }),
      ...(options?.tags && { tags: options.tags }),
    })
    return true
  },
})

export const livechatReturnAsInquiry = defineMethod({
  name: facts.livechatReturnAsInquiry.name,
  params: v.tuple([id, maybe(name)]),
  who: agent,
  rate: 'default',
  versions: versionsOf(facts.livechatReturnAsInquiry),
  async run(call, roomId, departmentId) {
    await call.domain.livechat.desk.giveBack(requireUser(call), roomId, departmentId)
    return true
  },
})

export const livechatChangeLivechatStatus = defineMethod({
  name: facts.livechatChangeLivechatStatus.name,
  params: v.pipe(
    v.array(v.unknown()),
    v.transform((params) => [params[0] ?? {}]),
    v.tuple([
      plainObject(v.looseObject({ status: maybe(v.picklist(['available', 'not-available'])), agentId: maybe(name) })),
    ]),
  ),
  who: agent,
  rate: 'default',
  versions: versionsOf(facts.livechatChangeLivechatStatus),
  async run(call, { status, agentId }) {
    const user = requireUser(call)
    await call.domain.livechat.agents.setStatus(user, agentId ?? user.id, status)
  },
})

export const livechatGetRoutingConfig = defineMethod({
  name: facts.livechatGetRoutingConfig.name,
  params: v.tuple([]),
  who: 'user',
  rate: 'default',
  versions: versionsOf(facts.livechatGetRoutingConfig),
  run: ({ domain }) => routingConfig(domain.livechat.settings),
})

export const livechatAddAgent = defineMethod({
  name: facts.livechatAddAgent.name,
  params: v.tuple([name]),
  who: { permission: 'manage-livechat-agents' },
  rate: 'default',
  versions: versionsOf(facts.livechatAddAgent),
  async run({ domain }, username) {
    const user = await domain.livechat.agents.add(username)
    return { _id: user.id, username: user.username, name: user.name, roles: [...user.roles] }
  },
})

export const livechatRemoveAgent = defineMethod({
  name: facts.livechatRemoveAgent.name,
  params: v.tuple([name]),
  who: { permission: 'manage-livechat-agents' },
  rate: 'default',
  versions: versionsOf(facts.livechatRemoveAgent),
  async run({ domain }, username) {
    const user = await domain.users.byUsername(username)
    if (!user) throw new Refusal('error-invalid-user', 'Invalid user')
    await domain.livechat.agents.remove(user.id)
    return true
  },
})
