// Livechat, as a visitor's page sees it. How it is put together: chat.ts.
import type { Client, Gap, ListenOptions, RestOptions, Unsubscribe } from '../client/index.ts'
import type { ChatAgent, ChatVisitor, Department, LivechatMessage, QueuePosition } from './documents.ts'

/** Where the visitor stands. Each change is a new object, as UI libraries want it. */
export interface LivechatState {
  /**
   * `idle`: nobody yet. `registered`: the server knows the visitor, and there is no conversation. `queued`: nobody has
   * taken it yet. `taken`: an agent has. `closed`: it is over; `start()` begins another.
   */
  readonly status: 'idle' | 'registered' | 'queued' | 'taken' | 'closed'
  /** Is an agent there? `false`: offer the form that {@link Livechat.offline} sends. Absent: the server has not said. */
  readonly online: boolean | undefined
  readonly visitor: ChatVisitor | undefined
  /** The conversation; also the one that is over. */
  readonly roomId: string | undefined
  /** Who answers. */
  readonly agent: ChatAgent | undefined
  /** Where one waits, where the server tells it. */
  readonly queue: QueuePosition | undefined
  /** What the visitor may choose from. */
  readonly departments: readonly Department[]
}

/** What `chat.on` tells of. */
export interface LivechatEvents {
  /**
   * Somebody's words, also one's own once the server has told them. Each comes once and in the conversation's order, over
   * drops too. What was said before `start`, and the system's notes, are in {@link Livechat.messages}.
   */
  message: LivechatMessage
  /** Its text, or anything else of it, was changed. */
  edited: LivechatMessage
  deleted: { readonly id: string }
  /** Somebody else answers now, or nobody; or his status has changed. */
  agent: ChatAgent | undefined
  queue: QueuePosition | undefined
  state: LivechatState
  /** The other side writes, or has stopped. */
  typing: { readonly username: string; readonly typing: boolean }
  /** The conversation is over, whoever ended it and in whichever tab. */
  closed: { readonly roomId: string }
  /** Messages may have been missed since `from`, and `reason` says why they could not be fetched. */
  gap: Gap
}

/** Who the visitor is; everything may be left out. */
export interface VisitorDetails {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly phone?: string | undefined
  /** Its id, or its name. */
  readonly department?: string | undefined
  /** Fields that the server's administrator has defined, by key. */
  readonly customFields?: Readonly<Record<string, string>> | undefined
}

/** What is special about a message. */
export interface SendOptions {
  /** Of a message that failed, to send it again: the same id is the same message. @default made for you */
  readonly id?: string | undefined
}

/** What is special about a file. */
export interface UploadOptions extends Pick<RestOptions, 'signal' | 'onProgress'> {
  /** @default the file's own, or `file` */
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly text?: string | undefined
}

/** How it was: each from 1 to 5. */
export interface Rating {
  readonly satisfaction?: number | undefined
  readonly knowledge?: number | undefined
  readonly responsiveness?: number | undefined
  readonly friendliness?: number | undefined
  readonly comment?: string | undefined
}

/** A message for agents who are not there. What is left out is taken from what is known. */
export interface OfflineMessage {
  /** @default what could not be sent */
  readonly text?: string | undefined
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly department?: string | undefined
}

/** A page that the visitor looks at. */
export interface Page {
  readonly title: string
  readonly href: string
  /** Why it is told. @default 'url' */
  readonly change?: string | undefined
}

/** One visitor and his conversation. Commands reject with a `QuindarError`; `MethodError.error` is Rocket.Chat's code. */
export interface Livechat {
  /** The client beneath: its connection's state, its address, any call. Another one after `logout`. */
  readonly client: Client
  /** Does the storage know a conversation that `start()` shows again? */
  readonly returning: boolean
  readonly state: { getSnapshot(): LivechatState; subscribe(listener: () => void): Unsubscribe }
  /** The conversation as one list, oldest first: what has been said, and what is on its way or failed at the end. */
  readonly messages: { getSnapshot(): readonly LivechatMessage[]; subscribe(listener: () => void): Unsubscribe }
  readonly on: <Name extends keyof LivechatEvents>(
    name: Name,
    listener: (event: LivechatEvents[Name]) => unknown,
    options?: ListenOptions,
  ) => Unsubscribe
  /**
   * Goes on with the conversation that is open, or begins one. Without details, after a reload, it shows the one that
   * the storage knows, also when it has been closed meanwhile; called then, it begins another. Where no agent is there
   * and the server takes no chats, it resolves with `online: false` and without a conversation.
   * @throws `MethodError` such as `error-invalid-department`; `NotSupportedError` where livechat is switched off.
   */
  start(details?: VisitorDetails): Promise<LivechatState>
  /**
   * Sends a message, after those sent before; resolves when the server has it. Drops and rate limits are waited for, also
   * over reloads where there is a storage: after 30 seconds the promise rejects with `TimeoutError`, and the message goes
   * on waiting. What fails stays in {@link messages} with its `error`, and in the storage.
   * @throws `RoomClosedError`: `start()` begins a new conversation. `MethodError` with `no-agent-online`,
   * `error-message-size-exceeded`, or `invalid-token`: the server does not know the visitor any more, who has to `start()`.
   */
  send(text: string, options?: SendOptions): Promise<LivechatMessage>
  /** Changes a message of one's own. */
  edit(id: string, text: string): Promise<void>
  delete(id: string): Promise<void>
  /**
   * Sends a file. What the server's settings refuse, as far as it tells them, is refused before anything is sent.
   * @param options `onProgress` hears how much has left; `signal` takes it back: it rejects with the signal's reason.
   * @throws `MethodError` with `error-type-not-allowed`, `error-size-not-allowed`, or 413; `RoomClosedError`
   */
  upload(file: Blob, options?: UploadOptions): Promise<LivechatMessage>
  /**
   * Fetches a file of the conversation, with the visitor's token: the token goes with a header, and where the server, a
   * Rocket.Chat, does not read that, in the address.
   * @param link As `title_link` or `image_url` in a message's `raw.attachments` has it.
   * @throws `MethodError` with the status of the answer
   */
  file(link: string): Promise<Blob>
  /** Tells the other side that one writes; call it with every key, it is told now and then. */
  typing(on?: boolean): Promise<void>
  /** The messages before the oldest of {@link messages}, which then has them too. Empty: that is all. */
  history(): Promise<readonly LivechatMessage[]>
  /** Ends the conversation. Resolves also where it has been ended. */
  close(): Promise<void>
  /** Also after the end. A number is the satisfaction. @throws `MethodError` `invalid-data` */
  rate(rating: number | Rating): Promise<void>
  /** Has the conversation sent by e-mail. @param email @default the visitor's */
  transcript(email?: string): Promise<void>
  /** Leaves a message for who is not there. Resolves with the server's thanks, where it says so. */
  offline(message?: OfflineMessage): Promise<string | undefined>
  /** To another department, by id or name. @throws `MethodError` `error-invalid-department` */
  transfer(department: string): Promise<void>
  /** Tells the agent which page the visitor looks at. */
  page(page: Page): Promise<void>
  /** Says more of who the visitor is. */
  identify(details: VisitorDetails): Promise<void>
  /**
   * Forgets the visitor: nothing of him is left in the storage, in memory, or subscribed; what is under way rejects, and
   * what had not been sent is lost. The server is told nothing, as it is not by Rocket.Chat's own widget when it is given
   * another token: the conversation stays open at the agent's desk. `close()` before, to end it.
   */
  logout(): void
  /** Ends this object, not the conversation: no timer, no socket is left. */
  destroy(): Promise<void>
}
