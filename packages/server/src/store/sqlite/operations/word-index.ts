// The index of words. Messages are taken in when somebody searches, in the order in which they were written, so that
// writing does not pay for it; what is in it already follows edits and deletions. A message's number there is its
// `place`, which nothing moves and nothing gets twice.

import type { Message } from '../../../domain/entities.ts'
import { wordsOf } from '../../search-words.ts'
import type { Connection } from '../connection.ts'
import type { WriteOperation } from './operation.ts'

interface Row {
  readonly place: number
  readonly document: string
}

function insert(connection: Connection, place: number, { text, type }: Pick<Message, 'text' | 'type'>): void {
  // System messages are not found.
  const words = type === undefined ? wordsOf(text).join(' ') : ''
  if (words !== '') connection.run('INSERT INTO message_words (rowid, words) VALUES (?, ?)', place, words)
}

export const indexMessages: WriteOperation<'indexMessages'> = (connection, { most }) => {
  const rows = connection.all<Row>(
    `SELECT place, document FROM messages WHERE place > (SELECT up_to FROM word_index) ORDER BY place LIMIT ?`,
    most,
  )
  for (const { place, document } of rows) insert(connection, place, JSON.parse(document) as Message)
  const last = rows.at(-1)
  if (last) connection.run('UPDATE word_index SET up_to = ?', last.place)
  return { done: rows.length < most }
}

/** Before a message's text changes: the way to take in what it becomes, where it is in the index. */
export function replaceWords(connection: Connection, message: Pick<Message, 'id' | 'text' | 'type'>): () => void {
  const row = connection.get<{ place: number }>(
    `SELECT place FROM messages WHERE id = ? AND place <= (SELECT up_to FROM word_index)
       AND json_extract(document, '$.text') <> ?`,
    message.id,
    message.text,
  )
  if (!row) return () => undefined
  connection.run('DELETE FROM message_words WHERE rowid = ?', row.place)
  return () => insert(connection, row.place, message)
}

/** Before a message goes. */
export function forgetWords(connection: Connection, messageId: string): void {
  connection.run('DELETE FROM message_words WHERE rowid = (SELECT place FROM messages WHERE id = ?)', messageId)
}
