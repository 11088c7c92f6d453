// Files of messages, opened with the login: they are behind it on most servers.
//
// The token goes to the server alone. Where files lie elsewhere (S3 and its like) the server sends the request on, and it
// goes on without the token.
import { ConnectionError } from '../../protocol/index.ts'
import type { MessageFile } from '../messages/message-files.ts'
import { answerOf, exchange, headersOf, type RestHost } from '../calls/rest.ts'
import type { SignedInUser } from '../login/session.ts'

/** What is special about a download. */
export interface DownloadOptions {
  /**
   * Milliseconds without anything arriving until it rejects with `TimeoutError`.
   * @default 30_000
   */
  readonly timeout?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** The settings that open REST to pages of other origins do not open files. */
const BLOCKED = 'open files in a page of its own origin, or have a server of your own ask for them'

/** How often a request is sent on. */
const MOST_HOPS = 5

/** @param file A file of a message, or its link. */
export function download(
  host: RestHost,
  file: string | Pick<MessageFile, 'link'>,
  options: DownloadOptions = {},
): Promise<Blob> {
  const link = typeof file === 'string' ? file : file.link
  const { ports, site } = host
  return exchange(
    host,
    link,
    options,
    async ({ user, signal, alive }) => {
      let url = addressOf(link, site)
      for (let hop = 0; hop < MOST_HOPS; hop++) {
        const headers = isBelow(url, site) ? headersOf(user) : {}
        const response = await ports.fetch(url, { headers, redirect: 'manual', signal })
        const next = response.headers.get('location')
        if (response.type === 'opaqueredirect')
          return contentOf(await ports.fetch(withLogin(url, user), { signal }), alive)
        if (next === null || response.status < 300 || response.status > 399) return contentOf(response, alive)
        url = new URL(next, url).href
      }
      throw new ConnectionError(`${link} is sent on and on: nothing can be opened there`)
    },
    BLOCKED,
  )

  async function contentOf(response: Response, alive: () => void): Promise<Blob> {
    if (!response.ok) await answerOf(link, response, ports.now())
    alive()
    const type = response.headers.get('content-type') ?? ''
    const arriving = new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        alive()
        controller.enqueue(piece)
      },
    })
    return new Response(response.body?.pipeThrough(arriving), { headers: { 'content-type': type } }).blob()
  }
}

/** @throws `ConnectionError` for what is not on this server: the login is nobody else's business. */
function addressOf(link: string, site: string): string {
  const url = isBelow(link, site) ? link : link.startsWith('/') && !link.startsWith('//') ? site + link : undefined
  if (url === undefined) throw new ConnectionError(`${link} is not on ${site}: open it without this client`)
  return url
}

function isBelow(url: string, site: string): boolean {
  return url.startsWith(`${site}/`)
}

/** Browsers do not tell where a request is sent on to, and would take our headers there: Rocket.Chat reads these too. */
function withLogin(url: string, user: SignedInUser | undefined): string {
  const address = new URL(url)
  if (user) {
    address.searchParams.set('rc_uid', user.id)
    address.searchParams.set('rc_token', user.token)
  }
  return address.href
}
