// What waits to be sent, kept beside the visitor's token: the storage of the client's outbox.
import type { ClientStorage } from '../client/index.ts'
import type { KeptStore } from './kept.ts'

/** @param over Is it another visitor by now? */
export function createLetters({ read, update }: KeptStore, over: () => unknown): ClientStorage {
  async function put(id: string, value?: string): Promise<void> {
    if (over()) return
    update((now) => {
      const { [id]: _, ...others } = now.unsent ?? {}
      return { ...now, unsent: value === undefined ? others : { ...others, [id]: value } }
    })
  }

  return {
    entries: async (prefix) => Object.entries(read()?.unsent ?? {}).filter(([id]) => id.startsWith(prefix)),
    set: put,
    delete: put,
  }
}
