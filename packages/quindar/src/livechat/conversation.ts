// The messages of one conversation as a list: each once, in order, what is on its way or failed at the end; and what of
// them has been told.
import type { Unsubscribe } from '../client/index.ts'
import type { LivechatMessage } from './documents.ts'

export interface Conversation {
  readonly getSnapshot: () => readonly LivechatMessage[]
  readonly subscribe: (listener: () => void) => Unsubscribe
  /** Has the server's document of this id been told? */
  readonly knows: (id: string) => boolean
  /** Those told so far, oldest first. */
  readonly known: () => readonly LivechatMessage[]
  /** Puts the server's document into the list. Resolves to what it is to those who listen; undefined: nothing new. */
  readonly hear: (message: LivechatMessage) => 'message' | 'edited' | undefined
  /** It is gone. False: it was not there. */
  readonly remove: (id: string) => boolean
  /** Of one's own, what this side knows of it: on its way, sent, failed. */
  readonly put: (message: LivechatMessage) => void
  /** Another conversation: only what was not sent stays. */
  readonly begin: () => void
  readonly clear: () => void
}

/** @param report Hears of listeners that throw. */
export function createConversation(report: (error: unknown) => void): Conversation {
  const listeners = new Set<() => void>()
  /** When each that was told last changed, by id. */
  const told = new Map<string, number>()
  const gone = new Set<string>()
  let list: readonly LivechatMessage[] = []

  function become(next: LivechatMessage[]): void {
    list = next.sort((a, b) => rank(a) - rank(b))
    for (const listener of listeners) {
      try {
        listener()
      } catch (error) {
        report(error)
      }
    }
  }

  const put = (message: LivechatMessage): void => {
    const others = list.filter(({ id }) => id !== message.id)
    // In its own place among those of the same time.
    const index = list.findIndex(({ id }) => id === message.id)
    become(others.toSpliced(index < 0 ? others.length : index, 0, message))
  }

  return {
    getSnapshot: () => list,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    knows: (id) => told.has(id),
    known: () => list.filter(({ id }) => told.has(id)),
    hear(message) {
      const { id, updatedAt } = message
      const before = told.get(id)
      if (gone.has(id) || (before !== undefined && +updatedAt <= before)) return undefined
      told.set(id, +updatedAt)
      put(message)
      return before === undefined ? 'message' : 'edited'
    },
    remove(id) {
      gone.add(id)
      if (!list.some((message) => message.id === id)) return false
      told.delete(id)
      become(list.filter((message) => message.id !== id))
      return true
    },
    put(message) {
      if (!told.has(message.id)) put(message)
    },
    begin() {
      told.clear()
      become(list.filter(({ status, raw }) => status && !raw))
    },
    clear() {
      told.clear()
      become([])
    },
  }
}

/** What the server has not told has no time of the server's. */
function rank({ raw, at }: LivechatMessage): number {
  return raw ? +at : Infinity
}
