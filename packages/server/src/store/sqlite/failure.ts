// What a database error means for who asked: try again, or stop.

import { StoreFailure } from '../port.ts'

// Result codes of SQLite; the low byte is the primary code.
const IOERR = 10
const CORRUPT = 11
const FULL = 13
const CANTOPEN = 14
const READONLY = 8
const NOTADB = 26
const PROTOCOL = 15
const IOERR_FSYNC = 1034
const IOERR_DIR_FSYNC = 1290

// After these nobody knows what the files hold. A failed fsync above all is never tried again: the kernel may have
// dropped what it could not write, and would say "done" the second time. Starting again recovers from the log.
const FATAL = new Set([IOERR, CORRUPT, CANTOPEN, READONLY, NOTADB, PROTOCOL])

/** SQLite's extended result code, if `error` came from it. */
function resultCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null)?.errcode
  return typeof code === 'number' ? code : undefined
}

export function primaryCode(error: unknown): number | undefined {
  const code = resultCode(error)
  return code === undefined ? undefined : code & 0xff
}

export function isNoDatabase(error: unknown): boolean {
  return primaryCode(error) === NOTADB
}

/** @param what the operation that failed, as in "appendMessage" */
export function toStoreFailure(error: unknown, what: string): StoreFailure {
  if (error instanceof StoreFailure) return error
  const code = primaryCode(error)
  const fatal = code !== undefined && FATAL.has(code)
  return new StoreFailure(sentence(error, what, fatal), { cause: error, fatal })
}

function sentence(error: unknown, what: string, fatal: boolean): string {
  const reason = error instanceof Error ? error.message : String(error)
  const code = resultCode(error)
  if (code === FULL) return 'The disk is full: nothing was written. Free some space, then try again.'
  if (code === IOERR_FSYNC || code === IOERR_DIR_FSYNC) {
    return 'The disk did not confirm a write (fsync failed): stop here, check the disk, and start again to recover what was acknowledged.'
  }
  if (fatal)
    return `The database cannot go on (${reason}): stop here, check the disk, and start again to recover what was acknowledged.`
  return `The store could not carry out ${what}: ${reason}.`
}
