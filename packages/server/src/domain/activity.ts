// Typing and other passing signs of life in a room: told to whoever looks, never stored.

import type { User } from './entities.ts'

export interface Activity {
  /**
   * Tells a room's readers. A writer who may not (somebody else's name, a room that is not his, another event) is
   * passed over in silence, as Rocket.Chat does.
   */
  write(writer: {
    readonly user: User | undefined
    /** The session that does not hear its own event. */
    readonly sessionId: string | undefined
    readonly roomId: string
    /** `user-activity`, or `typing` of servers before 6.0. */
    readonly event: string
    readonly args: readonly unknown[]
  }): Promise<void>
}
