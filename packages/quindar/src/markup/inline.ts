// What stands in a line of a message, in the order in which it is looked for.
import { mailAddress, pageAddress, phoneNumber, underscoredHost } from './addresses.ts'
import { emoticon, shortCode, unicodeEmoji } from './emoji.ts'
import { bold, italic, strike } from './emphasis.ts'
import { formula } from './katex.ts'
import { image, reference } from './references.ts'
import { asPlain, asText, collect, end, first, matched, run, type Reader, type Scan } from './scan.ts'
import { anything, channelMention, hashInText, inlineCode, SPACE, spaces, userMention } from './text.ts'
import { escapedTimestamp, timestamp } from './timestamps.ts'
import type { Color } from './tree.ts'

/** `*  *`: nothing but space between marks is no emphasis. */
const aroundSpace = (mark: Reader): Reader =>
  asText((scan, at) => {
    const open = end(scan, mark, at)
    const close = end(scan, SPACE, open)
    const stop = end(scan, mark, close)
    return open > at && close > open && stop > close ? stop : 0
  })

/** Signs that a backslash makes text. */
const escaped = asPlain(/\\([*_~`#.])/y)

const anyColor = matched(
  /color:#((?:[\dA-Fa-f]{2}){3,4}|[\dA-Fa-f]{3,4})(?![ -'+-Za-z\x80-\uffff])/y,
  ([, hex = '']): Color => {
    const bytes = hex.length < 5 ? hex.replace(/./g, '$&$&') : hex
    const [r = 0, g = 0, b = 0, a = 255] = (bytes.match(/../g) ?? []).map((byte) => parseInt(byte, 16))
    return { type: 'COLOR', value: { r, g, b, a } }
  },
)
const color: Reader = (...at) => (at[0].options.colors ? anyColor(...at) : 0)

/** A dash before `_-` that goes on is text, so that no emoticon hides what follows. */
const dash = asPlain(/-(?=_-[^])/y)

const ofSpoiler: Reader = (scan, at, within, out) =>
  scan.text.startsWith('||', at) ? 0 : inline(scan, at, within, out)

/**
 * Where each spoiler ends. All are looked for at once, from the last to the first: what an emoticon within one needs to
 * know of the next is then known, and none has to wait for another.
 */
function spoilerEnds(scan: Scan): Int32Array {
  const { text } = scan
  const ends = (scan.spoilers = new Int32Array(text.length + 1))
  for (let at = text.length - 2; at >= 0; at--) {
    scan.steps++
    if (!text.startsWith('||', at)) continue
    const stop = end(scan, ofSpoiler, at + 2)
    if (stop > at + 2 && text.startsWith('||', stop)) ends[at] = stop + 2
  }
  return ends
}

const spoiler: Reader = (scan, at, _within, out) => {
  const stop = scan.text.startsWith('||', at) ? ((scan.spoilers ?? spoilerEnds(scan))[at] ?? 0) : 0
  if (stop) out?.push({ type: 'SPOILER', value: collect(scan, ofSpoiler, at + 2, stop - 2) })
  return stop
}

/** What begins with a sign of its own. */
const signed = first(
  spaces,
  escapedTimestamp,
  formula('INLINE_KATEX', '\\(', '\\)', '$'),
  escaped,
  timestamp,
  reference,
  image,
  spoiler,
  userMention,
  inlineCode,
  phoneNumber,
  shortCode,
  aroundSpace(matched(/\*/y)),
  aroundSpace(matched(/~/y)),
  bold,
  strike,
  dash,
)
const unsigned = first(
  mailAddress,
  underscoredHost,
  pageAddress,
  aroundSpace(matched(/_/y)),
  italic,
  hashInText,
  channelMention,
  unicodeEmoji,
)
const text = first(color, run(/[^*_~`:\n<[\]! \t()\\|]/y))
const withEmoticon = emoticon(first(signed, unsigned, text), /^[\r\n \t*]?$/)
/** Emoticons that go before addresses and the like. */
const early: Reader = (...at) => (/^[:<*-]$/.test(at[0].text.charAt(at[1])) ? withEmoticon(...at) : 0)

/** A word before a space: the same as what the others would make of it, sooner. */
const word = asPlain(/[A-Za-z\u4e00-\u9fff]+(?=[ \n]|$)/y)

/** One item of a line, if it is more than a character that means nothing. */
export const item = first(word, signed, early, unsigned, withEmoticon, text)

/** One item of a line. */
export const inline = first(item, anything)
