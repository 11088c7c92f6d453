// Clients that edit a message send all of it back. The text may differ, and how the message is shown; a changed time or
// author is refused rather than passed over.

import { isDeepStrictEqual } from 'node:util'
import type { Message } from 'quindar/protocol'
import * as v from 'valibot'
import type { Presentation } from '../domain/changing.ts'
import { Refusal } from '../domain/refusal.ts'
import { attachments, id, jsonObject, maybe, name, text } from './parameters.ts'

export const changedMessage = v.looseObject({
  _id: id,
  msg: text,
  tshow: maybe(v.boolean()),
  alias: maybe(name),
  avatar: maybe(name),
  emoji: maybe(name),
  attachments: maybe(attachments),
  customFields: maybe(jsonObject),
})

/** What moves by itself, or is judged elsewhere: a client may be behind with it. */
const MOVING: ReadonlySet<string> = new Set([
  'msg',
  '_updatedAt',
  '_seq',
  '_epoch',
  'urls',
  'mentions',
  'channels',
  'md',
])

/** The keys that Rocket.Chat lets an editor change, by what they are called here. */
const PRESENTATION = {
  tshow: 'showInRoom',
  alias: 'alias',
  avatar: 'avatar',
  emoji: 'emoji',
  attachments: 'attachments',
  customFields: 'customFields',
} as const satisfies Record<string, keyof Presentation>

/**
 * What is to be shown differently; `null` and what is not named stays as it is.
 * @throws Refusal `error-invalid-update-key`
 */
export function presentationIn(changed: v.InferOutput<typeof changedMessage>, stored: Message): Presentation {
  const changes: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(changed)) {
    if (MOVING.has(key) || value === undefined || isDeepStrictEqual(value, stored[key])) continue
    // Not shown in the room is how a message is that does not say so.
    if (key === 'tshow' && value === false && stored.tshow === undefined) continue
    if (!isPresentation(key)) throw new Refusal('error-invalid-update-key', `Cannot update the message ${key}`)
    changes[PRESENTATION[key]] = value
  }
  return changes
}

function isPresentation(key: string): key is keyof typeof PRESENTATION {
  return Object.hasOwn(PRESENTATION, key)
}
