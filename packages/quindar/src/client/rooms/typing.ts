// Who is writing in a room. Servers tell of a start and may never tell of the end, so it ends by itself.
import { typingEventOf } from '../../protocol/index.ts'
import type { Ports } from '../ports.ts'
import type { Release } from '../routes/release.ts'

/** The events of `notify-room` that tell it: the first since Rocket.Chat 4, the second up to 5. */
export type TypingEvent = 'user-activity' | 'typing'

/** Which of them this server speaks, the newer where it speaks both; both where it does not say what it is. */
export async function typingEvents(release: Release): Promise<readonly TypingEvent[]> {
  await release.ask()
  const { version, extended } = release
  if (extended) return ['user-activity']
  if (version === undefined) return ['user-activity', 'typing']
  return typingEventOf(version) === 'typing' ? ['typing'] : ['user-activity']
}

/** Somebody has begun to write, or stopped. */
export interface Typing {
  readonly username: string
  readonly typing: boolean
}

/** Without news for this long, in milliseconds, somebody has stopped writing. Rocket.Chat's own client says it every 10 s. */
const TYPING_EXPIRES_MS = 15_000

export interface TypingWatch {
  /** The arguments of an event `user-activity`, or of `typing`, which has `true` or `false`. */
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
      if (activities !== true && !(Array.isArray(activities) && activities.includes('user-typing'))) {
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
