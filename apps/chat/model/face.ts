// What stands for somebody who has no picture: one or two letters, on a colour that is always the same for this name.

export interface Face {
  readonly letters: string
  /** Degrees on the colour wheel, a multiple of 24. */
  readonly hue: number
}

export function faceOf(name: string): Face {
  const words = name.split(/[\s._-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const [first = '', second = ''] = words.map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '')
  // One Chinese character says as much as two letters, and two do not fit.
  const wide = /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(first)
  return { letters: (wide ? first : `${first}${second}`).toUpperCase() || '?', hue: (hash(name) % 15) * 24 }
}

function hash(text: string): number {
  let value = 7
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return value
}
