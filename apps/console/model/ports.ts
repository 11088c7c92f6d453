// What the console is given by the browser, so that its models run without one.

/** As much of a WebSocket as the console uses. */
export interface Socket {
  onopen: (() => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null
  send(text: string): void
  close(code?: number, reason?: string): void
}

/** What a request to the server's HTTP side was answered. */
export interface HttpAnswer {
  /** 0 where the browser does not let the page see it. */
  readonly status: number
  readonly text: string
}

export interface ConsolePorts {
  /** @throws what `new WebSocket` throws. */
  readonly openSocket: (url: string) => Socket
  /** @throws when nothing could be read: nobody there, a certificate, or no leave for this page. */
  readonly request: (
    url: string,
    options: { method: 'GET' | 'POST'; body?: string; blind?: boolean },
  ) => Promise<HttpAnswer>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly setTimeout: (callback: () => void, ms: number) => unknown
  readonly clearTimeout: (timer: unknown) => void
  /** From 0 up to and without 1. */
  readonly random: () => number
  /** Where this page is: `http://localhost:3000/console`. */
  readonly page: string
  /** Are the demo's people on the server that gave us this page? */
  readonly demo: boolean
}

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz'

/** 17 characters that nobody confuses, as Meteor makes ids. */
export function makeId(random: () => number): string {
  return Array.from({ length: 17 }, () => ALPHABET[Math.floor(random() * ALPHABET.length)]).join('')
}
