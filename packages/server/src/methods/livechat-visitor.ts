// Livechat's methods for a visitor who comes: what there is, who he is, what he says of himself. He has no login; his
// token is his key.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { may } from '../domain/permissions.ts'
import { Refusal } from '../domain/refusal.ts'
import { wireAgent, wireVisitor } from '../wire/livechat.ts'
import { wireInitialData } from '../wire/livechat-config.ts'
import { meetingOf, nextAgent, visitPage } from './livechat-jobs.ts'
import { customField, fieldValue, pageInfo, visitorToken } from './livechat-parameters.ts'
import { type CallContext, defineMethod, requireVisitor } from './method.ts'
import { id, maybe, name, plainObject, text } from './parameters.ts'
import { versionsOf } from './versions.ts'

export const livechatGetInitialData = defineMethod({
  name: facts.livechatGetInitialData.name,
  params: v.tuple([visitorToken, maybe(name)]),
  who: 'anyone',
  rate: 'default',
  versions: versionsOf(facts.livechatGetInitialData),
  run: async ({ domain }, token) => wireInitialData(await meetingOf(domain, token)),
})

export const livechatLoginByToken = defineMethod({
  name: facts.livechatLoginByToken.name,
  params: v.tuple([visitorToken]),
  who: 'anyone',
  rate: 'default',
  versions: versionsOf(facts.livechatLoginByToken),
  async run({ domain }, token) {
    const visitor = await domain.livechat.visitors.byToken(token)
    return visitor && { _id: visitor.id }
  },
})

export const livechatRegisterGuest = defineMethod({
  name: facts.livechatRegisterGuest.name,
  params: v.tuple([
    plainObject(
      v.looseObject({
        token: visitorToken,
        name: maybe(name),
        email: maybe(name),
        phone: maybe(name),
        department: maybe(name),
        customFields: maybe(v.pipe(v.array(customField), v.maxLength(100))),
      }),
    ),
  ]),
  who: 'anyone',
  rate: 'default',
  versions: versionsOf(facts.livechatRegisterGuest),
  async run({ domain }, guest) {
    const { token, name: called, email, phone, department, customFields } = guest
    const { visitor } = await domain.livechat.visitors.register({
      token,
      ...(called !== undefined && { name: called }),
      ...(email !== undefined && { email }),
      ...(phone !== undefined && { phone }),
      ...(department !== undefined && { department }),
      ...(customFields && { customFields }),
    })
    return { userId: visitor.id, visitor: wireVisitor(visitor, token) }
  },
})

/** Whose closing is waited for: once for each session. */
const watched = new WeakSet<object>()

/** The visitor is there, and away when the socket closes; who has only a token yet may have become one by then. */
async function watch({ domain, session }: CallContext, token: unknown): Promise<void> {
  const { visitors } = domain.livechat
  const become = async (status: 'online' | 'offline'): Promise<void> => {
    const visitor = await visitors.byToken(token)
    if (visitor) await visitors.change(visitor, { status })
  }
  await become('online')
  if (!session || watched.has(session)) return
  watched.add(session)
  session.onClosed(() => {
    // Who is gone by then is nobody to be away.
    void become('offline').catch(() => undefined)
  })
}

export const userPresenceConnect = defineMethod({
  name: facts.userPresenceConnect.name,
  params: v.tuple([maybe(name), maybe(plainObject(v.looseObject({ visitor: maybe(visitorToken) })))]),
  who: 'anyone',
  rate: 'default',
  versions: versionsOf(facts.userPresenceConnect),
  run: (call, _connection, metadata) => watch(call, metadata?.visitor),
})

export const livechatSetUpConnection = defineMethod({
  name: facts.livechatSetUpConnection.name,
  params: v.tuple([plainObject(v.looseObject({ token: visitorToken }))]),
  // Widgets call it as soon as they are connected, before their visitor has a name: Rocket.Chat does not ask whose token it is.
  who: 'anyone',
  rate: 'default',
  versions: versionsOf(facts.livechatSetUpConnection),
  run: (call, { token }) => watch(call, token),
})

export const livechatGetNextAgent = defineMethod({
  name: facts.livechatGetNextAgent.name,
  params: v.tuple([plainObject(v.looseObject({ token: visitorToken, department: maybe(name) }))]),
  who: { visitor: ([{ token }]) => token },
  rate: 'default',
  versions: versionsOf(facts.livechatGetNextAgent),
  async run(call, { department }) {
    const card = await nextAgent(call.domain, requireVisitor(call).visitor, department)
    return card && wireAgent(card)
  },
})

export const livechatSetCustomField = defineMethod({
  name: facts.livechatSetCustomField.name,
  params: v.tuple([visitorToken, name, fieldValue, maybe(v.boolean())]),
  who: { visitor: ([token]) => token },
  rate: 'default',
  versions: versionsOf(facts.livechatSetCustomField),
  async run(call, _token, key, value, overwrite) {
    const customFields = [{ key, value, overwrite: overwrite ?? true }]
    await call.domain.livechat.visitors.change(requireVisitor(call).visitor, { customFields })
    return true
  },
})

export const livechatPageVisited = defineMethod({
  name: facts.livechatPageVisited.name,
  params: v.tuple([visitorToken, maybe(name), pageInfo]),
  who: { visitor: ([token]) => token },
  rate: 'default',
  versions: versionsOf(facts.livechatPageVisited),
  run: (call, _token, _roomId, page) => visitPage(call.domain, requireVisitor(call), page),
})

export const livechatSendOfflineMessage = defineMethod({
  name: facts.livechatSendOfflineMessage.name,
  params: v.tuple([
    plainObject(v.looseObject({ name, email: name, message: text, department: maybe(name), host: maybe(name) })),
  ]),
  who: 'anyone',
  rate: 'login',
  versions: versionsOf(facts.livechatSendOfflineMessage),
  async run({ domain }, { name: called, email, message, department, host }) {
    await domain.livechat.offline.leave({
      name: called,
      email,
      message,
      ...(department !== undefined && { department }),
      ...(host !== undefined && { host }),
    })
    return true
  },
})

export const livechatSendTranscript = defineMethod({
  name: facts.livechatSendTranscript.name,
  params: v.tuple([visitorToken, id, name, maybe(name)]),
  who: { visitor: ([token]) => token },
  rate: 'login',
  versions: versionsOf(facts.livechatSendTranscript),
  async run(call, _token, roomId, email) {
    const { user, domain } = call
    // Since 3.4 only agents send it by this method; who plays no release in particular plays the older ones too.
    if (domain.edition.exact && !(user && may(user, 'send-omnichannel-chat-transcript'))) {
      throw new Refusal('error-not-allowed', 'Not allowed')
    }
    await domain.livechat.sendTranscript(requireVisitor(call).visitor, roomId, email)
    return true
  },
})
