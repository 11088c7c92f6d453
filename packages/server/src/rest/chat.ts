// REST routes about messages.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import { addresses, draftOf, maybe, messageBody, requireUser, versionsOf } from '../methods/index.ts'
import { wireMessage } from '../wire/message.ts'
import { defineRoute } from './route.ts'
import { anything } from './schemas.ts'

export const chatSendMessage = defineRoute({
  method: facts.chatSendMessage.verb,
  path: facts.chatSendMessage.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.chatSendMessage),
  query: anything,
  body: v.strictObject({ message: messageBody, previewUrls: maybe(addresses) }),
  async run(context, { body }) {
    const { domain } = context
    const user = requireUser(context)
    // One allowance for both doors: what DDP has used up is used up here.
    domain.limiter.call(facts.sendMessage.name, 'send', context)
    const message = await domain.messages.send(user, draftOf(body.message))
    return { body: { message: wireMessage(message, domain.epoch), success: true } }
  },
})
