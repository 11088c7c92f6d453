// Who could be meant by the `@na` before the cursor. People who have spoken are known at once; the others are asked for:
// once where the room is small, by their name where it is large.
import { batch, computed, signal, type ReadonlySignal } from '@preact/signals-core'
import type { Message, Room } from 'quindar'
import type { ChatPorts } from './ports.ts'

export interface Mentionable {
  readonly username: string
  readonly name: string
}

export interface Mentioning {
  /** Who could be meant, the likeliest first; empty: nobody is asked for. */
  readonly choices: ReadonlySignal<readonly Mentionable[]>
  /** The one that Enter takes: it stays the same person while the list around it changes. */
  readonly marked: ReadonlySignal<Mentionable | undefined>
  /** The text or the cursor has changed. */
  readonly look: (text: string, cursor: number) => void
  /** The next line, or the one before. */
  readonly step: (by: 1 | -1) => void
  readonly mark: (one: Mentionable) => void
  /** The text with the name in it, and where the cursor is then; the list is closed. */
  readonly take: (one: Mentionable) => { readonly text: string; readonly cursor: number } | undefined
  /** No list for this word any more. */
  readonly close: () => void
  readonly dispose: () => void
}

/** Lines that are shown. */
export const MENTIONS_SHOWN = 8
/** People that are fetched at once: rooms up to this size are known whole. */
const PAGE_SIZE = 100
/** Milliseconds without a key before a server is asked for a name. */
export const ASK_AFTER_MS = 250
const EVERYBODY: readonly Mentionable[] = [
  { username: 'all', name: '' },
  { username: 'here', name: '' },
]

interface Word {
  readonly text: string
  /** Where its `@` is. */
  readonly start: number
  readonly cursor: number
  readonly part: string
}

/** @param me One's own username, who is not offered. */
export function createMentioning(
  room: Pick<Room, 'members'>,
  { spoken, me, ports }: { spoken: () => readonly Message[]; me: () => string | undefined; ports: ChatPorts },
): Mentioning {
  const known = signal<ReadonlyMap<string, Mentionable>>(new Map())
  const word = signal<Word | undefined>(undefined)
  const chosen = signal<string | undefined>(undefined)
  let asked = false
  let isWhole = false
  let timer: unknown
  /** Where the word was that somebody has closed the list for. */
  let closedAt: number | undefined

  function learn(people: readonly Mentionable[]): void {
    const more = new Map(known.value)
    for (const { username, name } of people) if (username !== '') more.set(username, { username, name })
    known.value = more
  }

  async function ask(filter?: string): Promise<void> {
    try {
      const { total, members } = await room.members({ limit: PAGE_SIZE, ...(filter !== undefined && { filter }) })
      isWhole ||= filter === undefined && total <= members.length
      learn(members)
    } catch {
      // Who is known already is offered; a name can be typed without any list.
    }
  }

  const choices = computed((): readonly Mentionable[] => {
    const { part } = word.value ?? {}
    if (part === undefined) return []
    const sought = part.toLowerCase()
    const rank = ({ username, name }: Mentionable): number => {
      if (username.toLowerCase().startsWith(sought)) return 0
      const words = name.toLowerCase().split(/\s+/)
      return words.some((each) => each.startsWith(sought)) ? 1 : 2
    }
    return [...[...known.value.values()].filter(({ username }) => username !== me()), ...EVERYBODY]
      .map((one) => ({ one, rank: rank(one) }))
      .filter((each) => each.rank < 2)
      .sort((a, b) => a.rank - b.rank)
      .slice(0, MENTIONS_SHOWN)
      .map(({ one }) => one)
  })
  const marked = computed(() => choices.value.find(({ username }) => username === chosen.value) ?? choices.value[0])

  return {
    choices,
    marked,
    look(text, cursor) {
      ports.clearTimeout(timer)
      const [, part] = /(?:^|[\s(])@([\p{L}\p{N}._-]*)$/u.exec(text.slice(0, cursor)) ?? []
      const start = part === undefined ? undefined : cursor - part.length - 1
      if (start !== closedAt) closedAt = undefined
      batch(() => {
        if (part === undefined || start === undefined || closedAt !== undefined) {
          word.value = chosen.value = undefined
          return
        }
        if (word.value?.part !== part) chosen.value = undefined
        word.value = { text, start, cursor, part }
        learn(spoken().map(({ author }) => author))
      })
      if (word.value === undefined) return
      if (!asked) {
        asked = true
        void ask()
      } else if (!isWhole && part !== '') {
        timer = ports.setTimeout(() => void ask(part), ASK_AFTER_MS)
      }
    },
    step(by) {
      const list = choices.value
      const at = list.findIndex(({ username }) => username === marked.value?.username)
      chosen.value = list[(at + by + list.length) % Math.max(1, list.length)]?.username
    },
    mark({ username }) {
      chosen.value = username
    },
    take({ username }) {
      const there = word.value
      word.value = undefined
      if (!there) return undefined
      const before = `${there.text.slice(0, there.start)}@${username} `
      return { text: before + there.text.slice(there.cursor).replace(/^ /, ''), cursor: before.length }
    },
    close() {
      closedAt = word.value?.start
      word.value = undefined
    },
    dispose: () => ports.clearTimeout(timer),
  }
}
