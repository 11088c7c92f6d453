// One process per database. The lock is a transaction on a side file: the operating system lets go of it when the
// process dies, however it dies, so there is no stale lock to clean up. The file itself goes when the store is closed.

import { statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { threadId } from 'node:worker_threads'
import { StoreOpenError } from '../port.ts'
import { primaryCode } from './failure.ts'

const BUSY = 5
const CANTOPEN = 14

export interface Lock {
  release(): void
}

/** In 2001; no process has a number like that. */
const LATEST_MARK_NS = 1_000_000_000_000_000_000n

let marks = 0

/** @throws StoreOpenError when another process, or another store in this one, has the database */
export function lockDatabase(path: string): Lock {
  const lockPath = `${path}.lock`
  // Who closes removes the file while still holding the lock, so a lock may turn out to be one on a file that nobody
  // else will meet. Only a file that was there before and after, the very same one, is a lock.
  for (;;) {
    makeFile(lockPath)
    const before = identity(lockPath)
    const database = before === undefined ? undefined : tryLock(path, lockPath, before)
    if (!database) continue
    if (identity(lockPath) === before) return { release: () => release(database, lockPath) }
    database.close()
  }
}

/**
 * No two files that were ever here look the same. A number alone would not do, because a file that is removed leaves its
 * number to the next one: the time, long past, tells who marked it, and for which time.
 */
function makeFile(lockPath: string): void {
  try {
    writeFileSync(lockPath, '', { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  if (identity(lockPath) !== undefined) return
  marks += 1
  try {
    utimesSync(lockPath, 0, process.pid + (threadId % 1000) / 1e3 + (marks % 1000) / 1e6)
  } catch (error) {
    // Somebody else was quicker: had it, and has removed it.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** Undefined: there is no file, or nobody has marked it yet. */
function identity(lockPath: string): string | undefined {
  const found = statSync(lockPath, { bigint: true, throwIfNoEntry: false })
  return found && found.mtimeNs < LATEST_MARK_NS ? `${found.ino} ${found.mtimeNs}` : undefined
}

/** Undefined: the file that was there `before` is gone. */
function tryLock(path: string, lockPath: string, before: string): DatabaseSync | undefined {
  // Only to be opened, never to be made: SQLite would make it without the marks of `makeFile`.
  const existing = pathToFileURL(lockPath)
  existing.searchParams.set('mode', 'rw')
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(existing, { timeout: 0 })
    // Nothing is ever written to it, so that its journal need not be a second file.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database?.close()
    if (primaryCode(error) === BUSY) {
      throw new StoreOpenError(
        `The database ${path} is in use by another process: stop that one, or choose another directory.`,
        { cause: error },
      )
    }
    if (primaryCode(error) === CANTOPEN && identity(lockPath) !== before) return undefined
    throw error
  }
}

function release(database: DatabaseSync, lockPath: string): void {
  try {
    unlinkSync(lockPath)
  } catch {
    // Where an open file cannot be removed it stays, empty and free.
  }
  database.close()
}
