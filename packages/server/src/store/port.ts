// What the server asks of its storage: whole operations, each atomic, each an answer and never an exception for what a
// user may do wrong. No SQL and no transaction leaves a driver.
//
// The contract, kept by every driver and checked by one suite over all of them:
// - An answer to a write means: committed, on disk. If a commit fails, every operation in it rejects with StoreFailure.
// - Every change of a room's log (append, edit, reaction, deletion, system message) takes the room's next `seq` inside
//   its operation: 1, 2, 3 … without holes and without reuse. An operation that changes nothing takes none.
// - Answers of writes to one room come in the order of their `seq`, so that who publishes on answer publishes in order.
// - `epoch` names this history: it changes when a database is restored or made anew, never otherwise.
// - Documents handed out are the caller's; changing them changes nothing inside. What is inside are JSON values: a Date
//   in an attachment comes back as text, `undefined` not at all.
// - A read that is asked after a write was answered sees what was written.
// - `updatedAt` is the `at` of the change, but never less than the greatest that the store ever gave: when the clock
//   goes back, documents do not, and nobody who asks "what changed since" misses any.
// - Usernames, e-mail addresses and room names are compared without regard to case, and found that way.
// - Lists of memberships are sorted by user, lists of rooms by id, unless something else is said. Operations name users
//   and rooms that exist; otherwise they reject, or answer the outcome that says so.

import type { Author, Membership, Message, Role, Room, RoomType, User } from '../domain/entities.ts'
import type { Judged, NewMessage, RoomChange, SystemMessage, ThreadChange } from './changes.ts'
import type { AccountReads, AccountWrites } from './accounts.ts'
import type { CatchUpReads } from './catch-up.ts'
import type { FindingReads, FindingWrites } from './finding.ts'
import type { PinReads, PinWrites } from './pins.ts'
import type { UploadReads, UploadWrites } from './uploads.ts'
import type { LivechatReads, LivechatWrites } from './livechat.ts'

export type { SecondFactorState } from './accounts.ts'
export type { Deletion } from './catch-up.ts'
export type { Judged, NewMessage, RoomChange, SystemMessage } from './changes.ts'
export type { Candidate, ChatChange, Note, StoredFile, VisitorChanges } from './livechat.ts'

/** The disk said no: full, broken, gone. Nothing of the operation happened, or nobody knows whether it did. */
export class StoreFailure extends Error {
  /** `true`: the database cannot go on (a failed fsync, a torn file); the process has to end and recover. */
  readonly fatal: boolean
  constructor(message: string, options: { cause?: unknown; fatal: boolean }) {
    super(message, { cause: options.cause })
    this.name = 'StoreFailure'
    this.fatal = options.fatal
  }
}

/** The store cannot be opened. The message is one sentence: why, and what to do. */
export class StoreOpenError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'StoreOpenError'
  }
}

/** The writing operations: name → [input, answer]. */
export interface StoreWrites extends LivechatWrites, AccountWrites, UploadWrites, FindingWrites, PinWrites {
  createUser: [
    { user: User; passwordHash?: string },
    { outcome: 'created'; user: User } | { outcome: 'username-taken' | 'email-taken' | 'id-taken' },
  ]
  setPasswordHash: [{ userId: string; passwordHash: string; at: number }, void]
  setStatus: [
    { userId: string; statusDefault?: User['statusDefault']; statusText?: string; at: number },
    { user: User } | undefined,
  ]
  /** Sweeps, while it is there, the tokens that have expired at `createdAt`, whosever they are. */
  addLoginToken: [{ userId: string; tokenHash: string; createdAt: number; expiresAt: number }, void]
  /** Answers how many there were. Without `tokenHash`: all of the user's. */
  removeLoginTokens: [{ userId: string; tokenHash?: string }, { removed: number }]

  /** Makes the room, its creator's and the others' memberships, all or nothing. Channels and groups share one name space. */
  createRoom: [
    {
      room: Pick<Room, 'id' | 'type' | 'readOnly' | 'isDefault'> &
        Partial<Pick<Room, 'name' | 'displayName' | 'topic' | 'creator' | 'customFields'>>
      members: readonly { membershipId: string; user: Author; roles: readonly Role[] }[]
      at: number
    },
    { outcome: 'created'; room: Room; memberships: readonly Membership[] } | { outcome: 'name-taken' | 'id-taken' },
  ]
  /**
   * Finds the direct room of exactly these users or makes it; memberships it had lost or hidden come back. `memberships`
   * are those that are new or open again. With `openedBy`, the room of two opens for that user alone; the other sees it
   * when a message comes.
   */
  openDirectRoom: [
    {
      roomId: string
      members: readonly { membershipId: string; user: Author }[]
      openedBy?: string
      at: number
    },
    { room: Room; memberships: readonly Membership[]; created: boolean },
  ]
  /**
   * The new membership has one unread mention, as Rocket.Chat gives it. System messages count for nobody and are no
   * room's last message, so `memberships` is empty.
   */
  joinRoom: [
    {
      roomId: string
      membershipId: string
      user: Author
      roles: readonly Role[]
      systemMessage?: SystemMessage
      at: number
    },
    (
      | { outcome: 'joined'; room: Room; membership: Membership; message?: Message; memberships: readonly Membership[] }
      | { outcome: 'already-member'; room: Room; membership: Membership }
      | { outcome: 'no-room' }
    ),
  ]
  /** `last-owner`: others would stay behind without any owner. An owner who is alone may leave. */
  leaveRoom: [
    { roomId: string; userId: string; systemMessage?: SystemMessage; at: number },
    (
      | { outcome: 'left'; room: Room; membership: Membership; message?: Message; memberships: readonly Membership[] }
      | { outcome: 'not-member' | 'last-owner' | 'no-room' }
    ),
  ]

  /**
   * Writes a message, moves the room and every other member's counters (see Membership), reads the room for its author.
   * A message id that exists is not written again: `duplicate` answers what is stored under it, and changes nothing.
   * `not-member`: the author's membership was gone when it came to writing. The id of a deleted message is free again.
   *
   * Counters, as with Rocket.Chat's default settings: every other member gets `alert` and `open`; `unread` counts every
   * message in direct rooms, mentions elsewhere; who is mentioned by name keeps `all` and `here` from counting.
   *
   * A reply (`threadId` of a message of the same room) moves its parent's `thread`, which takes the room's next `seq`
   * after the reply's own. It counts in nobody's `unread`: whoever follows the thread gets `alert`, `open` and the
   * thread in `unreadThreads`, the author `open` alone, both `lastReplyAt`. Only when it is shown in the room, it is
   * the room's last message, and everybody else gets `alert` and `open` too.
   */
  appendMessage: [
    { message: NewMessage; at: number; requireMembership: boolean },
    (
      | ({ outcome: 'appended'; message: Message } & RoomChange & ThreadChange)
      | { outcome: 'duplicate'; message: Message }
      | { outcome: 'no-room' | 'not-member' }
    ),
  ]
  /** What has a type is nobody's words, and is not edited: `no-message`. */
  editMessage: [
    {
      messageId: string
      judged?: Judged
      changes: Partial<
        Pick<
          NewMessage,
          | 'text'
          | 'mentions'
          | 'channels'
          | 'urls'
          | 'alias'
          | 'avatar'
          | 'emoji'
          | 'attachments'
          | 'customFields'
          | 'showInRoom'
        >
      >
      editedBy: { id: string; username: string }
      at: number
    },
    ({ outcome: 'edited'; message: Message } & RoomChange) | { outcome: 'no-message' | 'not-member' },
  ]
  /**
   * `message` is what it was, `seq` the deletion's own. The room's last message becomes the one before. A reply is taken
   * out of its parent's count, and its thread out of everybody's `unreadThreads`.
   *
   * A message with replies stays as the head of its thread, emptied, with `rm` as its type: `emptied`, in which
   * `message` is what it has become. It is no longer counted. One that is empty already answers `no-message`.
   */
  deleteMessage: [
    { messageId: string; judged?: Judged; deletedBy: { id: string; username: string }; at: number },
    (
      | ({ outcome: 'deleted'; message: Message; seq: number } & RoomChange & ThreadChange)
      | ({ outcome: 'emptied'; message: Message } & RoomChange & ThreadChange)
      | { outcome: 'no-message' | 'not-member' }
    ),
  ]
  /** `wanted` undefined: toggles. `unchanged` when it already was as wanted; then no `seq` is taken. */
  setReaction: [
    { messageId: string; judged?: Judged; emoji: string; username: string; wanted?: boolean; at: number },
    (
      | ({ outcome: 'changed'; message: Message } & RoomChange)
      | { outcome: 'unchanged'; message: Message }
      | { outcome: 'no-message' | 'not-member' }
    ),
  ]
  /**
   * Zeroes the counters, moves `readAt` forward and opens the room. Unread threads stay, and `alert` with them, unless
   * `threads` are read too.
   */
  markRead: [
    { roomId: string; userId: string; threads?: boolean; at: number },
    { membership: Membership; changed: boolean } | undefined,
  ]
  /** A key of the server's own, such as "demo data was made". */
  setMark: [{ key: string; value: string }, void]
}

/** The reading operations: name → [input, answer]. */
export interface StoreReads extends LivechatReads, CatchUpReads, FindingReads, AccountReads, UploadReads, PinReads {
  user: [{ id: string } | { username: string } | { email: string }, User | undefined]
  users: [{ ids: readonly string[] } | { usernames: readonly string[] }, readonly User[]]
  /** For `authenticate()` alone: nobody else reads secrets. */
  credentials: [
    { id: string } | { username: string } | { email: string },
    { user: User; passwordHash: string | undefined } | undefined,
  ]
  loginToken: [{ tokenHash: string }, { user: User; createdAt: number; expiresAt: number } | undefined]
  room: [{ id: string } | { name: string; type?: RoomType }, Room | undefined]
  /** Public channels by name, and how many there are in all. `filter` is a part of the name. */
  channels: [{ filter?: string; offset: number; limit: number }, { rooms: readonly Room[]; total: number }]
  membership: [{ roomId: string; userId: string }, Membership | undefined]
  /** Rooms of a user; with `since`, those whose document moved at or after it, and what was lost since. */
  roomsOf: [
    { userId: string; since?: number },
    { rooms: readonly Room[]; removed: readonly { roomId: string; at: number }[] },
  ]
  membershipsOf: [
    { userId: string; since?: number },
    { memberships: readonly Membership[]; removed: readonly { membershipId: string; roomId: string; at: number }[] },
  ]
  /** Members by username; `filter` is a part of username or name, in any case. */
  members: [
    { roomId: string; filter?: string; offset: number; limit: number },
    { users: readonly User[]; total: number },
  ]
  memberIds: [{ roomId: string }, readonly string[]]
  message: [{ id: string }, Message | undefined]
  /**
   * A page of history, newest first, by (sentAt, the `seq` at which each was written: edits move nothing). `before`/`after` are times; `inclusive` counts messages of just
   * that time. `threads: false` leaves out replies that are not shown in the room.
   */
  history: [
    { roomId: string; before?: number; after?: number; inclusive?: boolean; limit: number; threads: boolean },
    readonly Message[],
  ]
  /** How many messages lie strictly between two times, and the oldest of them (for "first unread"). `threads` as in `history`. */
  countBetween: [
    { roomId: string; after: number; before: number; threads: boolean },
    { count: number; first: Message | undefined },
  ]
  mark: [{ key: string }, string | undefined]
}

type Operation<T extends [unknown, unknown]> = (input: T[0]) => Promise<T[1]>

export type Store = { readonly [K in keyof StoreWrites]: Operation<StoreWrites[K]> } & {
  readonly [K in keyof StoreReads]: Operation<StoreReads[K]>
} & {
  readonly epoch: string
  /** Heard once, when the database cannot go on. Every later operation rejects. */
  onFatal(listener: (failure: StoreFailure) => void): void
  /** Finishes what was asked, then lets go of the files. Later operations reject. */
  close(): Promise<void>
}
