// What holds for every text: it is read, the same way each time, and none of it is lost.
import fc from 'fast-check'
import { parse, type MarkupOptions } from 'quindar/markup'
import { describe, expect, it } from 'vitest'
import { generated } from './generated.ts'
import { OPTIONS } from './oracle.ts'

/** Texts of anything, broken surrogates among it. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: fc.constantFrom(...'*_~`|[]()<>!:@#$\\+-./ \t\r\nab1'.split('')), maxLength: 100 }),
  fc.integer().map((seed) => generated(seed, 1)[0] ?? ''),
)
const anyOptions = fc.constantFrom(...OPTIONS)

/** All that a tree says, in the order of the text; a range stands for its part of the text. */
function said(value: unknown, text: string): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return ''
  if (Array.isArray(value)) return value.map((part) => said(part, text)).join('')
  const node = value as {
    type?: string
    value?: unknown
    fallback?: [number, number]
    number?: number
    status?: boolean
  }
  if (node.type === 'TIMESTAMP') return text.slice(...(node.fallback ?? [0, 0]))
  const { type: _, fallback: __, ...rest } = node
  // The mark of a task that is done, and what a colour was written with.
  const mark = node.status === true ? 'x' : node.type === 'COLOR' ? 'color:' : ''
  return (
    mark +
    Object.values(rest)
      .map((part) => (typeof part === 'number' ? String(part) : said(part, text)))
      .join(' ')
  )
}

/** How often each letter is there. */
function letters(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const letter of text.match(/\p{L}/gu) ?? []) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  return counts
}

describe('quindar/markup, for every text', () => {
  it('reads it', () => {
    fc.assert(
      fc.property(anyText, anyOptions, (text, options) => {
        const tree = parse(text, options)
        expect(Array.isArray(tree)).toBe(true)
        expect(tree.length > 0).toBe(text.length > 0)
        for (const node of tree) expect(typeof node.type).toBe('string')
      }),
      { numRuns: 1_000 },
    )
  })

  it('says the same of it twice, as plain JSON', () => {
    fc.assert(
      fc.property(anyText, anyOptions, (text, options) => {
        const tree = parse(text, options)
        expect(parse(text, options)).toEqual(tree)
        expect(JSON.parse(JSON.stringify(tree))).toStrictEqual(tree)
      }),
      { numRuns: 1_000 },
    )
  })

  it('loses no letter of it', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom<MarkupOptions>({}, { emoticons: true }), (text, options) => {
        const kept = letters(said(parse(text, options), text))
        for (const [letter, count] of letters(text)) {
          expect({ letter, kept: (kept.get(letter) ?? 0) >= count }).toEqual({ letter, kept: true })
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('reads a hundred thousand characters, of whatever they are', () => {
    for (const piece of ['*a', '||:)', '\u0000', '\ud800']) {
      const text = piece.repeat(100_000 / piece.length)
      expect(parse(text, OPTIONS[2]).length).toBeGreaterThan(0)
    }
  })
})
