// Which addresses are links: those whose host is one that the internet may know.
import { TOP_LEVEL } from './top-level-domains.table.ts'

/** Behind a scheme and a user, before dots, a port and a path. */
const HOST = /^(?:[a-z\d.+-]*:\/+)?(?:[^#/?]*@)?([^#/?]*?)\.{0,9}(?::[^#/?:]*)?(?:[#/?]|$)/i
/** Overlong, an empty or an overlong label, one that ends with a dash, or a sign that hosts do not have. */
const NO_HOST = /.{256}|[^\w.\x80-\uffff-]|[-_.]\.|[^.]{64}|^-|-$|^$/
const NUMBERS = /^\d+(\.\d+){3}$/
/** Before the host's first dot. */
const SCHEME = /^[^.]+:/

/**
 * May the internet, or the administrator, know the host? An address with a scheme says itself that it is one.
 *
 * @param others Hosts that are known besides; undefined where a name of one label or a number is none.
 */
export function isKnownHost(address: string, others?: readonly string[]): boolean {
  const host = HOST.exec(address)?.[1]?.toLowerCase() ?? ''
  if (NO_HOST.test(host)) return false
  if (others && (NUMBERS.test(host) || others.some((known) => `.${host}`.endsWith(`.${known}`)))) return true
  const top = /[^.]*$/.exec(host)?.[0] ?? ''
  return TOP_LEVEL.test(top) || (top !== host && SCHEME.test(address) && /^([a-z]{3,}|\p{Lo}+)$/u.test(top))
}
