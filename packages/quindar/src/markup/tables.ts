// Tables: a row between bars, a row of dashes, and more rows.
import { inline } from './inline.ts'
import { several } from './line.ts'
import { asPlain, collect, end, first, match, type Reader } from './scan.ts'
import { nextLine } from './text.ts'
import type { Inline, Table, TableCell } from './tree.ts'

const DASHES = /\|(?:[ \t]*:?-+:?[ \t]*\|)+(?:\r\n?|\n)?/y

const ofCell = first<Inline>(asPlain(/\\(\|)/y), (...place) => (place[0].text[place[1]] === '|' ? 0 : inline(...place)))

/** The cell without the space around it. */
function trimmed(content: Inline[]): Inline[] {
  const [head] = content
  if (head?.type === 'PLAIN_TEXT') head.value = head.value.trimStart()
  const tail = content.at(-1)
  if (tail?.type === 'PLAIN_TEXT') tail.value = tail.value.trimEnd()
  return content.filter((node) => node.type !== 'PLAIN_TEXT' || node.value)
}

/** A cell and the bar behind it. */
const cell: Reader<Inline[]> = (scan, at, _within, out) => {
  const stop = end(scan, ofCell, at)
  if (scan.text[stop] !== '|') return 0
  out?.push(trimmed(collect(scan, ofCell, at, stop)))
  return stop + 1
}
const cells = several(cell, (found) => found)
const row: Reader<Inline[][]> = (scan, at, within, out) => {
  const stop = scan.text[at] === '|' ? cells(scan, at + 1, within, out) : 0
  return stop && nextLine(scan, stop)
}

/** By the first and the last sign of the dashes. */
const ALIGN: Readonly<Record<string, TableCell['align']>> = { ':-': 'left', '-:': 'right', '::': 'center' }

export const table: Reader<Table> = (scan, at, within, out) => {
  const headerEnd = scan.text[at] === '|' ? end(scan, cell, at + 1) : 0
  const next = nextLine(scan, headerEnd)
  const dashes = headerEnd > at + 1 ? match(scan, DASHES, next) : undefined
  if (!dashes) return 0
  const found: Inline[][][] = []
  row(scan, at, within, found)
  let stop = next + dashes[0].length
  for (let behind = stop; behind; behind = row(scan, stop, within, found)) stop = behind
  const aligns = dashes[0].split('|').map((cell) => cell.trim().replace(/^(.).*(.)$/, '$1$2'))
  // As many cells as the header has.
  const [header = [], ...others] = found.map((contents) =>
    (found[0] ?? []).map((_, column): TableCell => {
      const align = ALIGN[aligns[column + 1] ?? '']
      return { type: 'TABLE_CELL', ...(align && { align }), value: contents[column] ?? [] }
    }),
  )
  const value = { header, rows: others.map((value) => ({ type: 'TABLE_ROW' as const, value })) }
  out?.push({ type: 'TABLE', value, fallback: [at, stop] })
  return stop
}
