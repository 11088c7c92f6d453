// The conversation that the visitor is in: listened to, looked at, over.
import { NotSupportedError, QuindarError } from '../client/index.ts'
import { createFeed, type Feed } from './feed.ts'
import type { Ground } from './ground.ts'
import type { Jobs } from './jobs.ts'
import type { createTyping } from './typing.ts'

export type Following = ReturnType<typeof createFollowing>

export function createFollowing(ground: Ground, jobs: Jobs, typing: ReturnType<typeof createTyping>) {
  const { kept, events, conversation, standing } = ground
  const { get, become } = standing
  let feed: Feed | undefined

  /** Nothing is listened to any more. */
  function stop(): void {
    feed?.stop()
    feed = undefined
    typing.clear()
  }

  function closed(): void {
    const { roomId, status } = get()
    stop()
    if (status === 'closed' || roomId === undefined) return
    become({ status: 'closed', queue: undefined })
    events.emit('closed', { roomId })
  }

  /** Undefined where the server has no way to tell. */
  async function meet(department?: string) {
    try {
      return await jobs.meet(department)
    } catch (error) {
      if (error instanceof NotSupportedError) return undefined
      throw error
    }
  }

  /** How the conversation stands, as far as the server says. */
  async function look(): Promise<void> {
    const mine = feed
    const { roomId = '' } = get()
    const met = await meet()
    const agent = met ? met.room?.agent : await jobs.agent(roomId).catch(() => undefined)
    if (mine !== feed || !feed) return
    if (met && met.room?.id !== roomId) closed()
    else become({ ...(met && { online: met.online }), agent, queue: met?.queue, status: agent ? 'taken' : 'queued' })
  }

  return {
    stop,
    closed,
    meet,
    look,

    /** The server has this message. */
    expect: (id: string): void => feed?.expect(id),

    /**
     * Listens to a conversation from now on; resolves when what has been said is there.
     * @param isNew All that has been said is news.
     */
    follow: async (roomId: string, isNew: boolean): Promise<void> => {
      const { roomId: before, visitor } = get()
      const token = kept.read()?.token
      if (token === undefined) return undefined
      if (feed && before === roomId) return feed.ready
      stop()
      conversation.begin()
      kept.update((now) => ({ ...now, roomId }))
      become({ roomId, status: 'queued', online: true, agent: undefined, queue: undefined })
      feed = createFeed(
        {
          ...ground,
          jobs,
          token,
          username: visitor?.username ?? '',
          visitorId: visitor?.id,
          told(name, message) {
            if (!message.mine) typing.heard(message.author.username, false)
            events.emit(name, message)
          },
          gone: (id) => events.emit('deleted', { id }),
          typing: (username, on) => username !== visitor?.username && typing.heard(username, on),
          agent: (agent) => become(agent ? { agent, status: 'taken', queue: undefined } : { agent, status: 'queued' }),
          agentStatus(status) {
            const { agent } = get()
            if (agent) become({ agent: { ...agent, status } })
          },
          queue: (queue) => become({ queue }),
          visitor: (now) => become({ visitor: now }),
          closed,
          look,
          gap(from, why, cause) {
            const sentence = `Something may be missing in this conversation: ${why}. Load the history again where it matters`
            events.emit('gap', { roomId, from, reason: new QuindarError('continuity-lost', sentence, cause) })
          },
        },
        roomId,
        isNew,
      )
      return feed.ready
    },
  }
}
