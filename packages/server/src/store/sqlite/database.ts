// Opens the database file: makes it if there is none, refuses with one sentence what this server cannot read or must
// not touch, and sets what durability rests on.

import { closeSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreOpenError } from '../port.ts'
import { Connection } from './connection.ts'
import { isNoDatabase } from './failure.ts'
import { lockDatabase, type Lock } from './lock.ts'
import { APPLICATION_ID, migrate, readEpoch, readLatest, readVersion, SCHEMA_VERSION } from './schema.ts'

/** How long a statement waits for another connection of this process before it gives up. */
const BUSY_TIMEOUT_MS = 5_000

// Earlier releases can lose a committed transaction when the write-ahead log starts over (sqlite.org/wal.html#walresetbug).
const OLDEST_SQLITE = [3, 51, 3] as const

export interface OpenDatabase {
  readonly connection: Connection
  readonly epoch: string
  /** Closes the connection; the last one to go leaves nothing but the database file. */
  readonly close: () => void
}

/** @throws StoreOpenError */
export function assertSqliteVersion(version: string): void {
  const parts = version.split('.').map(Number)
  for (const [index, least] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0
    if (part > least) return
    if (part < least) {
      throw new StoreOpenError(
        `This Node carries SQLite ${version}, which can lose data; ${OLDEST_SQLITE.join('.')} is the oldest that cannot: install a newer Node.`,
      )
    }
  }
}

/** Opens or makes the database at `path`, a file or `:memory:`. `epoch` names the history of one that is made. */
export function openDatabase(path: string, epoch: string): OpenDatabase {
  const inMemory = path === ':memory:'
  if (!inMemory) makeDirectory(dirname(path))
  let lock: Lock | undefined
  let database: DatabaseSync | undefined
  try {
    if (!inMemory) {
      lock = lockDatabase(path)
      // The log and its index take their mode from this file.
      closeSync(openSync(path, 'a', 0o600))
    }
    database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true })
    const connection = new Connection(database)
    prepare(connection, path, epoch)
    return { connection, epoch: readEpoch(database), close: () => close(connection, lock) }
  } catch (error) {
    database?.close()
    lock?.release()
    throw toOpenError(error, path)
  }
}

/** A second connection that only reads. The database has been opened by `openDatabase` before. */
export function openForReading(path: string): Connection {
  return new Connection(new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS }))
}

function makeDirectory(directory: string): void {
  try {
    makeMissing(directory)
  } catch (error) {
    throw toOpenError(error, directory)
  }
}

/** Node's own `recursive` never ends where a file system takes no new directories, as in /proc. */
function makeMissing(directory: string): void {
  if (isDirectory(directory)) return
  const parent = dirname(directory)
  if (parent !== directory) makeMissing(parent)
  try {
    mkdirSync(directory, { mode: 0o700 })
  } catch (error) {
    // Somebody else was quicker.
    if (!isDirectory(directory)) throw error
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function prepare(connection: Connection, path: string, epoch: string): void {
  const { database } = connection
  const { library } = database.prepare('SELECT sqlite_version() AS library').get() as { library: string }
  assertSqliteVersion(library)
  const { version, applicationId, empty } = readVersion(database)
  if (applicationId !== APPLICATION_ID && !empty) {
    throw new StoreOpenError(`${path} is a database of another program: choose another directory.`)
  }
  if (version > SCHEMA_VERSION) {
    throw new StoreOpenError(
      `${path} was written by a newer version of this server (schema ${version}, this one knows ${SCHEMA_VERSION}): install that version, or choose another directory.`,
    )
  }
  // An answer means "on disk" also when the power goes: the log is synced at every commit. Checkpoints are the writer's
  // business when it is idle; the automatic one is only there for a server that never is.
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 16384;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA cache_size = -16384;
    PRAGMA trusted_schema = OFF;
  `)
  migrate(database, epoch)
  connection.latest = readLatest(database)
}

function close(connection: Connection, lock: Lock | undefined): void {
  try {
    connection.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    connection.database.close()
    lock?.release()
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a part of the path is a file',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a directory',
  ENOENT: 'this file system takes no new directories',
}

function toOpenError(error: unknown, path: string): StoreOpenError {
  if (error instanceof StoreOpenError) return error
  if (isNoDatabase(error)) {
    return new StoreOpenError(`${path} is not a database: move it away, or choose another directory.`, { cause: error })
  }
  const { code, message } = error as NodeJS.ErrnoException
  const reason = (code !== undefined && REASONS[code]) || message
  return new StoreOpenError(`${path} cannot be written (${reason}): make it writable, or choose another directory.`, {
    cause: error,
  })
}
