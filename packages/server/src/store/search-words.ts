// What a text is found by, the same in every driver: words without regard to case, width and accents, and for scripts
// that do not part their words (Chinese, Japanese, Korean) every two neighbours, so that any part of a sentence is found.

/** A stretch of letters and digits of one kind: signs between them, and the border of the kinds, end it. */
const RUN =
  /(?<unparted>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]+)|(?<word>[\p{L}\p{N}]+?(?=$|[^\p{L}\p{N}]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]))/gu

interface Run {
  readonly text: string
  readonly unparted: boolean
}

function runsOf(text: string): Run[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC').toLowerCase()
  return [...plain.matchAll(RUN)].map(([run, unparted]) => ({ text: run, unparted: unparted !== undefined }))
}

/** Each neighbouring two of a run; a run's last character also by itself, so that every character begins something. */
function pairsOf(run: string): string[] {
  const characters = Array.from(run)
  return characters.map((character, index) => character + (characters[index + 1] ?? ''))
}

/** What stands in the index for a text, in its order. */
export function wordsOf(text: string): string[] {
  return runsOf(text).flatMap((run) => (run.unparted ? pairsOf(run.text) : [run.text]))
}

/**
 * What is looked for: all of these words one after the other, of which the last need only begin so. `hel` finds "hello",
 * `线以后` finds "断线以后".
 */
export type Term = readonly string[]

/** No more than this many are looked for; what comes after them is passed over. */
const MOST_TERMS = 16

/** Every term must be found. None: nothing that could be looked for. */
export function termsOf(query: string): readonly Term[] {
  return runsOf(query)
    .slice(0, MOST_TERMS)
    .map((run) => (run.unparted ? withoutTail(pairsOf(run.text)) : [run.text]))
}

/** The last character by itself would be found only at the end of a run. */
function withoutTail(pairs: string[]): string[] {
  return pairs.length > 1 ? pairs.slice(0, -1) : pairs
}

/** Does a text with these words hold all of the terms? */
export function holds(words: readonly string[], terms: readonly Term[]): boolean {
  return terms.every((term) => words.some((_, start) => stands(words, start, term)))
}

function stands(words: readonly string[], start: number, term: Term): boolean {
  return term.every((word, index) => {
    const found = words[start + index]
    return index === term.length - 1 ? found?.startsWith(word) : found === word
  })
}
