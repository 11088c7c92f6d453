// The small change of a line: spaces, code, mentions, and the characters that names are made of.
import { asPlain, holding, match, matched, type Scan } from './scan.ts'

export const SPACE = matched(/[ \t]/y)

/** Spaces and tabs. */
export const spaces = asPlain(/[ \t]+/y)

/** One character of the line. */
export const anything = asPlain(/[^\r\n]/y)

/** Behind the line's end at `at`, or `at` itself where none is. */
export const nextLine = (scan: Scan, at: number): number => at + (match(scan, /\r\n?|\n/y, at)?.[0].length ?? 0)

export const inlineCode = holding('INLINE_CODE', /`([^`\n]+)`/y)

/** `@name`, `@name:server.example`. Dots and dashes belong to names, at the end too; `__` at the end makes it none. */
export const userMention = holding(
  'MENTION_USER',
  // As much of a name as there is, or nothing.
  /@{1,8}(?=([-_.\p{L}\p{Nd}]+(?:[:@][-_.\p{L}\p{Nd}]+)?))\1(?<!__)/uy,
)

/** `#name`. */
export const channelMention = holding('MENTION_CHANNEL', /#([-_.\p{L}\p{Nd}]+)/uy)

/** Behind a character, an `@` before a letter is text: `a@b`. */
export const atInText = asPlain(/[ -'+-Za-z\x80-\uffff]@{1,8}[\p{L}\p{Nd}]/uy)

/** Behind a character, a `#` before a letter is text: `a#b`. */
export const hashInText = asPlain(/[ -'+-Za-z\x80-\uffff]#[\p{L}\p{Nd}]/uy)
