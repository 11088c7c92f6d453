// What goes into the operations that change a room, and what comes out of them.

import type { Author, Membership, Mention, Message, Room, SystemMessageType } from '../domain/entities.ts'

/** A system message that an operation writes together with its change: "alice has joined". */
export interface SystemMessage {
  readonly id: string
  readonly type: SystemMessageType
  readonly author: Author
  readonly text: string
  readonly attachments?: readonly unknown[]
}

export interface NewMessage {
  readonly id: string
  readonly roomId: string
  readonly author: Author
  readonly text: string
  readonly threadId?: string
  readonly showInRoom?: boolean
  readonly groupable?: boolean
  readonly alias?: string
  readonly avatar?: string
  readonly emoji?: string
  readonly attachments?: readonly unknown[]
  readonly customFields?: Readonly<Record<string, unknown>>
  /** What is told beside the text, in the wire's words. */
  readonly details?: Readonly<Record<string, unknown>>
  readonly mentions: readonly Mention[]
  readonly channels: readonly { readonly id: string; readonly name: string }[]
  readonly urls: readonly string[]
  /** Shown as the time of the message; the order of the room is `seq`. */
  readonly sentAt: number
}

/** The result of a change to a room: everything that there is to publish. */
export interface RoomChange {
  readonly room: Room
  /** Memberships whose counters or flags really changed. */
  readonly memberships: readonly Membership[]
}

/** The message that begins a thread, as an answer (or its deletion) leaves it; its `seq` comes after the answer's. */
export interface ThreadChange {
  readonly parent?: Message
}

/**
 * On what somebody's right to change a message was judged. It is judged again when it comes to writing: `no-message`
 * when another message has that id by now, `not-member` when the member has gone.
 */
export interface Judged {
  readonly roomId: string
  readonly authorId: string
  /** The membership that the right rests on; none where it rests on the room being open. */
  readonly membershipId?: string
}
