// REST routes about one message that is there: read, edit, take back, react.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import type { Message } from '../domain/entities.ts'
import { checkLength } from '../domain/message-text.ts'
import { id, maybe, name, requireUser, text, versionsOf } from '../methods/index.ts'
import { wireMessage } from '../wire/message.ts'
import { defineRoute, type RouteContext, type RouteResult } from './route.ts'
import { anything } from './schemas.ts'

export const chatGetMessage = defineRoute({
  method: facts.chatGetMessage.verb,
  path: facts.chatGetMessage.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.chatGetMessage),
  query: v.object({ msgId: id }),
  body: anything,
  async run(context, { query: { msgId } }) {
    const message = await context.domain.reading.message(requireUser(context), msgId)
    if (!message) return notThere(msgId)
    return { body: { message: wireMessage(message, context.domain.epoch), success: true } }
  },
})

export const chatUpdate = defineRoute({
  method: facts.chatUpdate.verb,
  path: facts.chatUpdate.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.chatUpdate),
  query: anything,
  body: v.looseObject({ roomId: id, msgId: id, text }),
  async run(context, { body }) {
    const { domain } = context
    // Before anything is read for it.
    checkLength(body.text)
    const found = await find(context, body)
    if ('body' in found) return found
    domain.limiter.call(facts.updateMessage.name, 'default', context)
    const message = await domain.messages.edit(requireUser(context), body.msgId, body.text)
    return { body: { message: wireMessage(message, domain.epoch), success: true } }
  },
})

export const chatDelete = defineRoute({
  method: facts.chatDelete.verb,
  path: facts.chatDelete.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.chatDelete),
  query: anything,
  // Who may take it back is judged by who asks; `asUser` made it another's doing.
  body: v.looseObject({ roomId: id, msgId: id, asUser: maybe(v.boolean()) }),
  async run(context, { body }) {
    const found = await find(context, body)
    if ('body' in found) return found
    const { messages, ground } = context.domain
    await messages.remove(requireUser(context), body.msgId)
    const { author, roomId } = found
    const u = { _id: author.id, username: author.username, name: author.name }
    const message = { _id: body.msgId, rid: roomId, u }
    return { body: { _id: body.msgId, ts: String(ground.clock.now()), message, success: true } }
  },
})

export const chatReact = defineRoute({
  method: facts.chatReact.verb,
  path: facts.chatReact.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.chatReact),
  query: anything,
  body: v.union([
    v.object({ messageId: id, emoji: name, shouldReact: maybe(v.boolean()) }),
    v.pipe(
      v.object({ messageId: id, reaction: name, shouldReact: maybe(v.boolean()) }),
      v.transform(({ reaction, ...rest }) => ({ ...rest, emoji: reaction })),
    ),
  ]),
  async run(context, { body: { messageId, emoji, shouldReact } }) {
    await context.domain.messages.react(requireUser(context), messageId, emoji, shouldReact)
    return { body: { success: true } }
  },
})

/** The message, if the asker may read it and it is in that room; else Rocket.Chat's sentence, which has no code. */
async function find(context: RouteContext, { msgId, roomId }: { msgId: string; roomId: string }) {
  const message: Message | undefined = await context.domain.reading.message(requireUser(context), msgId)
  if (!message) return notThere(msgId)
  if (message.roomId !== roomId) return refused('The room id provided does not match where the message is from.')
  return message
}

function notThere(messageId: string): RouteResult {
  return refused(`No message found with the id of "${messageId}".`)
}

function refused(error: string): RouteResult {
  return { status: 400, body: { success: false, error } }
}
