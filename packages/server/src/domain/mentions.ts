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
const CHANNEL = /(?<![\p{L}\p{N}_.#/&:-])#([\p{L}\p{N}_.-]+)/gu
const URL = /(?<![A-Za-z])https?:\/\/[^\s<>"'`|()[\]{}]+/gi
/** What ends a sentence does not belong to what it mentions. */
const TRAILING = /[.,;:!?_\-，。！？；：、）】」』》…]+$/u

export function pointersIn(text: string): Pointers {
  const prose = withoutCode(text)
  const urls = distinct(prose.matchAll(URL), 0, (url) => url.replace(TRAILING, ''))
  const words = prose.replace(URL, ' ')
  return {
    usernames: distinct(words.matchAll(USERNAME), 1, trimName),
    channelNames: distinct(words.matchAll(CHANNEL), 1, trimName),
    urls,
  }
}

function distinct(matches: Iterable<RegExpMatchArray>, group: number, trim: (word: string) => string): string[] {
  const found = new Set<string>()
  for (const match of matches) {
    if (found.size >= MOST) break
    const word = trim(match[group] ?? '')
    if (word !== '') found.add(word)
  }
  return [...found]
}

function trimName(name: string): string {
  return name.replace(/[.-]+$/, '')
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
