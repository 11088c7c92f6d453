// Carries out writes in batches. While one batch commits, which is waiting for the disk, others are asked; together
// they are the next batch. So a batch is one operation when there is little to do, grows with the load, and nobody
// waits for a timer. Each batch is one transaction, hence one fsync; each operation in it is a savepoint, so that one
// that fails undoes itself alone. Answers leave after the commit. If the commit fails, all operations of the batch
// have failed; if the disk is to blame, nothing is ever written again.
//
// The log of SQLite is copied into the database when there is nothing to write.

import type { Clock, Timer } from '../../clock.ts'
import { StoreFailure } from '../port.ts'
import { failed, namesOf, type Answered, type Asked } from './batch.ts'
import type { Connection } from './connection.ts'
import { toStoreFailure } from './failure.ts'
import { writes } from './operations/all.ts'

/** With nothing to write for so long, the writer tidies up. */
const IDLE_MS = 200

export type Operate = (connection: Connection, input: unknown) => unknown

export interface WriterOptions {
  readonly connection: Connection
  readonly clock: Pick<Clock, 'after'>
  /** Hears of a failure that no operation will be answered with. */
  readonly onFatal: (failure: StoreFailure) => void
}

const operations = new Map(Object.entries(writes as unknown as Record<string, Operate>))

export class Writer {
  readonly #connection: Connection
  readonly #clock: Pick<Clock, 'after'>
  readonly #onFatal: (failure: StoreFailure) => void
  #dead: StoreFailure | undefined
  #idle: Timer | undefined

  constructor({ connection, clock, onFatal }: WriterOptions) {
    this.#connection = connection
    this.#clock = clock
    this.#onFatal = onFatal
  }

  /** Carries out a batch. What it answers is on disk. */
  run(batch: readonly Asked[]): Answered[] {
    const dead = this.#dead
    if (dead) return batch.map(({ id }) => failed(id, dead))
    this.#idle?.stop()
    const { latest } = this.#connection
    try {
      this.#connection.run('BEGIN IMMEDIATE')
      const answers = batch.map((asked) => this.#carryOut(asked))
      this.#connection.run('COMMIT')
      this.#idle = this.#clock.after(IDLE_MS, () => this.#checkpoint())
      return answers
    } catch (error) {
      this.#connection.latest = latest
      const failure = toStoreFailure(error, namesOf(batch))
      this.#giveUp(failure)
      return batch.map(({ id }) => failed(id, failure))
    }
  }

  /** Lets go of the timer. */
  stop(): void {
    this.#idle?.stop()
  }

  #carryOut({ id, name, input }: Asked): Answered {
    const connection = this.#connection
    const { latest } = connection
    connection.run('SAVEPOINT operation')
    try {
      const operate = operations.get(name)
      if (!operate) throw new RangeError(`there is no operation of this name`)
      const answer = operate(connection, input)
      connection.run('RELEASE operation')
      return { id, answer }
    } catch (error) {
      const failure = toStoreFailure(error, name)
      // A full disk and its like end the whole transaction: then the neighbours are undone as well.
      if (failure.fatal || !connection.database.isTransaction) throw error
      connection.run('ROLLBACK TO operation')
      connection.run('RELEASE operation')
      connection.latest = latest
      return failed(id, failure)
    }
  }

  #giveUp(failure: StoreFailure): void {
    if (failure.fatal) this.#dead = failure
    try {
      if (this.#connection.database.isTransaction) this.#connection.run('ROLLBACK')
    } catch (error) {
      this.#dead ??= new StoreFailure(toStoreFailure(error, 'ROLLBACK').message, { cause: error, fatal: true })
    }
  }

  #checkpoint(): void {
    try {
      this.#connection.get('PRAGMA wal_checkpoint(PASSIVE)')
    } catch (error) {
      const failure = toStoreFailure(error, 'a checkpoint')
      if (!failure.fatal) return
      this.#dead = failure
      this.#onFatal(failure)
    }
  }
}
