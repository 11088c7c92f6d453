// EJSON, Meteor's JSON with dates, bytes, not-a-numbers and custom types.
//
// Source: Meteor packages/ejson/ejson.js. `reviveEjson` works in place on what JSON.parse made, because the client
// does it for every frame; it is also where the limits on depth, keys, strings and arrays are kept, so that a hostile
// value is walked once, and never deeper than it may be.

import { isObject, type Json } from './json.ts'

/** What a peer may make us hold in one frame. Every number is a maximum. */
export interface EjsonLimits {
  /** Levels of nesting. */
  readonly depth: number
  /** Keys of one object. */
  readonly keys: number
  /** Items of one array. */
  readonly items: number
  /** UTF-16 code units of one string (keys too). */
  readonly string: number
}

/** A value of a type that Meteor knows by name only: `{"$type": name, "$value": value}`. */
export class EjsonCustom {
  declare readonly type: string
  declare readonly value: unknown
  constructor(type: string, value: unknown) {
    this.type = type
    this.value = value
  }
}

/** Thrown by {@link reviveEjson} alone; the parsers turn it into a `ProtocolError` value. */
export class EjsonLimitError extends Error {}

function over(limits: EjsonLimits, kind: keyof EjsonLimits): never {
  throw new EjsonLimitError(`${kind} above ${limits[kind]}`)
}

const NO_LIMITS: EjsonLimits = { depth: Infinity, keys: Infinity, items: Infinity, string: Infinity }

/**
 * Turns JSON values into EJSON values, in place where it can. A key `__proto__` is dropped. Without limits, nesting
 * deeper than the stack throws a RangeError: give limits where the text is a stranger's.
 * @throws {@link EjsonLimitError} when a limit is passed.
 */
export function reviveEjson(value: unknown, limits: EjsonLimits = NO_LIMITS): unknown {
  return revive(value, limits, 0)
}

/** Its shape is its speed: the client does this for every frame, so numbers and strings are passed by, not called for. */
function revive(value: unknown, limits: EjsonLimits, depth: number): unknown {
  if (typeof value === 'string' && value.length > limits.string) over(limits, 'string')
  if (!isObject(value)) return value
  if (++depth > limits.depth) over(limits, 'depth')
  if (!Array.isArray(value)) return reviveObject(value, limits, depth, false)
  if (value.length > limits.items) over(limits, 'items')
  for (let index = 0; index < value.length; index++) {
    const item: unknown = value[index]
    if (typeof item === 'object' || typeof item === 'string') value[index] = revive(item, limits, depth)
  }
  return value
}

/** @param literal Its keys are data, whatever they look like: it was escaped. */
function reviveObject(object: Json, limits: EjsonLimits, depth: number, literal: boolean): unknown {
  let count = 0
  let tagged = false
  for (const key in object) {
    if (++count > limits.keys) over(limits, 'keys')
    if (key.length > limits.string) over(limits, 'string')
    if (key.charCodeAt(0) === 36 /* $ */) tagged = true
    const item = object[key]
    // JSON.parse makes it an own key: harmless here, but a later Object.assign would run the setter.
    if (key === '__proto__') delete object[key]
    else if (typeof item === 'string') {
      if (item.length > limits.string) over(limits, 'string')
    } else if (typeof item === 'object' && (literal || key !== '$escape')) object[key] = revive(item, limits, depth)
  }
  if (literal || !tagged) return object
  const { $escape } = object
  if (count === 1 && isObject($escape) && !Array.isArray($escape)) {
    if (depth >= limits.depth) over(limits, 'depth')
    return reviveObject($escape, limits, depth + 1, true)
  }
  if (isObject($escape)) object['$escape'] = revive($escape, limits, depth)
  return count > 2 ? object : untag(object, count)
}

/** The value behind one of EJSON's tags; the object itself when it only looks like one. */
function untag(object: Json, count: number): unknown {
  const { $date, $binary, $InfNaN, $escape, $regexp, $flags, $type, $value } = object
  try {
    if (count === 1) {
      // Meteor writes an invalid date as null.
      if (typeof $date === 'number' || $date === null) return new Date($date ?? NaN)
      if (typeof $binary === 'string') return Uint8Array.from(atob($binary), (char) => char.charCodeAt(0))
      if ($InfNaN === 0 || $InfNaN === 1 || $InfNaN === -1) return $InfNaN / 0
      if ($escape !== undefined) return $escape
    } else if (typeof $regexp === 'string' && typeof $flags === 'string') {
      // Meteor knows these five flags (ejson.js, "$regexp").
      return new RegExp($regexp, [...new Set($flags.replace(/[^gimuy]/g, ''))].join(''))
    } else if (typeof $type === 'string' && $value !== undefined) return new EjsonCustom($type, $value)
  } catch {
    // No base64, no regular expression: data of somebody who likes dollars.
  }
  return object
}

/**
 * `JSON.stringify` of a value with its EJSON tags. Values without special types are not copied.
 * @throws what JSON.stringify throws: for a bigint, a circle, or nesting deeper than the stack.
 */
export function stringifyEjson(value: unknown): string {
  return JSON.stringify(toEjson(value))
}

/** The JSON value that stands for an EJSON value. Returns the same object where nothing had to change. */
export function toEjson(value: unknown): unknown {
  // The sign of not-a-number is not-a-number.
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $InfNaN: Math.sign(value) || 0 }
  if (!isObject(value)) return value
  // An invalid date is not-a-number here, which JSON writes as null.
  if (value instanceof Date) return { $date: value.getTime() }
  if (value instanceof Uint8Array)
    return { $binary: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join('')) }
  if (value instanceof RegExp) return { $regexp: value.source, $flags: value.flags }
  if (value instanceof EjsonCustom) return { $type: value.type, $value: toEjson(value.value) ?? null }
  let copy: Json | undefined
  let tagged = false
  for (const key of Object.keys(value)) {
    if (key.charCodeAt(0) === 36 /* $ */) tagged = true
    const item = value[key]
    const encoded = toEjson(item)
    if (encoded === item) continue
    copy ??= (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Json
    copy[key] = encoded
  }
  copy ??= value
  return tagged && looksTagged(value) ? { $escape: copy } : copy
}

/** Would a reader of this object take it for a tag? Then it must be escaped. Keys that JSON leaves out do not count. */
function looksTagged(object: Json): boolean {
  const keys = Object.keys(object).filter((key) => object[key] !== undefined)
  return /^\$(date|binary|InfNaN|escape|flags,\$regexp|type,\$value)$/.test(keys.sort().join())
}
