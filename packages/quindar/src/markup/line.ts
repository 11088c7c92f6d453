// A line of a message.
import { inline } from './inline.ts'
import { collect, end, match, type Reader } from './scan.ts'
import { nextLine } from './text.ts'
import type { Inline } from './tree.ts'

/** A reader of lines that begin with `mark`. What follows it may reach over the line's end, as links and formulas do. */
export const marked =
  <T>(mark: RegExp, node: (found: RegExpExecArray, content: Inline[]) => T, read: Reader = inline): Reader<T> =>
  (scan, at, _within, out) => {
    const found = match(scan, mark, at)
    if (!found) return 0
    const from = at + found[0].length
    const stop = end(scan, read, from)
    // Where an asterisk ends what `read` reads, the line is none of these: `* a * b` is text.
    if (stop === from || scan.text[stop] === '*') return 0
    out?.push(node(found, collect(scan, read, from, stop)))
    return nextLine(scan, stop)
  }

/** A reader of what `read` finds several times in a row. */
export const several =
  <T, B>(read: Reader<T>, node: (found: T[]) => B): Reader<B> =>
  (scan, at, within, out) => {
    const found: T[] = []
    let stop = at
    for (let next = read(scan, at, within, found); next; next = read(scan, stop, within, found)) stop = next
    if (stop === at) return 0
    out?.push(node(found))
    return stop
  }
