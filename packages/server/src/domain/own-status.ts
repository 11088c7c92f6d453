// What a user wants to be seen as, and the words beside it.

import type { PresenceStatus, User } from './entities.ts'
import type { Ground } from './ground.ts'
import type { Presence } from './presence.ts'

export interface OwnStatus {
  /** What is not said stays as it is. */
  set(user: User, wanted: { status?: PresenceStatus; text?: string }): Promise<void>
}

export function createOwnStatus({ store, bus, clock }: Ground, presence: Presence): OwnStatus {
  return {
    async set(user, { status, text }) {
      const answer = await store.setStatus({
        userId: user.id,
        ...(status !== undefined && { statusDefault: status }),
        ...(text !== undefined && { statusText: text }),
        at: clock.now(),
      })
      if (!answer) return
      bus.publish({ type: 'user', user: answer.user })
      presence.chosen(answer.user)
    },
  }
}
