// Visitors' tokens. Clients make their own, as Rocket.Chat's do, or ask for one of ours; either way the store has its
// hash alone, so that a stolen database opens no chat.

import { createHash } from 'node:crypto'
import type { Randomness } from '../../clock.ts'

/** Shorter ones could be guessed: sixteen characters of an alphabet of sixty are more than 90 bits. */
export const SHORTEST_VISITOR_TOKEN = 16
export const LONGEST_VISITOR_TOKEN = 256

/** 256 random bits. */
export function newVisitorToken(random: Randomness): string {
  return Buffer.from(random.bytes(32)).toString('base64url')
}

export function hashVisitorToken(token: string): string {
  return createHash('sha256').update(`visitor ${token}`).digest('base64')
}

/** Can this be a visitor's token at all? */
export function isVisitorToken(value: unknown): value is string {
  return typeof value === 'string' && value.length >= SHORTEST_VISITOR_TOKEN && value.length <= LONGEST_VISITOR_TOKEN
}
