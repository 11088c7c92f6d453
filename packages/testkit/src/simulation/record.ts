// What the applications did and saw, for the checker to look at.

/** A message as a database or a screen has it in the end. */
export interface Kept {
  readonly id: string
  /** When the server got it, in milliseconds since 1970. */
  readonly at: number
  /** The number under which the room's log has it. */
  readonly place: number
  readonly text: string
  /** Emoji → usernames. */
  readonly reactions: Readonly<Record<string, readonly string[]>>
}

/** What became of a command. `unknown`: it may have been done. `promised`: the same, and what was to be sent is written down. */
export type Outcome = 'pending' | 'done' | 'refused' | 'unknown' | 'promised'

/** A command of an application. */
export interface Command {
  readonly kind: 'send' | 'edit' | 'delete' | 'react'
  readonly by: string
  readonly roomId: string
  readonly messageId: string
  /** Milliseconds since 1970. */
  readonly invokedAt: number
  settledAt?: number
  outcome: Outcome
}

/** One application in one room. */
export interface View {
  readonly who: string
  readonly roomId: string
  /** Ids that it was told of as new, in the order of telling. */
  readonly told: string[]
  /** Of those, the ones that came late and said so. */
  readonly late: Set<string>
  /** Ids of which it was shown an older version after a newer one, and those that its raw stream told twice. */
  readonly wentBack: Set<string>
  readonly doubled: Set<string>
  /** What its first page held and it had not been told of; absent until that has come. */
  loaded?: ReadonlySet<string>
  /** Did it know anything of the room when its connection was lost last? */
  knew: boolean
  /** Times at which it was told that something may be missing although it knew from where on to ask. */
  gaps: number
  /** The program ended, or left the room. */
  ended: boolean
  /** When it had left the room, in milliseconds since 1970. */
  leftAt?: number
  /** Its list in the end. */
  kept: readonly Omit<Kept, 'at' | 'place'>[]
}

export interface Recorded {
  readonly commands: readonly Command[]
  readonly views: readonly View[]
  /** By room: what the database holds in the end, oldest first. */
  readonly final: ReadonlyMap<string, readonly Kept[]>
  /** Messages that were there before. */
  readonly before: ReadonlySet<string>
  /** Does the server number what happens in a room? Then that is the order; otherwise time is. */
  readonly numbered: boolean
  /** Programs whose login ended more often than it was ended, or that are not logged in although they could be. */
  readonly loggedOut: readonly string[]
  /** Sessions that the server counts, and those that there should be. */
  readonly sessions: { readonly counted: number; readonly expected: number }
  /** Connections that were lost, and whether any fault was played. */
  readonly drops: number
  readonly faults: number
}
