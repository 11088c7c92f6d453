// What the visitor says, on its way: one after the other, over drops and rate limits, and kept until the server has it.
import { MethodError, QuindarError, type ErrorCode } from '../client/index.ts'
import type { LivechatMessage } from './documents.ts'
import { ID_LENGTH, loggedOut, type Ground } from './ground.ts'
import type { Jobs } from './jobs.ts'
import type { Kept } from './kept.ts'

/** What passes by itself. */
const PASSING: readonly ErrorCode[] = ['connection-failed', 'connection-lost', 'rate-limited', 'timeout']
const TRIES = 5

/** What sending needs of a chat. */
export interface SendingHost {
  /** Another one when the visitor is another one. */
  readonly life: () => unknown
  /** Undefined: it begins with its first message. */
  readonly openRoom: () => Promise<string | undefined>
  /** The server has it. */
  readonly landed: (roomId: string, id: string) => Promise<void>
  readonly refused: (error: unknown) => Error
}

export function createSending(
  { clockwork, conversation, kept, standing, randomText }: Ground,
  jobs: Jobs,
  host: SendingHost,
) {
  let last: Promise<unknown> = Promise.resolve()

  const keep = (id: string, text: string | undefined): void =>
    kept.update((now) => {
      const { [id]: _, ...others } = now.unsent ?? {}
      return { ...now, unsent: text === undefined ? others : { ...others, [id]: text } }
    })

  async function say(id: string, text: string): Promise<LivechatMessage> {
    for (let tries = 1; ; tries++) {
      try {
        const roomId = (await host.openRoom()) ?? randomText(ID_LENGTH)
        return await jobs.say(roomId, id, text)
      } catch (error) {
        const passes = error instanceof QuindarError && PASSING.includes(error.code) && tries < TRIES
        const { retryAfterMs = 2 ** tries * 500 } = error as { retryAfterMs?: number }
        if (!passes || !(await clockwork.sleep(retryAfterMs))) throw error
      }
    }
  }

  async function deliver(draft: LivechatMessage, life: unknown): Promise<LivechatMessage> {
    const { id, text } = draft
    try {
      const message = await say(id, text).catch((error: unknown) => {
        // An earlier attempt had arrived, and only its answer was lost.
        if (error instanceof MethodError && /E11000|duplicate key/i.test(error.message)) {
          return { ...draft, roomId: standing.get().roomId ?? '' }
        }
        throw error
      })
      if (life !== host.life()) return message
      keep(id, undefined)
      const sent: LivechatMessage = { ...message, status: 'sent' }
      await host.landed(sent.roomId, id)
      conversation.put(sent)
      return sent
    } catch (error) {
      const reason = host.refused(error)
      if (life === host.life()) conversation.put({ ...draft, status: 'failed', error: reason })
      throw reason
    }
  }

  function send(text: string, id = randomText(ID_LENGTH)): Promise<LivechatMessage> {
    const at = new Date(clockwork.now())
    const { id: authorId = '', username = '', name = username } = standing.get().visitor ?? {}
    const draft: LivechatMessage = {
      id,
      roomId: '',
      text,
      author: { id: authorId, username, name },
      at,
      updatedAt: at,
      reactions: {},
      mentions: [],
      status: 'pending',
      mine: true,
    }
    conversation.put(draft)
    keep(id, text)
    const life = host.life()
    const turn = last.then(() => {
      if (life !== host.life()) throw loggedOut()
      return deliver(draft, life)
    })
    last = turn.catch(() => {})
    return turn
  }

  return {
    send,
    /** What was on its way when the page ended. */
    again(unsent: Kept['unsent'] = {}) {
      for (const [id, text] of Object.entries(unsent)) {
        // One that is on its way here, or has arrived, is not sent again.
        if (conversation.knows(id)) keep(id, undefined)
        else if (!conversation.getSnapshot().some((message) => message.id === id)) send(text, id).catch(() => {})
      }
    },
    /** The texts that could not be sent. */
    unsent: () =>
      conversation
        .getSnapshot()
        .filter(({ status }) => status === 'failed')
        .map(({ text }) => text)
        .join('\n'),
    /** They have gone another way. */
    forget(text: string) {
      for (const { id, status, text: part } of conversation.getSnapshot()) {
        if (status !== 'failed' || !text.includes(part)) continue
        conversation.remove(id)
        keep(id, undefined)
      }
    },
  }
}
