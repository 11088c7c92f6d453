// The client's socket, within reach: two ends, near the client and far at the server, and who passes on between them.
import type { Ports, Socket } from '../client/index.ts'

/** Who passes on what is said. */
export interface Post {
  /** To the server. */
  readonly leave: (text: string) => void
  /** To the client. */
  readonly arrive: (text: string) => void
  /** It is another socket now. */
  readonly dialled: () => void
}

export interface Sockets {
  /** To be dialled by the client. */
  readonly WebSocket: Ports['WebSocket']
  near: Socket | undefined
  far: Socket | undefined
  /** @default everything as it is */
  post: Post | undefined
}

/** @param Far Dials the server. */
export function createSockets(Far: Ports['WebSocket']): Sockets {
  const sockets: Sockets = {
    WebSocket: dial as unknown as Ports['WebSocket'],
    near: undefined,
    far: undefined,
    post: undefined,
  }

  /** Called with `new`. */
  function dial(url: string): Socket {
    const far = new Far(url)
    const near: Socket = {
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      send: (text) => (sockets.post ? sockets.post.leave(text) : far.send(text)),
      close: () => far.close(),
    }
    far.onopen = (event) => near.onopen?.(event)
    far.onclose = (event) => near.onclose?.(event)
    far.onerror = (event) => near.onerror?.(event)
    far.onmessage = (event) => {
      // Given up by the client.
      if (!near.onmessage) return
      if (sockets.post) sockets.post.arrive(event.data as string)
      else near.onmessage(event)
    }
    Object.assign(sockets, { near, far })
    sockets.post?.dialled()
    return near
  }

  return sockets
}
