// What the domain tells the world after it has been stored: the events on the bus.

import type { Author, Membership, Message, PresenceStatus, Room, User } from './entities.ts'
import type { LivechatEvent } from './livechat/events.ts'

export type BusEvent =
  | LivechatEvent
  /**
   * A message was written, edited, reacted to, or pinned, starred, followed. `message.seq` is its place in the room's log; `room` is the room as it
   * is then, so no `room` event follows. Counters (`membership`), then calls (`notification`) come after it.
   * `answered`: its thread has moved; that follows what has moved it, which has told of the room.
   */
  | { type: 'message'; change: 'sent' | 'edited' | 'reacted' | 'marked' | 'answered'; message: Message; room: Room }
  | { type: 'message-deleted'; roomId: string; messageId: string; seq: number; at: number }
  | { type: 'room'; change: 'inserted' | 'updated' | 'removed'; room: Room }
  /** Who may read a room has changed. It is published before anything that the change lets its user see. */
  | { type: 'joined'; room: Room; membership: Membership }
  | { type: 'left'; room: Room; membership: Membership }
  /** Unread counters, roles, open or hidden. */
  | { type: 'membership'; membership: Membership }
  /** Typing and other passing things: never stored, first to be dropped. `from` is the session that does not hear it. */
  | { type: 'activity'; roomId: string; event: string; args: readonly unknown[]; from?: string }
  | { type: 'presence'; user: Pick<User, 'id' | 'username' | 'name' | 'roles' | 'statusText'>; status: PresenceStatus }
  /** A line that only one user sees, such as why a message was refused. */
  | { type: 'whisper'; userId: string; roomId: string; messageId: string; text: string; at: number }
  | { type: 'notification'; userId: string; title: string; text: string; room: Room; message: Message; sender: Author }
  | { type: 'user'; user: User }
  /** Login tokens that are no more: all of a user's, or the one with this hash. */
  | { type: 'tokens-revoked'; userId: string; tokenHash?: string }
