// Livechat's methods for a visitor in a chat: saying, reading, who answers, ending it, how it was.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { Refusal } from '../domain/refusal.ts'
import { wireAgent, wireOwnMessage, wireVisitorRoom } from '../wire/livechat.ts'
import { wireMessage } from '../wire/message.ts'
import { fieldValue, surveyAnswers, visitorToken, wishedAgent } from './livechat-parameters.ts'
import { defineMethod, requireVisitor } from './method.ts'
import { id, looseId, maybe, name, plainObject, text, time } from './parameters.ts'
import { versionsOf } from './versions.ts'

export const sendMessageLivechat = defineMethod({
  name: facts.sendMessageLivechat.name,
  params: v.tuple([plainObject(v.looseObject({ _id: looseId, rid: id, msg: text, token: visitorToken })), wishedAgent]),
  who: { visitor: ([{ token }]) => token },
  rate: 'default',
  versions: versionsOf(facts.sendMessageLivechat),
  async run(call, { _id, rid, msg }, agent) {
    const { visitor, token } = requireVisitor(call)
    const { chats, talking, settings } = call.domain.livechat
    // A chat that has ended stays as it is: the next words begin another, under an id of our own.
    const before = await chats.find(visitor, rid)
    const wish = before?.chat?.state === 'closed' ? {} : { roomId: rid }
    const { room, isNew } = await chats.open(visitor, {
      source: 'api',
      ...wish,
      ...(agent && { agentId: agent.agentId }),
    })
    const message = await talking.say(visitor, room.id, { id: _id, text: msg })
    return {
      ...wireOwnMessage(message, token, call.domain.epoch),
      newRoom: isNew,
      showConnecting: settings.showConnecting,
    }
  },
})

/** `ls` of old clients is an ISO text. */
const seen = v.union([
  time,
  v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.transform((iso) => Date.parse(iso)),
  ),
])

const PAGE = 20
const LONGEST_PAGE = 1_000

export const livechatLoadHistory = defineMethod({
  name: facts.livechatLoadHistory.name,
  params: v.tuple([
    plainObject(
      v.looseObject({ token: visitorToken, rid: id, end: maybe(time), limit: maybe(v.number()), ls: maybe(seen) }),
    ),
  ]),
  who: { visitor: ([{ token }]) => token },
  rate: 'default',
  versions: versionsOf(facts.livechatLoadHistory),
  async run(call, { rid, end, limit, ls }) {
    const { domain } = call
    // What 6.10 began to ask for.
    if (domain.edition.exact && domain.edition.habits.strictVisitorHistory && (end === undefined || ls === undefined)) {
      throw new Refusal(400, 'Match failed')
    }
    const page = await domain.livechat.talking.history(requireVisitor(call).visitor, rid, {
      limit: limit === undefined || limit < 1 ? PAGE : Math.min(Math.floor(limit), LONGEST_PAGE),
      ...(end !== undefined && { before: end }),
      ...(ls !== undefined && { lastSeen: ls }),
    })
    return {
      messages: page.messages.map((message) => wireMessage(message, domain.epoch)),
      ...(page.firstUnread && { firstUnread: wireMessage(page.firstUnread, domain.epoch) }),
      unreadNotLoaded: page.unreadNotLoaded,
    }
  },
})

const chat = plainObject(v.looseObject({ roomId: id, token: visitorToken }))

export const livechatGetAgentData = defineMethod({
  name: facts.livechatGetAgentData.name,
  params: v.tuple([chat]),
  who: { visitor: ([{ token }]) => token },
  rate: 'default',
  versions: versionsOf(facts.livechatGetAgentData),
  async run(call, { roomId }) {
    const { chats, agents } = call.domain.livechat
    const room = await chats.roomOf(requireVisitor(call).visitor, roomId)
    const agentId = room.chat?.servedBy?.id
    const card = agentId === undefined ? undefined : await agents.card(agentId)
    return card && wireAgent(card)
  },
})

export const livechatCloseByVisitor = defineMethod({
  name: facts.livechatCloseByVisitor.name,
  params: v.tuple([chat]),
  who: { visitor: ([{ token }]) => token },
  rate: 'default',
  versions: versionsOf(facts.livechatCloseByVisitor),
  async run(call, { roomId }) {
    await call.domain.livechat.chats.close(requireVisitor(call).visitor, roomId)
    return true
  },
})

const words = maybe(plainObject(v.looseObject({ msg: maybe(fieldValue) })))

export const sendFileLivechatMessage = defineMethod({
  name: facts.sendFileLivechatMessage.name,
  params: v.tuple([id, visitorToken, plainObject(v.looseObject({ _id: name })), words]),
  who: { visitor: ([, token]) => token },
  rate: 'default',
  versions: versionsOf(facts.sendFileLivechatMessage),
  async run(call, roomId, _token, { _id }, said) {
    const { chats, files, talking, settings } = call.domain.livechat
    const { visitor, token } = requireVisitor(call)
    const kept = await files.byId(_id)
    if (kept?.roomId !== roomId || !(await chats.find(visitor, roomId))) return false
    const message = await talking.say(visitor, roomId, { text: said?.msg ?? '', kept })
    const { showConnecting } = settings
    return { ...wireOwnMessage(message, token, call.domain.epoch), newRoom: false, showConnecting }
  },
})

export const livechatStartFileUploadRoom = defineMethod({
  name: facts.livechatStartFileUploadRoom.name,
  params: v.tuple([id, visitorToken]),
  who: { visitor: ([, token]) => token },
  rate: 'default',
  versions: versionsOf(facts.livechatStartFileUploadRoom),
  async run(call, roomId) {
    const { chats, settings } = call.domain.livechat
    const { visitor, token } = requireVisitor(call)
    const { room, isNew } = await chats.open(visitor, { source: 'api', roomId })
    const { showConnecting } = settings
    return { room: wireVisitorRoom(room, token, call.domain.epoch), newRoom: isNew, showConnecting }
  },
})

export const livechatSetDepartmentForVisitor = defineMethod({
  name: facts.livechatSetDepartmentForVisitor.name,
  params: v.tuple([plainObject(v.looseObject({ roomId: maybe(id), visitorToken, departmentId: name }))]),
  who: { visitor: ([visitor]) => visitor.visitorToken },
  rate: 'default',
  versions: versionsOf(facts.livechatSetDepartmentForVisitor),
  async run(call, { roomId, departmentId }) {
    await call.domain.livechat.chats.changeDepartment(requireVisitor(call).visitor, roomId, departmentId)
    return true
  },
})

export const livechatSaveSurveyFeedback = defineMethod({
  name: facts.livechatSaveSurveyFeedback.name,
  params: v.tuple([visitorToken, id, surveyAnswers]),
  who: { visitor: ([token]) => token },
  rate: 'default',
  versions: versionsOf(facts.livechatSaveSurveyFeedback),
  async run(call, _token, roomId, answers) {
    await call.domain.livechat.chats.rate(requireVisitor(call).visitor, roomId, answers)
    return 1
  },
})
