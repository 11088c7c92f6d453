// One connection to the database as the operations use it: statements prepared once, rows with a type, and the time
// that documents are stamped with.

import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'

export type Parameter = SQLInputValue

export class Connection {
  readonly database: DatabaseSync
  /** The greatest `updatedAt` ever given: if the clock goes back, documents do not. */
  latest = 0
  readonly #statements = new Map<string, StatementSync>()

  constructor(database: DatabaseSync) {
    this.database = database
  }

  /** The first row, or undefined. `Row` is what the caller knows of the columns it selects. */
  get<Row>(sql: string, ...parameters: Parameter[]): Row | undefined {
    return this.#prepared(sql).get(...parameters) as Row | undefined
  }

  all<Row>(sql: string, ...parameters: Parameter[]): Row[] {
    return this.#prepared(sql).all(...parameters) as Row[]
  }

  /** Answers how many rows it changed. */
  run(sql: string, ...parameters: Parameter[]): number {
    return Number(this.#prepared(sql).run(...parameters).changes)
  }

  /** What `stamp` would answer: for a statement that finds out only by itself whether anything changes. */
  stampIfChanged(at: number): number {
    return Math.max(this.latest, at)
  }

  /** The `updatedAt` of a change at `at`. */
  stamp(at: number): number {
    this.latest = Math.max(this.latest, at)
    return this.latest
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (!statement) {
      statement = this.database.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }
}
