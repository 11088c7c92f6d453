// What the server tells of one conversation, over the socket, each thing once and in order.
//
// From the first subscription, and from every drop on, until the history has been asked what was missed, all that comes is
// held back. And one's own message must come back by the socket: a server that takes it over REST proves nothing about
// the way that the agent's answers take (a cut in one direction), so without its echo the socket has to prove itself.
import type { Unsubscribe } from '../client/index.ts'
import { MethodError, TimeoutError } from '../client/index.ts'
import type { LivechatAgent, Message as WireMessage, QueueSpot, UserStatus, Visitor } from '../protocol/index.ts'
import {
  agentOf,
  messageOf,
  queueOf,
  visitorOf,
  type ChatAgent,
  type ChatVisitor,
  type LivechatMessage,
  type QueuePosition,
} from './documents.ts'
import type { Ground } from './ground.ts'
import type { Jobs } from './jobs.ts'

/** Milliseconds until a sent message has come back by the socket, or the socket is asked. */
const ECHO_MS = 2_500
/** Milliseconds for the socket's answer. */
const PROOF_MS = 4_000
/** Missed messages that are fetched; servers may have more. */
const MOST_MISSED = 2_000
/** Pages shorter than that end at the beginning, whatever page size the server allows. */
const SHORT_PAGE = 20
const TRIES = 3

/** Who listens, and who is told. */
export interface FeedHost extends Pick<Ground, 'rc' | 'clockwork' | 'conversation' | 'redial'> {
  readonly jobs: Jobs
  readonly token: string
  readonly username: string
  readonly visitorId: string | undefined
  readonly told: (name: 'message' | 'edited', message: LivechatMessage) => void
  readonly gone: (id: string) => void
  readonly typing: (username: string, on: boolean) => void
  readonly agent: (agent: ChatAgent | undefined) => void
  readonly agentStatus: (status: UserStatus) => void
  readonly queue: (queue: QueuePosition | undefined) => void
  readonly visitor: (visitor: ChatVisitor) => void
  readonly closed: () => void
  /** How does the conversation stand? Asked after a drop, and when the server does not let us listen. */
  readonly look: () => Promise<void>
  readonly gap: (from: Date, why: string, cause?: unknown) => void
}

export interface Feed {
  /** The history is there; live from now on, or as soon as there is a connection. */
  readonly ready: Promise<void>
  /** The server has this message: its echo is to come. */
  readonly expect: (id: string) => void
  readonly stop: Unsubscribe
}

/** @param isNew What its history holds is news. */
export function createFeed(host: FeedHost, roomId: string, isNew: boolean): Feed {
  const { rc, jobs, clockwork, conversation, token, visitorId } = host
  const key = { token, visitorToken: token }
  const echoes = new Map<string, Unsubscribe>()
  const stops: Unsubscribe[] = []
  let held: (() => void)[] | undefined = []
  let from = new Date(clockwork.now())
  let working: Promise<void> | undefined
  let first = true
  let denied = false
  let over = false

  /** Now, or when what came before is known. */
  const inTurn = (task: () => void): void => {
    if (over) return
    if (held) held.push(task)
    else task()
  }

  function hear(message: LivechatMessage, quiet = false): void {
    const { id, systemType } = message
    if (systemType !== 'command') {
      const what = conversation.hear(message)
      // The system's notes are in the list; what they say is told by events of its own.
      if (what && !quiet && (what === 'edited' || !systemType)) host.told(what, message)
    }
    if (systemType === 'livechat-close') host.closed()
    arrived(id)
  }

  function gone(id: string): void {
    if (conversation.remove(id)) host.gone(id)
    arrived(id)
  }

  function arrived(id: string): void {
    echoes.get(id)?.()
    echoes.delete(id)
  }

  /** What the history has and nobody has told. */
  async function fetchMissed(): Promise<void> {
    const found = new Map<string, LivechatMessage>()
    const known = conversation.known()
    let end: Date | undefined
    let oldest: LivechatMessage | undefined
    for (;;) {
      const page = await jobs.history(roomId, end)
      const before = found.size
      for (const message of page) if (!found.has(message.id)) found.set(message.id, message)
      oldest = page.at(-1) ?? oldest
      if (page.length < SHORT_PAGE || found.size === before || !oldest) {
        oldest = undefined
        break
      }
      if (first || conversation.knows(oldest.id)) break
      if (found.size >= MOST_MISSED) {
        host.gap(from, `there were more than ${MOST_MISSED} messages`)
        break
      }
      // Those of the same millisecond may be on either page.
      end = new Date(+oldest.at + 1)
    }
    if (over) return
    for (const { id, at, systemType } of known) {
      if (!systemType && !found.has(id) && (!oldest || at > oldest.at)) gone(id)
    }
    for (const message of [...found.values()].reverse()) {
      hear(message, first && !isNew)
      if (over) return
    }
  }

  async function work(): Promise<void> {
    for (let tries = 1; held; tries++) {
      try {
        await fetchMissed()
        if (over) return
        if (!first || denied) await host.look()
        break
      } catch (error) {
        if (over) return
        // What the server has considered and refused, it refuses again.
        const final = error instanceof MethodError && error.error !== 500
        if (final || tries === TRIES || !(await clockwork.sleep(tries * 1_000))) {
          host.gap(from, 'the server did not tell what has been said', error)
          break
        }
      }
    }
    first = false
    const tasks = held ?? []
    held = undefined
    for (const task of tasks) inTurn(task)
  }

  const catchUp = (): Promise<void> => (working ??= work().finally(() => (working = undefined)))

  /** The echo of a message has not come. */
  async function prove(): Promise<void> {
    if (over || held) return
    try {
      // Whoever has sent writes no more. The answer has to come back by the socket, and a refusal is one too.
      const name = 'stream-notify-room'
      await rc.call({ name, timeout: PROOF_MS }, `${roomId}/user-activity`, host.username, [], { token })
    } catch (error) {
      if (error instanceof TimeoutError && error.sent && !over) {
        host.redial(error)
        return
      }
    }
    // It lives; then it is the subscription that does not.
    if (over || held) return
    held = []
    await catchUp()
  }

  const stream = (name: string, key_: string, listener: (...args: never[]) => void, onDenied?: () => void) => {
    const stop = rc.stream(name, key_, key).on((...args: unknown[]) => inTurn(() => listener(...(args as never[]))), {
      onDenied,
    })
    stops.push(stop)
    stop.ready.catch(() => {})
    return stop
  }

  const messages = stream(
    'room-messages',
    roomId,
    (raw: WireMessage) => hear(messageOf(raw, visitorId)),
    // Only who has an open conversation may listen to it.
    () => {
      if (over) return
      denied = true
      held ??= []
      void catchUp()
    },
  )
  stream('notify-room', `${roomId}/deleteMessage`, ({ _id }: { _id: string }) => gone(_id))
  // Releases up to 5 say the one, from 4 on the other.
  stream('notify-room', `${roomId}/typing`, (name: string, on: boolean) => host.typing(name, on))
  stream('notify-room', `${roomId}/user-activity`, (name: string, activities: unknown) =>
    host.typing(name, Array.isArray(activities) && activities.includes('user-typing')),
  )
  stream('livechat-room', roomId, (told: Told) => {
    switch (told.type) {
      case 'agentData':
        host.agent(told.data && agentOf(told.data))
        break
      case 'agentStatus':
        host.agentStatus(told.status)
        break
      case 'queueData':
        host.queue(told.data && queueOf(told.data))
        break
      case 'visitorData':
        host.visitor(visitorOf(told.visitor))
        break
    }
  })
  stops.push(
    rc.on('state', ({ status }) => {
      if (status === 'open' || held) return
      held = []
      from = new Date(clockwork.now())
      for (const stop of echoes.values()) stop()
      echoes.clear()
    }),
    rc.on('ready', () => void (held && catchUp())),
  )

  return {
    // Who is not connected sees at least what has been said, and is live when the connection is.
    ready: Promise.race([messages.ready.catch(() => {}), clockwork.sleep(5_000)]).then(catchUp),
    expect(id) {
      if (!held && !over && !conversation.knows(id))
        echoes.set(
          id,
          clockwork.after(ECHO_MS, () => void prove()),
        )
    },
    stop() {
      over = true
      for (const stop of [...stops, ...echoes.values()]) stop()
    },
  }
}

/** The argument of `livechat-room`. */
type Told =
  | { type: 'agentData'; data?: LivechatAgent }
  | { type: 'agentStatus'; status: UserStatus }
  | { type: 'queueData'; data?: QueueSpot }
  | { type: 'visitorData'; visitor: Visitor }
