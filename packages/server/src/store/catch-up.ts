// What the server asks of its storage when a client catches up or looks around: the log of a room from a place or a
// time on, and the history forwards. Part of the port.

import type { Message } from '../domain/entities.ts'

/** A message that is no more. It is remembered for as long as the room. */
export interface Deletion {
  readonly messageId: string
  readonly seq: number
  readonly at: number
}

/** Strictly between two times of change; oldest change first unless told otherwise, by (time, `seq`). */
interface ChangesByTime {
  readonly roomId: string
  readonly after?: number
  readonly before?: number
  readonly newestFirst?: boolean
  readonly limit: number
}

export interface CatchUpReads {
  /**
   * What changed after a place in a room's log, by `seq`, at most `limit` in all: each message at its latest change, each
   * deletion. `seq` is the room's latest change, 0 where there is no room.
   */
  changes: [
    { roomId: string; after: number; limit: number },
    { seq: number; updated: readonly Message[]; deleted: readonly Deletion[] },
  ]
  /** Messages by the time of their latest change. */
  updatedMessages: [ChangesByTime, readonly Message[]]
  deletedMessages: [ChangesByTime, readonly Deletion[]]
  /** The history as `history` has it, but oldest first, from just after a time. */
  following: [{ roomId: string; after?: number; limit: number; threads: boolean }, readonly Message[]]
}
