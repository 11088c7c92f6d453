// What a client may send as a message, by DDP or by REST: a closed list, as in Rocket.Chat since 7.0; before, `sendMessage`
// took whatever came, and how the message is shown with it.

import * as v from 'valibot'
import type { Habits } from 'quindar/protocol'
import { Refusal } from '../domain/refusal.ts'
import type { Draft } from '../domain/sending.ts'
import { attachments, jsonObject, looseId, maybe, name, plainObject, text, time } from './parameters.ts'

const fields = {
  _id: maybe(looseId),
  rid: maybe(looseId),
  msg: maybe(text),
  tmid: maybe(looseId),
  tshow: maybe(v.boolean()),
  ts: maybe(time),
  groupable: maybe(v.boolean()),
  customFields: maybe(jsonObject),
  // Which program a bot is: `{"i": "js.SDK"}`. Kept as it came, so that other bots can leave it alone.
  bot: maybe(jsonObject),
}

export const messageBody = plainObject(v.strictObject(fields))

/** What is not in the closed list is kept here, for {@link refuseUnlisted} to find. */
export const openMessageBody = plainObject(
  v.looseObject({
    ...fields,
    alias: maybe(name),
    avatar: maybe(name),
    emoji: maybe(name),
    attachments: maybe(attachments),
  }),
)

/** @throws Refusal 400 where the release takes a closed list and this is not in it */
export function refuseUnlisted(body: object, { messageBodyWhitelist }: Pick<Habits, 'messageBodyWhitelist'>): void {
  if (messageBodyWhitelist && Object.keys(body).some((key) => !Object.hasOwn(fields, key))) {
    throw new Refusal(400, 'Match failed')
  }
}

/** How a message is to be shown, beside its text. */
export function presentationOf(body: v.InferOutput<typeof openMessageBody>): NonNullable<Draft['presentation']> {
  return {
    ...(body.alias && { alias: body.alias }),
    ...(body.avatar && { avatar: body.avatar }),
    ...(body.emoji && { emoji: body.emoji }),
    ...(body.attachments !== undefined && { attachments: body.attachments }),
    ...botOf(body),
  }
}

function botOf({ bot }: v.InferOutput<typeof messageBody>): Pick<NonNullable<Draft['presentation']>, 'details'> {
  return bot === undefined ? {} : { details: { bot } }
}

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
    ...(body.bot !== undefined && { presentation: botOf(body) }),
  }
}
