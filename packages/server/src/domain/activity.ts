// Typing and other passing signs of life in a room: told to whoever looks, never stored.
//
// Clients of before 6.0 say `typing` with yes or no, later ones `user-activity` with a list. Both are heard, and each is
// told in both ways, so that old and new see each other; a server that plays one release hears and tells what that does.

import type { Access } from './access.ts'
import type { Edition } from './edition.ts'
import type { User } from './entities.ts'
import type { Ground } from './ground.ts'

export interface Activity {
  /**
   * Tells a room's readers. A writer who may not (somebody else's name, a room that is not his, another event) is
   * passed over in silence, as Rocket.Chat does.
   */
  write(writing: {
    readonly user: User | undefined
    /** The session that does not hear its own event. */
    readonly sessionId: string | undefined
    readonly roomId: string
    /** `user-activity`, or `typing` of servers before 6.0. */
    readonly event: string
    readonly args: readonly unknown[]
  }): Promise<void>
}

const MOST_ACTIVITIES = 10
const LONGEST_ACTIVITY = 64
const LONGEST_NAME = 256

export function createActivity({ bus }: Ground, access: Access, { exact, habits }: Edition): Activity {
  /** A user under his own name; a visitor, whose token comes along, under any. */
  async function mayTell(user: User | undefined, roomId: string, [name, , extra]: readonly unknown[]) {
    if (user) return name === user.username && (await access.writableRoom(user, roomId)) !== undefined
    if (typeof name !== 'string' || name.length > LONGEST_NAME) return false
    const token = typeof extra === 'object' && extra !== null && 'token' in extra ? extra.token : undefined
    return (await access.visitorRoom(token, roomId)) !== undefined
  }

  const speaks = (event: string) => !exact || habits.typingEvent === 'both' || habits.typingEvent === event

  return {
    async write({ user, sessionId, roomId, event, args }) {
      const told = retell(event, args)?.filter((line) => speaks(line.event))
      if (!speaks(event) || !told || !(await mayTell(user, roomId, args))) return
      const from = sessionId === undefined ? {} : { from: sessionId }
      for (const line of told) bus.publish({ type: 'activity', roomId, ...line, ...from })
    },
  }
}

interface Line {
  readonly event: string
  readonly args: readonly unknown[]
}

/** What was said, then the same in the words of the other generation; `undefined` when it makes no sense. */
function retell(event: string, [username, what, extra]: readonly unknown[]): readonly Line[] | undefined {
  if (event === 'user-activity' && isActivities(what)) {
    return [
      { event, args: [username, what, ...relayed(extra)] },
      { event: 'typing', args: [username, what.includes('user-typing')] },
    ]
  }
  if (event === 'typing' && typeof what === 'boolean') {
    return [
      { event, args: [username, what] },
      { event: 'user-activity', args: [username, what ? ['user-typing'] : [], {}] },
    ]
  }
  return undefined
}

/** Of the third argument only the thread goes on: it is also where visitors put their tokens. */
function relayed(extra: unknown): readonly unknown[] {
  if (typeof extra !== 'object' || extra === null) return []
  const threadId = 'tmid' in extra ? extra.tmid : undefined
  return [typeof threadId === 'string' && threadId.length <= LONGEST_ACTIVITY ? { tmid: threadId } : {}]
}

function isActivities(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length <= MOST_ACTIVITIES &&
    value.every((item) => typeof item === 'string' && item.length <= LONGEST_ACTIVITY)
  )
}
