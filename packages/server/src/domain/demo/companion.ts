// Houston, who answers when spoken to: in a direct message, or by name in a room. Thanks to it something arrives live on
// the screen of somebody who is here alone. It hears the bus as every node does.

import type { Domain } from '../domain.ts'
import type { Message, Room, User } from '../entities.ts'
import { createSlowSpeaker, type Pace, type Words } from '../slow-speaker.ts'
import { answerTo } from './companion-words.ts'
import { COMPANION } from './story.ts'

const PACE: Pace = { readingMs: 600, letterMs: 12, shortestMs: 0, longestMs: 2_500 }

/**
 * Makes it listen, if this database has it.
 * @returns what makes it stop: no timer is left, nothing is answered any more.
 */
export async function startCompanion(domain: Domain, report: (error: unknown) => void): Promise<() => void> {
  const { bus, clock, random } = domain.ground
  const bot = await domain.users.byUsername(COMPANION.username)
  if (bot?.type !== 'bot') return () => {}
  const me: User = bot
  const speaker = createSlowSpeaker(domain, me, { session: 'demo:companion', pace: PACE, report })

  const unsubscribe = bus.subscribe((event) => {
    if (event.type !== 'message' || event.change !== 'sent') return
    const { message, room } = event
    if (isForMe(message, room)) speaker.answer(room.id, () => wordsFor(message))
  })

  function isForMe({ author, type, mentions }: Message, { userIds }: Room): boolean {
    if (author.id === me.id || type !== undefined) return false
    return userIds?.includes(me.id) === true || mentions.some(({ id }) => id === me.id)
  }

  async function wordsFor({ id, author, text, threadId }: Message): Promise<Words | undefined> {
    // Two bots that answer each other never stop.
    if ((await domain.users.byId(author.id))?.type !== 'user') return undefined
    const name = author.name.split(' ')[0] ?? author.username
    const chance = (): number => (random.bytes(1)[0] ?? 0) / 256
    return {
      text: answerTo(text, { name, now: clock.now(), chance }),
      // A question in a thread is answered there.
      ...(threadId !== undefined && { threadId }),
      ...(/thank|谢/i.test(text) && { afterwards: () => domain.messages.react(me, id, ':heart:', true) }),
    }
  }

  return () => {
    unsubscribe()
    speaker.close()
  }
}
