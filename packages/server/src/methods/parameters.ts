// The schemas that parameters of methods and bodies of REST routes are made of. Every text has a length.

import * as v from 'valibot'

/** Longer than any id that a client makes, shorter than what would hurt. */
const LONGEST_ID = 128
const LONGEST_NAME = 256
const LONGEST_STATUS_TEXT = 120
const LONGEST_ADDRESS = 2_048
const MOST_ADDRESSES = 100
const LARGEST_JSON = 10_000
const MOST_ATTACHMENTS = 100

export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_ID))
/** An id that a client may leave empty. */
export const looseId = v.pipe(v.string(), v.maxLength(LONGEST_ID))
export const name = v.pipe(v.string(), v.maxLength(LONGEST_NAME))
/** Addresses that a client would like a preview of. */
export const addresses = v.pipe(v.array(v.pipe(v.string(), v.maxLength(LONGEST_ADDRESS))), v.maxLength(MOST_ADDRESSES))
/** What a user calls a token of his. */
export const tokenName = v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_NAME))
export const status = v.picklist(['online', 'away', 'busy', 'offline'])
/** What stands beside a status; Rocket.Chat keeps no more of it. */
export const statusText = v.pipe(v.string(), v.maxLength(LONGEST_STATUS_TEXT))
/** A text whose length the domain judges, in its own words. */
export const text = v.string()

/** A time, as EJSON gives it. Invalid dates are none. */
export const time = v.pipe(
  v.date(),
  v.transform((date) => date.getTime()),
)

/** Meteor's `Match.Maybe`: there, or `null`, or not at all; what is not there is undefined. */
export function maybe<Schema extends v.GenericSchema>(schema: Schema) {
  return v.pipe(
    v.nullish(schema),
    v.transform((value): v.InferOutput<Schema> | undefined => value ?? undefined),
  )
}

/** Objects as JSON has them; valibot's own schemas take arrays and dates for objects too. */
const plain = v.custom<Record<string, unknown>>(isPlain)

export function plainObject<Output>(
  schema: v.GenericSchema<Record<string, unknown>, Output>,
): v.GenericSchema<unknown, Output> {
  return v.pipe(plain, schema)
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** An object that goes into the store as it is: plain JSON of bounded size. */
export const jsonObject = v.pipe(
  plain,
  v.check((value) => isJson(value) && JSON.stringify(value).length <= LARGEST_JSON),
)

/** What is shown under a message, as its sender made it. */
export const attachments = v.pipe(v.array(jsonObject), v.maxLength(MOST_ATTACHMENTS))

/** What EJSON revives (dates, bytes) is no JSON; depth and breadth were bounded when the frame was read. */
function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every(isJson)
  if (!isPlain(value)) return false
  return Object.entries(value).every(([key, item]) => !RESERVED.has(key) && isJson(item))
}

const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])
