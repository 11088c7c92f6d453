// What the server knows of users, rooms, memberships and messages, in its own words. How Rocket.Chat writes them on the
// wire is `wire/`. Times are milliseconds since 1970. Every document carries `updatedAt`: clients ask "what changed
// since", and a document that does not move its `updatedAt` is never seen again.

import type { Chat } from './livechat/entities.ts'

export type {
  Agent,
  AgentStatus,
  Chat,
  ChatSource,
  ChatVisitor,
  Department,
  VisitedPage,
  Visitor,
} from './livechat/entities.ts'

export type Role =
  'admin' | 'user' | 'bot' | 'guest' | 'owner' | 'moderator' | 'leader' | 'livechat-agent' | 'livechat-manager'
export type PresenceStatus = 'online' | 'away' | 'busy' | 'offline'

export interface User {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly emails: readonly { readonly address: string; readonly verified: boolean }[]
  readonly roles: readonly Role[]
  readonly active: boolean
  readonly type: 'user' | 'bot'
  /** What the user chose; what others see also depends on open connections. */
  readonly statusDefault: PresenceStatus
  readonly statusText: string
  readonly createdAt: number
  readonly updatedAt: number
}

/** Who wrote or did something, as it is kept inside messages and rooms. */
export interface Author {
  readonly id: string
  readonly username: string
  readonly name: string
}

/** `channel` c, `group` p (private), `direct` d, `livechat` l. */
export type RoomType = 'channel' | 'group' | 'direct' | 'livechat'

export interface Room {
  readonly id: string
  readonly type: RoomType
  /** The name without `#`; direct rooms have none. */
  readonly name?: string
  readonly displayName?: string
  readonly topic?: string
  readonly creator?: Author
  readonly readOnly: boolean
  readonly isDefault: boolean
  readonly customFields?: Readonly<Record<string, unknown>>
  /** Only livechat rooms have it. */
  readonly chat?: Chat
  /** Only direct rooms list their members here, sorted by id. */
  readonly userIds?: readonly string[]
  readonly usernames?: readonly string[]
  readonly memberCount: number
  readonly messageCount: number
  readonly lastMessage?: Message
  readonly lastMessageAt?: number
  /** The `seq` of the last change in this room's log; 0 when nothing ever happened. */
  readonly seq: number
  readonly createdAt: number
  readonly updatedAt: number
}

/** A user's membership of a room, with what is unread. Rocket.Chat's word is subscription. */
export interface Membership {
  readonly id: string
  readonly roomId: string
  readonly userId: string
  readonly username: string
  readonly userDisplayName: string
  readonly roomType: RoomType
  /** The room's name as this member sees it: in a direct room the other's username. */
  readonly name: string
  readonly displayName: string
  readonly roles: readonly Role[]
  readonly open: boolean
  /** Something new since the last read. */
  readonly alert: boolean
  readonly unread: number
  readonly userMentions: number
  readonly groupMentions: number
  readonly joinedAt: number
  /** Last seen. */
  readonly readAt?: number
  /** Threads with answers that this member has not read, in the order in which they became so; absent: none. */
  readonly unreadThreads?: readonly UnreadThread[]
  /** When a thread that this member follows was last answered. */
  readonly lastReplyAt?: number
  /** Marked with a star on this member's list of rooms. */
  readonly favorite?: true
  readonly updatedAt: number
}

export interface UnreadThread {
  /** The id of the message that begins the thread. */
  readonly id: string
  /** An unread answer names this member … */
  readonly userMention?: true
  /** … or calls everybody. */
  readonly groupMention?: true
}

export interface Mention {
  /** A user's id, or the words `all` and `here`. */
  readonly id: string
  readonly username: string
  readonly name?: string
  readonly type: 'user' | 'group'
}

/** What a system message tells; undefined for what somebody wrote. The words are the wire's (uj, ul, au, ru, r …). */
export type SystemMessageType = 'uj' | 'ul' | 'au' | 'ru' | 'message_pinned' | LivechatMessageType

/** `command` tells the visitor's program something, such as `connected`; the others say what happened to the chat. */
export type LivechatMessageType =
  'livechat-started' | 'livechat-close' | 'livechat_transfer_history' | 'livechat_transcript_history' | 'command'

/** `rm`: what stays of a message that was taken back when it already had answers. */
export type MessageType = SystemMessageType | 'rm'

/** The answers to the message that begins a thread. */
export interface Thread {
  /** 0 when all were taken back. */
  readonly replyCount: number
  /** When the last one was sent; it stays when that one is taken back. Absent while there never was one. */
  readonly lastReplyAt?: number
  /** Ids of the users who hear of answers, in the order in which they came to it. */
  readonly followers: readonly string[]
}

export interface Message {
  readonly id: string
  readonly roomId: string
  readonly author: Author
  readonly text: string
  readonly type?: MessageType
  /** The message that this one answers: the parent of its thread. */
  readonly threadId?: string
  /** The thread that begins here. */
  readonly thread?: Thread
  readonly showInRoom?: boolean
  readonly groupable?: boolean
  readonly alias?: string
  readonly avatar?: string
  readonly emoji?: string
  readonly attachments?: readonly unknown[]
  readonly customFields?: Readonly<Record<string, unknown>>
  /** What a system message tells beside its text, in the wire's words. */
  readonly details?: Readonly<Record<string, unknown>>
  readonly mentions: readonly Mention[]
  readonly channels: readonly { readonly id: string; readonly name: string }[]
  readonly urls: readonly string[]
  /** Emoji code with its colons → usernames, in the order of reacting. */
  readonly reactions: Readonly<Record<string, readonly string[]>>
  /** Who last pinned it or took that back, and when; absent: nobody ever did. */
  readonly pin?: {
    readonly pinned: boolean
    readonly by: { readonly id: string; readonly username: string }
    readonly at: number
  }
  /** Ids of the users who have marked it for themselves, in that order. */
  readonly starredBy?: readonly string[]
  readonly editedAt?: number
  readonly editedBy?: { readonly id: string; readonly username: string }
  readonly sentAt: number
  readonly updatedAt: number
  /** Place of this message's latest change in its room's log: 1, 2, 3 … without holes. */
  readonly seq: number
}
