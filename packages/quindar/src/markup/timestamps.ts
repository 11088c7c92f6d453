// Times: `<t:1760000000:f>` and `<t:2026-01-31T10:00:00+01:00>`.
import { matched, plain, type Reader } from './scan.ts'
import type { Timestamp, TimestampFormat } from './tree.ts'

/**
 * A time. Of an instant that no calendar has, 1970 is left, as in Rocket.Chat. A time of day alone is text: what it
 * means depends on the day on which it is read.
 */
export const timestamp = matched(
  /<t:(?:(\d{10})|(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?(?:[+-]\d\d:\d\d)?))(?::([tTdDfFR]))?>/y,
  ([all, seconds, iso = '', format = 't'], at): Timestamp => ({
    type: 'TIMESTAMP',
    value: {
      timestamp: seconds ?? String((new Date(iso).getTime() / 1000) | 0),
      format: format as TimestampFormat,
    },
    fallback: [at, at + all.length],
  }),
)

/** A time behind a backslash is text. */
export const escapedTimestamp: Reader = (scan, at, within, out) => {
  const stop = scan.text[at] === '\\' ? timestamp(scan, at + 1, within) : 0
  if (stop) out?.push(plain(scan.text.slice(at + 1, stop)))
  return stop
}
