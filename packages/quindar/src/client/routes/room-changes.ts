// What has changed in a room since somebody last heard of it, by the best way that this server has.
//
// 1. By number, where the server numbers its changes: exact, whatever clocks say.
// 2. By time over DDP, `messages/get`. 3. The same over REST, `chat.syncMessages`, where the method is gone.
// 4. New messages alone, `loadMissedMessages`: what was edited or deleted meanwhile, such a server does not tell.
// A way that a server does not have is tried once, and remembered.
import { NotSupportedError, QuindarError, type Message as WireMessage } from '../../protocol/index.ts'
import type { Ask } from './ask.ts'
import { CHANGES_PER_PAGE, fetched, type Changes, type Fetched, type Position, type Since, type Way } from './change.ts'
import { changesByNumber } from './changes-by-number.ts'
import { changesByTime } from './changes-by-time.ts'
import { isFinal, isMissing } from './missing.ts'
import { withDates } from './rest-dates.ts'

export interface RoomChanges {
  /** @throws what the server said last, when no way led anywhere. */
  readonly since: (roomId: string, since: Since, signal: AbortSignal) => Promise<Changes>
  /** The newest messages, in any order. */
  readonly newest: (roomId: string, signal: AbortSignal) => Promise<Fetched[]>
}

export function createRoomChanges(ask: Ask): RoomChanges {
  const missing = new Set<Way>()

  const byNumber: Way = (roomId, { position }, signal) =>
    changesByNumber((query) => ask.method('quindar:changes', [roomId, query], signal), position as Position)

  const overDdp = changesByTime((roomId, query, signal) => ask.method('messages/get', [roomId, query], signal))

  const overRest = changesByTime(async (roomId, { lastUpdate, ...query }, signal) => {
    const input = { roomId, lastUpdate: lastUpdate?.toISOString(), ...query }
    const answer = await ask.route('GET /api/v1/chat.syncMessages', input, signal)
    return withDates((answer as { result?: unknown } | undefined)?.result)
  })

  const newOnes: Way = async (roomId, { at }, signal) => {
    const answer = await ask.method('loadMissedMessages', [roomId, new Date(at)], signal)
    // Rocket.Chat says "no" by answering `false`.
    if (!Array.isArray(answer)) throw new QuindarError('method-failed', 'The server does not let us read this room')
    const incomplete = 'this server does not tell what was edited or deleted meanwhile'
    return { updated: fetched(answer as WireMessage[]), deleted: [], incomplete }
  }

  return {
    async since(roomId, since, signal) {
      let last: unknown = new NotSupportedError('way to tell what was missed')
      let failed = false
      for (const way of [byNumber, overDdp, overRest, newOnes]) {
        if (missing.has(way) || (way === byNumber && !since.position)) continue
        // Better ways that have only failed this time are better still.
        if (way === newOnes && failed) break
        try {
          return await way(roomId, since, signal)
        } catch (error) {
          signal.throwIfAborted()
          if (isMissing(error)) missing.add(way)
          // Times do not tell that the database is another.
          else if (way === byNumber && !isFinal(error)) throw error
          else {
            // What has failed for no reason of its own is worth another try, whatever other ways say.
            if (!failed || isFinal(last)) last = error
            // A browser may never let us ask over REST.
            failed ||= (error as { code?: unknown }).code !== 'connection-failed'
          }
          // Who may not read the room may not by another way either.
          if (/not-allowed|invalid-room/.test(String((error as { error?: unknown }).error))) throw error
        }
      }
      throw last
    },
    async newest(roomId, signal) {
      const page = await ask.method('loadHistory', [roomId, null, CHANGES_PER_PAGE], signal)
      return fetched(((page || {}) as { messages?: WireMessage[] }).messages ?? [])
    },
  }
}
