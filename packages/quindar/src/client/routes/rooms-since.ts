// Which of the user's rooms have changed: `rooms/get` over DDP, or the same over REST where the method is gone.
import type { Room } from '../../protocol/index.ts'
import type { Ask } from './ask.ts'
import { isMissing } from './missing.ts'
import { withDates } from './rest-dates.ts'

export interface RoomsSince {
  /**
   * The rooms that changed after a time of the server's, in milliseconds since 1970; all of them without one.
   * Nobody is in a room who is not logged in.
   */
  readonly ask: (since: number | undefined, signal: AbortSignal) => Promise<Room[]>
  /** Does the answer come beside the stream? Then the connection may be dead, and the answer knows more than was heard. */
  readonly beside: boolean
}

export function createRoomsSince(ask: Ask): RoomsSince {
  let overRest = false

  async function request(since: number | undefined, signal: AbortSignal): Promise<unknown> {
    if (!overRest) {
      try {
        return await ask.method('rooms/get', since === undefined ? [] : [new Date(since)], signal)
      } catch (error) {
        if (!isMissing(error)) throw error
        overRest = true
      }
    }
    const updatedSince = since === undefined ? undefined : new Date(since).toISOString()
    return withDates(await ask.route('GET /api/v1/rooms.get', { updatedSince }, signal))
  }

  return {
    get beside() {
      return overRest
    },
    async ask(since, signal) {
      const answer = (await request(since, signal)) as Room[] | { update?: Room[] } | undefined
      return Array.isArray(answer) ? answer : (answer?.update ?? [])
    },
  }
}
