// A storage for browsers: IndexedDB, and Web Locks where there are any.
import type { ClientStorage } from './storage.ts'

/** The object store that holds everything. */
const TABLE = 'entries'

/**
 * Keeps what waits to be sent in the browser's IndexedDB, shared by all tabs of the origin: `storage: indexedDBStorage()`.
 * Where the browser has Web Locks (pages over HTTPS and from localhost), a message is sent by one tab alone.
 * @param name The database. @default 'quindar'
 */
export function indexedDBStorage(name = 'quindar'): ClientStorage {
  let opened: Promise<IDBDatabase> | undefined

  function open(): Promise<IDBDatabase> {
    opened ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, 1)
      request.onupgradeneeded = () => request.result.createObjectStore(TABLE)
      request.onerror = () => reject(failure(request.error))
      request.onsuccess = () => {
        const database = request.result
        const forget = (): void => {
          opened = undefined
        }
        // Whoever wants to delete the database, or to change it, does not have to wait for this page.
        database.onversionchange = () => {
          database.close()
          forget()
        }
        database.onclose = forget
        resolve(database)
      }
    }).catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }

  async function within<T>(mode: IDBTransactionMode, work: (table: IDBObjectStore) => () => T): Promise<T> {
    const database = await open()
    return new Promise((resolve, reject) => {
      // Strict: a crash of the machine right after does not lose it.
      const transaction = database.transaction(TABLE, mode, { durability: 'strict' })
      const result = work(transaction.objectStore(TABLE))
      transaction.oncomplete = () => resolve(result())
      transaction.onabort = () => reject(failure(transaction.error))
    })
  }

  return {
    entries: (prefix) =>
      within('readonly', (table) => {
        const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
        const keys = table.getAllKeys(range)
        const values = table.getAll(range)
        return () => keys.result.map((key, index) => [key as string, values.result[index] as string] as const)
      }),
    set: (key, value) =>
      within('readwrite', (table) => {
        table.put(value, key)
        return () => undefined
      }),
    delete: (key) =>
      within('readwrite', (table) => {
        table.delete(key)
        return () => undefined
      }),
    lock: hasLocks() ? (lock, task, signal) => navigator.locks.request(`${name}/${lock}`, { signal }, task) : undefined,
  }
}

/** Pages over plain HTTP have none, whatever the types say. */
function hasLocks(): boolean {
  return !!(globalThis.navigator as Partial<Navigator> | undefined)?.locks
}

function failure(error: DOMException | null): Error {
  return error ?? new Error('IndexedDB gave no reason')
}
