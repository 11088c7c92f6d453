// Addresses that are links without being marked as such: of pages, e-mail and telephones.
import { isKnownHost } from './hosts.ts'
import { asText, end, link, match, matched, plain, type Reader } from './scan.ts'

/** What ends a sentence in Chinese or Japanese, stands around an address, or is their space. */
const CJK = '\\u2019-\\u201d\\u2026\\u3000-\\u3002\\u3008-\\u3011\\uff01\\uff09\\uff0c\\uff1a-\\uff1f'
const NEVER = ` \\t\\r\\n\\\\/|><%\`[\\]${CJK}`
/** A letter of a host, or a dash or an underscore with whatever follows it. */
const LETTER = `(?:[^.,!~*"':;()=$@&+#?${NEVER}_-]|[-_][^${NEVER}])`
const letter = matched(new RegExp(LETTER, 'y'))
const moreLabels = matched(new RegExp(`(?:\\.${LETTER}+)+`, 'y'))
const port = matched(/(?::\d+)?/y)

/** A host of at least two labels, or localhost. */
const domain: Reader = (scan, at, within) => {
  if (scan.text.startsWith('localhost', at)) return at + 9
  const first = scan.text[at] === '_' ? at : end(scan, letter, at)
  return first > at ? moreLabels(scan, first, within) : 0
}
const host: Reader = (scan, at, within) => {
  const stop = domain(scan, at, within)
  return stop && port(scan, stop, within)
}

/** Behind the `:` of a scheme, or 0. */
export const scheme = matched(/[A-Za-z\d+-]{1,32}:/y)
const user = matched(/\/\/(?:[A-Za-z\d$&+_#?-]+(?::[A-Za-z\d$&+_#?-]+)?@)?/y)

/** `scheme://user:password@host:port`, or `host:port` alone. */
export const origin: Reader = (scan, at, within) => {
  const start = scheme(scan, at, within)
  const behind = start && user(scan, start, within)
  return (behind && host(scan, behind, within)) || host(scan, at, within)
}

/** Up to the first character that is decisive for a page's address: it has to be `.` or `://`. */
const BEFORE_DOT = matched(/[^ \t\r\n:./@]/y)
/** Punctuation belongs to the sentence if one of these follows, or nothing. */
const PUNCTUATION = matched(/[.,!%~*"':;()=]/y)
const BEHIND = new RegExp(`^[ \\t\\r\\n${CJK}]?$`)
const ofAddress: Reader = (scan, at) => (BEHIND.test(scan.text.charAt(end(scan, PUNCTUATION, at))) ? 0 : at + 1)

export const pageAddress: Reader = (scan, at, within, out) => {
  const { text } = scan
  const start = match(scan, /\.|:\/\//y, end(scan, BEFORE_DOT, at)) ? origin(scan, at, within) : 0
  if (!start) return 0
  const stop = end(scan, ofAddress, start)
  if (out) {
    const page = text.slice(at, stop)
    const isKnown = isKnownHost(page, ['localhost', ...(scan.options.customDomains ?? [])])
    out.push(isKnown ? link(/^[a-z][a-z\d+.-]*:/i.test(page) ? page : `//${page}`, page) : plain(page))
  }
  return stop
}

/** An emoji is none of an address. */
const mailbox = /(?:mailto:)?(?=[\p{L}\p{Nd}\p{M}])/uy
const ofMailbox = matched(/[\p{L}\p{Nd}\p{M}!#$%&'*+/=?^_`{|}~-]|\.(?=[\p{L}\p{Nd}\p{M}])/uy)

export const mailAddress: Reader = (scan, at, within, out) => {
  const { text } = scan
  const start = match(scan, mailbox, at)
  if (!start) return 0
  const from = at + start[0].length
  const sign = end(scan, ofMailbox, from)
  const stop = text[sign] === '@' ? domain(scan, sign + 1, within) : 0
  const mail = text.slice(from, stop)
  if (stop) out?.push(isKnownHost(`mailto:${mail}`) ? link(`mailto:${mail}`, mail) : plain(text.slice(at, stop)))
  return stop
}

/** An underscore before a host is text, so that the host is none: `_service.example.com`. */
export const underscoredHost = asText((scan, at, within) => {
  const stop = scan.text[at] === '_' ? domain(scan, at + 1, within) : 0
  return scan.text[stop] === '_' ? 0 : stop
})

/** `+49(30)123-456` */
export const phone = matched(/\+(?:\(\d+\)(?=-?\d)|(?=\d))\d*(?:-\d+)?/y)

/** What leads to an address: for a telephone's, what calls it. */
export const sourceOf = (address: string): string =>
  /^[+\d()-]+$/.test(address) ? `tel:${address.replace(/\D/g, '')}` : address

/** A number of less than five digits is none. */
export const phoneNumber: Reader = (scan, at, within, out) => {
  const stop = phone(scan, at, within)
  const number = scan.text.slice(at, stop)
  const src = sourceOf(number)
  if (stop) out?.push(src.length < 9 ? plain(number) : link(src, number))
  return stop
}
