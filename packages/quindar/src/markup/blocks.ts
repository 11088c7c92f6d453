// The blocks of a message, in the order in which they are looked for.
import { formula } from './katex.ts'
import { marked, several } from './line.ts'
import { list } from './lists.ts'
import { first, match, matched, plain, type Reader } from './scan.ts'
import { table } from './tables.ts'
import { nextLine } from './text.ts'
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
  const close = nextLine(scan, stop)
  if (!stop || !scan.text.startsWith('||', close)) return 0
  out?.push(...found)
  return close + 2
}

/** Up to the next three backticks, which have to begin a line. A line's end is a `\n` here, but for the last one. */
const code: Reader<Block> = (scan, at, _within, out) => {
  const { text } = scan
  const fence = match(scan, /```([\w .-]*)(?:\r\n?|\n)/y, at)
  if (!fence) return 0
  const start = at + fence[0].length
  const close = text.indexOf('```', start)
  const [, lines] = /^([^\r]+)(?:\r\n?|\n)$/.exec(text.slice(start, Math.max(start, close))) ?? []
  if (!lines) return 0
  out?.push({
    type: 'CODE',
    language: fence[1] || 'none',
    // An empty first line is none.
    value: lines
      .replace(/^\n/, '')
      .split('\n')
      .map((value) => ({ type: 'CODE_LINE', value: plain(value) })),
  })
  return close + 3
}

const rule = matched(/([ \t]*)(-{3,})[ \t]*(?:\r\n?|\n|$)/y, ([, space = '', dashes = ''], at): Block => ({
  type: 'HORIZONTAL_RULE',
  fallback: [at + space.length, at + space.length + dashes.length],
}))

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
