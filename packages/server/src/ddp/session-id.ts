// The two forms of a session's id.

import type { Clock, Randomness } from '../clock.ts'

/** Meteor's alphabet: no characters that look alike. 55 of them. */
const UNMISTAKABLE = '23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz'

/** 17 characters, evenly drawn, as Meteor's `Random.id`. */
export function meteorId(random: Randomness): string {
  let id = ''
  while (id.length < 17) {
    for (const byte of random.bytes(24)) {
      // Bytes above the last whole multiple of the alphabet would make its beginning likelier.
      if (byte < 220 && id.length < 17) id += UNMISTAKABLE.charAt(byte % 55)
    }
  }
  return id
}

/** 100 ns steps between 1582-10-15, where version 1 of a UUID begins, and 1970. */
const GREGORIAN_STEPS = 122_192_928_000_000_000n

/** A UUID of version 1 (RFC 9562): time, and a random node that says it is random. */
export function timeUuid(clock: Clock, random: Randomness): string {
  const time = (BigInt(Math.floor(clock.now())) * 10_000n + GREGORIAN_STEPS).toString(16).padStart(15, '0')
  const bytes = Buffer.from(random.bytes(8))
  bytes[0] = (bytes.readUInt8(0) & 0x3f) | 0x80
  bytes[2] = bytes.readUInt8(2) | 0x01
  const tail = bytes.toString('hex')
  return `${time.slice(7)}-${time.slice(3, 7)}-1${time.slice(0, 3)}-${tail.slice(0, 4)}-${tail.slice(4)}`
}
