// How text is read, each place a bounded number of times. A reader looks at one place and says where the next one is,
// or 0 if what it looks for is not there. `end` repeats a reader as often as it matches and remembers, for every place
// that it came by, where that ended: whoever asks from there again, because an emphasis was opened once more or was
// never closed, has the answer at once. Nothing is built before it is known to stay: readers add to `out` only if given
// one. So the work grows with the length of the text, whatever is in it.
import type { MarkupOptions } from './options.ts'
import type { Inline, PlainText } from './tree.ts'

/** What is already open around a place, as bits: nothing opens within itself. */
export const IN_BOLD = 1
export const IN_ITALIC = 2
export const IN_STRIKE = 4
export const IN_LINK = 8

/** Finds something at `at`, says where it ends, or 0; adds what it found to `out`. */
export type Reader<T = Inline> = (scan: Scan, at: number, within: number, out?: Sink<T>) => number

interface Sink<T> {
  readonly push: (...found: T[]) => unknown
}

/** A text that is being read. */
export interface Scan {
  readonly text: string
  readonly options: MarkupOptions
  /** Reads an item of a link's title. It is here because titles hold emphasis and emphasis holds links. */
  readonly title: Reader
  /** Where the repeats of a reader end, plus one, by what is open around them and by place; 0 where nobody asked yet. */
  readonly ends: Map<Reader<unknown>, Int32Array[]>
  /** Where the spoiler that opens at a place ends, or 0. Unknown until one is looked for. */
  spoilers?: Int32Array
  /** How often a place was looked at. The tests hold it against the length of the text. */
  steps: number
}

/** Where `read`, repeated from `at`, no longer matches: `at` itself if it does not match there. */
export function end(scan: Scan, read: Reader<unknown>, at: number, within = 0): number {
  const tables = scan.ends.get(read) ?? []
  // Up to one place behind the text's end, where nothing matches either.
  const ends = (tables[within] ??= new Int32Array(scan.text.length + 2))
  scan.ends.set(read, tables)
  const passed = []
  let here = at
  while (!ends[here]) {
    scan.steps++
    const next = read(scan, here, within)
    if (next) passed.push(here)
    else ends[here] = here + 1
    here = next || here
  }
  const found = ends[here] ?? 0
  for (const place of passed) ends[place] = found
  return found - 1
}

/** What `read`, repeated from `from`, builds up to `to`. */
export function collect(scan: Scan, read: Reader, from: number, to: number, within = 0): Inline[] {
  const out: Inline[] = []
  while (from < to) {
    scan.steps++
    from = read(scan, from, within, out)
  }
  return joined(out)
}

/** The text that begins at `at` and matches `pattern`, which has to be sticky, and must not look far for nothing. */
export function match({ text }: Scan, pattern: RegExp, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  const found = pattern.exec(text)
  // Between the halves of a character, patterns of Unicode go one back.
  return found?.index === at ? found : undefined
}

/** A reader of the text that matches `pattern`, as `match` does. */
export const matched =
  <T = Inline>(pattern: RegExp, node?: (found: RegExpExecArray, at: number) => T): Reader<T> =>
  (scan, at, _within, out) => {
    const found = match(scan, pattern, at)
    if (!found) return 0
    if (node) out?.push(node(found, at))
    return at + found[0].length
  }

/** The first of the readers that matches. */
export const first =
  <T = Inline>(...readers: readonly Reader<T>[]): Reader<T> =>
  (...at) => {
    for (const read of readers) {
      const stop = read(...at)
      if (stop) return stop
    }
    return 0
  }

export const plain = (value: string): PlainText => ({ type: 'PLAIN_TEXT', value })

/** A reader of what `pattern` matches, or of the group in it, as text. */
export const asPlain = (pattern: RegExp): Reader<PlainText> =>
  matched(pattern, ([all, part = all]): PlainText => plain(part))

/** A reader of a node that holds the group in `pattern` as text. */
export const holding = (type: 'INLINE_CODE' | 'MENTION_USER' | 'MENTION_CHANNEL', pattern: RegExp): Reader =>
  matched(pattern, ([, part = '']): Inline => ({ type, value: plain(part) }))

/** A link to `src` that is shown as `label`. */
export const link = (src: string, label: string): Inline => ({
  type: 'LINK',
  value: { src: plain(src), label: [plain(label)] },
})

/** A reader that takes as text what `read` matches. */
export const asText =
  (read: Reader): Reader =>
  (scan, at, within, out) => {
    const stop = read(scan, at, within)
    if (stop) out?.push(plain(scan.text.slice(at, stop)))
    return stop
  }

/** A reader that takes as one text all characters of which each matches `pattern`. */
export function run(pattern: RegExp): Reader {
  const character = matched(pattern)
  return asText((scan, at) => {
    const stop = end(scan, character, at)
    return stop > at ? stop : 0
  })
}

/**
 * Joins texts that stand side by side. An emoji by its code that touches another emoji or a word is none: `a:b:c` and
 * `10:30:15` are texts. What touches is the neighbouring item, so a space keeps them apart.
 */
export function joined(items: readonly Inline[]): Inline[] {
  const out: Inline[] = []
  items.forEach((item, index) => {
    const touches = [items[index - 1], items[index + 1]].some(
      (other) => other?.type === 'EMOJI' || (other?.type === 'PLAIN_TEXT' && other.value.trim()),
    )
    let node = item
    if (touches && item.type === 'EMOJI' && item.value) {
      const { value } = item.value
      node = plain(value === item.shortCode ? `:${value}:` : value)
    }
    const last = out.at(-1)
    if (last?.type === 'PLAIN_TEXT' && node.type === 'PLAIN_TEXT') last.value += node.value
    else out.push(node)
  })
  return out
}
