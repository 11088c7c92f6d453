// Messages by their words.

import { termsOf } from '../../search-words.ts'
import { toMessage, type MessageRow } from './message-rows.ts'
import type { ReadOperation } from './operation.ts'

export const searchMessages: ReadOperation<'searchMessages'> = (connection, { roomId, query, offset, limit }) => {
  const terms = termsOf(query)
  if (terms.length === 0) return []
  // Words are letters and digits alone, so nothing in them means anything to FTS5 between its quotes.
  const match = terms.map((term) => `${term.map((word) => `"${word}"`).join(' + ')} *`).join(' AND ')
  return connection
    .all<MessageRow>(
      `SELECT document FROM message_words JOIN messages ON messages.place = message_words.rowid
       WHERE message_words MATCH ? AND room_id = ? ORDER BY sent_at DESC, first_seq DESC LIMIT ? OFFSET ?`,
      match,
      roomId,
      Math.max(limit, 0),
      Math.max(offset, 0),
    )
    .map(toMessage)
}
