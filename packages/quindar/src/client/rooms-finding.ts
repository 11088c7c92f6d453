// Finding people and rooms by their names, and what a server tells of one person.
import type { SpotlightRoom, SpotlightUser, UserStatus } from '../protocol/index.ts'
import type { Client } from './client.ts'
import type { Author } from './message.ts'
import type { Ports } from './ports.ts'
import type { CommandOptions } from './room.ts'
import { roomKindOf, type RoomKind } from './room-entry.ts'
import { patiently } from './room-patience.ts'

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

/** What finding needs of the client. */
export interface FindingHost extends Pick<Client, 'call' | 'rest'> {
  readonly ports: Ports
}

/** What `rc.search` finds. */
export interface Found {
  readonly users: readonly FoundUser[]
  readonly rooms: readonly FoundRoom[]
}

export interface Finding {
  readonly search: (
    text: string,
    kinds: { users?: boolean; rooms?: boolean },
    options?: CommandOptions,
  ) => Promise<Found>
  readonly info: Users['info']
}

export function createFinding({ call, rest, ports }: FindingHost): Finding {
  return {
    async search(text, kinds, options) {
      const { users, rooms } = await patiently(ports, options, (wishes) =>
        call({ name: 'spotlight', ...wishes }, text, [], kinds),
      )
      return { users: users.map(userOf), rooms: rooms.map(roomOf) }
    },
    async info(who, options) {
      const query = 'id' in who ? { userId: who.id } : { username: who.username }
      const { user } = await patiently(ports, options, (wishes) => rest('GET /api/v1/users.info', query, wishes))
      const { roles = [], type } = user
      return { ...userOf(user), roles, bot: type === 'bot' || roles.includes('bot'), raw: user }
    },
  }
}

type Told = Pick<SpotlightUser, '_id' | 'name' | 'statusText'> & { username?: string; status?: UserStatus | 'disabled' }

function userOf({ _id: id, username = '', name, status, statusText }: Told): FoundUser {
  return { id, username, name: name || username, status, statusText }
}

function roomOf({ _id: id, t, name, fname }: SpotlightRoom): FoundRoom {
  return { id, kind: roomKindOf(t), name: typeof fname === 'string' && fname ? fname : (name ?? id) }
}
