// What the applications did and saw, for the checker to look at.

/** A message as a database or a screen has it in the end. */
export interface Kept {
  readonly id: string
  /** When the server got it, in milliseconds since 1970. */
  readonly at: number
  /** The number under which the room's log has it. */
  readonly place: number
  /** When it was changed last, in milliseconds since 1970. */
  readonly changedAt: number
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
  /** For how much of that the machine slept, in milliseconds. */
  slept?: number
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
  /** When that had come, in milliseconds since 1970. */
  loadedAt?: number
  /** Did it know anything of the room when its connection was lost last? */
  knew: boolean
  /** When it was told that something may be missing although it knew from where on to ask, in milliseconds since 1970. */
  readonly gaps: number[]
  /** When the database was replaced by an older one while this ran, and whether that had forgotten something of this room. */
  readonly restores: { readonly at: number; readonly forgot: boolean }[]
  /** What it had missed when everything had healed → when it had it, in milliseconds since 1970; absent: not yet. */
  readonly missed: Map<string, number | undefined>
  /** The program ended, or left the room. */
  ended: boolean
  /** When it had left the room, or was put out of it, in milliseconds since 1970. */
  leftAt?: number | undefined
  /** Is the room among the person's rooms in the end? */
  listed?: boolean
  /** Its list in the end. */
  kept: readonly Pick<Kept, 'id' | 'text' | 'reactions'>[]
}

/** From when on nothing stood in the way of a program to catch up. */
export interface Healed {
  readonly who: string
  /** In milliseconds since 1970. */
  readonly at: number
  /** Until when it may take. */
  readonly until: number
}

export interface Recorded {
  readonly commands: readonly Command[]
  readonly views: readonly View[]
  /** By room: what the database holds in the end, oldest first. */
  readonly final: ReadonlyMap<string, readonly Kept[]>
  /** Messages that were there before. */
  readonly before: ReadonlySet<string>
  /** Messages of which something was forgotten when an older database took the place of the last. */
  readonly forgotten: ReadonlySet<string>
  readonly healed: readonly Healed[]
  /** Does the server number what happens in a room? Then that is the order; otherwise time is. */
  readonly numbered: boolean
  /** Programs whose login ended more often than it was ended, or that are not logged in although they could be. */
  readonly loggedOut: readonly string[]
  /** Sessions that the server counts, and those that there should be. */
  readonly sessions: { readonly counted: number; readonly expected: number }
  /** Connections that were lost, and faults that may cost one. */
  readonly drops: number
  readonly faults: number
}
