// The index of words: what is kept of each message in it. A message's number there is its `place`, which nothing moves.

import type { Message } from '../../../domain/entities.ts'
import { wordsOf } from '../../search-words.ts'
import type { Connection } from '../connection.ts'

type Searchable = Pick<Message, 'id' | 'text' | 'type'>

/** System messages are not found. */
export function indexedText({ text, type }: Pick<Message, 'text' | 'type'>): string {
  return type === undefined ? wordsOf(text).join(' ') : ''
}

/** A message that has just been written. */
export function indexWords(connection: Connection, message: Searchable): void {
  const words = indexedText(message)
  if (words === '') return
  connection.run(
    'INSERT INTO message_words (rowid, words) SELECT place, ? FROM messages WHERE id = ?',
    words,
    message.id,
  )
}

/** A message whose text is about to change or to go. */
export function forgetWords(connection: Connection, messageId: string): void {
  connection.run('DELETE FROM message_words WHERE rowid = (SELECT place FROM messages WHERE id = ?)', messageId)
}
