// `chat.postMessage`: to a room by its id or name, or to a user; with attachments, and in another's name for who may.

import * as facts from 'quindar/protocol'
import * as v from 'valibot'
import type { User } from '../domain/entities.ts'
import { Refusal } from '../domain/refusal.ts'
import { attachments, id, maybe, name, requireUser, text, versionsOf } from '../methods/index.ts'
import { wireMessage } from '../wire/message.ts'
import { defineRoute, type RouteContext } from './route.ts'
import { anything } from './schemas.ts'

export const chatPostMessage = defineRoute({
  method: facts.chatPostMessage.verb,
  path: facts.chatPostMessage.path,
  who: 'user',
  rate: 'route',
  versions: versionsOf(facts.chatPostMessage),
  query: anything,
  body: v.looseObject({
    roomId: maybe(id),
    channel: maybe(name),
    text: maybe(text),
    alias: maybe(name),
    emoji: maybe(name),
    avatar: maybe(name),
    attachments: maybe(attachments),
    tmid: maybe(id),
    tshow: maybe(v.boolean()),
  }),
  async run(context, { body }) {
    const { domain } = context
    const user = requireUser(context)
    domain.limiter.call(facts.sendMessage.name, 'send', context)
    const roomId = await findTarget(context, user, body.roomId, body.channel)
    const message = await domain.messages.send(user, {
      roomId,
      text: body.text ?? '',
      ...(body.tmid !== undefined && { threadId: body.tmid }),
      ...(body.tshow !== undefined && { showInRoom: body.tshow }),
      presentation: {
        // An empty one is none: programs send what their settings hold.
        ...(body.alias && { alias: body.alias }),
        ...(body.emoji && { emoji: body.emoji }),
        ...(body.avatar && { avatar: body.avatar }),
        ...(body.attachments !== undefined && { attachments: body.attachments }),
      },
    })
    const channel = body.channel ?? roomId
    return { body: { ts: message.sentAt, channel, message: wireMessage(message, domain.epoch), success: true } }
  },
})

/** `#name`, `@username`, or an id; a direct room is made if there is none. */
async function findTarget(
  { domain: { rooms } }: RouteContext,
  user: User,
  roomId: string | undefined,
  channel: string | undefined,
): Promise<string> {
  if (roomId !== undefined) return roomId
  if (channel?.startsWith('@')) return (await rooms.openDirect(user, [channel.slice(1)])).id
  const room = channel === undefined ? undefined : await rooms.byIdOrName(channel.replace(/^#/, ''))
  // Whether the asker may write there is judged by sending, in the same words as for a room that is not there.
  if (!room) throw new Refusal('error-invalid-channel', 'Invalid channel')
  return room.id
}
