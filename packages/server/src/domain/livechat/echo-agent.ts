// The demo's agent: says back what it hears, so that a visitor on a fresh machine is not alone. Routing gives it a chat
// only when no person is there to take it. It takes the time that a person would, and shows that it is typing.

import type { Timer } from '../../clock.ts'
import type { Domain } from '../domain.ts'
import type { Message, Room, User } from '../entities.ts'

export const ECHO_AGENT = { username: 'echo', name: 'Echo (bot)' } as const

/** Until it begins to type, in milliseconds. */
const READING_MS = 700
/** A letter of the answer, in milliseconds, and how long an answer takes at least and at most. */
const LETTER_MS = 15
const SHORTEST_MS = 600
const LONGEST_MS = 3_000
const SESSION = 'demo:echo'

/**
 * Makes it listen, if this database has it.
 * @returns what makes it stop: no timer is left, nothing is answered any more.
 */
export async function startEchoAgent(domain: Domain, report: (error: unknown) => void): Promise<() => void> {
  const { bus, clock } = domain.ground
  const bot = await domain.users.byUsername(ECHO_AGENT.username)
  if (bot?.type !== 'bot') return () => {}
  const me: User = bot
  /** What it is about to do, by room. */
  const pending = new Map<string, Timer>()
  domain.presence.connect(SESSION, me)

  const unsubscribe = bus.subscribe((event) => {
    if (event.type === 'joined' && event.membership.userId === me.id && event.room.chat) greet(event.room)
    if (event.type === 'message' && event.change === 'sent' && isForMe(event.message, event.room)) {
      answer(event.room.id, echoOf(event.message.text))
    }
    if (event.type === 'left' && event.membership.userId === me.id) stop(event.room.id)
  })

  function isForMe({ author, type }: Message, { chat }: Room): boolean {
    return type === undefined && chat?.servedBy?.id === me.id && author.id === chat.visitor.id
  }

  function greet({ id, chat }: Room): void {
    const name = chat?.visitor.name
    answer(id, `Hello${name === undefined ? '' : ` ${name}`}! I am a bot that says back what it hears. 你好！`)
  }

  /** The last question counts. */
  function answer(roomId: string, words: string): void {
    stop(roomId)
    const typing = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, words.length * LETTER_MS))
    later(roomId, READING_MS, async () => {
      later(roomId, typing, async () => {
        pending.delete(roomId)
        await showTyping(roomId, false)
        await domain.messages.send(me, { roomId, text: words })
      })
      await showTyping(roomId, true)
    })
  }

  async function showTyping(roomId: string, typing: boolean): Promise<void> {
    const args = [me.username, typing ? ['user-typing'] : [], {}]
    await domain.activity.write({ user: me, sessionId: undefined, roomId, event: 'user-activity', args })
  }

  function later(roomId: string, ms: number, task: () => Promise<void>): void {
    pending.set(
      roomId,
      clock.after(ms, () => void task().catch(report)),
    )
  }

  function stop(roomId: string): void {
    pending.get(roomId)?.stop()
    pending.delete(roomId)
  }

  return () => {
    unsubscribe()
    for (const timer of pending.values()) timer.stop()
    pending.clear()
    domain.presence.disconnect(SESSION)
  }
}

const LONGEST_ECHO = 500

function echoOf(text: string): string {
  const said = text.length > LONGEST_ECHO ? `${text.slice(0, LONGEST_ECHO)} …` : text
  return /\p{Script=Han}/u.test(text) ? `您说的是：${said}` : `You said: ${said}`
}
