// Who is writing in a room. Servers tell of a start and may never tell of the end, so it ends by itself.
import type { Ports } from './ports.ts'

/** Somebody has begun to write, or stopped. */
export interface Typing {
  readonly username: string
  readonly typing: boolean
}

/** Without news for this long, in milliseconds, somebody has stopped writing. Rocket.Chat's own client says it every 10 s. */
const TYPING_EXPIRES_MS = 15_000

export interface TypingWatch {
  /** The arguments of an event `user-activity`. */
  readonly heard: (username: unknown, activities: unknown) => void
  /** Everybody has stopped, as far as we know. */
  readonly clear: () => void
}

export function createTypingWatch(ports: Ports, emit: (typing: Typing) => void): TypingWatch {
  const timers = new Map<string, unknown>()

  function stop(username: string): void {
    ports.clearTimeout(timers.get(username))
    if (timers.delete(username)) emit({ username, typing: false })
  }

  return {
    heard(username, activities) {
      if (typeof username !== 'string') return
      if (!Array.isArray(activities) || !activities.includes('user-typing')) {
        stop(username)
        return
      }
      const known = timers.has(username)
      ports.clearTimeout(timers.get(username))
      timers.set(
        username,
        ports.setTimeout(() => stop(username), TYPING_EXPIRES_MS),
      )
      if (!known) emit({ username, typing: true })
    },
    clear() {
      for (const username of timers.keys()) stop(username)
    },
  }
}
