// How the names of emoji tell skin tones: by number or by word, of one person or of two.

const NUMBERS = ['1', '2', '3', '4', '5'] as const
const WORDS = ['light', 'medium_light', 'medium', 'medium_dark', 'dark'] as const

/** What the table writes behind a name for each way in which its tones are named. */
export const MARKS = ['~', '!', '=', '%', '&'] as const
export type Mark = (typeof MARKS)[number]

/** The names of `base` in all tones, as `mark` has them. */
export function inTones(base: string, mark: Mark): string[] {
  switch (mark) {
    case '~':
      return NUMBERS.map((tone) => `${base}_tone${tone}`)
    case '!':
      return WORDS.map((tone) => `${base}_${tone}_skin_tone`)
    case '=':
      return pairs(NUMBERS, (one, other) => `${base}_tone${one}-${other}`)
    case '%':
      return pairs(NUMBERS, (one, other) => `${base}_tone${one}_tone${other}`)
    case '&':
      return pairs(WORDS, (one, other) => `${base}_${one}_skin_tone_${other}_skin_tone`)
  }
}

/** Two different tones, in either order. */
function pairs<Tone>(tones: readonly Tone[], name: (one: Tone, other: Tone) => string): string[] {
  return tones.flatMap((one) => tones.filter((other) => other !== one).map((other) => name(one, other)))
}
