// The code that an authenticator shows: RFC 6238 over SHA-1, six digits, a new one every thirty seconds.
import { hmacSha1 } from './sha1.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const STEP_MS = 30_000
const DIGITS = 6

/**
 * @param secret In base 32, as `2fa:enable` and authenticators show it; spaces, hyphens and capitals do not matter.
 * @param now Milliseconds since 1970.
 * @throws `TypeError` for a secret that is none; it is not in the error.
 */
export function totp(secret: string, now: number): string {
  const counter = new DataView(new ArrayBuffer(8))
  counter.setBigUint64(0, BigInt(Math.floor(now / STEP_MS)))
  const sum = hmacSha1(fromBase32(secret), new Uint8Array(counter.buffer))
  const offset = (sum.at(-1) ?? 0) & 15
  const number = new DataView(sum.buffer).getUint32(offset) & 0x7f_ff_ff_ff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

function fromBase32(text: string): Uint8Array {
  const letters = text.toUpperCase().replaceAll(/[\s-]|=+$/g, '')
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const letter of letters) {
    const value = ALPHABET.indexOf(letter)
    if (value < 0) throw new TypeError('totpSecret is not base 32: letters A to Z and digits 2 to 7')
    held = ((held << 5) | value) & 0xfff
    bits += 5
    if (bits >= 8) bytes.push((held >>> (bits -= 8)) & 255)
  }
  if (bytes.length === 0) throw new TypeError('totpSecret is empty')
  return Uint8Array.from(bytes)
}
