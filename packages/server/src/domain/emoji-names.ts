// Which emoji there are. The table is unfolded when the first name is looked up: 8 000 names.

import { EMOJI_NAMES } from './emoji-names.table.ts'
import { inTones, MARKS } from './emoji-tones.ts'

let names: ReadonlySet<string> | undefined

/** Whether Rocket.Chat has an emoji of this name, which is written without colons. */
export function isEmojiName(name: string): boolean {
  names ??= unfoldNames(EMOJI_NAMES)
  return names.has(name)
}

/** `wave~` is `wave` and its five tones, `tuxedo-~` the tones alone. */
export function unfoldNames(table: string): Set<string> {
  const all = new Set<string>()
  for (const word of table.trim().split(/\s+/)) {
    const marks = MARKS.filter((mark) => word.includes(mark))
    const name = marks.length === 0 ? word : word.slice(0, word.length - marks.length)
    if (marks.length === 0 || !name.endsWith('-')) all.add(name)
    const base = name.endsWith('-') ? name.slice(0, -1) : name
    for (const mark of marks) for (const toned of inTones(base, mark)) all.add(toned)
  }
  return all
}
