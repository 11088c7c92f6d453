// Houston, who answers when spoken to: in a direct message, or by name in a room. Thanks to it something arrives live on
// the screen of somebody who is here alone.
//
// It hears the bus as every node does, takes the time that a person would take, and shows that it is typing. What is said
// to it while it types is answered at once with that: the last question counts.

import type { Timer } from '../../clock.ts'
import type { Domain } from '../domain.ts'
import type { Message, Room, User } from '../entities.ts'
import { answerTo } from './companion-words.ts'
import { COMPANION } from './story.ts'

/** Until it begins to type, in milliseconds. */
const READING_MS = 600
/** A letter of the answer, in milliseconds, and how long an answer takes at most. */
const LETTER_MS = 12
const LONGEST_MS = 2_500
const SESSION = 'demo:companion'

/**
 * Makes it listen, if this database has it.
 * @returns what makes it stop: no timer is left, nothing is answered any more.
 */
export async function startCompanion(domain: Domain, report: (error: unknown) => void): Promise<() => void> {
  const { bus, clock, random } = domain.ground
  const bot = await domain.users.byUsername(COMPANION.username)
  if (bot?.type !== 'bot') return () => {}
  const me: User = bot
  /** What it is about to do, by room. */
  const pending = new Map<string, Timer>()
  domain.presence.connect(SESSION, me)

  const unsubscribe = bus.subscribe((event) => {
    if (event.type !== 'message' || event.change !== 'sent') return
    if (isForMe(event.message, event.room)) hear(event.message)
  })

  function isForMe({ author, type, mentions }: Message, { userIds }: Room): boolean {
    if (author.id === me.id || type !== undefined) return false
    return userIds?.includes(me.id) === true || mentions.some(({ id }) => id === me.id)
  }

  function hear(message: Message): void {
    pending.get(message.roomId)?.stop()
    later(message.roomId, READING_MS, () => answer(message))
  }

  async function answer({ id, author, text, roomId, threadId }: Message): Promise<void> {
    // Two bots that answer each other never stop.
    if ((await domain.users.byId(author.id))?.type !== 'user') return
    const name = author.name.split(' ')[0] ?? author.username
    const words = answerTo(text, { name, now: clock.now(), chance: () => (random.bytes(1)[0] ?? 0) / 256 })
    await type(roomId, true)
    later(roomId, Math.min(LONGEST_MS, words.length * LETTER_MS), async () => {
      pending.delete(roomId)
      await type(roomId, false)
      // A question in a thread is answered there.
      await domain.messages.send(me, { roomId, text: words, ...(threadId !== undefined && { threadId }) })
      if (/thank|谢/i.test(text)) await domain.messages.react(me, id, ':heart:', true)
    })
  }

  async function type(roomId: string, typing: boolean): Promise<void> {
    const args = [me.username, typing ? ['user-typing'] : [], {}]
    await domain.activity.write({ user: me, sessionId: undefined, roomId, event: 'user-activity', args })
  }

  function later(roomId: string, ms: number, task: () => Promise<void>): void {
    pending.set(
      roomId,
      clock.after(ms, () => void task().catch(report)),
    )
  }

  return () => {
    unsubscribe()
    for (const timer of pending.values()) timer.stop()
    pending.clear()
    domain.presence.disconnect(SESSION)
  }
}
