// One of the people: a machine with a network, a program and what it keeps.
import type { Link } from './link.ts'
import type { Program } from './program.ts'
import type { ForgetfulStorage } from './storage.ts'

export interface Person {
  readonly name: string
  readonly link: Link
  readonly storage: ForgetfulStorage
  /** Does the program run in a page? */
  readonly page: boolean
  /** Does it show which rooms there are? */
  readonly list: boolean
  /** Rooms that it is in. */
  roomIds: readonly string[]
  /** None while it is down. */
  program: Program | undefined
  /** How far the machine's clock is from the world's, in milliseconds. */
  skew: number
  /** Connections that earlier programs lost. */
  drops: number
  /** How often its login may have ended: it was ended so often. */
  revoked: number
}
