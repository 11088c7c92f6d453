// Linear: a text of twice the length takes twice the looks at it, whatever it is made of. Looks are counted, not timed.
import { describe, expect, it } from 'vitest'
import { read } from '../../src/markup/document.ts'
import { chance } from './generated.ts'
import { OPTIONS } from './oracle.ts'

const SIGNS = [
  '*',
  '**',
  '_',
  '__',
  '~',
  '~~',
  '`',
  '```',
  '|',
  '||',
  '[',
  '](',
  ']',
  '(',
  ')',
  '<',
  '>',
  '!',
  '![',
  ':',
  '@',
  '#',
  '$',
  '$$',
  '\\',
  '\\(',
  '\\[',
  '+',
  '-',
  '.',
  '/',
  '<t:',
]
const WORDS = ['a', ' a', 'a ', '\n', 'a\n', '😀', '👍\u200d', ':)', '中']

/** Made of nothing but repeats of one piece. */
const repeats = [
  // Each sign alone, opened before a word, closed behind one, on each line.
  SIGNS.flatMap((sign) => [sign, `${sign}a`, `${sign} a`, `a${sign}`, `${sign}\n`, `a ${sign}a${sign} `]),
  // What opens before what opens.
  SIGNS.flatMap((sign, index) => [
    `${sign}${SIGNS[(index + 1) % SIGNS.length]}a`,
    `${SIGNS[(index + 7) % SIGNS.length]}${sign}`,
  ]),
  WORDS,
  [
    '*_~',
    '*a _b ~c ',
    '_a*b~c',
    '[*_~',
    '[a](',
    '[a](b',
    '[a](https://x.com',
    '[a](https://x.com(',
    '] [',
    '[a] [',
    '<a|',
    '<https://x.com|',
    '![a](',
    '![',
  ],
  [
    'https://x.com/',
    'https://',
    'a:',
    'a://b@',
    'a.',
    'a_.',
    'a-.',
    'a_a_',
    '_a.b',
    'a@',
    'a.b@',
    'a_b@c.d_',
    '@a:',
    '@@',
    '@a__',
    '#a#',
    '+1',
    '+(1',
    '+1-',
    '1_',
  ],
  [':a', ':a:', ':):)', ':)||', ':)||:)', '||:)', ':)*', '*:)', '<3', '8)', '-_-', ':)_', '~:)', '(y)'],
  [
    '> ',
    '> a\n',
    '>\n',
    '- ',
    '- a\n',
    '* a\n',
    '* a *\n',
    '1. a\n',
    '- [ ] a\n',
    '# ',
    '# a\n',
    '---\n',
    '--- ',
    '||\n',
    '||\na\n',
    '||\na\n\n',
    '```\n',
    '```\na\n',
    'a```\n',
    '|a',
    '|a|\n',
    '|a|\n|-|\n',
    '|-',
    '|-|\n',
    '|\\|',
    '| :-: ',
  ],
  [
    'color:#',
    'color:#f',
    '<t:1630360800:',
    '\\<t:',
    '\\*',
    '🏴\u{e0067}',
    '\ud83c\udff4\udb40\udc67',
    '1\ufe0f',
    '👩\u200d💻\u200d',
    '\ud83d',
    '\udc4d',
    '\u0000',
    '，',
    'https://x.com，',
    '......',
    '!!!!!!a',
    '((((((',
  ],
].flat()
/** Opened many times first, then never closed, or closed by others. */
const halves = SIGNS.flatMap((open, index): [string, string][] => [
  [`${open}a `, 'a'],
  [open, SIGNS[(index + 3) % SIGNS.length] ?? ''],
  [`:)${open}`, `${open} `],
  [`a\n${open}`, 'b '],
])

const mixture = (seed: number, length: number): string => {
  const next = chance(seed)
  const pieces = [...SIGNS, ...WORDS]
  let text = ''
  while (text.length < length) text += pieces[Math.floor(next() * pieces.length)]
  return text.slice(0, length)
}

const families: readonly (readonly [name: string, text: (length: number) => string])[] = [
  ...repeats.map(
    (piece) =>
      [`repeats of ${JSON.stringify(piece)}`, (length: number) => piece.repeat(length / piece.length)] as const,
  ),
  ...halves.map(
    ([before, after]) =>
      [
        `${JSON.stringify(before)} many times, then ${JSON.stringify(after)}`,
        (length: number) => before.repeat(length / 2 / before.length) + after.repeat(length / 2 / after.length),
      ] as const,
  ),
  ...Array.from({ length: 100 }, (_, seed) => {
    const piece = mixture(seed, 50)
    return [`repeats of mixture ${seed}`, (length: number) => piece.repeat(length / 50)] as const
  }),
]

const everything = OPTIONS[2] ?? {}
const counted = new Map<string, number>()
function steps(text: string): number {
  const known = counted.get(text) ?? read(text, everything).steps
  counted.set(text, known)
  return known
}

describe('quindar/markup, at its worst', () => {
  it('is tried with more than a hundred families of texts', () => {
    expect(new Set(families.map(([name]) => name)).size).toBeGreaterThan(300)
  })

  it('takes twice the looks for twice the text', () => {
    const growth = (text: (length: number) => string, length: number) => steps(text(2 * length)) / steps(text(length))
    const worse = families.flatMap(([name, text]) => {
      // What a text begins with may cost more or less than what it goes on with; with the length, that fades.
      const found = growth(text, 400) < 2.05 ? 2 : growth(text, 4_800)
      return found > 2.15 ? [{ name, found }] : []
    })
    expect(worse).toEqual([])
  })

  it('looks at no place more than a hundred times', () => {
    const worse = families.flatMap(([name, text]) => {
      const looks = steps(text(400)) / 400
      return looks > 100 ? [{ name, looks }] : []
    })
    expect(worse).toEqual([])
  })

  it('takes as many looks for each letter of a word', () => {
    expect(steps('hello') - steps('hell')).toBe(steps('hell') - steps('hel'))
    expect(steps('hello')).toBeGreaterThan(5)
  })
})
