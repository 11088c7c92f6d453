// One process per database. The lock is a transaction on a side file: the operating system lets go of it when the
// process dies, however it dies, so there is no stale lock to clean up. The file itself goes when the store is closed.

import { statSync, unlinkSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { StoreOpenError } from '../port.ts'
import { primaryCode } from './failure.ts'

const BUSY = 5

export interface Lock {
  release(): void
}

/** @throws StoreOpenError when another process, or another store in this one, has the database */
export function lockDatabase(path: string): Lock {
  const lockPath = `${path}.lock`
  for (;;) {
    // Who closes removes the file while still holding the lock. Who waited on the removed file holds nothing that
    // anybody else would meet: only a file that is still there, and still the same one, is a lock.
    const before = existing(lockPath)
    const database = new DatabaseSync(lockPath, { timeout: 0 })
    try {
      // Nothing is ever written to it, so that its journal need not be a second file.
      database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    } catch (error) {
      database.close()
      if (primaryCode(error) !== BUSY) throw error
      throw new StoreOpenError(
        `The database ${path} is in use by another process: stop that one, or choose another directory.`,
        { cause: error },
      )
    }
    if (inode(lockPath) === before) return { release: () => release(database, lockPath) }
    database.close()
  }
}

function existing(lockPath: string): bigint | undefined {
  try {
    writeFileSync(lockPath, '', { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return inode(lockPath)
}

function inode(lockPath: string): bigint | undefined {
  return statSync(lockPath, { bigint: true, throwIfNoEntry: false })?.ino
}

function release(database: DatabaseSync, lockPath: string): void {
  try {
    unlinkSync(lockPath)
  } catch {
    // Where an open file cannot be removed it stays, empty and free.
  }
  database.close()
}
