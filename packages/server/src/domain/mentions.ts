// What a text points at: people (@name), channels (#name) and addresses (https://…). What stands in code is left alone.
//
// Everything here is linear in the length of the text: the patterns cannot backtrack, and no more than so many hits of
// one kind are looked up.

const MOST = 100

export interface Pointers {
  /** Names after `@`, each once, `all` and `here` among them. */
  readonly usernames: readonly string[]
  /** Names after `#`, each once. */
  readonly channelNames: readonly string[]
  readonly urls: readonly string[]
}

/** Not in the middle of a word or an address: `mail@example.org` mentions nobody. */
const USERNAME = /(?<![0-9A-Za-z_.@/:-])@([0-9A-Za-z_.-]+)/g
const CHANNEL = /(?<![0-9A-Za-z_.#/&:-])#([\p{L}\p{N}_.-]+)/gu
const ADDRESS = /(?<![A-Za-z])https?:\/\/[^\s<>"'`|()[\]{}，。！？；：、（）【】「」『』《》…]+/gi
/** What ends a sentence does not belong to what it mentions. */
const AFTER_ADDRESS = '.,;:!?_-'
const AFTER_NAME = '.-'

export function pointersIn(text: string): Pointers {
  const prose = withoutCode(text)
  const urls = distinct(prose.matchAll(ADDRESS), 0, AFTER_ADDRESS)
  const words = prose.replace(ADDRESS, ' ')
  return {
    usernames: distinct(words.matchAll(USERNAME), 1, AFTER_NAME),
    channelNames: distinct(words.matchAll(CHANNEL), 1, AFTER_NAME),
    urls,
  }
}

function distinct(matches: Iterable<RegExpMatchArray>, group: number, trailing: string): string[] {
  const found = new Set<string>()
  for (const match of matches) {
    if (found.size >= MOST) break
    const word = withoutTrailing(match[group] ?? '', trailing)
    if (word !== '') found.add(word)
  }
  return [...found]
}

/** By hand: an expression that looks for the end from every dot would take the square of their number. */
function withoutTrailing(word: string, trailing: string): string {
  let end = word.length
  while (end > 0 && trailing.includes(word.charAt(end - 1))) end--
  return word.slice(0, end)
}

/** The text with what stands between back-quotes blanked out; an opening without an end opens nothing. */
function withoutCode(text: string): string {
  let prose = ''
  let at = 0
  for (;;) {
    const open = text.indexOf('`', at)
    if (open < 0) return prose + text.slice(at)
    const fence = text.startsWith('```', open) ? '```' : '`'
    const close = text.indexOf(fence, open + fence.length)
    if (close < 0) return prose + text.slice(at)
    prose += `${text.slice(at, open)} `
    at = close + fence.length
  }
}
