// What JSON.parse gives when it gives an object.

export type Json = Record<string, unknown>

/** Arrays are objects too. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null
}
