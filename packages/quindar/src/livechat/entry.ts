// Where livechat meets the world: the only file here that names what browsers and Node have.
import { createClient, type Logger, type Ports, type Socket } from '../client/index.ts'
import { createClockwork } from './clockwork.ts'
import { createDoor } from './door.ts'
import { createKeptStore, type LivechatStorage } from './kept.ts'
import type { Livechat } from './livechat.ts'

/** What a chat needs to be told; every field may be left out, the parts of the world (`WebSocket`, `fetch` …) too. */
export interface LivechatOptions extends Partial<Ports> {
  /**
   * Keeps the visitor's token, so that a reload and a second tab show the same conversation: `localStorage`, or
   * anything like it. Whoever reads it reads the conversation.
   * @default nothing: it ends with the page
   */
  readonly storage?: LivechatStorage | undefined
  /** @default silent */
  readonly logger?: Logger | undefined
  /** As many characters that nobody can guess: tokens, ids of messages. @default by `crypto.getRandomValues` */
  readonly randomText?: ((length: number) => string) | undefined
}

/**
 * A visitor's chat with whoever answers there, without an account. It connects at once and asks nothing before `start`.
 *
 * ```ts
 * const chat = livechat('https://chat.example.com', { storage: localStorage })
 * chat.on('message', ({ author, text }) => show(`${author.name}: ${text}`))
 * await chat.start({ name: 'Ada' })
 * await chat.send('Hello')
 * ```
 *
 * @param address As for `createClient`: `https://host`, with or without a path.
 * @throws `ConnectionError` when `address` is no address, and where there is no `WebSocket`.
 */
export function livechat(
  address: string,
  { storage, logger, randomText = hex, ...given }: LivechatOptions = {},
): Livechat {
  const World = given.WebSocket ?? globalThis.WebSocket
  let socket: Socket | undefined
  /** The client's own socket, within reach. */
  class WithinReach {
    constructor(url: string) {
      return (socket = new World(url))
    }
  }
  const WebSocket = (World && WithinReach) as unknown as Ports['WebSocket']
  const rc = createClient(address, { logger, ports: { ...given, WebSocket } })
  return createDoor(
    {
      rc,
      clockwork: createClockwork({
        now: given.now ?? Date.now,
        setTimeout: given.setTimeout ?? ((task, ms) => setTimeout(task, ms)),
        clearTimeout: given.clearTimeout ?? ((timer) => clearTimeout(timer as number)),
      }),
      kept: createKeptStore(storage, rc.url),
      randomText,
      redial: (reason) => socket?.onerror?.(reason),
    },
    (error) => logger?.warn('A listener threw', error),
  )
}

/** Four bits each. */
function hex(length: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => (byte & 15).toString(16)).join('')
}
