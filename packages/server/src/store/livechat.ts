// What livechat asks of the store, under the contract of `port.ts`. A visitor is found by the hash of his token and by
// nothing else that he can say; at most one chat of a visitor is open at a time, whoever asks how often at once.

import type {
  Agent,
  AgentStatus,
  Author,
  ChatSource,
  Department,
  Membership,
  Message,
  Room,
  User,
  VisitedPage,
  Visitor,
} from '../domain/entities.ts'
import type { NewMessage, RoomChange, SystemMessage } from './changes.ts'

/** What changes of a visitor; what is absent stays. */
export interface VisitorChanges {
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  readonly departmentId?: string
  readonly status?: Visitor['status']
  /** `overwrite: false` leaves a value that is there. */
  readonly customFields?: readonly { readonly key: string; readonly value: string; readonly overwrite: boolean }[]
  readonly page?: Omit<VisitedPage, 'at'>
}

/** Who might serve a chat. */
export interface Candidate {
  readonly membershipId: string
  readonly user: Author
}

/** What a chat's log says when something happened to it. */
export type Note = SystemMessage & { readonly details?: Readonly<Record<string, unknown>> }

/** Everything that there is to publish when a chat has changed hands. */
export interface ChatChange {
  readonly room: Room
  /** Who may read it no longer. */
  readonly left: readonly Membership[]
  readonly messages: readonly Message[]
}

/** A file of a room. */
export interface StoredFile {
  readonly id: string
  readonly roomId: string
  readonly name: string
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** Base64. */
  readonly content: string
}

export interface LivechatWrites {
  /** Finds the visitor of this token or makes one under `newId`; the open chat shows what has changed. */
  saveVisitor: [
    { tokenHash: string; newId: string; changes: VisitorChanges; at: number },
    { visitor: Visitor; created: boolean; room?: Room },
  ]
  /** The same for a visitor who is known. */
  changeVisitor: [
    { visitorId: string; changes: VisitorChanges; at: number },
    { visitor: Visitor; room?: Room } | undefined,
  ]
  /** The visitor, his chats and what was said in them: nothing is left. Not while a chat is open. */
  removeVisitor: [
    { visitorId: string },
    { outcome: 'removed'; roomIds: readonly string[] } | { outcome: 'chat-is-open' | 'no-visitor' },
  ]
  /** The visitor's open chat, made in the queue if there is none. `id-taken`: the room's id is another room's. */
  openChat: [
    {
      visitorId: string
      roomId: string
      inquiryId: string
      source: ChatSource
      departmentId?: string
      /** Becomes a message of the visitor. */
      noteId: string
      at: number
    },
    (
      | { outcome: 'opened'; room: Room; message: Message }
      | { outcome: 'open-already'; room: Room }
      | { outcome: 'id-taken' | 'no-visitor' }
    ),
  ]
  /**
   * Gives an open chat to the candidate with the fewest open chats, of those the one whose last came longest ago; none
   * puts it into the queue. `onlyQueued`: `taken` when another has it. `notes` are written first; `greetings` by the
   * agent who gets it.
   */
  moveChat: [
    {
      roomId: string
      onlyQueued: boolean
      departmentId?: string
      candidates: readonly Candidate[]
      notes: readonly Note[]
      greetings: readonly Omit<Note, 'author'>[]
      at: number
    },
    ({ outcome: 'moved'; joined?: Membership } & ChatChange) | { outcome: 'taken' | 'closed' | 'no-chat' },
  ]
  /** `visitorId`: only a chat of this visitor. */
  closeChat: [
    {
      roomId: string
      visitorId?: string
      by: { readonly id: string; readonly username: string; readonly as: 'visitor' | 'user' }
      tags?: readonly string[]
      notes: readonly Note[]
      at: number
    },
    ({ outcome: 'closed' } & ChatChange) | { outcome: 'closed-already' | 'no-chat' },
  ]
  /** A visitor's message, with its file if it has one, while his chat is open; else as `appendMessage`. */
  sayInChat: [
    { message: NewMessage; file?: StoredFile; at: number },
    (
      | ({ outcome: 'appended'; message: Message } & RoomChange)
      | { outcome: 'duplicate'; message: Message }
      | { outcome: 'closed' | 'no-chat' }
    ),
  ]
  /** A system message in a chat, open or closed. */
  noteInChat: [{ roomId: string; note: Note; at: number }, { room: Room; message: Message } | undefined]
  /** Adds to what the visitor thought of a chat. */
  rateChat: [
    { roomId: string; visitorId: string; survey: Readonly<Record<string, string>>; at: number },
    { room: Room } | undefined,
  ]
  /** Makes a user an agent, not available yet, or lets him be one no longer. `undefined`: no such user. */
  saveAgent: [{ userId: string; isAgent: boolean; at: number }, { user: User; changed: boolean } | undefined]
  /** `undefined`: no such agent. */
  setAgentStatus: [{ userId: string; status: AgentStatus }, { changed: boolean } | undefined]
  saveDepartment: [{ department: Department }, { outcome: 'saved' | 'name-taken' }]
  removeDepartment: [{ id: string }, { removed: boolean }]
}

/** Which chats, oldest first; what is absent does not matter. */
export interface ChatFilter {
  readonly states?: readonly ('queued' | 'taken' | 'closed')[]
  readonly agentId?: string
  readonly visitorId?: string
  /** `null`: no department. */
  readonly departmentIds?: readonly (string | null)[]
}

export interface LivechatReads {
  visitor: [{ tokenHash: string } | { id: string }, Visitor | undefined]
  /** A room that this token opens; `open`: only while the chat is. */
  chatOfToken: [{ tokenHash: string; roomId: string; open?: boolean }, Room | undefined]
  chat: [{ inquiryId: string }, Room | undefined]
  file: [{ id: string }, StoredFile | undefined]
  /** `order`: by when they began, or by how long they wait. */
  chats: [
    ChatFilter & { order: 'begun' | 'queued'; offset: number; limit: number },
    { rooms: readonly Room[]; total: number },
  ]
  /** Whom `moveChat` would choose of these. */
  preferred: [{ candidates: readonly Candidate[] }, Candidate | undefined]
  /** By username. */
  agents: [Record<never, never>, readonly Agent[]]
  /** By name. */
  departments: [Record<never, never>, readonly Department[]]
}
