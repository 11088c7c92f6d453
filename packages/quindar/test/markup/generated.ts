// Messages made by chance from what messages are made of: small, because the oracle's time grows faster than they do.
// Pieces that differ on purpose when they touch (hosts, addresses, emoji) come with a space around them.

const PIECES = [
  [
    '*',
    '**',
    '_',
    '__',
    '~',
    '~~',
    '`',
    '```',
    '```js\n',
    '\n```',
    '||',
    '|',
    '$',
    '$$',
    '\\(',
    '\\)',
    '\\[',
    '\\]',
    '\\',
    '\\*',
  ],
  [
    'a',
    'b',
    'foo',
    'Bar',
    'snake_case',
    '1',
    '42',
    '中文',
    '你好',
    'é',
    '.',
    ',',
    '!',
    '?',
    ';',
    '"',
    "'",
    '(',
    ')',
    '[',
    '](',
    ']',
    '<',
    '>',
    '{',
    '}',
    '^',
    '%',
    '=',
    '&',
    '/',
    '-',
    '+',
  ],
  [' ', ' ', ' ', '  ', '\t', '\n', '\n', '\n\n', '\r\n'],
  ['# ', '## ', '> ', '- ', '* ', '1. ', '- [x] ', '- [ ] ', '---', '| a | b |\n', '|---|:-:|\n', '|\n', '||\n'],
  [
    '@bob',
    '@bob.',
    '@',
    '#general',
    '#',
    ':smile:',
    ':',
    ':)',
    '<3',
    ':D',
    '-_-',
    '8)',
    'color:#f00',
    'color:#',
    '+1234567',
    '<t:1630360800:f>',
    '![',
    '](https://x.com)',
  ],
  [' https://x.com/a_b ', ' rocket.chat ', ' a@b.com ', ' 😀 ', ' 👍🏽 ', ' 👩‍💻 ', ' 🇩🇪 ', ' ❤️ '],
].flat()

/** A sequence of numbers from 0 to 1 that is the same for the same seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

export function generated(seed: number, count: number): string[] {
  const next = chance(seed)
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + Math.floor(next() * 6) }, () => PIECES[Math.floor(next() * PIECES.length)]).join(''),
  )
}
