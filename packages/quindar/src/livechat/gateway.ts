// Between the client and its socket: to the client a visitor is a user like any other.
//
// A visitor may call next to nothing of what a user may. So what the client asks as a user's, to send, to read what was
// missed, to write in a room, is translated here into what a visitor may ask, and answered in the words of a user's
// answer. Whatever the client does for users, its outbox, its catching up, its timeline, it thereby does for visitors.
//
// And the socket has to prove itself here: a server that takes a message over REST proves nothing about the way that the
// agent's answers take (a cut in one direction). Who asks over REST, waits here for a sign of life of the socket.
import type { Ports } from '../client/index.ts'
import { encode, parseServerFrame, reviveEjson, type ServerFrame } from '../protocol/index.ts'
import type { Sockets } from './sockets.ts'

/** Milliseconds until the socket has given a sign of life. */
const PROOF_MS = 4_000
/** The id of the ping that asks for it, and of the pong that gives it. */
const PROOF = 'quindar-proof'
/** Milliseconds until what could not be asked is asked again. */
const AGAIN_MS = 2_000
/** What passes by itself. */
const PASSING: readonly unknown[] = ['connection-failed', 'connection-lost', 'rate-limited', 'timeout']

/** What a user's call means for a visitor: resolves to what a user is answered. */
export type Translations = Readonly<Record<string, (...params: never[]) => unknown>>

export interface GatewayHost {
  readonly sockets: Sockets
  readonly timers: Pick<Ports, 'setTimeout' | 'clearTimeout'>
  /** What opens the streams of the conversation. */
  readonly token: () => string | undefined
  readonly translations: Translations
  /** The server does not let us listen to the conversation. */
  readonly denied: () => void
}

/** A frame of this side. */
interface Outgoing {
  readonly msg: string
  readonly id: string
  readonly method?: string
  readonly params?: readonly unknown[]
}

export type Gateway = ReturnType<typeof createGateway>

export function createGateway({ sockets, timers, token, translations, denied }: GatewayHost) {
  /** Texts that the socket has to bring, and until when. */
  const awaited = new Map<string, unknown>()
  /** Calls that are not the client's, and who is told of their answer; of nothing when the socket is gone. */
  const asked = new Map<string, (frame?: ServerFrame & { msg: 'result' }) => void>()
  const subscribed = new Set<string>()

  const send = (frame: object): void => sockets.far?.send(JSON.stringify(frame))
  const deliver = (frame: unknown): void => sockets.near?.onmessage?.({ data: encode(frame as ServerFrame) })

  function forget(text: string): void {
    timers.clearTimeout(awaited.get(text))
    awaited.delete(text)
  }

  /** A text will come. Answers what makes it late: the socket has to bring it soon, or is given up. */
  function expect(text: string): () => void {
    const socket = sockets.near
    awaited.set(text, undefined)
    return () => {
      if (socket !== sockets.near || !awaited.has(text)) return
      const late = (): void => {
        awaited.delete(text)
        socket?.onerror?.(new Error('The socket brings nothing any more'))
      }
      awaited.set(text, timers.setTimeout(late, PROOF_MS))
    }
  }

  /** A request has been answered; does the socket answer, too? */
  function prove(): void {
    if (awaited.has(PROOF)) return
    expect(PROOF)()
    send({ msg: 'ping', id: PROOF })
  }

  async function answer({ id, method = '', params = [] }: Outgoing): Promise<void> {
    const socket = sockets.near
    let outcome: object
    try {
      outcome = { result: await translations[method]?.(...(params as never[])) }
    } catch (error) {
      outcome = { error: refusalOf(error) }
    }
    // On another socket the client asks again.
    if (socket !== sockets.near) return
    deliver({ msg: 'result', id, ...outcome })
    deliver({ msg: 'updated', methods: [id] })
  }

  function leave(text: string): void {
    const frame = JSON.parse(text) as Outgoing
    const { msg, id, method = '', params: [first, who, what] = [] } = frame
    const key = token()
    if (msg === 'method' && Object.hasOwn(translations, method)) {
      reviveEjson(frame)
      void answer(frame)
    } else if (method === 'stream-notify-room') {
      prove()
      send({ ...frame, params: [first, who, what, { token: key }] })
    } else if (msg === 'sub' && key !== undefined) {
      subscribed.add(id)
      // Documents name one spelling, servers want the other.
      send({ ...frame, params: [first, { useCollection: false, args: [{ token: key, visitorToken: key }] }] })
    } else {
      if (msg === 'unsub') subscribed.delete(id)
      send(frame)
    }
  }

  function arrive(text: string): void {
    for (const sign of awaited.keys()) if (text.includes(sign)) forget(sign)
    const frame = /"msg":"(result|nosub)"/.test(text) ? parseServerFrame(text) : undefined
    if (frame && 'id' in frame) {
      const tell = asked.get(frame.id)
      if (frame.msg === 'result' && tell) {
        tell(frame)
        return
      }
      // Only who has an open conversation may listen to it. What has been said in it can be read all the same.
      if (frame.msg === 'nosub' && frame.error?.error !== 'too-many-requests' && subscribed.has(frame.id)) {
        deliver({ msg: 'ready', subs: [frame.id] })
        denied()
        return
      }
    }
    sockets.near?.onmessage?.({ data: text })
  }

  /** Nothing is expected any more. */
  function stop(): void {
    for (const text of awaited.keys()) forget(text)
    for (const tell of asked.values()) tell()
    subscribed.clear()
  }

  sockets.post = { leave, arrive, dialled: stop }

  return {
    /** Says to the server what the client does not say. */
    send,
    asked,
    /** Says to the client what the server would say. */
    deliver,
    expect,
    forget,
    prove,
  }
}

/** An error as a server says it. What passes by itself the client is told to try again. */
function refusalOf(error: unknown): object {
  const { code, error: wire = code, reason, details, message, retryAfterMs } = error as Record<string, never>
  return PASSING.includes(code)
    ? { error: 'too-many-requests', details: { timeToReset: retryAfterMs ?? AGAIN_MS } }
    : { error: wire ?? 500, reason: reason ?? message, details }
}
