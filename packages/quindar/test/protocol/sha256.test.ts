// Our SHA-256 against Node's: known answers, every padding edge, and whatever fast-check thinks of.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from 'quindar/protocol'

const byNode = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

describe('sha256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('gives the standard answer for %j', (text, hex) => {
    expect(sha256(text)).toBe(hex)
  })

  it.each([1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 1_000])('pads a text of %i bytes', (length) => {
    expect(sha256('q'.repeat(length))).toBe(byNode('q'.repeat(length)))
  })

  it.each(['密码', '红豆生南国,春来发几枝', '🔑 pass 👩‍🚀', 'Grüße', '\u0000\u0001', '\ud800 alone'])(
    'hashes the UTF-8 bytes of %j',
    (text) => {
      expect(sha256(text)).toBe(byNode(text))
    },
  )

  it('agrees with Node on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(byNode(text))
      }),
    )
  })
})
