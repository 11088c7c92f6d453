// What changed in a room, as clients that catch up read it.

import type { Deletion } from '../store/port.ts'
import { place } from './message.ts'

export function wireDeleted({ messageId, seq, at }: Deletion, epoch: string | undefined) {
  return { _id: messageId, ...place(seq, epoch), _deletedAt: new Date(at) }
}
