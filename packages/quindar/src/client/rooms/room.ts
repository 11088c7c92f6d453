// A room: what is said in it, and what one can do there.
import type { QuindarError, UserStatus } from '../../protocol/index.ts'
import type { CallOptions } from '../calls/calls.ts'
import type { ListenOptions, Unsubscribe } from '../emitter.ts'
import type { IterateOptions } from '../iterate.ts'
import type { Author, Message } from '../messages/message.ts'
import type { TimelineGap, TimelineSnapshot } from './timeline.ts'
import type { Typing } from './typing.ts'
import type { StreamUnsubscribe } from '../streams/streams.ts'
import type { UploadOptions } from '../files/upload-options.ts'

/** What `room.on` tells of. */
export interface RoomEvents {
  /** A new message, also one's own once the server has it. */
  message: Message
  /** Its text or its attachments were changed by somebody. */
  edited: Message
  /** Somebody reacted, or took a reaction back. */
  reactions: Message
  /** Pinned, answered in its thread, a preview added: anything else. */
  changed: Message
  /** `message`: what it was, where this client had seen it. */
  deleted: { readonly id: string; readonly message: Message | undefined }
  typing: Typing
  /** Messages may have been missed since `from`, and `reason` says why they could not be fetched. */
  gap: { readonly from: Date; readonly reason: QuindarError }
  /** Nothing will come any more: the server does not let us watch this room (any more), or the client is closed. */
  denied: { readonly error: QuindarError }
}

/** A message to send. */
export interface Draft {
  readonly text: string
  /** 17 characters of one's own, to send again what failed: the same id is the same message. @default made for you */
  readonly id?: string | undefined
  /** The message that starts the thread which this one answers in. */
  readonly threadId?: string | undefined
  /** An answer in a thread that is shown in the room too. */
  readonly alsoInRoom?: boolean | undefined
}

/** How long a command may take, and what ends it. */
export type CommandOptions = Pick<CallOptions, 'timeout' | 'signal' | 'waitForLimit'>

/** How to answer a message. */
export interface ReplyOptions extends CommandOptions {
  /**
   * Shows the message in the answer, and answers where it stands, instead of in its thread. Servers make the quote of a
   * link to themselves: where `rc.url` is not the address that they know as theirs, it stays a link.
   * @default false
   */
  readonly quote?: boolean | undefined
  /** An answer in a thread that is shown in the room too. */
  readonly alsoInRoom?: boolean | undefined
}

/** A page of what a server has more of. */
export interface PageOptions extends CommandOptions {
  /** @default 50 */
  readonly limit?: number | undefined
  /** @default 0 */
  readonly skip?: number | undefined
}

/** A room to make. */
export interface NewRoom {
  /** Without `#`. Which letters it may have is the server's to say. */
  readonly name: string
  /** Anybody finds and joins a `channel`; into a `group` one is invited. @default 'channel' */
  readonly kind?: 'channel' | 'group' | undefined
  /** Usernames of who is in it from the start, beside oneself. @default nobody */
  readonly members?: readonly string[] | undefined
  /** May only its owners write? @default false */
  readonly readOnly?: boolean | undefined
}

/** Somebody who is in a room. */
export interface Member extends Author {
  readonly status?: UserStatus | 'disabled' | undefined
}

/** A room to listen to, to write in and to ask about. */
export interface Room {
  readonly id: string
  /**
   * The room's messages as one list that is kept up to date while somebody subscribes to it: fetched pages, live
   * messages, one's own that are on their way, edits, deletions, gaps.
   */
  readonly timeline: {
    getSnapshot(): TimelineSnapshot
    subscribe(listener: () => void): Unsubscribe
    /**
     * Fetches the page before the oldest message, or the newest page. Subscribe first: what is said between a page and
     * a later subscription is a gap. Resolves with how many messages were new.
     */
    loadOlder(options?: CommandOptions & { readonly limit?: number | undefined }): Promise<number>
    /**
     * Fetches what is missing in a gap of the snapshot, newest first. A gap of more than some thousand messages is still
     * there afterwards, shorter. Changes and deletions of what stands before it are not told. Resolves with how many
     * messages were new.
     */
    closeGap(gap: TimelineGap, options?: CommandOptions): Promise<number>
  }
  /**
   * Listens; the first listener subscribes on the server, the last one to go unsubscribes. What is said before the
   * server has confirmed it (`ready` of what is returned) is not told.
   */
  readonly on: <Name extends keyof RoomEvents>(
    name: Name,
    listener: (event: RoomEvents[Name]) => unknown,
    options?: ListenOptions,
  ) => StreamUnsubscribe
  /** New messages, for a `for await` loop. Leaving the loop unsubscribes; the signal ends it quietly. */
  readonly messages: (options?: IterateOptions) => AsyncGenerator<Message, void, undefined>
  /**
   * Sends a message, after those that one has sent before in this room; resolves when the server has it. Over drops, lost
   * answers and rate limits it is sent again and never twice; until then it waits in the outbox, `rc.outbox()`.
   * @param options Without a `timeout` the promise rejects with `TimeoutError` after 30 seconds, and the message goes on
   * waiting. With one it is given up then, as it is when the signal aborts: it is `failed`, and one that was on its way may
   * have arrived.
   * @throws What the server refused it with: the message is `failed`, and can be sent again by its id.
   */
  readonly send: (message: string | Draft, options?: CommandOptions) => Promise<Message>
  /** Answers a message: in its thread, which begins with it where there is none. As `send` otherwise. */
  readonly reply: (message: Pick<Message, 'id' | 'threadId'>, text: string, options?: ReplyOptions) => Promise<Message>
  /** The thread that a message began, or is to begin. The same thread is the same object. */
  readonly thread: (messageId: string) => Promise<Thread>
  /** A page of the messages that begin threads, the one that was last answered in first. */
  readonly threads: (options?: PageOptions) => Promise<Message[]>
  /** A page of the messages that hold these words, newest first; what is found is the server's to say. */
  readonly search: (text: string, options?: PageOptions) => Promise<Message[]>
  /**
   * Sends a file, and with it a text; resolves when the server has its message. A file that is too large or of a type that
   * the server does not take is refused before it is sent, where the server's settings tell. What a drop interrupts is not
   * sent again by itself. In Node, `fs.openAsBlob(path, { type })` is a file.
   * @throws `FileRefusedError`; what the server refused it with; the signal's reason.
   */
  readonly upload: (file: Blob, options?: UploadOptions) => Promise<Message>
  /** Changes a text; one's own that has not been sent is changed here, one that is on its way when it has arrived. */
  readonly edit: (messageId: string, text: string, options?: CommandOptions) => Promise<void>
  /** Deletes a message; one's own that has not been sent is taken back, one that is on its way deleted when it has arrived. */
  readonly delete: (messageId: string, options?: CommandOptions) => Promise<void>
  /** @param on `false` takes the reaction back. @default true */
  readonly react: (messageId: string, emoji: string, on?: boolean, options?: CommandOptions) => Promise<void>
  /**
   * Keeps a message at hand for everybody; a system message (`message_pinned`) tells of it. One's own list: {@link pinned}.
   * @throws `MethodError` (`not-authorized`) where only owners, moderators and administrators may, as servers come.
   */
  readonly pin: (messageId: string, options?: CommandOptions) => Promise<void>
  readonly unpin: (messageId: string, options?: CommandOptions) => Promise<void>
  /** Marks a message for oneself. Others can see who did: `starredBy` of the message. */
  readonly star: (messageId: string, options?: CommandOptions) => Promise<void>
  readonly unstar: (messageId: string, options?: CommandOptions) => Promise<void>
  /** A page of the messages that are pinned, newest first. Over REST alone. */
  readonly pinned: (options?: PageOptions) => Promise<Message[]>
  /** A page of the messages that one has starred, newest first. Over REST alone. */
  readonly starred: (options?: PageOptions) => Promise<Message[]>
  /** A page of the messages that name one, newest first. Over REST alone. */
  readonly mentions: (options?: PageOptions) => Promise<Message[]>
  /**
   * Marks the room with a star on one's list: `favourite` of `rc.rooms()`.
   * @param on `false` takes it away. @default true
   */
  readonly favourite: (on?: boolean, options?: CommandOptions) => Promise<void>
  /**
   * Takes the room off one's list until something is said there: `hidden` of `rc.rooms()`.
   * @param on `false` brings it back. @default true
   */
  readonly hide: (on?: boolean, options?: CommandOptions) => Promise<void>
  /** Everything in the room has been seen. */
  readonly markRead: (options?: CommandOptions) => Promise<void>
  /**
   * Tells the others that one is writing, or has stopped. Say it again every ten seconds. Resolves even when it did not
   * reach anybody.
   * @param on @default true
   */
  readonly typing: (on?: boolean) => Promise<void>
  /** A page of messages, oldest first: those before a date, or the newest. Leaves the timeline alone. */
  readonly history: (
    options?: CommandOptions & {
      readonly before?: Date | undefined
      /** @default 50 */
      readonly limit?: number | undefined
    },
  ) => Promise<Message[]>
  /** A page of those who are in it. `total`: all of them, or all who fit the filter. */
  readonly members: (
    options?: PageOptions & {
      /** Part of a name. */
      readonly filter?: string | undefined
    },
  ) => Promise<{ readonly total: number; readonly members: Member[] }>
  /** @param code For rooms that ask for one. */
  readonly join: (code?: string, options?: CommandOptions) => Promise<void>
  readonly leave: (options?: CommandOptions) => Promise<void>
}

/** The commands of a room that mark something, and what lists it. */
export type Marks = Pick<
  Room,
  'pin' | 'unpin' | 'star' | 'unstar' | 'favourite' | 'hide' | 'pinned' | 'starred' | 'mentions'
>

/** What is known of a thread. The same object until something changes. */
export interface ThreadSnapshot extends TimelineSnapshot {
  /** The message that began it; absent until it was seen, and where it was deleted. `messages` are its answers. */
  readonly head: Message | undefined
}

/** What `thread.on` tells of: what a room tells of, of this thread's answers alone. */
export type ThreadEvents = Omit<RoomEvents, 'typing'>

/** A thread of a room. */
export interface Thread {
  /** The id of the message that began it. */
  readonly id: string
  readonly roomId: string
  /** The answers as one list, kept up to date while somebody subscribes to it, as a room's own. */
  readonly timeline: {
    getSnapshot(): ThreadSnapshot
    subscribe(listener: () => void): Unsubscribe
    /** Fetches the page before the oldest answer, or the newest page. Resolves with how many answers were new. */
    loadOlder(options?: CommandOptions & { readonly limit?: number | undefined }): Promise<number>
    /**
     * Fetches what is missing in a gap of the snapshot. One of more than a thousand answers is still there afterwards.
     * Resolves with how many answers were new.
     */
    closeGap(gap: TimelineGap, options?: CommandOptions): Promise<number>
  }
  readonly on: <Name extends keyof ThreadEvents>(
    name: Name,
    listener: (event: ThreadEvents[Name]) => unknown,
    options?: ListenOptions,
  ) => StreamUnsubscribe
  /** New answers, for a `for await` loop. Leaving the loop unsubscribes; the signal ends it quietly. */
  readonly messages: (options?: IterateOptions) => AsyncGenerator<Message, void, undefined>
  /** Answers in the thread; as `room.send`. */
  readonly send: (message: string | Omit<Draft, 'threadId'>, options?: CommandOptions) => Promise<Message>
  /** One hears of its answers from now on, as who began it, answers in it or is named there does anyway. */
  readonly follow: (options?: CommandOptions) => Promise<void>
  readonly unfollow: (options?: CommandOptions) => Promise<void>
}
