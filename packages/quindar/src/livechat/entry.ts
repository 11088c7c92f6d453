// Where livechat meets the world: the only file here that names what browsers and Node have.
import { createClient, type ClientOptions, type Logger, type Ports, type UploadRequest } from '../client/index.ts'
import { createDoor } from './door.ts'
import type { Line } from './ground.ts'
import { createKeptStore, type KeptStore, type LivechatStorage } from './kept.ts'
import type { Livechat } from './livechat.ts'
import { createSockets } from './sockets.ts'

/** What a chat needs to be told; every field may be left out, the parts of the world (`WebSocket`, `fetch` …) too. */
export interface LivechatOptions extends Partial<Ports> {
  /**
   * Keeps the visitor's token, so that a reload and a second tab show the same conversation, and what could not be sent
   * yet: `localStorage`, or anything like it. Whoever reads it reads the conversation.
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
  const { WebSocket: Far = globalThis.WebSocket, XMLHttpRequest: Request = globalThis.XMLHttpRequest } = given
  const { now = Date.now, fetch: request = (url, init) => fetch(url, init) } = given
  const timers = {
    setTimeout: given.setTimeout ?? ((task: () => void, ms: number) => setTimeout(task, ms)),
    clearTimeout: given.clearTimeout ?? ((timer: unknown) => clearTimeout(timer as number)),
  }
  let kept: KeptStore | undefined

  function dial(): Line {
    const sockets = createSockets(Far)
    const options: { -readonly [Name in keyof ClientOptions]: ClientOptions[Name] } = {
      logger,
      ports: {
        ...given,
        // The client takes a visitor for a user, who shows a login; servers know better.
        async fetch(url, { headers, ...init } = {}) {
          const { 'X-User-Id': login, 'X-Auth-Token': _, ...others } = (headers ?? {}) as Record<string, string>
          const token = login && url.includes('/file-upload/') && kept?.read()?.token
          const response = await request(url, { ...init, headers: token ? { 'x-visitor-token': token } : others })
          // A page that asks by itself is told the truth.
          return url.endsWith('/api/info') && !init.method ? olderThan7(response) : response
        },
        XMLHttpRequest: Request && requestWithoutLogin(Request),
        WebSocket: Far && sockets.WebSocket,
      },
    }
    const rc = createClient(address, options)
    kept ??= createKeptStore(storage, rc.url)
    return {
      rc,
      sockets,
      timers,
      kept,
      // Not before: a client that has a storage loads the outbox at once, and most visitors of a page say nothing.
      keepIn(letters) {
        options.storage = letters
      },
    }
  }

  return createDoor(dial, { now, randomText, report: (error) => logger?.warn('A listener threw', error) })
}

function requestWithoutLogin(Request: new () => UploadRequest): new () => UploadRequest {
  return class extends Request {
    override setRequestHeader(name: string, value: string): void {
      if (!/^X-(Auth-Token|User-Id)$/.test(name)) super.setRequestHeader(name, value)
    }
  }
}

/** All methods of users are there, as the gateway plays them: none has to be asked for by REST. */
async function olderThan7(response: Response): Promise<Response> {
  const text = await response.text()
  return new Response(text.replace(/("version":")([7-9]|\d\d)/g, '$16').replace('"extensions"', '""'), response)
}

/** Four bits each. */
function hex(length: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => (byte & 15).toString(16)).join('')
}
