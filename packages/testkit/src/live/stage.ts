// One user twice at a server that somebody may test on: two connections with the same token, in one room, and a list of
// what has to be cleaned up.
import { connect, type Client, type Draft, type Message, type Room } from 'quindar'
import { createWire, type Wire } from './wire.ts'

export interface LiveOptions {
  readonly url: string
  readonly token: string
  /** Whose token it is, to be sure of it. */
  readonly userId?: string | undefined
  /** `#name`, id, or `@username`: messages are written there, and deleted. */
  readonly room: string
  /** Milliseconds for each step. @default 20_000 */
  readonly patienceMs?: number
}

export interface LiveStage {
  readonly options: LiveOptions
  readonly patienceMs: number
  /** Stands in each message that is written. */
  readonly marker: string
  /** The one that is tried, and its room. */
  readonly rc: Client
  readonly room: Room
  /** What cuts it off. */
  readonly wire: Wire
  /** The same user beside it, who stays connected. */
  readonly other: Room
  /** Sends, and remembers to delete. */
  readonly say: (room: Room, text: string, more?: Omit<Draft, 'text'>) => Promise<Message>
  /** Everything of ours that the room has told, in order: `message a`, `edited b`. */
  readonly heard: readonly string[]
  /** Waits for it, no longer than patience lasts. @throws what it was waiting for */
  readonly until: (what: string, holds: () => boolean | Promise<boolean>) => Promise<void>
  /** For every command: what the server wants us to wait is waited, and does not count. */
  readonly wishes: { readonly timeout: number; readonly waitForLimit: true }
  /** Ids of messages that are still there. */
  readonly left: Set<string>
  readonly close: () => Promise<void>
}

/** Between two looks, in milliseconds. */
const PAUSE_MS = 25
/** What a server may ask us to wait: Rocket.Chat counts the requests of a route by the minute. */
const LIMIT_MS = 75_000

/** @throws what `connect` and `rc.room` throw, and where the token is another user's. */
export async function openLiveStage(options: LiveOptions, marker: string): Promise<LiveStage> {
  const { url, token, userId, patienceMs = 20_000 } = options
  const wire = createWire()
  const clients: Client[] = []
  const close = async (): Promise<void> => {
    await Promise.all(clients.map((client) => client.close()))
  }
  try {
    const rc = await connect(url, { token, connectTimeout: patienceMs, ports: { WebSocket: wire.WebSocket } })
    clients.push(rc)
    if (userId !== undefined && rc.user?.id !== userId) {
      throw new Error(`The token is that of the user ${rc.user?.id}, not of ${userId}.`)
    }
    const beside = await connect(url, { token, connectTimeout: patienceMs })
    clients.push(beside)
    const [room, other] = await Promise.all([rc.room(options.room), beside.room(options.room)])
    const wishes = { timeout: patienceMs + LIMIT_MS, waitForLimit: true } as const
    const heard: string[] = []
    const left = new Set<string>()
    const tell = (kind: string, text: string | undefined): void => {
      if (text?.includes(marker)) heard.push(`${kind} ${text.replace(`${marker} `, '')}`)
    }
    for (const kind of ['message', 'edited', 'reactions'] as const) {
      room.on(kind, ({ text }) => tell(kind, text))
    }
    room.on('deleted', ({ message }) => tell('deleted', message?.text))
    // Answered in order: from here on the room is heard.
    await room.history({ limit: 1 })
    return {
      options,
      patienceMs,
      marker,
      rc,
      room,
      wire,
      other,
      heard,
      wishes,
      left,
      async say(where, text, more) {
        const sent = await where.send({ text: `${marker} ${text}`, ...more }, wishes)
        left.add(sent.id)
        return sent
      },
      async until(what, holds) {
        for (let waited = 0; !(await holds()); waited += PAUSE_MS) {
          if (waited >= patienceMs) throw new Error(`within ${patienceMs / 1_000} s: ${what}`)
          await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
        }
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
