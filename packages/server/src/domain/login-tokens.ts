// Login tokens in Meteor's format: 43 characters that hold 256 random bits. The store knows their SHA-256 alone, so a
// stolen database logs nobody in.

import { createHash } from 'node:crypto'
import type { Randomness } from '../clock.ts'

/** Rocket.Chat's default: 90 days. */
export const LOGIN_TOKEN_LIFE_MS = 90 * 24 * 60 * 60 * 1000

export function newLoginToken(random: Randomness): string {
  return Buffer.from(random.bytes(32)).toString('base64url')
}

/** As Meteor keeps it: the SHA-256 of the token's text, in base64. */
export function hashLoginToken(token: string): string {
  return createHash('sha256').update(token).digest('base64')
}
