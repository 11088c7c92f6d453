// What the server asks of its storage when somebody looks for something: words in a room, the answers of a thread, the
// threads of a room, users and channels by a part of their names. Part of the port.

import type { Message, Room, User } from '../domain/entities.ts'

interface Page {
  readonly offset: number
  readonly limit: number
}

export interface FindingWrites {
  /** Takes at most so many more messages into the index of words, oldest first. `done`: all are in it. */
  indexMessages: [{ most: number }, { done: boolean }]
}

export interface FindingReads {
  /**
   * Messages of the room that hold every word of the query (`search-words.ts`), newest first; system messages do not.
   * What `indexMessages` has not taken in may be missing.
   */
  searchMessages: [{ roomId: string; query: string } & Page, readonly Message[]]
  /** The answers of a thread, oldest first unless told otherwise, and how many there are. */
  threadReplies: [{ threadId: string; newestFirst?: boolean } & Page, { messages: readonly Message[]; total: number }]
  /**
   * Messages of a room that begin threads, the last answered first. `followerId`: those that this user follows; `ids`:
   * those among these; `part`: a part of the text, in any case.
   */
  threadHeads: [
    { roomId: string; followerId?: string; ids?: readonly string[]; part?: string } & Page,
    { messages: readonly Message[]; total: number },
  ]
  /** Active users by username, who is called just that first. `part` is a part of username or name, in any case. */
  findUsers: [{ part: string; exceptUsernames: readonly string[]; limit: number }, readonly User[]]
  /** Channels by name that this user is not in, the one called just that first. */
  findChannels: [{ part: string; exceptMemberId?: string; limit: number }, readonly Room[]]
}
