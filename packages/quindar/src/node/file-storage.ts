// A storage for Node: a folder with a file for each key.
//
// A file is written beside its place, synced and renamed, so after a crash it is there whole or not at all, and several
// processes may use one folder: none holds anything that the others change.
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pid } from 'node:process'
import type { ClientStorage } from '../client/index.ts'

const ENDING = '.json'

/** Files that this process has written: no two of them have one name while they are written. */
let written = 0

/**
 * Keeps what waits to be sent in files: `storage: fileStorage('./outbox')`.
 *
 * Processes that share a folder do not know of each other: what two of them send twice has the same id, so it is one
 * message.
 * @param folder Is made where there is none, for nobody but its owner to read.
 */
export function fileStorage(folder: string): ClientStorage {
  const fileOf = (key: string): string => join(folder, nameOf(key) + ENDING)

  return {
    async entries(prefix) {
      const names = await readdir(folder).catch((error: unknown) => orNothing(error, []))
      const keys = names.filter((name) => name.endsWith(ENDING)).map((name) => keyOf(name.slice(0, -ENDING.length)))
      const entries = keys
        .filter((key) => key.startsWith(prefix))
        .map(async (key) => {
          // Another process may have taken it away meanwhile.
          const value = await readFile(fileOf(key), 'utf8').catch((error: unknown) => orNothing(error, undefined))
          return value === undefined ? [] : [[key, value] as const]
        })
      return (await Promise.all(entries)).flat()
    },
    async set(key, value) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const draft = join(folder, `${nameOf(key)}.${pid}-${++written}.tmp`)
      try {
        await writeSynced(draft, value)
        await rename(draft, fileOf(key))
      } catch (error) {
        // The disk is full, or the place is taken: half a file is in nobody's way.
        await rm(draft, { force: true })
        throw error
      }
      await syncFolder(folder)
    },
    delete: (key) => rm(fileOf(key), { force: true }),
  }
}

async function writeSynced(path: string, value: string): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(value)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A new name in a folder survives a crash of the machine when the folder is synced too. Windows does that by itself. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch {
    // A folder cannot be opened there.
  }
}

/** Letters that every file system takes; keys that differ in case only are not made. */
function nameOf(key: string): string {
  return encodeURIComponent(key).replaceAll('*', '%2A')
}

function keyOf(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    // Not a file of ours.
    return ''
  }
}

function orNothing<T>(error: unknown, nothing: T): T {
  if ((error as { code?: string }).code === 'ENOENT') return nothing
  throw error
}
