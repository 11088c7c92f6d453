// Codes that change every thirty seconds, by the examples of RFC 6238.

import { expect, it } from 'vitest'
import { toBase32, totpAt, totpFits } from '../../src/domain/totp.ts'

const SECRET = toBase32(Buffer.from('12345678901234567890'))

it('writes bytes in base32', () => {
  expect(SECRET).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  const texts = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => toBase32(Buffer.from(text)))
  expect(texts).toEqual(['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'])
})

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %d the code is %s', (second, code) => {
  expect(totpAt(SECRET, second * 1_000)).toBe(code)
})

it('takes a code one step before and after, and no further', () => {
  const now = 1_111_111_109_000
  const code = totpAt(SECRET, now)
  const start = Math.floor(now / 30_000) * 30_000
  expect(totpFits(SECRET, code, start - 30_000)).toBe(true)
  expect(totpFits(SECRET, code, start - 30_001)).toBe(false)
  expect(totpFits(SECRET, code, start + 59_999)).toBe(true)
  expect(totpFits(SECRET, code, start + 60_000)).toBe(false)
})

it('takes nothing else for a code', () => {
  for (const text of ['', '08180', '0818040', ' 81804', '０８１８０４', 'abcdef']) {
    expect(totpFits(SECRET, text, 1_111_111_109_000)).toBe(false)
  }
  expect(totpFits(toBase32(Buffer.from('another secret 12345')), '081804', 1_111_111_109_000)).toBe(false)
})
