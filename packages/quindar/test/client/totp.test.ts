// One-time codes against the vectors of the RFCs and against Node's own HMAC.
import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { hmacSha1, sha1 } from '../../src/client/login/sha1.ts'
import { totp } from '../../src/client/login/totp.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytes = (text: string) => new TextEncoder().encode(text)

test('SHA-1 is that of FIPS 180', () => {
  expect(hex(sha1(bytes('abc')))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d')
  expect(hex(sha1(bytes('')))).toBe('da39a3ee5e6b4b0d3255bfef95601890afd80709')
})

test('SHA-1 and HMAC are those of Node, at every length around a block', () => {
  for (const length of [1, 54, 55, 56, 57, 63, 64, 65, 118, 119, 120, 128, 1_000]) {
    const text = new Uint8Array(length).map((_, n) => n * 7)
    expect(hex(sha1(text))).toBe(createHash('sha1').update(text).digest('hex'))
    expect(hex(hmacSha1(text, bytes('m')))).toBe(createHmac('sha1', text).update('m').digest('hex'))
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 100 }), (key, text) => {
      expect(hex(hmacSha1(key, text))).toBe(createHmac('sha1', key).update(text).digest('hex'))
    }),
    { numRuns: 50 },
  )
})

/** `12345678901234567890`, the secret of RFC 6238, appendix B. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %d the code of RFC 6238 is %s', (seconds, code) => {
  expect(totp(SECRET, seconds * 1_000)).toBe(code)
})

/** RFC 4648, in large numbers. */
function base32(key: Uint8Array): string {
  const length = Math.ceil((key.length * 8) / 5)
  const bits = BigInt(`0x${hex(key)}`) << BigInt(length * 5 - key.length * 8)
  const digits = bits.toString(32).padStart(length, '0')
  return Array.from(digits, (digit) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(parseInt(digit, 32))).join('')
}

test('every secret gives the code of Node’s own HMAC', () => {
  const anything = fc.uint8Array({ minLength: 1, maxLength: 70 })
  fc.assert(
    fc.property(anything, fc.integer({ min: 0, max: 4e12 }), (key, now) => {
      const counter = Buffer.alloc(8)
      counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)))
      const sum = createHmac('sha1', key).update(counter).digest()
      const number = sum.readUInt32BE((sum.at(-1) ?? 0) & 15) & 0x7fffffff
      expect(totp(base32(key), now)).toBe(String(number).slice(-6).padStart(6, '0'))
    }),
    { numRuns: 100 },
  )
  expect(totp('AAAA', 0)).toBe(totp('aaaa====', 0))
})

test('a code holds thirty seconds, to the millisecond', () => {
  expect(totp(SECRET, 30_000)).toBe(totp(SECRET, 59_999))
  expect(totp(SECRET, 29_999)).not.toBe(totp(SECRET, 30_000))
  expect(totp(SECRET, 60_000)).not.toBe(totp(SECRET, 59_999))
})

test('spaces, hyphens, small letters and padding do not matter', () => {
  expect(totp('gezd gnbv-gy3t qojq gezd gnbv gy3t qojq====', 59_000)).toBe('287082')
})

test('it needs no crypto.subtle', () => {
  vi.stubGlobal('crypto', undefined)
  expect(totp(SECRET, 59_000)).toBe('287082')
  vi.unstubAllGlobals()
})

test('a secret that is none is an error that does not tell it', () => {
  expect(() => totp('SECRET-1-8', 0)).toThrow('totpSecret is not base 32: letters A to Z and digits 2 to 7')
  expect(() => totp(' ', 0)).toThrow('totpSecret is empty')
})
