// Emoji by the names that the wire has for them, `:wave:`: the usual ones at hand, all others when one of them is met.
import { signal, type ReadonlySignal } from '@preact/signals-core'

/** Names by code points in hexadecimal, `1F44B`; several names share one. */
export type EmojiData = Readonly<Record<string, string | readonly string[]>>

export interface Emoji {
  /** The characters of a name (without colons), if there are any; asks for all names when it does not know. */
  readonly find: (name: string) => string | undefined
  /** Emoji whose names begin with, then hold, these letters; the usual ones for none. */
  readonly search: (letters: string) => readonly FoundEmoji[]
  /** Fetches all of them. Never rejects. */
  readonly load: () => Promise<void>
  readonly loaded: ReadonlySignal<boolean>
}

export interface FoundEmoji {
  readonly name: string
  readonly characters: string
}

/** What people mostly react with, in the order of a picker. */
const USUAL: readonly FoundEmoji[] = [
  { name: 'thumbsup', characters: '👍' },
  { name: 'heart', characters: '❤️' },
  { name: 'joy', characters: '😂' },
  { name: 'tada', characters: '🎉' },
  { name: 'eyes', characters: '👀' },
  { name: 'pray', characters: '🙏' },
  { name: 'fire', characters: '🔥' },
  { name: 'white_check_mark', characters: '✅' },
  { name: 'wave', characters: '👋' },
  { name: 'smile', characters: '😄' },
  { name: 'slight_smile', characters: '🙂' },
  { name: 'wink', characters: '😉' },
  { name: 'thinking', characters: '🤔' },
  { name: 'sob', characters: '😭' },
  { name: 'heart_eyes', characters: '😍' },
  { name: 'sunglasses', characters: '😎' },
  { name: 'open_mouth', characters: '😮' },
  { name: 'clap', characters: '👏' },
  { name: 'muscle', characters: '💪' },
  { name: 'rocket', characters: '🚀' },
  { name: '100', characters: '💯' },
  { name: 'thumbsdown', characters: '👎' },
  { name: 'x', characters: '❌' },
  { name: 'bulb', characters: '💡' },
  { name: 'coffee', characters: '☕' },
  { name: 'bug', characters: '🐛' },
  { name: 'beers', characters: '🍻' },
  { name: 'sparkles', characters: '✨' },
]

/** Emoji that a search shows. */
const SHOWN_MOST = 48

/** @param fetchAll Loads the names of all emoji. */
export function createEmoji(fetchAll: () => Promise<EmojiData>): Emoji {
  const all = signal<ReadonlyMap<string, string>>(new Map(USUAL.map(({ name, characters }) => [name, characters])))
  const loaded = signal(false)
  let loading: Promise<void> | undefined

  function load(): Promise<void> {
    loading ??= fetchAll().then(
      (data) => {
        all.value = new Map([...all.value, ...charactersByName(data)])
        loaded.value = true
      },
      () => {
        // Without them names stay names; the next one that is met tries again.
        loading = undefined
      },
    )
    return loading
  }

  return {
    loaded,
    load,
    find(name) {
      const characters = all.value.get(name)
      if (characters === undefined && !loaded.value) void load()
      return characters
    },
    search(letters) {
      const word = letters.trim().replaceAll(':', '').toLowerCase()
      if (word === '') return USUAL
      const found = new Map<string, FoundEmoji>()
      const take = (fits: (name: string) => boolean): void => {
        for (const [name, characters] of all.value) {
          if (found.size >= SHOWN_MOST) return
          if (fits(name) && !found.has(characters)) found.set(characters, { name, characters })
        }
      }
      take((name) => name.startsWith(word))
      take((name) => name.includes(word))
      return [...found.values()]
    },
  }
}

function charactersByName(data: EmojiData): [string, string][] {
  return Object.entries(data).flatMap(([hex, names]) => {
    const points = hex.split('-').map((point) => Number.parseInt(point, 16))
    const characters = asPicture(String.fromCodePoint(...points))
    return (typeof names === 'string' ? [names] : names).map((name): [string, string] => [name, characters])
  })
}

/** Old signs such as ❤ are shown as text unless told otherwise. */
function asPicture(characters: string): string {
  return /^\p{Emoji_Presentation}/u.test(characters) || characters.length > 2 ? characters : `${characters}\uFE0F`
}
