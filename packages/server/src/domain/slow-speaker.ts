// A bot that speaks as a person would: it reads, shows that it is typing, and then says it. In each room the last
// question counts: what is said to it while it reads or types is answered instead.

import type { Timer } from '../clock.ts'
import type { Domain } from './domain.ts'
import type { User } from './entities.ts'

/** In milliseconds: until it begins to type, a letter of what it says, and how long it types at least and at most. */
export interface Pace {
  readonly readingMs: number
  readonly letterMs: number
  readonly shortestMs: number
  readonly longestMs: number
}

export interface Words {
  readonly text: string
  readonly threadId?: string
  /** What it does when it has said that. */
  readonly afterwards?: () => Promise<unknown>
}

export interface SlowSpeaker {
  /** @param compose Asked when it has read; nothing: it keeps quiet after all. */
  answer(roomId: string, compose: () => Promise<Words | undefined> | Words): void
  /** It has nothing more to say in this room. */
  leave(roomId: string): void
  /** No timer is left, and nothing is said any more. */
  close(): void
}

/** @param session Names it among the sessions whose users are seen as online. */
export function createSlowSpeaker(
  domain: Domain,
  me: User,
  { session, pace, report }: { session: string; pace: Pace; report: (error: unknown) => void },
): SlowSpeaker {
  const { clock } = domain.ground
  /** What it is about to do, by room. */
  const pending = new Map<string, Timer>()
  domain.presence.connect(session, me)

  /** Unless something else has come up in the room by then, or it has been told to stop. */
  function later(roomId: string, ms: number, task: (stillMeant: () => boolean) => Promise<void>): void {
    const timer = clock.after(ms, () => void task(() => pending.get(roomId) === timer).catch(report))
    pending.set(roomId, timer)
  }

  async function showTyping(roomId: string, typing: boolean): Promise<void> {
    const args = [me.username, typing ? ['user-typing'] : [], {}]
    await domain.activity.write({ user: me, sessionId: undefined, roomId, event: 'user-activity', args })
  }

  function leave(roomId: string): void {
    pending.get(roomId)?.stop()
    pending.delete(roomId)
  }

  return {
    leave,
    answer(roomId, compose) {
      leave(roomId)
      later(roomId, pace.readingMs, async (stillMeant) => {
        const words = await compose()
        if (!words || !stillMeant()) return
        await showTyping(roomId, true)
        if (!stillMeant()) return
        const typingMs = Math.min(pace.longestMs, Math.max(pace.shortestMs, words.text.length * pace.letterMs))
        later(roomId, typingMs, async () => {
          pending.delete(roomId)
          await showTyping(roomId, false)
          const { text, threadId, afterwards } = words
          await domain.messages.send(me, { roomId, text, ...(threadId !== undefined && { threadId }) })
          await afterwards?.()
        })
      })
    },
    close() {
      for (const roomId of pending.keys()) leave(roomId)
      domain.presence.disconnect(session)
    },
  }
}
