// The demo's agent: says back what it hears, so that a visitor on a fresh machine is not alone. Routing gives it a chat
// only when no person is there to take it.

import type { Domain } from '../domain.ts'
import type { Message, Room } from '../entities.ts'
import { createSlowSpeaker, type Pace } from '../slow-speaker.ts'

export const ECHO_AGENT = { username: 'echo', name: 'Echo (bot)' } as const

const PACE: Pace = { readingMs: 700, letterMs: 15, shortestMs: 600, longestMs: 3_000 }

/**
 * Makes it listen, if this database has it.
 * @returns what makes it stop: no timer is left, nothing is answered any more.
 */
export async function startEchoAgent(domain: Domain, report: (error: unknown) => void): Promise<() => void> {
  const { bus } = domain.ground
  const me = await domain.users.byUsername(ECHO_AGENT.username)
  if (me?.type !== 'bot') return () => {}
  const myId = me.id
  const speaker = createSlowSpeaker(domain, me, { session: 'demo:echo', pace: PACE, report })

  const unsubscribe = bus.subscribe((event) => {
    if (event.type === 'joined' && event.membership.userId === myId && event.room.chat) greet(event.room)
    if (event.type === 'message' && event.change === 'sent' && isForMe(event.message, event.room)) {
      const { text } = event.message
      speaker.answer(event.room.id, () => ({ text: echoOf(text) }))
    }
    if (event.type === 'left' && event.membership.userId === myId) speaker.leave(event.room.id)
  })

  function isForMe({ author, type }: Message, { chat }: Room): boolean {
    return type === undefined && chat?.servedBy?.id === myId && author.id === chat.visitor.id
  }

  function greet({ id, chat }: Room): void {
    const name = chat?.visitor.name
    const text = `Hello${name === undefined ? '' : ` ${name}`}! I am a bot that says back what it hears. 你好！`
    speaker.answer(id, () => ({ text }))
  }

  return () => {
    unsubscribe()
    speaker.close()
  }
}

const LONGEST_ECHO = 500

function echoOf(text: string): string {
  const said = text.length > LONGEST_ECHO ? `${text.slice(0, LONGEST_ECHO)} …` : text
  return /\p{Script=Han}/u.test(text) ? `您说的是：${said}` : `You said: ${said}`
}
