// What a story is made of: who there is, where they talk, and what they said when.
//
// The words are in the tables beside this file: `talk.table.ts` is the short one that every demo has, `town.table.ts` the
// days before it and the rooms around it.

export const DEMO_PEOPLE = [
  { username: 'admin', name: 'Admin' },
  { username: 'alice', name: 'Alice Chen' },
  { username: 'bob', name: 'Bob Okafor' },
  { username: 'carol', name: '卡罗尔 Carol' },
] as const

/** The one who answers: nobody logs in as it. */
export const COMPANION = { username: 'houston', name: 'Houston (bot)' } as const

export type Person = (typeof DEMO_PEOPLE)[number]['username'] | typeof COMPANION.username

/** `GENERAL`, the name of another room of the town, or `@` and the two who talk to each other. */
export type Place = 'GENERAL' | 'frontend' | 'coffee' | 'launch' | `${Person}@${Person}`

export interface DemoLine {
  readonly by: Person
  readonly text: string
  /** After the line before. */
  readonly minutes: number
  /** @default `GENERAL` */
  readonly in?: Place
  readonly reactions?: readonly (readonly [emoji: string, by: Person])[]
  /** What its author made of it a minute later. */
  readonly better?: string
  /** A name for the answers to it. */
  readonly called?: string
  /** It answers the line that is called so, in its thread. */
  readonly answers?: string
}

export interface DemoRoom {
  readonly name: 'frontend' | 'coffee' | 'launch'
  readonly type: 'channel' | 'group'
  readonly topic: string
  readonly owner: Person
  readonly members: readonly Person[]
}
