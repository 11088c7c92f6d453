// Who is online, of those whose name is on the screen.
import { signal, type ReadonlySignal } from '@preact/signals-core'
import type { Client, UserPresence } from 'quindar'

export type Status = UserPresence['status']

export interface PresenceModel {
  /** By user id; who has not been told of is not there. */
  readonly statuses: ReadonlySignal<Readonly<Record<string, Status>>>
  /** These are on the screen now or soon. */
  readonly want: (userIds: readonly string[]) => void
  readonly dispose: () => void
}

/** People that are watched at once: enough for any screen, and servers bear it. */
export const PRESENCE_MOST = 200

export function createPresence(client: Pick<Client, 'presence'>): PresenceModel {
  const statuses = signal<Readonly<Record<string, Status>>>({})
  /** Oldest first. */
  const watched = new Map<string, () => void>()

  function heard({ userId, status }: UserPresence): void {
    if (statuses.value[userId] !== status) statuses.value = { ...statuses.value, [userId]: status }
  }

  return {
    statuses,
    want(userIds) {
      const fresh = [...new Set(userIds)].filter((id) => id !== '' && !watched.has(id)).slice(0, PRESENCE_MOST)
      if (fresh.length === 0) return
      // One request for all of them; each can be let go alone.
      const stop = client.presence.watch(fresh, heard)
      let left = fresh.length
      for (const id of fresh) watched.set(id, () => --left === 0 && stop())
      for (const [id, forget] of watched) {
        if (watched.size <= PRESENCE_MOST) break
        watched.delete(id)
        forget()
      }
    },
    dispose() {
      for (const forget of watched.values()) forget()
      watched.clear()
    },
  }
}
