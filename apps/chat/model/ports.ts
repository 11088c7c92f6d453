// What the chat page needs from the world, handed in, so that its models run without a browser and on a fake clock.
import type { Client, ClientOptions } from 'quindar'

/** The part of `localStorage` that is used. Any of it may throw: private windows, full disks. */
export interface TextStorage {
  getItem(key: string): string | null
  setItem(key: string, text: string): void
  removeItem(key: string): void
}

/** Everything the models use that is not their own. Times are in milliseconds. */
export interface ChatPorts {
  /** Makes a client; `createClient` of `quindar` with the world's own ports, unless a test has another. */
  readonly createClient: (address: string, options: ClientOptions) => Client
  /** Absent where there is none, or looking at it throws. */
  readonly storage: TextStorage | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly setTimeout: (task: () => void, ms: number) => unknown
  readonly clearTimeout: (timer: unknown) => void
  /** The server's time by its own clock, in milliseconds since 1970; `undefined`: it does not say. */
  readonly serverTime: () => Promise<number | undefined>
  /** Calls back when another tab of this page has changed the storage; returns what takes the listener away. */
  readonly onStorage: (listener: (key: string | null) => void) => () => void
}
