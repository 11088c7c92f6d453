// EJSON, Meteor's JSON with dates, bytes, not-a-numbers and custom types.
//
// Source: Meteor packages/ejson/ejson.js. `reviveEjson` works in place on what JSON.parse made, because the client
// does it for every frame; it is also where the limits on depth, keys, strings and arrays are kept, so that a hostile
// value is walked once, and never deeper than it may be.

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
  readonly type: string
  readonly value: unknown
  constructor(type: string, value: unknown) {
    this.type = type
    this.value = value
  }
}

/** Thrown by {@link reviveEjson} alone; the parsers turn it into a `ProtocolError` value. */
export class EjsonLimitError extends Error {}

const NO_LIMITS: EjsonLimits = { depth: Infinity, keys: Infinity, items: Infinity, string: Infinity }

/**
 * Turns JSON values into EJSON values, in place where it can. A key `__proto__` is dropped. Without limits, nesting
 * deeper than the stack throws a RangeError: give limits where the text is a stranger's.
 * @throws {@link EjsonLimitError} when a limit is passed.
 */
export function reviveEjson(value: unknown, limits: EjsonLimits = NO_LIMITS): unknown {
  return revive(value, limits, 0)
}

function revive(value: unknown, limits: EjsonLimits, depth: number): unknown {
  if (typeof value === 'string') return checkString(value, limits)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= limits.depth) throw new EjsonLimitError(`nested deeper than ${limits.depth}`)
  if (Array.isArray(value)) {
    if (value.length > limits.items) throw new EjsonLimitError(`more than ${limits.items} items in one array`)
    for (let index = 0; index < value.length; index++) {
      const item: unknown = value[index]
      if (typeof item === 'object' ? item !== null : typeof item === 'string')
        value[index] = revive(item, limits, depth + 1)
    }
    return value
  }
  return reviveObject(value as Record<string, unknown>, limits, depth)
}

function reviveObject(object: Record<string, unknown>, limits: EjsonLimits, depth: number): unknown {
  const { count, tagged } = checkKeys(object, limits)
  if (tagged && count <= 2) {
    const special = reviveTagged(object, count, limits, depth)
    if (special !== undefined) return special.value
  }
  for (const key in object) {
    const item = object[key]
    if (typeof item === 'object' ? item !== null : typeof item === 'string')
      object[key] = revive(item, limits, depth + 1)
  }
  return object
}

/** How many keys there are, and whether one starts with `$`. Takes a key `__proto__` out. */
function checkKeys(object: Record<string, unknown>, limits: EjsonLimits): { count: number; tagged: boolean } {
  let count = 0
  let tagged = false
  let poisoned = false
  for (const key in object) {
    if (++count > limits.keys) throw new EjsonLimitError(`more than ${limits.keys} keys in one object`)
    if (key.length > limits.string) throw new EjsonLimitError(`a key longer than ${limits.string}`)
    const first = key.charCodeAt(0)
    if (first === 36 /* $ */) tagged = true
    else if (first === 95 /* _ */ && key === '__proto__') poisoned = true
  }
  // JSON.parse makes it an own key: harmless here, but a later Object.assign would run the setter.
  if (poisoned) delete object['__proto__']
  return { count, tagged }
}

/** A value behind one of EJSON's tags; `undefined` when the object only looks like one. */
function reviveTagged(
  object: Record<string, unknown>,
  count: number,
  limits: EjsonLimits,
  depth: number,
): { value: unknown } | undefined {
  if (count === 1) {
    const { $date, $binary, $InfNaN, $escape } = object
    // Meteor writes an invalid date as null.
    if (typeof $date === 'number' || $date === null) return { value: new Date($date ?? NaN) }
    if (typeof $binary === 'string') {
      const bytes = bytesFromBase64(checkString($binary, limits))
      return bytes && { value: bytes }
    }
    if ($InfNaN === 0 || $InfNaN === 1 || $InfNaN === -1) return { value: $InfNaN / 0 }
    if ($escape !== undefined) return { value: reviveEscaped($escape, limits, depth + 1) }
    return undefined
  }
  const { $regexp, $flags, $type, $value } = object
  if (typeof $regexp === 'string' && typeof $flags === 'string') {
    return reviveRegExp(checkString($regexp, limits), checkString($flags, limits))
  }
  if (typeof $type === 'string' && $value !== undefined) {
    return { value: new EjsonCustom(checkString($type, limits), revive($value, limits, depth + 1)) }
  }
  return undefined
}

/** One level under `$escape` is taken as it stands: its own keys are data, their values are EJSON. */
function reviveEscaped(value: unknown, limits: EjsonLimits, depth: number): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return revive(value, limits, depth)
  if (depth >= limits.depth) throw new EjsonLimitError(`nested deeper than ${limits.depth}`)
  const object = value as Record<string, unknown>
  checkKeys(object, limits)
  for (const key in object) object[key] = revive(object[key], limits, depth + 1)
  return object
}

function reviveRegExp(source: string, flags: string): { value: unknown } | undefined {
  try {
    // Meteor keeps these five flags and cuts the text at 50 (ejson.js, "$regexp").
    return { value: new RegExp(source, [...new Set(flags.slice(0, 50).replace(/[^gimuy]/g, ''))].join('')) }
  } catch {
    return undefined
  }
}

function checkString(value: string, limits: EjsonLimits): string {
  if (value.length > limits.string) throw new EjsonLimitError(`a string longer than ${limits.string}`)
  return value
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
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value
    return { $InfNaN: Number.isNaN(value) ? 0 : value > 0 ? 1 : -1 }
  }
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) {
    const ms = value.getTime()
    return { $date: Number.isNaN(ms) ? null : ms }
  }
  if (value instanceof Uint8Array) return { $binary: base64FromBytes(value) }
  if (value instanceof RegExp) return { $regexp: value.source, $flags: value.flags }
  if (value instanceof EjsonCustom) return { $type: value.type, $value: toEjson(value.value) ?? null }
  if (Array.isArray(value)) return toEjsonArray(value)
  return toEjsonObject(value as Record<string, unknown>)
}

function toEjsonArray(array: readonly unknown[]): unknown {
  let copy: unknown[] | undefined
  for (let index = 0; index < array.length; index++) {
    const item = array[index]
    const encoded = toEjson(item)
    if (encoded === item && !copy) continue
    copy ??= array.slice(0, index)
    copy[index] = encoded
  }
  return copy ?? array
}

function toEjsonObject(object: Record<string, unknown>): unknown {
  let copy: Record<string, unknown> | undefined
  let tagged = false
  for (const key of Object.keys(object)) {
    if (key.charCodeAt(0) === 36 /* $ */) tagged = true
    const item = object[key]
    const encoded = toEjson(item)
    if (encoded === item) continue
    copy ??= { ...object }
    copy[key] = encoded
  }
  const plain = copy ?? object
  return tagged && looksTagged(object) ? { $escape: plain } : plain
}

const TAGS = ['$date', '$binary', '$InfNaN', '$escape', '$flags,$regexp', '$type,$value']

/** Would a reader of this object take it for a tag? Then it must be escaped. Keys that JSON leaves out do not count. */
function looksTagged(object: Record<string, unknown>): boolean {
  const keys = Object.keys(object).filter((key) => object[key] !== undefined)
  return keys.length <= 2 && TAGS.includes(keys.sort().join())
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/

function bytesFromBase64(text: string): Uint8Array | undefined {
  if (!BASE64.test(text)) return undefined
  try {
    const binary = atob(text)
    const bytes = new Uint8Array(binary.length)
    for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
    return bytes
  } catch {
    return undefined
  }
}

function base64FromBytes(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
