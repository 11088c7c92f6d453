// The documents that travel on the wire, as servers really send them: the fields that were seen, open to all others.
//
// Source: recordings, public documentation, and the shapes that Rocket.Chat 1 to 8 send. What every server sends is
// required; the rest is optional. Over DDP a date is a Date (EJSON `$date`), over REST an ISO text: see `OverRest`.

/** A user as other documents name him. */
export interface UserRef {
  _id: string
  username: string
  /** The full name; in messages only where the server shows real names. */
  name?: string
}

/** A message of `stream-room-messages`, `loadHistory`, `sendMessage`. */
export interface Message {
  _id: string
  rid: string
  msg: string
  ts: Date
  u: UserRef
  _updatedAt: Date
  /** What kind of system message it is: `uj` joined, `ul` left, `rm` deleted, `room_changed_topic` …; absent: a user's own. */
  t?: string
  editedAt?: Date
  editedBy?: UserRef
  /** Who reacted with what: `{":wave:": {usernames: ["bob"]}}`. */
  reactions?: Record<string, { usernames: string[]; names?: string[] }>
  /** The message that started the thread that this one answers in. */
  tmid?: string
  /** An answer in a thread that is also shown in the room. */
  tshow?: boolean
  /** How many answers the thread has that this message started. */
  tcount?: number
  tlm?: Date
  replies?: string[]
  mentions?: { _id: string; username: string; name?: string; type?: 'user' | 'team' }[]
  channels?: { _id: string; name?: string }[]
  urls?: { url: string; meta?: Record<string, unknown>; headers?: Record<string, string>; ignoreParse?: boolean }[]
  /** The text, parsed by the server into nodes. */
  md?: unknown[]
  attachments?: Record<string, unknown>[]
  files?: { _id: string; name: string; type: string; size?: number; format?: string }[]
  alias?: string
  /** A program wrote it, and says which: `{"i": "js.SDK"}`. */
  bot?: { i?: string; [field: string]: unknown }
  avatar?: string
  emoji?: string
  groupable?: boolean
  pinned?: boolean
  starred?: { _id: string }[]
  /** Shown to one user alone and not stored: `notify-user/message`. */
  private?: boolean
  /** Our server's extension: the place of this change in its room, from 1 without holes. */
  _seq?: number
  /** Our server's extension: changes when a database is restored, so that a `_seq` of before is worth nothing. */
  _epoch?: string
  [field: string]: unknown
}

/** What a client may send as `sendMessage`. The server makes the rest. */
export interface OutgoingMessage {
  /** 17 characters of the client's own making; without or empty, the server makes one. */
  _id?: string
  rid: string
  msg: string
  tmid?: string
  tshow?: boolean
  [field: string]: unknown
}

/** `c` channel, `p` private group, `d` direct messages, `l` livechat, `v` voice call. */
export type RoomType = 'c' | 'p' | 'd' | 'l' | 'v'

/** A room of `rooms/get` and `notify-user/rooms-changed`. */
export interface Room {
  _id: string
  t: RoomType
  _updatedAt: Date
  name?: string
  /** The name as people write it, with spaces and capitals. */
  fname?: string
  u?: UserRef
  topic?: string
  description?: string
  announcement?: string
  /** Read only. */
  ro?: boolean
  default?: boolean
  archived?: boolean
  encrypted?: boolean
  /** System messages: hidden at all, or these kinds of them. */
  sysMes?: boolean | string[]
  msgs?: number
  usersCount?: number
  /** Direct messages: who takes part. */
  usernames?: string[]
  uids?: string[]
  muted?: string[]
  lastMessage?: Message
  /** When the last message came. */
  lm?: Date
  ts?: Date
  /** A discussion: the room that it belongs to. */
  prid?: string
  customFields?: Record<string, unknown>
  /** Our server's extension: the `_seq` of the room's latest change, 0 when nothing ever happened. */
  _seq?: number
  /** Our server's extension: as in {@link Message}. */
  _epoch?: string
  [field: string]: unknown
}

/** What one user has to do with one room: `subscriptions/get`, `notify-user/subscriptions-changed`. */
export interface Subscription {
  _id: string
  rid: string
  t: RoomType
  /** The room's name; in direct messages the other's username. */
  name: string
  fname?: string
  u: UserRef
  /** Shown in the list of rooms? */
  open: boolean
  /** Something new since `ls`? */
  alert?: boolean
  unread: number
  userMentions: number
  groupMentions: number
  ts: Date
  /** Last seen. */
  ls?: Date
  /** Last answer. */
  lr?: Date
  _updatedAt: Date
  /** Favourite. */
  f?: boolean
  roles?: string[]
  archived?: boolean
  tunread?: string[]
  disableNotifications?: boolean
  hideUnreadStatus?: boolean
  [field: string]: unknown
}

export type UserStatus = 'online' | 'away' | 'busy' | 'offline'

/** {@link UserStatus} as a number: `stream-notify-logged/user-status`, `stream-user-presence`. */
export type UserStatusNumber = 0 | 1 | 2 | 3

/** The order of {@link UserStatusNumber}. */
export const STATUS_BY_NUMBER: readonly UserStatus[] = ['offline', 'online', 'away', 'busy']

/** A user: the document of collection `users` after login, `/api/v1/me`, `users.presence`. */
export interface User {
  _id: string
  username?: string
  name?: string
  emails?: { address: string; verified: boolean }[]
  status?: UserStatus | 'disabled'
  statusConnection?: UserStatus
  statusDefault?: UserStatus
  statusText?: string
  roles?: string[]
  type?: string
  active?: boolean
  utcOffset?: number
  avatarETag?: string
  settings?: { preferences?: Record<string, unknown> }
  [field: string]: unknown
}

/** A public setting: `notify-all/public-settings-changed`. */
export interface Setting {
  _id: string
  value: unknown
  [field: string]: unknown
}

/** Which roles may do something: `permissions/get`. */
export interface Permission {
  _id: string
  roles: string[]
  _updatedAt: Date
  [field: string]: unknown
}

/** What `rooms/get` and `subscriptions/get` give when asked with a date. */
export interface Delta<T> {
  update: T[]
  remove: { _id: string; _deletedAt: Date }[]
}

/** The same document in a REST answer: ISO texts instead of dates. */
export type OverRest<T> = T extends Date
  ? string
  : T extends (infer Item)[]
    ? OverRest<Item>[]
    : T extends object
      ? { [Key in keyof T]: OverRest<T[Key]> }
      : T

/** A visitor of livechat, who has no account. Servers other than ours put the token into what agents read too. */
export interface Visitor {
  _id: string
  /** `guest-7` */
  username: string
  /** Only the visitor himself reads it from our server. */
  token?: string
  name?: string
  visitorEmails?: { address: string }[]
  phone?: { phoneNumber: string }[]
  /** The id of a department. */
  department?: string
  status?: UserStatus
  /** His custom fields. */
  livechatData?: Record<string, unknown>
  ts?: Date
  _updatedAt?: Date
  [field: string]: unknown
}

/** A chat of a visitor with an agent: a room of type `l`. */
export interface LivechatRoom extends Room {
  t: 'l'
  v: { _id: string; username: string; token?: string; name?: string; status?: UserStatus }
  /** Absent on some old servers. */
  open?: boolean
  servedBy?: { _id: string; username: string; ts?: Date }
  departmentId?: string
  /** The visitor spoke last. */
  waitingResponse?: boolean
  queuedAt?: Date
  closedAt?: Date
  closer?: 'visitor' | 'user'
  closedBy?: { _id: string; username?: string }
  tags?: string[]
  source?: { type: string; [field: string]: unknown }
}

/** What waits for an agent: the chat as agents take it. */
export interface Inquiry {
  _id: string
  rid: string
  name: string
  ts: Date
  message?: string
  status: 'queued' | 'taken' | 'ready' | 'verifying' | 'open'
  v: { _id: string; username: string; token?: string; name?: string; status?: UserStatus }
  t: 'l'
  department?: string
  lastMessage?: Message
  [field: string]: unknown
}

/** What a visitor may know of the agent who answers; `hiddenInfo` where the server shows nothing. */
export type LivechatAgent =
  | {
      _id: string
      username: string
      name?: string
      status?: UserStatus
      emails?: { address: string; verified?: boolean }[]
      [field: string]: unknown
    }
  | { hiddenInfo: true }

/** A department that visitors may choose. */
export interface LivechatDepartment {
  _id: string
  name: string
  showOnRegistration: boolean
  showOnOfflineForm: boolean
  [field: string]: unknown
}

/** Where a visitor stands in the queue. */
export interface QueueSpot {
  spot: number
  message?: { text: string; user?: { _id: string; username: string } }
  estimatedWaitTimeSeconds?: number
}
