// Codes that change every thirty seconds (RFC 6238 over SHA-1, six digits), as every authenticator makes them.

import { createHmac, timingSafeEqual } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const STEP_MS = 30_000
const DIGITS = 6
/** A clock that is this many steps off is still understood: Rocket.Chat's default. */
const STEPS_OFF = 1

/** Bytes as authenticators are told them. */
export function toBase32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET.charAt((held >>> bits) & 31)
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + ALPHABET.charAt((held << (5 - bits)) & 31) : text
}

function fromBase32(text: string): Uint8Array {
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const letter of text) {
    held = (held << 5) | ALPHABET.indexOf(letter)
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((held >>> bits) & 255)
    }
    held &= (1 << bits) - 1
  }
  return Uint8Array.from(bytes)
}

/** The code that an authenticator with this secret shows at this time. */
export function totpAt(secret: string, now: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.max(0, Math.floor(now / STEP_MS))))
  const sum = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (sum.at(-1) ?? 0) & 15
  const number = sum.readUInt32BE(offset) & 0x7f_ff_ff_ff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** Is it this secret's code, now or one step before or after? */
export function totpFits(secret: string, code: string, now: number): boolean {
  if (!/^\d{6}$/.test(code)) return false
  let fits = false
  for (let off = -STEPS_OFF; off <= STEPS_OFF; off++) {
    // All are compared, so that the time tells nothing.
    if (timingSafeEqual(Buffer.from(totpAt(secret, now + off * STEP_MS)), Buffer.from(code))) fits = true
  }
  return fits
}
