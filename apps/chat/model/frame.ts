// Which lines of a long list are drawn: a frame of bounded height that slides along. The end is the usual place; who
// scrolls up takes the frame along, and what is far below leaves the page until it is wanted again.
import type { Row } from './rows.ts'

/** Lines that are drawn at the end of a list. */
export const FRAME_START = 150
/** Lines that a step adds. */
export const FRAME_STEP = 100
/** Lines that are drawn at most. */
export const FRAME_MOST = 350

/** From `first` on (absent: from the beginning), to `last` (absent: to the end, and on as it grows). */
export interface Frame {
  readonly first: string | undefined
  readonly last: string | undefined
}

/** What is drawn, and whether there is more of it on either side. */
export interface Framed {
  readonly rows: readonly Row[]
  readonly above: boolean
  readonly below: boolean
}

/** The frame at the end of `rows`. */
export function frameAtEnd(rows: readonly Row[]): Frame {
  return { first: keyAt(rows, rows.length - FRAME_START), last: undefined }
}

/** The lines in the frame. A line that is gone lets its side go: better too much than a hole. */
export function framed(rows: readonly Row[], { first, last }: Frame): Framed {
  const from = Math.max(0, indexOf(rows, first, 0))
  const to = indexOf(rows, last, rows.length - 1) + 1
  return { rows: rows.slice(from, to), above: from > 0, below: to < rows.length }
}

/** The frame moved towards older lines; the same where there are none. */
export function frameUp(rows: readonly Row[], frame: Frame): Frame {
  const from = indexOf(rows, frame.first, 0)
  if (from === 0) return frame
  const begin = Math.max(0, from - FRAME_STEP)
  const end = indexOf(rows, frame.last, rows.length - 1)
  return { first: keyAt(rows, begin), last: end - begin < FRAME_MOST ? frame.last : rows[begin + FRAME_MOST - 1]?.key }
}

/** The frame moved towards newer lines; the same where there are none. */
export function frameDown(rows: readonly Row[], frame: Frame): Frame {
  const to = indexOf(rows, frame.last, rows.length - 1)
  if (to === rows.length - 1) return frame.last === undefined ? frame : { ...frame, last: undefined }
  const end = Math.min(rows.length - 1, to + FRAME_STEP)
  const begin = Math.max(indexOf(rows, frame.first, 0), end - FRAME_MOST + 1)
  return { first: keyAt(rows, begin), last: end === rows.length - 1 ? undefined : rows[end]?.key }
}

/**
 * The frame after the list has grown: never more than {@link FRAME_MOST} lines.
 * @param atEnd Is the reader at the end? Then that is kept, else the line at the top is.
 */
export function frameWithin(rows: readonly Row[], frame: Frame, atEnd: boolean): Frame {
  const from = indexOf(rows, frame.first, 0)
  const to = indexOf(rows, frame.last, rows.length - 1)
  if (to - from < FRAME_MOST) return frame
  return atEnd ? frameAtEnd(rows) : { ...frame, last: rows[from + FRAME_MOST - 1]?.key }
}

/** Absent for the very beginning, so that what comes before it later is drawn too. */
function keyAt(rows: readonly Row[], index: number): string | undefined {
  return index <= 0 ? undefined : rows[index]?.key
}

function indexOf(rows: readonly Row[], key: string | undefined, otherwise: number): number {
  const index = key === undefined ? -1 : rows.findIndex((row) => row.key === key)
  return index < 0 ? otherwise : index
}
