// What queries and bodies of REST routes are made of. A query's values are texts, whatever they mean.

import * as v from 'valibot'

/** A route that does not look at it. */
export const anything = v.unknown()

const MOST = 100
const PAGE = 50

const digits = v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number))

/** `offset` and `count`, as Rocket.Chat pages; its longest page is 100 too. A count of 0 is the longest page. */
export const page = {
  offset: v.optional(digits, '0'),
  count: countUpTo(MOST, PAGE),
}

/** Ids one by one or with commas between them. */
export const idList = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((given) => (typeof given === 'string' ? given.split(',') : given)),
  v.maxLength(1_000),
)

/** A time as an ISO text, or whatever else says a date. */
export const isoTime = v.pipe(
  v.string(),
  v.maxLength(64),
  v.transform((text) => Date.parse(text)),
  v.number(),
)

/** Yes or no, in a query. */
export const flag = v.pipe(
  v.picklist(['true', 'false']),
  v.transform((text) => text === 'true'),
)

/** How many, from 1 to `most`; a count of 0 is `most`. */
export function countUpTo(most: number, otherwise: number) {
  return v.optional(
    v.pipe(
      digits,
      v.transform((count) => (count === 0 ? most : Math.min(count, most))),
    ),
    String(otherwise),
  )
}
