// The blocks of a message, in the order in which they are looked for.
import { formula } from './katex.ts'
import { marked, several } from './line.ts'
import { list } from './lists.ts'
import { first, match, matched, plain, type Reader } from './scan.ts'
import { table } from './tables.ts'
import type { Block, Inline, Paragraph, SpoilerBlock } from './tree.ts'

const paragraphOf = (_: unknown, value: Inline[]): Paragraph => ({ type: 'PARAGRAPH', value })
const paragraph = marked(/(?:)/y, paragraphOf)

const quoted = first(
  matched(/>[ \t]*(?:\r\n?|\n)/y, (): Paragraph => paragraphOf(0, [plain('')])),
  marked(/>[ \t]*/y, paragraphOf),
)
const quote = several(quoted, (value): Block => ({ type: 'QUOTE', value }))

const unlessBars: Reader<Paragraph> = (...place) => (place[0].text.startsWith('||', place[1]) ? 0 : paragraph(...place))
const hidden = several(unlessBars, (value): SpoilerBlock => ({ type: 'SPOILER_BLOCK', value }))
const spoilerBlock: Reader<Block> = (scan, at, within, out) => {
  const open = match(scan, /\|\|(?:\r\n?|\n)/y, at)
  const found: SpoilerBlock[] = []
  const stop = open ? hidden(scan, at + open[0].length, within, found) : 0
  const close = stop ? match(scan, /(?:\r\n?|\n)?\|\|/y, stop) : undefined
  if (!close) return 0
  out?.push(...found)
  return stop + close[0].length
}

/** Up to the next three backticks, which have to begin a line. A line's end is a `\n` here, but for the last one. */
const code = matched(
  /```([\w .-]*)(?:\r\n?|\n)((?:(?!```)[^\r])+?)(?:\r\n?|\n)```/y,
  ([, language, lines = '']): Block => ({
    type: 'CODE',
    language: language || 'none',
    // An empty first line is none.
    value: lines
      .replace(/^\n/, '')
      .split('\n')
      .map((value) => ({ type: 'CODE_LINE', value: plain(value) })),
  }),
)

const rule = matched(/[ \t]*(-{3,})[ \t]*(?:\r\n?|\n|$)/y, ([all, { length } = ''], at): Block => {
  const start = at + all.indexOf('-')
  return { type: 'HORIZONTAL_RULE', fallback: [start, start + length] }
})

const heading = marked(/(#{1,4})[ \t]+/y, ([, mark = ''], value): Block => ({
  type: 'HEADING',
  level: mark.length as 1 | 2 | 3 | 4,
  value,
}))

const lineBreak = matched(/[ \t]*(?:\r\n?|\n)/y, (): Block => ({ type: 'LINE_BREAK' }))

/** A block of a message. */
export const block = first<Block>(
  quote,
  spoilerBlock,
  code,
  rule,
  table,
  heading,
  list,
  formula('KATEX', '\\[', '\\]', '$$'),
  lineBreak,
  paragraph,
)
