// What the client needs from the world, handed in: sockets, requests, time, chance. The core names no browser and no
// Node global, so a test, or a simulation with a fake clock and a seed, can be the world. Defaults: entry.ts.

/** The part of the standard WebSocket that the client uses; browsers, Node 22 and the package `ws` all have it. */
export interface Socket {
  onopen: Handler<unknown>
  onmessage: Handler<{ readonly data: unknown }>
  onclose: Handler<{ readonly code?: number; readonly reason?: unknown }>
  onerror: Handler<unknown>
  readonly send: (text: string) => void
  readonly close: () => void
}

/** The part of the standard XMLHttpRequest that the client uses, by a name that programs for Node know too. */
export interface UploadRequest {
  readonly upload: {
    onprogress: Handler<{ readonly loaded: number; readonly total: number }>
    onload: Handler<{ readonly loaded: number; readonly total: number }>
  }
  onload: Handler<unknown>
  onerror: Handler<unknown>
  onabort: Handler<unknown>
  onloadend: Handler<unknown>
  readonly status: number
  readonly responseText: string
  open(method: string, url: string): void
  setRequestHeader(name: string, value: string): void
  getAllResponseHeaders(): string
  send(body: string | FormData): void
  abort(): void
}

/** Written as a method, so that a DOM handler, whose event type is narrower, fits too. */
type Handler<Event> = { handle(event: Event): void }['handle'] | null

/** A class like the standard `WebSocket`. */
export type SocketConstructor = new (url: string) => Socket

/** What a page knows about being looked at. Absent where there is no page. */
export interface PageHints {
  /** Is nobody looking? Then the client pings less often. */
  readonly hidden: () => boolean
  /**
   * Calls back when the network or the user comes back: `online`, page visible again.
   * @returns What takes the listener away.
   */
  readonly onWake: (listener: () => void) => () => void
}

/** Everything the client uses that is not its own. Times are in milliseconds. */
export interface Ports {
  readonly WebSocket: SocketConstructor
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>
  /** Where there is one, it sends what `onProgress` wants to hear of: the `fetch` of browsers does not tell. */
  readonly XMLHttpRequest?: (new () => UploadRequest) | undefined
  /** What makes the digest of a password. Pages that came over plain `http://` have none, and then the client has its own. */
  readonly sha256?: ((bytes: Uint8Array) => Promise<ArrayBuffer>) | undefined
  /** Milliseconds since 1970. Should go on counting while the machine sleeps: a jump is how a sleep is noticed. */
  readonly now: () => number
  readonly setTimeout: (task: () => void, ms: number) => unknown
  readonly clearTimeout: (timer: unknown) => void
  /** From 0 to below 1. */
  readonly random: () => number
  readonly page?: PageHints
}

/** Where the client tells what nobody has to act on; `console` is one. Never given tokens or passwords. */
export interface Logger {
  readonly warn: (text: string, detail?: unknown) => void
}
