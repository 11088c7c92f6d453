// What a text is found by.

import { expect, it } from 'vitest'
import { holds, termsOf, wordsOf } from '../../src/store/search-words.ts'

it.each([
  ['Hello, World!', ['hello', 'world']],
  ['Ｈéllo ﬁne', ['hello', 'fine']],
  ['断线以后', ['断线', '线以', '以后', '后']],
  ['丢', ['丢']],
  ['bob说hi', ['bob', '说', 'hi']],
  ['コーヒー 時々', ['コー', 'ーヒ', 'ヒー', 'ー', '時々', '々']],
  ['한국어', ['한국', '국어', '어']],
  ['a1-b2_c3', ['a1', 'b2', 'c3']],
  ['𠮷野家', ['𠮷野', '野家', '家']],
  ['… 🍜 !', []],
])('%s is found by %j', (text, words) => {
  expect(wordsOf(text)).toEqual(words)
})

it.each([
  ['hel', [['hel']]],
  ['线以后', [['线以', '以后']]],
  ['后', [['后']]],
  ['消息 lost', [['消息'], ['lost']]],
  ['?', []],
])('looking for %s is looking for %j', (query, terms) => {
  expect(termsOf(query)).toEqual(terms)
})

it('looks for sixteen words at most', () => {
  const words = Array.from({ length: 17 }, (_, index) => `w${index}`)
  expect(termsOf(words.join(' '))).toHaveLength(16)
  expect(termsOf(words.slice(1).join(' '))).toHaveLength(16)
})

it('wants words of a term one after the other, and the last of them only to begin so', () => {
  const words = ['断线', '线以', '以后', '后', 'hello']
  expect(holds(words, [['断线', '线以']])).toBe(true)
  expect(holds(words, [['断线', '以后']])).toBe(false)
  expect(holds(words, [['后']])).toBe(true)
  expect(holds(words, [['hel']])).toBe(true)
  expect(holds(words, [['ello']])).toBe(false)
  expect(holds(words, [['hel'], ['断']])).toBe(true)
  expect(holds(words, [['hel'], ['x']])).toBe(false)
  expect(holds(words, [['hello', 'x']])).toBe(false)
  expect(holds(words, [['以', '后']])).toBe(false)
})
