// Clients that edit a message send all of it back. Only the text may differ; a changed time or author is refused rather
// than passed over.

import { isDeepStrictEqual } from 'node:util'
import type { Message } from 'quindar/protocol'
import { Refusal } from '../domain/refusal.ts'

/** What says how a message is shown or kept, not what it is: a client may be behind with it. */
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

/** @throws Refusal `error-invalid-update-key` */
export function refuseOtherChanges(changed: Readonly<Record<string, unknown>>, stored: Message): void {
  for (const [key, value] of Object.entries(changed)) {
    if (MOVING.has(key) || isDeepStrictEqual(value, stored[key])) continue
    throw new Refusal('error-invalid-update-key', `Cannot update the message ${key}`)
  }
}
