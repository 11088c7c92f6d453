// Formulas: TeX between marks, as it was written.
import { end, type Reader, type Scan } from './scan.ts'

/** How long the mark at `at` is: one that the options allow, or 0. */
function markAt({ text, options: { katex } }: Scan, at: number, parenthesis: string, dollar: string): number {
  if (katex?.parenthesisSyntax && text.startsWith(parenthesis, at)) return parenthesis.length
  return katex?.dollarSyntax && text.startsWith(dollar, at) ? dollar.length : 0
}

/** A reader of formulas. The next closing mark is the end of one, whichever mark opened it. */
export function formula<T extends 'KATEX' | 'INLINE_KATEX'>(
  type: T,
  open: string,
  close: string,
  dollar: string,
): Reader<{ type: T; value: string }> {
  const content: Reader = (scan, at) => (at < scan.text.length && !markAt(scan, at, close, dollar) ? at + 1 : 0)
  return (scan, at, _within, out) => {
    const from = at + markAt(scan, at, open, dollar)
    const stop = from > at ? end(scan, content, from) : scan.text.length
    const length = markAt(scan, stop, close, dollar)
    if (length) out?.push({ type, value: scan.text.slice(from, stop) })
    return length && stop + length
  }
}
