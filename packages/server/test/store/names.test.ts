import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareText, directName, distinctMembers, folded, memberKey } from '../../src/store/names.ts'
import { author } from './world.ts'

describe('names', () => {
  test('are the same in any case and composition', () => {
    expect(folded('ÀB')).toBe(folded('a\u0300b'))
    expect(folded('STRASSE')).not.toBe(folded('straße'))
    expect(folded('房间')).toBe('房间')
  })

  test('are sorted as their UTF-8 bytes are', () => {
    const text = fc.string({ unit: 'grapheme' })
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      }),
    )
    expect(compareText('a', 'a')).toBe(0)
    expect(compareText('', 'a')).toBeLessThan(0)
    expect(compareText('ab', 'a')).toBeGreaterThan(0)
    expect(compareText('\uff5a', '\u{1f388}')).toBeLessThan(0)
  })

  test('of a set of users do not depend on order or repetition, and never meet another set', () => {
    expect(memberKey(['b', 'a', 'b'])).toBe(memberKey(['a', 'b']))
    expect(memberKey(['a', 'b'])).not.toBe(memberKey(['ab']))
    expect(memberKey(['a","b'])).not.toBe(memberKey(['a', 'b']))
    const [alice, bob] = [author('alice'), author('bob')]
    const members = [
      { user: bob, n: 1 },
      { user: alice, n: 2 },
      { user: bob, n: 3 },
    ]
    expect(distinctMembers(members)).toEqual([
      { user: alice, n: 2 },
      { user: bob, n: 1 },
    ])
    expect(directName('id-alice', [alice, bob])).toEqual({ name: 'bob', displayName: 'bob the tester' })
  })
})
