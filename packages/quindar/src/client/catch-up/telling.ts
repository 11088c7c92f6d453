// How what was missed reaches the application, and up to when, by the server's clock, everything has been heard.
import type { Room } from '../../protocol/index.ts'
import { holds, note, type Changed, type Ledger, type Told } from './ledger.ts'
import type { Fetched } from '../routes/change.ts'

export interface Telling {
  /** The server's time of the last event, in milliseconds since 1970. */
  heardUpTo: number | undefined
  /** Hands an event to its listeners. */
  readonly dispatch: (frame: Changed) => void
  /** A message is about to be told for the first time. */
  readonly missed: (message: Fetched) => void
  /**
   * @param roomId Absent: all rooms.
   * @param from By this side's clock, in milliseconds since 1970.
   * @param why The end of a sentence.
   */
  readonly gap: (roomId: string | undefined, from: number, why: string, cause?: unknown) => void
}

/** Something has come live. False: it has been told before. */
export function hear(telling: Telling, ledger: Ledger, told: Told): boolean {
  // Not the greatest: a server's clock that was put right must not leave us waiting for the old future.
  if (told.raw) telling.heardUpTo = told.raw._updatedAt.getTime()
  return note(ledger, told, telling.heardUpTo ?? 0)
}

/** Rooms tell what time it is at the server, at the least. */
export function heardOf(telling: Telling, rooms: readonly Room[]): void {
  for (const { _updatedAt: at } of rooms) {
    if (at instanceof Date) telling.heardUpTo = Math.max(telling.heardUpTo ?? 0, at.getTime())
  }
}

/** What was kept back, and need not be any more, is told. */
export function release(telling: Telling, ledger: Ledger): void {
  const free = ledger.held.filter(({ told }) => !holds(ledger, told.roomId))
  ledger.held = ledger.held.filter(({ told }) => holds(ledger, told.roomId))
  for (const { frame, told } of free) if (hear(telling, ledger, told)) telling.dispatch(frame)
}
