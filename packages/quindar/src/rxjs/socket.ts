// A WebSocketSubject that keeps Rocket.Chat's connection by itself: it greets before anything else is sent, and answers
// every ping, whoever listens. A server hangs up on those who do not.
import { WebSocketSubject, type WebSocketSubjectConfig } from 'rxjs/webSocket'
import type { ClientFrame, ServerFrame } from '../protocol/index.ts'

/** A frame as JSON gives it, nothing revived. Typed as JSON.parse types it: programs reach into it as they like. */
export type Frame = ReturnType<typeof JSON.parse>

/** What a program may give for a socket: what `webSocket` of rxjs takes. */
export type SocketConfig = WebSocketSubjectConfig<Frame>

export interface KeptSocket {
  readonly subject: WebSocketSubject<Frame>
  /** The `connected` frame of the socket that is open now. */
  readonly greeted: () => unknown
  /** Hangs up. The next who subscribes dials again. */
  readonly close: () => void
}

/** Nothing is dialled before somebody subscribes; what is sent before waits for that. */
export function keepSocket(config: SocketConfig): KeptSocket {
  const { serializer = JSON.stringify, deserializer = parse, openObserver, url, protocol } = config
  let socket: WebSocket | undefined
  let connected: unknown
  let greeting: ClientFrame = { msg: 'connect', version: '1', support: ['1', 'pre2', 'pre1'] }

  function Dialled(): WebSocket {
    const WebSocketOf = config.WebSocketCtor ?? WebSocket
    connected = undefined
    return (socket = protocol ? new WebSocketOf(url, protocol) : new WebSocketOf(url))
  }

  const subject = new WebSocketSubject<Frame>({
    ...config,
    WebSocketCtor: Dialled as unknown as { new (): WebSocket },
    openObserver: {
      next(event) {
        // Past the subject: what has been sent already waits in there, and must come after.
        socket?.send(serializer(greeting) as string)
        openObserver?.next(event)
      },
    },
    deserializer(event): unknown {
      const frame = deserializer(event) as Partial<ServerFrame & { msg: 'ping' | 'connected' }> | undefined
      if (frame?.msg === 'connected') connected = frame
      if (frame?.msg === 'ping') subject.next({ ...frame, msg: 'pong' })
      return frame
    },
  })
  const send = subject.next.bind(subject)
  subject.next = (frame: Frame) => {
    // A second greeting is an error on Meteor: the program's own takes the place of ours, or comes too late.
    if ((frame as ClientFrame).msg === 'connect') greeting = frame as ClientFrame
    else send(frame)
  }
  return { subject, greeted: () => connected, close: () => socket?.close() }
}

function parse({ data }: MessageEvent): unknown {
  return JSON.parse(data as string)
}
