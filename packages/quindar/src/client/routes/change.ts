// What has changed in a room since somebody last heard of it, whichever way it was asked.
import type { Message as WireMessage } from '../../protocol/index.ts'

/** A place in the log of a room, where a server numbers it. */
export interface Position {
  /** Which life of the server's database the number is of. */
  readonly epoch: string
  readonly seq: number
}

/** From where on something may be missing. */
export interface Since {
  /** A time of the server's, in milliseconds since 1970: everything that changed until then is known. */
  readonly at: number
  readonly position: Position | undefined
  /** How long ago, in milliseconds, by this side's clock. */
  readonly ago: number
}

/** A message that was fetched. */
export interface Fetched {
  readonly raw: WireMessage
  /** The number under which it was first written, where the server tells. */
  readonly place: number | undefined
}

export interface Deletion {
  readonly _id: string
  readonly _seq?: number
  readonly _epoch?: string
}

export interface Changes {
  readonly updated: readonly Fetched[]
  readonly deleted: readonly Deletion[]
  /** Up to where this is everything. */
  readonly position?: Position | undefined
  /** Why this is not everything, as the end of a sentence. */
  readonly incomplete?: string
  /** It is nothing: only the newest page is worth having. */
  readonly newestOnly?: true
}

/** One way to ask. */
export type Way = (roomId: string, since: Since, signal: AbortSignal) => Promise<Changes>

/** More missed changes of one room than this are not fetched. */
export const MOST_MISSED = 10_000
/** Changes of one page; no server gives more. */
export const CHANGES_PER_PAGE = 200

/** Why nothing of it is worth having but the newest page. */
export const tooMany = (position?: Position): Changes => ({
  updated: [],
  deleted: [],
  position,
  incomplete: `more than ${MOST_MISSED} changes were missed, so only the newest messages were fetched`,
  newestOnly: true,
})

export function fetched(messages: readonly WireMessage[]): Fetched[] {
  return messages.map((raw) => ({ raw, place: undefined }))
}
