// EJSON, Meteor's JSON with dates, bytes, not-a-numbers and custom types.
//
// Source: Meteor packages/ejson/ejson.js. `reviveEjson` works in place on what JSON.parse made, because the client
// does it for every frame.

import { isObject, type Json } from './json.ts'

/** A value of a type that Meteor knows by name only: `{"$type": name, "$value": value}`. */
export class EjsonCustom {
  declare readonly type: string
  declare readonly value: unknown
  constructor(type: string, value: unknown) {
    this.type = type
    this.value = value
  }
}

/**
 * Turns JSON values into EJSON values, in place where it can. A key `__proto__` is dropped.
 * @param levels How deep it may be nested. Without it, nesting deeper than the stack throws a RangeError of its own.
 * @throws RangeError when it is nested deeper.
 */
export const reviveEjson: (value: unknown, levels?: number) => unknown = revive

/** @param literal Its keys are data, whatever they look like: it was escaped. */
function revive(value: unknown, levels = Infinity, literal = false): unknown {
  if (!isObject(value)) return value
  if (--levels < 0) throw new RangeError('nested too deep')
  // The shape of the two loops is their speed: numbers and strings are passed by, not called for.
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      if (typeof value[index] === 'object') value[index] = revive(value[index], levels)
    }
    return value
  }
  let count = 0
  let tagged = false
  for (const key in value) {
    count++
    if (key.charCodeAt(0) === 36 /* $ */) tagged = true
    // JSON.parse makes it an own key: harmless here, but a later Object.assign would run the setter.
    if (key === '__proto__') delete value[key]
    else if (typeof value[key] === 'object' && (literal || key !== '$escape')) value[key] = revive(value[key], levels)
  }
  if (literal || !tagged) return value
  const { $escape } = value
  if (isObject($escape)) {
    if (count === 1 && !Array.isArray($escape)) return revive($escape, levels, true)
    value['$escape'] = revive($escape, levels)
  }
  return untag(value, count)
}

/** The value behind one of EJSON's tags; the object itself when it only looks like one. */
function untag(object: Json, count: number): unknown {
  const { $date, $binary, $InfNaN, $escape = object, $regexp, $flags, $type, $value } = object
  try {
    if (count === 2) {
      if (typeof $type === 'string' && $value !== undefined) return new EjsonCustom($type, $value)
      if (typeof $regexp === 'string' && typeof $flags === 'string') {
        // Meteor knows these five flags (ejson.js, "$regexp").
        return new RegExp($regexp, [...new Set($flags.replace(/[^gimuy]/g, ''))].join(''))
      }
    }
    if (count !== 1) return object
    // Meteor writes an invalid date as null.
    if (typeof $date === 'number' || $date === null) return new Date($date ?? NaN)
    if (typeof $binary === 'string') return Uint8Array.from(atob($binary), (char) => char.charCodeAt(0))
    if ($InfNaN === 0 || $InfNaN === 1 || $InfNaN === -1) return $InfNaN / 0
    return $escape
  } catch {
    // No base64, no regular expression: data of somebody who likes dollars.
    return object
  }
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
  if (value instanceof Date) return { $date: +value }
  if (value instanceof Uint8Array)
    return { $binary: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join('')) }
  if (value instanceof RegExp) return { $regexp: value.source, $flags: value.flags }
  if (value instanceof EjsonCustom) return { $type: value.type, $value: toEjson(value.value) ?? null }
  let copy = value
  let tagged = false
  for (const key of Object.keys(value)) {
    if (key.charCodeAt(0) === 36 /* $ */) tagged = true
    const item = value[key]
    const encoded = toEjson(item)
    if (encoded === item) continue
    if (copy === value) copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Json
    copy[key] = encoded
  }
  return tagged && looksTagged(value) ? { $escape: copy } : copy
}

/** Would a reader of this object take it for a tag? Then it must be escaped. Keys that JSON leaves out do not count. */
function looksTagged(object: Json): boolean {
  const keys = Object.keys(object).filter((key) => object[key] !== undefined)
  return /^\$(date|binary|InfNaN|escape|flags,\$regexp|type,\$value)$/.test(keys.sort().join())
}
