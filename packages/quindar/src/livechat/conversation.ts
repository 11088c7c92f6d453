// The conversation that the visitor is in, as the client's own room has it, and after it what waits in the outbox.
import { messageOf, type Message, type Outbox, type Room, type Unsubscribe } from '../client/index.ts'
import type { LivechatAgent, QueueSpot, UserStatus, Visitor } from '../protocol/index.ts'
import { agentOf, queueOf, visitorOf, wireMessageOf, type LivechatMessage } from './documents.ts'
import type { Ground } from './ground.ts'

/** Messages of one page of history; servers give no more. */
export const PAGE_SIZE = 100

export type Conversation = ReturnType<typeof createConversation>

/**
 * @param show Is given the messages whenever there are others.
 * @param closed It is over.
 */
export function createConversation(
  { rc, gateway, standing, emit }: Ground,
  outbox: Outbox,
  show: (messages: readonly LivechatMessage[]) => void,
  closed: () => void,
) {
  const { get, become } = standing
  let room: Room | undefined
  let list: readonly LivechatMessage[] = []
  let stops: Unsubscribe[] = []
  /** What the server has, and the socket has not brought yet. */
  const sent = new Map<string, Message>()

  function mine(message: Message): LivechatMessage {
    const own = message.author.id === get().visitor?.id || !message.raw
    return { ...message, mine: own, status: own ? (message.status ?? 'sent') : undefined }
  }

  function draw(): void {
    // What came late stands in its place all the same.
    const told = (room?.timeline.getSnapshot().messages ?? []).toSorted((a, b) => +a.at - +b.at)
    for (const { id } of told) sent.delete(id)
    const shown = new Set([...told.map(({ id }) => id), ...sent.keys()])
    const waiting = outbox.getSnapshot().filter(({ id }) => !shown.has(id))
    list = [...told, ...sent.values(), ...waiting].filter(({ systemType }) => systemType !== 'command').map(mine)
    show(list)
  }

  function leave(): void {
    for (const stop of stops) stop()
    stops = []
    room = undefined
    sent.clear()
  }

  function heard(message: Message): void {
    if (message.systemType === 'livechat-close') closed()
    // What the system's notes say is told by events of its own.
    if (message.systemType) return
    const { username } = message.author
    // Whoever has sent writes no more.
    activity(message.roomId, username, [])
    emit('message', mine(message))
  }

  function activity(roomId: string, ...args: unknown[]): void {
    const fields = { eventName: `${roomId}/user-activity`, args }
    gateway.deliver({ msg: 'changed', collection: 'stream-notify-room', id: 'id', fields })
  }

  function told(news: Told): void {
    switch (news.type) {
      case 'agentData': {
        const agent = news.data && agentOf(news.data)
        become(agent ? { agent, status: 'taken', queue: undefined } : { agent, status: 'queued' })
        break
      }
      case 'agentStatus': {
        const { agent } = get()
        if (agent) become({ agent: { ...agent, status: news.status } })
        break
      }
      case 'queueData':
        become({ queue: news.data && queueOf(news.data) })
        break
      case 'visitorData':
        become({ visitor: visitorOf(news.visitor) })
        break
    }
  }

  outbox.subscribe(draw)
  draw()

  return {
    leave,
    draw,
    mine,
    /** The server has it, as it answers. */
    sent(answer: unknown): LivechatMessage {
      const message = messageOf(wireMessageOf(answer))
      sent.set(message.id, message)
      draw()
      return mine(message)
    },
    messages: () => list,
    room: () => room,

    /**
     * Listens to a conversation from now on; resolves when what has been said is there.
     * @param isNew All that has been said is news.
     */
    async follow(roomId: string, isNew: boolean): Promise<void> {
      leave()
      const next = await rc.room({ id: roomId })
      if (get().roomId !== roomId) return
      room = next
      let early: Message[] | undefined = []
      const changed = (message: Message): void => emit('edited', mine(message))
      const live = rc.stream('room-messages', roomId).on(() => {})
      stops = [
        live,
        next.timeline.subscribe(draw),
        next.on('message', (message) => (early ? early.push(message) : heard(message))),
        next.on('edited', changed),
        next.on('reactions', changed),
        next.on('changed', changed),
        next.on('deleted', ({ id }) => emit('deleted', { id })),
        next.on('typing', (typing) => emit('typing', typing)),
        next.on('gap', (gap) => emit('gap', { roomId, ...gap })),
        rc.stream('livechat-room', roomId).on((news) => told(news as Told)),
      ]
      // What is said between a page and the subscription would be heard by neither.
      await live.ready
      await next.timeline.loadOlder({ limit: PAGE_SIZE })
      const news = isNew ? next.timeline.getSnapshot().messages : early
      early = undefined
      if (room === next) for (const message of news) heard(message)
    },
  }
}

/** The argument of `livechat-room`. */
type Told =
  | { type: 'agentData'; data?: LivechatAgent }
  | { type: 'agentStatus'; status: UserStatus }
  | { type: 'queueData'; data?: QueueSpot }
  | { type: 'visitorData'; visitor: Visitor }
