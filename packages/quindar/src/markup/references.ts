// Links and images that are marked as such: `[title](address)`, `<address|title>`, `![label](address)`.
import { origin, phone, scheme, sourceOf } from './addresses.ts'
import { asPlain, collect, end, IN_LINK, link, match, matched, plain, type Reader } from './scan.ts'

const OF_ADDRESS = matched(/[!-'*-[\]-{}-~\x80-\uffff]/y)
/** With opening parentheses. */
const IN_ANGLES = matched(/[!-(*-[\]-{}-~\x80-\uffff]/y)

/** An address in parentheses may hold some of its own, in pairs. */
const inParentheses: Reader = (scan, at, within) => {
  const close = scan.text[at] === '(' ? end(scan, IN_ANGLES, at + 1) : 0
  return close && scan.text[close] === ')' ? close + 1 : OF_ADDRESS(scan, at, within)
}

/** An address: a page's, anything behind a scheme, or a telephone's. */
const target =
  (body: Reader): Reader =>
  (scan, at, within) => {
    const page = origin(scan, at, within)
    const start = page || scheme(scan, at, within)
    const stop = end(scan, body, start)
    return page || (start && stop > start) ? stop : phone(scan, at, within)
  }
const targetInParentheses = target(inParentheses)
const targetInAngles = target(IN_ANGLES)

/** `](address)`. */
const parentheses: Reader = (scan, at, within) => {
  const stop = scan.text.startsWith('](', at) ? targetInParentheses(scan, at + 2, within) : 0
  return stop && scan.text[stop] === ')' ? stop + 1 : 0
}

const titled: Reader = (scan, at, within, out) => {
  const { text, title } = scan
  if (text[at] !== '[') return 0
  const close = end(scan, title, at + 1, within | IN_LINK)
  const stop = parentheses(scan, close, within)
  if (stop && out) {
    const src = sourceOf(text.slice(close + 2, stop - 1))
    const label = collect(scan, title, at + 1, close, within | IN_LINK)
    out.push({ type: 'LINK', value: { src: plain(src), label: label.length > 0 ? label : [plain(src)] } })
  }
  return stop
}

const inAngles: Reader = (scan, at, within, out) => {
  const stop = scan.text[at] === '<' ? targetInAngles(scan, at + 1, within) : 0
  const [all, title = ''] = (stop && match(scan, /\|([ -;=?-{}-\uffff]+)>/y, stop)) || []
  if (!all) return 0
  out?.push(link(sourceOf(scan.text.slice(at + 1, stop)), title))
  return stop + all.length
}

export const reference: Reader = (scan, at, within, out) =>
  within & IN_LINK ? 0 : titled(scan, at, within, out) || inAngles(scan, at, within, out)

/** Space around a label belongs to it, but space alone is none. */
const LABEL = /!\[([ \t]*[!-'+-Za-z\x80-\uffff][ -'+-Za-z\x80-\uffff]*(?:\t[ \t]*)?)?/y

export const image: Reader = (scan, at, within, out) => {
  const label = match(scan, LABEL, at)
  if (!label) return 0
  const from = at + label[0].length
  const stop = parentheses(scan, from, within)
  const src = sourceOf(scan.text.slice(from + 2, stop - 1))
  if (stop) out?.push({ type: 'IMAGE', value: { src: plain(src), label: plain(label[1] ?? src) } })
  return stop
}

/** One character of a title: up to `](`, and up to a `] [` that another `](` follows. */
export const ofTitle = asPlain(/(?!\]\([^]|\] \[[^\]]*\]\()[^]/y)
