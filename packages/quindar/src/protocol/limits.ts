// What a stranger's frame may hold. A server looks at it as JSON, before anything is made of it, so that a hostile value
// is walked once, and never deeper than it may be.

import { isObject } from './json.ts'

/** What one frame may hold. Every number is a maximum. */
export interface FrameLimits {
  /** UTF-16 code units of its text. */
  readonly bytes: number
  /** Levels of nesting. */
  readonly depth: number
  /** Keys of one object. */
  readonly keys: number
  /** Items of one array. */
  readonly items: number
  /** UTF-16 code units of one string (keys too). */
  readonly string: number
}

/** The server's default: strangers send these frames. Source: DESIGN of this server; Rocket.Chat itself sets none. */
export const SERVER_FRAME_LIMITS: FrameLimits = { bytes: 131_072, depth: 32, keys: 1_000, items: 1_000, string: 65_536 }

/** Which limit a JSON value passes, for a developer: `depth above 32`. Undefined where it keeps them all. */
export function overLimit(value: unknown, limits: Omit<FrameLimits, 'bytes'>, depth = 0): string | undefined {
  const over = (kind: keyof typeof limits): string => `${kind} above ${limits[kind]}`
  const isLong = (text: unknown): boolean => typeof text === 'string' && text.length > limits.string
  if (isLong(value)) return over('string')
  if (!isObject(value)) return undefined
  if (depth >= limits.depth) return over('depth')
  const isList = Array.isArray(value)
  const keys = isList ? [] : Object.keys(value)
  if (keys.length > limits.keys) return over('keys')
  if (keys.some(isLong)) return over('string')
  const items: unknown[] = isList ? value : Object.values(value)
  if (isList && items.length > limits.items) return over('items')
  for (const item of items) {
    const found = overLimit(item, limits, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}
