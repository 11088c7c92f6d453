// What changed in a room, as clients that catch up read it.

import type { Deletion } from '../store/catch-up.ts'
import { place } from './message.ts'

export function wireDeleted({ messageId, seq, at }: Deletion, epoch: string | undefined) {
  return { _id: messageId, ...place(seq, epoch), _deletedAt: new Date(at) }
}
