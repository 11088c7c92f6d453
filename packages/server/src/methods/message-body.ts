// What a client may send as a message, by DDP or by REST: a closed list, as in Rocket.Chat since 7.0.

import * as v from 'valibot'
import type { Draft } from '../domain/sending.ts'
import { jsonObject, looseId, maybe, plainObject, text, time } from './parameters.ts'

export const messageBody = plainObject(
  v.strictObject({
    _id: maybe(looseId),
    rid: maybe(looseId),
    msg: maybe(text),
    tmid: maybe(looseId),
    tshow: maybe(v.boolean()),
    ts: maybe(time),
    groupable: maybe(v.boolean()),
    customFields: maybe(jsonObject),
    // Which program a bot is: `{"i": "js.SDK"}`. Nobody ever read it.
    bot: maybe(jsonObject),
  }),
)

/** An empty id is none: old clients send `"_id": ""`. */
export function draftOf(body: v.InferOutput<typeof messageBody>): Draft {
  return {
    ...(body._id && { id: body._id }),
    ...(body.rid && { roomId: body.rid }),
    text: body.msg ?? '',
    ...(body.tmid && { threadId: body.tmid }),
    ...(body.tshow !== undefined && { showInRoom: body.tshow }),
    ...(body.ts !== undefined && { sentAt: body.ts }),
    ...(body.groupable !== undefined && { groupable: body.groupable }),
    ...(body.customFields !== undefined && { customFields: body.customFields }),
  }
}
