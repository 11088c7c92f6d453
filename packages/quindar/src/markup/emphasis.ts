// Bold, italic and struck out text, each of which may hold the others, and the titles of links, which may hold all.
import { bareEmoticon, emoji, emoticon } from './emoji.ts'
import { ofTitle, reference } from './references.ts'
import {
  asPlain,
  collect,
  end,
  first,
  IN_BOLD,
  IN_ITALIC,
  IN_STRIKE,
  joined,
  match,
  plain,
  run,
  type Reader,
} from './scan.ts'
import { atInText, channelMention, hashInText, inlineCode, spaces, userMention } from './text.ts'
import { escapedTimestamp, timestamp } from './timestamps.ts'

/**
 * A reader of an emphasis that opens with two or one of `sign`, and ends where its content is followed by one of
 * `endings`, of which the even ones are for two. What an ending finds behind the marks makes all of it text.
 */
function emphasis(
  type: 'BOLD' | 'ITALIC' | 'STRIKE',
  sign: string,
  bit: number,
  content: Reader,
  ...endings: readonly RegExp[]
): Reader {
  return (scan, at, within, out) => {
    for (const [index, ending] of within & bit ? [] : endings.entries()) {
      const mark = index % 2 ? sign : sign + sign
      const from = at + mark.length
      const stop = scan.text.startsWith(mark, at) ? end(scan, content, from, within | bit) : from
      const closing = stop > from ? match(scan, ending, stop) : undefined
      if (!closing) continue
      if (out) {
        const value = collect(scan, content, from, stop, within | bit)
        out.push(...(closing[1] ? joined([plain(mark), ...value, plain(closing[0])]) : [{ type, value }]))
      }
      return stop + closing[0].length
    }
    return 0
  }
}

const common = first(spaces, inlineCode, timestamp, reference, atInText, userMention, hashInText, channelMention)

// Each is named before the others that it may hold exist.
const inBold = first(
  common,
  (...at) => italic(...at),
  (...at) => strike(...at),
  emoji,
)
const ofBold = first(inBold, emoticon(inBold, /^[\r\n \t*]?$/), run(/[^\n* _~]/y), asPlain(/[^\n* ]/y))
export const bold = emphasis('BOLD', '*', IN_BOLD, ofBold, /\*\*/y, /\*/y)

const inItalic = first(common, bold, (...at) => strike(...at), emoji)
const ofItalic = first(inItalic, emoticon(inItalic, /^[\r\n \t*_]?$/), run(/[^\n_ *~]/y), asPlain(/[^\n_ ]/y))

const marked = emphasis(
  'ITALIC',
  '_',
  IN_ITALIC,
  ofItalic,
  // The marks of `_this_one` are text.
  /__([A-Za-z\d]+)/y,
  /_([A-Za-z]+)/y,
  /__/y,
  /_/y,
)
/** Underscores belong to words: `snake_case` is text. */
const wordWithMarks = asPlain(/[A-Za-z\d]+__?/y)
export const italic: Reader = (scan, at, within, out) =>
  within & IN_ITALIC ? 0 : wordWithMarks(scan, at, within, out) || marked(scan, at, within, out)

const ofStrike = first(
  // Up to whatever could be more than text, emoji among it.
  run(/[^\n~ *_:`@#[\]\\<!|\ud83c-\ud83e\u2300-\u27bf]/y),
  escapedTimestamp,
  common,
  italic,
  bold,
  emoji,
  bareEmoticon,
  asPlain(/[^\n~ ]/y),
)
export const strike = emphasis('STRIKE', '~', IN_STRIKE, ofStrike, /~~/y, /~/y)

/** An item of a link's title. */
export const title = first(spaces, bold, italic, strike, run(/[^\]()*_~ \t\r\n]/y), ofTitle)
