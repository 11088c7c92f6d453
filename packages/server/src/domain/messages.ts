// Messages: sending, changing, taking back, reacting, and the pages of a room's history.

import type { Message, User } from './entities.ts'

export interface Draft {
  /** The client's own id; none: one is made here. */
  readonly id?: string
  readonly roomId?: string
  readonly text: string
  readonly threadId?: string
  readonly showInRoom?: boolean
  readonly sentAt?: number
  readonly groupable?: boolean
  readonly customFields?: Readonly<Record<string, unknown>>
}

export interface HistoryPage {
  /** Newest first. */
  readonly messages: readonly Message[]
  readonly firstUnread: Message | undefined
  readonly unreadNotLoaded: number
}

export interface Messages {
  send(author: User, draft: Draft): Promise<Message>
  /** `known` is what the editor says that the message is; what may not be edited has to be what it was. */
  edit(editor: User, messageId: string, changes: { readonly text?: string }): Promise<Message>
  remove(remover: User, messageId: string): Promise<void>
  /** `wanted` undefined: toggles. */
  react(user: User, messageId: string, emoji: string, wanted: boolean | undefined): Promise<void>
  /** `undefined` where the room is not to be read. */
  history(
    user: User | undefined,
    roomId: string,
    page: { before?: number; limit: number; lastSeen?: number; threads: boolean },
  ): Promise<HistoryPage | undefined>
}
