// Emoji: by their code, as a character of Unicode, and as emoticons.
import { EMOTICONS } from './emoticons.table.ts'
import { end, first, matched, plain, type Reader } from './scan.ts'
import type { Emoji } from './tree.ts'

/** A part of an emoji, with a variant and a colour of skin. */
const PART = '[\\u2300-\\u23ff\\u2600-\\u27bf\\u2b1b\\u{1f300}-\\u{1faff}][\\ufe00-\\ufe0f]?[\\u{1f3fb}-\\u{1f3ff}]?'
/**
 * Flags of regions by tags; keycaps; parts behind joiners: 👩‍💻 is a woman, a joiner and a computer;
 * flags by two letters; what else is shown as an emoji, by itself or because a variation selector says so.
 */
const EMOJI = new RegExp(
  `\\u{1f3f4}[\\u{e0020}-\\u{e007e}]+\\u{e007f}|[\\d#*]\\ufe0f?\\u20e3|${PART}(?:\\u200d${PART})*|[\\u{1f1e6}-\\u{1f1ff}]{2}|(?![\\d#*\\u{1f1e6}-\\u{1f1ff}])(?:\\p{Emoji}\\ufe0f|\\p{EPres})`,
  'uy',
)

/** An emoji as a character, or as several that are joined. */
export const unicodeEmoji = matched(EMOJI, ([unicode]): Emoji => ({ type: 'EMOJI', unicode }))

/** `:smile:`. */
export const shortCode = matched(/:([\w+.-]+):/y, ([, code = '']): Emoji => ({
  type: 'EMOJI',
  value: plain(code),
  shortCode: code,
}))

/** `:smile:` or 😄. */
export const emoji = first<Emoji>(shortCode, unicodeEmoji)

const CODES = Object.keys(EMOTICONS)
const EMOTICON = new RegExp(`(${Object.values(EMOTICONS).join(')|(')})`, 'y')
const anyEmoticon = matched(EMOTICON, ([value, ...groups]): Emoji => ({
  type: 'EMOJI',
  value: plain(value),
  shortCode: CODES[groups.indexOf(value)] ?? '',
}))

/** An emoticon, whatever follows it. */
export const bareEmoticon: Reader<Emoji> = (...place) => (place[0].options.emoticons ? anyEmoticon(...place) : 0)

/**
 * An emoticon before the text's end, a character that matches `neighbour`, something that `follows` finds, or another
 * such emoticon. Many in a row are followed to the one that decides for all of them.
 */
export function emoticon(follows: Reader, neighbour: RegExp): Reader {
  const undecided: Reader = (scan, at, within) => {
    const stop = bareEmoticon(scan, at, within)
    return !stop || neighbour.test(scan.text.charAt(stop)) || follows(scan, stop, within) ? 0 : stop
  }
  return (scan, at, within, out) =>
    bareEmoticon(scan, end(scan, undecided, at, within), within) && bareEmoticon(scan, at, within, out)
}
