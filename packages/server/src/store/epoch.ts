// The name of a database's history. A seq says when only together with the epoch in which it was given.

import type { Randomness } from '../clock.ts'

export function newEpoch(random: Randomness): string {
  return Array.from(random.bytes(16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
