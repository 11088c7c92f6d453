// People and rooms as a search finds them, and what is known of one person.
import type { SpotlightRoom, SpotlightUser, UserStatus } from '../../protocol/index.ts'
import type { Author } from '../messages/message.ts'
import type { CommandOptions } from './room.ts'
import { roomKindOf, type RoomKind } from './room-entry.ts'

/** Somebody whom a search has found. */
export interface FoundUser extends Author {
  readonly status?: UserStatus | 'disabled' | undefined
  readonly statusText?: string | undefined
}

/** A room that a search has found, which one is not in. */
export interface FoundRoom {
  readonly id: string
  readonly kind: RoomKind
  readonly name: string
}

/** What others may know of a user; of oneself, more is in `raw`. */
export interface UserInfo extends FoundUser {
  /** What he is on the whole server: `admin`, `user`, `bot` … Empty where the server does not tell. */
  readonly roles: readonly string[]
  /** Is it a program's account, as far as the server tells? */
  readonly bot: boolean
  /** The document that the server sent, with all its fields; its dates are texts. */
  readonly raw: Readonly<Record<string, unknown>>
}

/** People. */
export interface Users {
  /** Five at most whose names or usernames hold the text. */
  readonly find: (text: string, options?: CommandOptions) => Promise<readonly FoundUser[]>
  /**
   * One user, by his id or by his username.
   * @throws `MethodError` where there is none; `ConnectionError` where a page may not use REST, which alone knows.
   */
  readonly info: (
    who: { readonly id: string } | { readonly username: string },
    options?: CommandOptions,
  ) => Promise<UserInfo>
}

/** What `rc.search` finds. */
export interface Found {
  readonly users: readonly FoundUser[]
  readonly rooms: readonly FoundRoom[]
}

type Told = Pick<SpotlightUser, '_id' | 'name' | 'statusText'> & { username?: string; status?: UserStatus | 'disabled' }

export function foundUser({ _id: id, username = '', name, status, statusText }: Told): FoundUser {
  return { id, username, name: name || username, status, statusText }
}

export function foundRoom({ _id: id, t, name, fname }: SpotlightRoom): FoundRoom {
  return { id, kind: roomKindOf(t), name: typeof fname === 'string' && fname ? fname : (name ?? id) }
}
