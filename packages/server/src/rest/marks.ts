// REST routes that mark messages and threads, and that list what was marked.

import * as facts from 'quindar/protocol'
import type { RestFact } from 'quindar/protocol'
import * as v from 'valibot'
import type { User } from '../domain/entities.ts'
import type { Marking } from '../domain/marking.ts'
import { Refusal } from '../domain/refusal.ts'
import { id, requireUser, versionsOf } from '../methods/index.ts'
import { wireMessage } from '../wire/message.ts'
import { defineRoute, type Route } from './route.ts'
import { anything, page } from './schemas.ts'

const NOT_FOUND = 'The provided "messageId" does not match any existing message.'

/** REST calls a message by another name when there is none. */
function asOverRest(error: unknown): never {
  if (error instanceof Refusal && error.code === 'error-invalid-message') {
    throw new Refusal('error-message-not-found', NOT_FOUND)
  }
  throw error
}

export const chatPinMessage = defineRoute({
  method: facts.chatPinMessage.verb,
  path: facts.chatPinMessage.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.chatPinMessage),
  query: anything,
  body: v.looseObject({ messageId: id }),
  async run(context, { body: { messageId } }) {
    const { marking, epoch } = context.domain
    const message = await marking.pin(requireUser(context), messageId).catch(asOverRest)
    return { body: { message: wireMessage(message, epoch), success: true } }
  },
})

/** A route that is given a message and answers that it went well. */
function marks<Field extends 'messageId' | 'mid'>(
  fact: RestFact,
  field: Field,
  mark: (marking: Marking, user: User, messageId: string) => Promise<unknown>,
): Route {
  return defineRoute({
    method: fact.verb,
    path: fact.path,
    who: 'user',
    rate: 'route',
    versions: versionsOf(fact),
    query: anything,
    body: v.looseObject({ [field]: id }),
    async run(context, { body }) {
      await mark(context.domain.marking, requireUser(context), body[field] as string)
      return { body: { success: true } }
    },
  })
}

const starring = (starred: boolean) => async (marking: Marking, user: User, messageId: string) => {
  if (!(await marking.star(user, messageId, starred))) throw new Refusal('error-message-not-found', NOT_FOUND)
}

export const chatUnPinMessage = marks(facts.chatUnPinMessage, 'messageId', (marking, user, messageId) =>
  marking.unpin(user, messageId).catch(asOverRest),
)
export const chatStarMessage = marks(facts.chatStarMessage, 'messageId', starring(true))
export const chatUnStarMessage = marks(facts.chatUnStarMessage, 'messageId', starring(false))
export const chatFollowMessage = marks(facts.chatFollowMessage, 'mid', (marking, user, messageId) =>
  marking.follow(user, messageId, true),
)
export const chatUnfollowMessage = marks(facts.chatUnfollowMessage, 'mid', (marking, user, messageId) =>
  marking.follow(user, messageId, false),
)

function list(fact: RestFact, by: Parameters<Marking['marked']>[2]): Route {
  return defineRoute({
    method: fact.verb,
    path: fact.path,
    who: 'user',
    rate: 'route',
    versions: versionsOf(fact),
    query: v.object({ roomId: id, ...page }),
    body: anything,
    async run(context, { query: { roomId, offset, count } }) {
      const { marking, epoch } = context.domain
      const found = await marking.marked(requireUser(context), roomId, by, { offset, limit: count })
      if (!found) throw new Refusal('error-not-allowed', 'Not allowed')
      const messages = found.messages.map((message) => wireMessage(message, epoch))
      return { body: { messages, count: messages.length, offset, total: found.total, success: true } }
    },
  })
}

export const chatGetPinnedMessages = list(facts.chatGetPinnedMessages, 'pinned')
export const chatGetStarredMessages = list(facts.chatGetStarredMessages, 'starred')
export const chatGetMentionedMessages = list(facts.chatGetMentionedMessages, 'mentioning')
